from __future__ import annotations

from django.urls import path

from koers.finance import keeping_views, views

app_name = "finance"
urlpatterns = [
    path("geld/", views.dashboard, name="dashboard"),
    path("geld/boeken/", keeping_views.book, name="book"),
    path("geld/boekingen/", views.entries, name="entries"),
    path("geld/boekingen/<uuid:public_id>/", views.entry, name="entry"),
    path("geld/boekingen/<uuid:public_id>/tegenboeken/", keeping_views.counter, name="counter"),
    path("geld/budgetten/<uuid:public_id>/jaren/", keeping_views.spread, name="spread"),
    path("geld/overhevelingen/<uuid:public_id>/", keeping_views.carry_over, name="carry_over"),
    path("geld/overhevelingen/<uuid:public_id>/besluit/", keeping_views.decide, name="decide"),
    path("geld/programmas/<uuid:public_id>/boeken/", keeping_views.book_pending, name="book_pending"),
]
