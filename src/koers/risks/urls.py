from __future__ import annotations

from django.urls import path

from koers.risks import keeping_views, run_views, views

app_name = "risks"
urlpatterns = [
    path("risicos/", views.risks, name="risks"),
    path("risicos/rekenblad/", views.sheet, name="sheet"),
    path("risicos/schaal/", run_views.scale, name="scale"),
    path("risicos/simulaties/", run_views.runs, name="runs"),
    path("risicos/simulaties/nieuw/", run_views.new_run, name="new_run"),
    path("risicos/simulaties/<uuid:public_id>/", run_views.run, name="run"),
    path("risicos/<uuid:public_id>/", views.risk, name="risk"),
    path("risicos/<uuid:public_id>/stand/", keeping_views.state, name="state"),
]
