"""Addresses of one programme; the rail of its pages follows them."""

from __future__ import annotations

from django.urls import path

from koers.web.money.views import money_page
from koers.web.programme import timeline_views, views

OF_ONE = "programmas/<slug:organisation_slug>/<slug:slug>/"
urlpatterns = [
    path(OF_ONE, views.overview, name="programme"),
    path(f"{OF_ONE}doelen/", views.goals_page, name="goals"),
    path(f"{OF_ONE}werkgroepen/", views.tracks_page, name="tracks"),
    path(f"{OF_ONE}tijdlijn/", timeline_views.timeline, name="timeline"),
    path(f"{OF_ONE}tijdlijn.svg", timeline_views.timeline_file, name="timeline_file"),
    path(f"{OF_ONE}producten/", views.deliverables_page, name="deliverables"),
    path(f"{OF_ONE}geld/", money_page, name="money"),
    path(f"{OF_ONE}risicos/", views.risks_page, name="risks"),
    path(f"{OF_ONE}besluiten/", views.decisions_page, name="decisions"),
    path(f"{OF_ONE}lessen/", views.lessons_page, name="lessons"),
    path(f"{OF_ONE}omgeving/", views.surroundings_page, name="surroundings"),
    path(f"{OF_ONE}geschiedenis/", views.past_page, name="past"),
]
