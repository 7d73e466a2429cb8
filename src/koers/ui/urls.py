from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from koers.ui import views

app_name = "ui"
urlpatterns: list[URLPattern | URLResolver] = [
    path("componenten/", views.gallery, name="gallery"),
]
