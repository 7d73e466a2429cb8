"""Addresses of the pages of money, so that every figure leads to the entries it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from koers.finance.sums import AsOf

if TYPE_CHECKING:
    from koers.programmes.models import Programme

ASKED = {
    "value": "op",
    "booked": "bekend",
    "year": "jaar",
    "stage": "fase",
    "kind": "soort",
    "programme": "programma",
}
NO_KIND, NO_PROGRAMME = "geen", "geen"
"""In an address: money whose kind is not stated, and money of the organisation as a whole."""


def dates(as_of: AsOf) -> dict[str, str]:
    found = {ASKED["value"]: as_of.value.isoformat()}
    return found | ({ASKED["booked"]: as_of.booked.isoformat()} if as_of.booked else {})


def entries(
    as_of: AsOf,
    *,
    programme: Programme | None = None,
    stage: str = "",
    year: int | None = None,
    kind: str | None = None,
) -> str:
    query = dates(as_of)
    if programme is not None:
        query[ASKED["programme"]] = str(programme.public_id)
    if stage:
        query[ASKED["stage"]] = stage
    if year is not None:
        query[ASKED["year"]] = str(year)
    if kind is not None:
        query[ASKED["kind"]] = kind or NO_KIND
    return f"{reverse('finance:entries')}?{urlencode(query)}"


def programme_money(programme: Programme, as_of: AsOf | None = None) -> str:
    place = {"organisation_slug": programme.organisation.slug, "slug": programme.slug}
    url = reverse("web:money", kwargs=place)
    return f"{url}?{urlencode(dates(as_of))}" if as_of else url


def spreadsheet(programme: Programme, as_of: AsOf) -> str:
    url = reverse("exporting:money", kwargs={"public_id": programme.public_id})
    return f"{url}?{urlencode(dates(as_of))}"


def linked(words: str, url: str, about: str = "") -> SafeString:
    """A figure that leads to what it is made of; `about` says so for who does not see the column."""
    return format_html(
        '<a class="utrecht-link" href="{}">{}<span class="koers-visually-hidden"> {}</span></a>',
        url,
        words,
        about,
    )
