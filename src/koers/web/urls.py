from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from koers.web import practice_views, views
from koers.web.portfolio.views import programme_list

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("programmas/", programme_list, name="programmes"),
    path("", include("koers.web.programme.urls")),
    path("", include("koers.web.work.urls")),
    path("", include("koers.web.council.urls")),
    path("bedrijfsvoering/", views.paragraph_list, name="paragraphs"),
    path("bedrijfsvoering/<uuid:public_id>/", views.paragraph, name="paragraph"),
    path("praktijken/", practice_views.practice_list, name="practices"),
    path("praktijken/<slug:slug>/", practice_views.practice, name="practice"),
    path("", include("koers.web.steering.urls")),
    path("", include("koers.web.information.urls")),
    path("", include("koers.web.organisation.urls")),
    path("", include("koers.web.planning.urls")),
]
