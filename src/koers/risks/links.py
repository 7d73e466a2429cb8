"""The ways from the pages of risks to the generic forms, for who may use them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.editing.kinds import kind_of
from koers.editing.places import short
from koers.organisations.scope import ScopedRecord
from koers.ui.parts import Link


def new(model: type[ScopedRecord], label: str, back: str, under: Any = None) -> Link:
    """To the form for a new record, and from there back to this page."""
    asked = {"next": back} | ({"bij": str(under.public_id)} if under is not None else {})
    return Link(label, f"{reverse('editing:new', kwargs={'slug': kind_of(model).slug})}?{urlencode(asked)}")


def listed(model: type[ScopedRecord], label: str) -> Link:
    return Link(label, reverse("editing:list", kwargs={"slug": kind_of(model).slug}))


def change_url(record: ScopedRecord, back: str) -> str:
    place = {"slug": kind_of(record).slug, "public_id": record.public_id}
    return f"{reverse('editing:change', kwargs=place)}?{urlencode({'next': back})}"


def change(record: ScopedRecord, back: str) -> SafeString:
    """A small link behind a row, with its subject for who hears it."""
    return format_html(
        '<a class="utrecht-link koers-small" href="{}">{}<span class="koers-visually-hidden">: {}</span></a>',
        change_url(record, back),
        _("Change"),
        short(record, 60),
    )


def history_url(record: ScopedRecord) -> str:
    return reverse("editing:history", kwargs={"slug": kind_of(record).slug, "public_id": record.public_id})


def remove_url(record: ScopedRecord) -> str:
    return reverse("editing:remove", kwargs={"slug": kind_of(record).slug, "public_id": record.public_id})
