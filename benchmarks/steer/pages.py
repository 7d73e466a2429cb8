"""The addresses of the measured pages, by the names they have in Koers."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koers.organisations.models import Organisation

OF_EVERYONE = {"portfolio": "web:programmes", "my work": "web:work"}
OF_A_PROGRAMME = {"programme": "web:programme", "timeline": "web:timeline"}
MIX = {"portfolio": 3, "programme": 4, "timeline": 1, "my work": 2}
"""How often each page is asked for, in tenths."""


def pages_of(organisation: Organisation, programmes: int = 10) -> dict[str, list[str]]:
    """Paths by kind of page, for some of the organisation's programmes; a page Koers does not have is left out."""
    from django.urls import NoReverseMatch, reverse

    from koers.programmes.models import Programme

    slugs = Programme.objects.of(organisation).order_by("pk").values_list("slug", flat=True)[:programmes]
    paths: dict[str, list[str]] = {}
    for kind, name in OF_EVERYONE.items():
        with suppress(NoReverseMatch):
            paths[kind] = [reverse(name)]
    for kind, name in OF_A_PROGRAMME.items():
        with suppress(NoReverseMatch):
            paths[kind] = [reverse(name, args=[organisation.slug, slug]) for slug in slugs]
    return paths
