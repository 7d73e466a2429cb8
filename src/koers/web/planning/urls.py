from __future__ import annotations

from django.urls import URLPattern, path

from koers.web.planning import update_views, views

PLANNING = "programmas/<slug:organisation_slug>/<slug:slug>/planning/"

urlpatterns: list[URLPattern] = [
    path(PLANNING, views.planning, name="planning"),
    path(f"{PLANNING}nieuw/", views.plan_period, name="plan_period"),
    path(f"{PLANNING}updates/", views.ask_updates, name="ask_updates"),
    path(f"{PLANNING}<uuid:public_id>/doel/", views.add_goal, name="add_period_goal"),
    path(f"{PLANNING}<uuid:public_id>/afsluiten/", views.close_period, name="close_period"),
    path("mijn-werkgroep/", update_views.own_tracks, name="own_tracks"),
    path("mijn-werkgroep/<uuid:public_id>/begin/", update_views.start, name="start_update"),
    path("mijn-werkgroep/<uuid:public_id>/", update_views.own, name="own_update"),
    path("mijn-werkgroep/<uuid:public_id>/concept/", update_views.own_draft, name="own_update_draft"),
    path("mijn-werkgroep/<uuid:public_id>/wijzigen/", update_views.own_correct, name="correct_own_update"),
    path("update/<str:key>/", update_views.by_key, name="update_by_key"),
    path("update/<str:key>/concept/", update_views.by_key_draft, name="update_draft_by_key"),
    path("update/<str:key>/wijzigen/", update_views.by_key_correct, name="correct_update_by_key"),
]
