"""Addresses are Dutch: people read them."""

from __future__ import annotations

from django.urls import path

from koers.organisations import audit_views, views
from koers.organisations.login import first_run_views, invitation_views

app_name = "organisations"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/organisatie/", views.choose, name="choose"),
    path("account/aanbod/<uuid:public_id>/aannemen/", views.accept_offer, name="accept_offer"),
    path("account/aanbod/<uuid:public_id>/afwijzen/", views.decline_offer, name="decline_offer"),
    path("uitnodiging/<uuid:public_id>/<str:token>/", invitation_views.invitation, name="invitation"),
    path("eerste-keer/", first_run_views.first_administrator, name="first_run"),
    path("rechten/", views.permissions, name="permissions"),
    path("gebruikers/", views.members, name="members"),
    path("gebruikers/<uuid:public_id>/intrekken/", views.remove_member, name="remove_member"),
    path("gebruikers/<uuid:public_id>/uitnodigen/", invitation_views.invite_again, name="invite_again"),
    path("gebruikers/tweede-stap/", views.second_step, name="second_step"),
    path("logboek/", audit_views.audit_trail, name="audit"),
]
