"""Addresses are Dutch: people read them."""

from __future__ import annotations

from django.urls import path

from koers.organisations import password_views, views

app_name = "organisations"
urlpatterns = [
    path("inloggen/", views.login, name="login"),
    path("uitloggen/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/wachtwoord/", views.password, name="password"),
    path("account/organisatie/", views.choose, name="choose"),
    path("account/aanbod/<uuid:public_id>/aannemen/", views.accept_offer, name="accept_offer"),
    path("account/aanbod/<uuid:public_id>/afwijzen/", views.decline_offer, name="decline_offer"),
    path("wachtwoord/<uuid:public_id>/<str:token>/", password_views.choose_password, name="choose_password"),
    path("rechten/", views.permissions, name="permissions"),
    path("gebruikers/", views.members, name="members"),
    path("gebruikers/<uuid:public_id>/intrekken/", views.remove_member, name="remove_member"),
    path("logboek/", views.audit_trail, name="audit"),
]
