from __future__ import annotations

from django.urls import path

from koers.yearplans import planning_views, views

app_name = "yearplans"
urlpatterns = [
    path("jaarplannen/", views.plans, name="plans"),
    path("jaarplannen/nieuw/", planning_views.new, name="new"),
    path("jaarplannen/doelen/", views.goals, name="goals"),
    path("jaarplannen/<uuid:public_id>/", views.plan, name="plan"),
    path("jaarplannen/<uuid:public_id>/beschikbaar/", planning_views.capacity, name="capacity"),
    path("jaarplannen/<uuid:public_id>/vaststellen/", planning_views.agree, name="agree"),
    path("jaarplannen/<uuid:public_id>/heropenen/", planning_views.reopen, name="reopen"),
    path("jaarplannen/<uuid:public_id>/regel/", planning_views.add_line, name="add_line"),
    path("jaarplannen/<uuid:public_id>/regel/<uuid:line_id>/", planning_views.line, name="line"),
    path(
        "jaarplannen/<uuid:public_id>/regel/<uuid:line_id>/weg/",
        planning_views.remove_line,
        name="remove_line",
    ),
]
