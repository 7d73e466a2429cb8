from __future__ import annotations

from django.urls import path

from koers.finance.requests import session_views, views

app_name = "requests"
urlpatterns = [
    path("geld/aanvragen/", views.requests, name="requests"),
    path("geld/aanvragen/nieuw/", views.new, name="new"),
    path("geld/aanvragen/sessies/nieuw/", session_views.new, name="session_new"),
    path("geld/aanvragen/sessies/<uuid:public_id>/", session_views.session, name="session"),
    path("geld/aanvragen/sessies/<uuid:public_id>/punten/", session_views.score, name="score"),
    path("geld/aanvragen/sessies/<uuid:public_id>/motivering/", session_views.motivate, name="motivate"),
    path("geld/aanvragen/sessies/<uuid:public_id>/sluiten/", session_views.close, name="close"),
    path("geld/aanvragen/<uuid:public_id>/", views.one_request, name="request"),
    path("geld/aanvragen/<uuid:public_id>/wijzigen/", views.change, name="change"),
    path("geld/aanvragen/<uuid:public_id>/stap/", views.step, name="step"),
    path("geld/aanvragen/<uuid:public_id>/toekennen/", views.grant, name="grant"),
    path("geld/aanvragen/<uuid:public_id>/afwijzen/", views.refuse, name="refuse"),
    path("geld/aanvragen/<uuid:public_id>/dekken/", views.cover, name="cover"),
]
