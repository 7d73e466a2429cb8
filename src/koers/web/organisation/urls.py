from __future__ import annotations

from django.urls import path

from koers.web.organisation import body_views, compass_views, hub_views, reorganisation_views

urlpatterns = [
    path("organisatie/", hub_views.hub, name="organisation"),
    path("opvolging/", hub_views.follow_up, name="follow_up"),
    path("kompas/", compass_views.compass, name="compass"),
    path("reorganisaties/", reorganisation_views.overview, name="reorganisations"),
    path("reorganisaties/<uuid:public_id>/", reorganisation_views.one, name="reorganisation"),
    path("reorganisaties/<uuid:public_id>/stap/", reorganisation_views.step, name="reorganisation_step"),
    path("overleg/", body_views.overview, name="bodies"),
    path("overleg/<uuid:public_id>/", body_views.one, name="body"),
]
