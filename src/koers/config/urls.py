"""Addresses of the product; each room owns its own part."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("koers.organisations.login.urls")),
    path("", include("koers.organisations.urls")),
    path("", include("koers.organisations.tokens.urls")),
    path("", include("koers.ui.urls")),
    path("", include("koers.editing.urls")),
    path("", include("koers.decisions.urls")),
    path("", include("koers.risks.urls")),
    path("", include("koers.yearplans.urls")),
    path("", include("koers.finance.urls")),
    path("", include("koers.control.urls")),
    path("", include("koers.finance.exporting.urls")),
    path("", include("koers.finance.importing.urls")),
    path("", include("koers.finance.requests.urls")),
    path("", include("koers.intake.urls")),
    path("", include("koers.web.urls")),
    path("api/", include("koers.api.urls")),
]
