"""Buttons to the forms of the register, for who may use them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from koers.editing.kinds import kind_of
from koers.editing.places import address, with_query
from koers.organisations.access import may
from koers.organisations.models import Organisation
from koers.organisations.scope import ScopedRecord
from koers.ui.parts import Link


def add_link(
    request: HttpRequest, model: type[ScopedRecord], under: ScopedRecord | Organisation, label: str
) -> Link | None:
    """To the form of a new record; afterwards one comes back to this page. None for who may not."""
    kind = kind_of(model)
    if not may(request.user, kind.needs, under):
        return None
    url = reverse("editing:new", kwargs={"slug": kind.slug})
    return Link(label, with_query(url, bij=str(under.public_id), next=request.path))


def record_links(request: HttpRequest, record: ScopedRecord) -> list[Link]:
    """Change, history and removal of a record that has a page of its own."""
    kind = kind_of(record)
    links = [Link(_("History"), address("history", record, kind))]
    if may(request.user, kind.needs, record):
        links.append(Link(_("Remove"), address("remove", record, kind)))
    return links


def change_link(request: HttpRequest, record: ScopedRecord, label: str) -> Link | None:
    kind: Any = kind_of(record)
    if not may(request.user, kind.needs, record):
        return None
    return Link(label, with_query(address("change", record, kind), next=request.path))
