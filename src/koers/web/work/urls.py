from __future__ import annotations

from django.urls import path

from koers.web.work import calendar_views, views

urlpatterns = [
    path("mijn-werk/", views.work, name="work"),
    path("mijn-werk/agenda/", calendar_views.calendar, name="calendar"),
    path("mijn-werk/agenda/nieuw/", calendar_views.new_feed, name="new_feed"),
    path("mijn-werk/agenda/stop/", calendar_views.stop_feed, name="stop_feed"),
    path("mijn-werk/weekbericht/", calendar_views.weekly, name="weekly"),
    path("agenda/<str:key>.ics", calendar_views.feed, name="calendar_feed"),
    path("weekbericht/stop/<str:key>/", calendar_views.stop_weekly, name="stop_weekly"),
]
