from __future__ import annotations

from django.urls import path

from koers.decisions import agenda_views, views

app_name = "decisions"
urlpatterns = [
    path("aanbevelingen/", views.recommendations, name="recommendations"),
    path("aanbevelingen/jaaroverzicht/", views.overview, name="overview"),
    path("aanbevelingen/jaaroverzicht/blad.xlsx", views.overview_sheet, name="overview_sheet"),
    path("aanbevelingen/<uuid:public_id>/", views.recommendation, name="recommendation"),
    path("aanbevelingen/<uuid:public_id>/stap/<slug:slug>/", views.step, name="step"),
    path("termijnagenda/", agenda_views.long_term, name="long_term"),
    path("termijnagenda/agenda.ics", agenda_views.long_term_calendar, name="long_term_calendar"),
]
