from __future__ import annotations

from django.urls import URLPattern, path

from koers.web.steering import (
    baseline_views,
    closing_views,
    handover_views,
    legend_views,
    phase_views,
    status_views,
)

PROGRAMME = "programmas/<slug:organisation_slug>/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path(f"{PROGRAMME}stand/", status_views.status, name="status"),
    path(f"{PROGRAMME}stand/<uuid:track_id>/", status_views.track_status, name="track_status"),
    path(f"{PROGRAMME}fase/", phase_views.phase, name="phase"),
    path(f"{PROGRAMME}basis/", baseline_views.baseline, name="baseline"),
    path(f"{PROGRAMME}afsluiting/", closing_views.closing, name="closing"),
    path("overdracht/", handover_views.handover, name="handover"),
    path("overdracht/<uuid:public_id>/", handover_views.handover_point, name="handover_point"),
    path("inrichting/legenda/", legend_views.legend, name="legend"),
]
