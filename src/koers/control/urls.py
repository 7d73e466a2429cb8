from __future__ import annotations

from django.urls import path, register_converter

from koers.control import calendar_views, matrix_views
from koers.control.days import DayConverter

register_converter(DayConverter, "day")

app_name = "control"
urlpatterns = [
    path("beheersing/", calendar_views.calendar, name="calendar"),
    path("beheersing/jaaroverzicht/", calendar_views.overview, name="overview"),
    path("beheersing/te-laat/", calendar_views.overdue, name="overdue"),
    path("beheersing/rechtmatigheid/", calendar_views.legality, name="legality"),
    path("beheersing/rie/", calendar_views.workplace, name="workplace"),
    path("beheersing/banenafspraak/", calendar_views.participation, name="participation"),
    path("beheersing/<uuid:public_id>/", calendar_views.item, name="item"),
    path("beheersing/<uuid:public_id>/<day:planned>/", calendar_views.report, name="report"),
    path("rolverdeling/", matrix_views.matrices, name="matrices"),
    path("rolverdeling/<uuid:public_id>/", matrix_views.matrix, name="matrix"),
    path("rolverdeling/<uuid:public_id>/invullen/", matrix_views.fill_in, name="fill_in"),
    path("rolverdeling/<uuid:public_id>/gewenst/", matrix_views.copy, name="copy"),
    path("rolverdeling/<uuid:public_id>/vergelijken/", matrix_views.compare, name="compare"),
    path("rolverdeling/<uuid:public_id>/blad.xlsx", matrix_views.sheet, name="sheet"),
]
