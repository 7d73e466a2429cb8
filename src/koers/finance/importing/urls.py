from __future__ import annotations

from django.urls import path

from koers.finance.importing import views

app_name = "importing"
urlpatterns = [
    path("geld/inlezen/", views.imports, name="imports"),
    path("geld/inlezen/<uuid:public_id>/", views.one_import, name="import"),
    path("geld/inlezen/<uuid:public_id>/kolommen/", views.columns, name="columns"),
    path("geld/inlezen/<uuid:public_id>/vragen/", views.answers, name="answers"),
    path("geld/inlezen/<uuid:public_id>/boeken/", views.accept, name="accept"),
    path("geld/inlezen/<uuid:public_id>/terugdraaien/", views.take_back, name="take_back"),
    path("geld/inlezen/<uuid:public_id>/weg/", views.discard, name="discard"),
]
