"""Addresses of the API. One pattern takes all of version 1, so that django-ninja is loaded when it is first asked."""

from __future__ import annotations

from django.urls import path, re_path

from koers.api import entry, pages

app_name = "api"
urlpatterns = [
    path("", pages.documentation, name="documentation"),
    path("onderdelen/<slug:name>/", pages.resource, name="resource"),
    path("v1/openapi.json", entry.description, name="openapi"),
    path("v1", entry.entry, name="root"),
    re_path(r"^v1/(?P<rest>(?s:.*))\Z", entry.entry, name="v1"),
]
