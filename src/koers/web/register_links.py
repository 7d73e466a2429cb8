"""The way from a page to the generic pages of the register, shown only to who may use them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.editing.kinds import Kind, kind_of
from koers.editing.places import address
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Programme
from koers.ui.parts import Link

ABOUT_CHARACTERS = 60


class Editing:
    """What one user may change in one programme. Asks no query: the roles are known already."""

    def __init__(self, user: User, programme: Programme, back: str = "") -> None:
        self.user, self.programme, self.back = user, programme, back

    def may(self, kind: Kind) -> bool:
        return kind.writable and self.user.may(
            kind.needs, self.programme.organisation_id, self.programme.public_id
        )

    def add(self, model: type[ScopedRecord], label: str, parent: Any = None) -> Link | None:
        """To the form for a new record beneath the programme, or beneath `parent`."""
        kind = _known(model)
        if kind is None or not self.may(kind):
            return None
        beneath = (parent or self.programme).public_id if kind.parent else None
        url = _address("editing:new", slug=kind.slug)
        return Link(label, _with(url, bij=beneath, next=self.back)) if url else None

    def add_apart(self, model: type[ScopedRecord], label: str, then: str) -> Link | None:
        """To the form for a record of the organisation itself, and from there on to `then`."""
        kind = _known(model)
        if kind is None or not self.user.may(kind.needs, self.programme.organisation_id):
            return None
        return Link(label, _with(_address("editing:new", slug=kind.slug), next=then))

    def all_of(self, model: type[ScopedRecord], label: str) -> Link | None:
        """To the list of the register, with its export."""
        kind = _known(model)
        url = _address("editing:list", slug=kind.slug) if kind else ""
        return Link(label, _with(url, programma=self.programme.public_id)) if url else None

    def change_link(self, record: ScopedRecord, label: str) -> Link | None:
        """To the form of a record that stands there."""
        kind = _known(type(record))
        if kind is None or not self.may(kind):
            return None
        url = _address("editing:change", slug=kind.slug, public_id=record.public_id)
        return Link(label, _with(url, next=self.back)) if url else None

    def add_small(self, model: type[ScopedRecord], label: str, parent: Any) -> SafeString:
        """As `add`, behind a row, with its subject for who hears it; nothing for who may not."""
        return _small(self.add(model, label, parent), parent)

    def change(self, record: ScopedRecord) -> SafeString:
        """A small link behind a row, with its subject for who hears it; nothing for who may not."""
        return _small(self.change_link(record, _("Change")), record)


def named(record: ScopedRecord, text: str) -> SafeString:
    """A name that leads to the record's own page, where all that hangs from it is seen and added."""
    return format_html('<a class="utrecht-link" href="{}">{}</a>', address("record", record), text)


def _small(link: Link | None, about: object) -> SafeString:
    if link is None:
        return SafeString("")
    return format_html(
        '<a class="utrecht-link koers-small" href="{}">{}<span class="koers-visually-hidden">: {}</span></a>',
        link.url,
        link.label,
        str(about)[:ABOUT_CHARACTERS],
    )


def portfolio_link(model: type[ScopedRecord], label: str) -> Link | None:
    """To a whole list of the register, whatever the programme."""
    kind = _known(model)
    url = _address("editing:list", slug=kind.slug) if kind else ""
    return Link(label, url) if url else None


def new_link(user: User, model: type[ScopedRecord], label: str) -> Link | None:
    """To the form for a new record of an organisation, for who may make one somewhere."""
    kind = _known(model)
    if kind is None or not kind.writable or not user.may_somewhere(kind.needs):
        return None
    url = _address("editing:new", slug=kind.slug)
    return Link(label, url) if url else None


def _known(model: type[ScopedRecord]) -> Kind | None:
    try:
        return kind_of(model)
    except KeyError:
        return None


def _address(name: str, **kwargs: Any) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _with(url: str, **query: Any) -> str:
    kept = {name: str(value) for name, value in query.items() if value}
    return f"{url}?{urlencode(kept)}" if kept else url
