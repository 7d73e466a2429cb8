from __future__ import annotations

from django.urls import path

from koers.organisations.tokens import views

app_name = "tokens"
urlpatterns = [
    path("account/api-sleutels/", views.tokens, name="list"),
    path("account/api-sleutels/<uuid:public_id>/intrekken/", views.revoke, name="revoke"),
]
