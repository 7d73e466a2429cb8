from __future__ import annotations

from django.urls import path

from koers.web.council import decision_views, follow_views, views

urlpatterns = [
    path("raad/", views.sent, name="sent"),
    path("raad/<uuid:public_id>/", views.sent_item, name="sent_item"),
    path("raad/moties-en-toezeggingen/", follow_views.council_items, name="council_items"),
    path("raad/moties-en-toezeggingen/nieuw/", follow_views.note, name="note_promise"),
    path("raad/moties-en-toezeggingen/<uuid:public_id>/", follow_views.council_item, name="council_item"),
    path(
        "raad/moties-en-toezeggingen/<uuid:public_id>/stap/<slug:slug>/",
        follow_views.council_step,
        name="council_step",
    ),
    path("raad/termijnagenda/", follow_views.council_agenda, name="council_agenda"),
    path("raad/termijnagenda/agenda.ics", follow_views.council_calendar, name="council_calendar"),
    path("besluiten/", decision_views.decisions, name="decision_register"),
    path("besluiten/<uuid:public_id>/", decision_views.decision, name="decision"),
    path("besluiten/vragen/", views.asked, name="asked"),
    path("besluiten/vragen/<uuid:public_id>/", views.record, name="record_act"),
]
