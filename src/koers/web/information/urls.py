from __future__ import annotations

from django.urls import URLPattern, path

from koers.web.information import views

urlpatterns: list[URLPattern] = [
    path("wat-is-nieuw/", views.news, name="news"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("hulp/", views.help_page, name="help"),
    path("hulp/<slug:slug>/", views.manual_page, name="manual"),
]
