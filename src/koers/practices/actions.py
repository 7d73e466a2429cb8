"""Writing practices with their parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from koers.core.json_values import Values, integer_of, period_of, rows_of, text_of, texts_of
from koers.core.period_fields import year_span
from koers.organisations import audit, records
from koers.organisations.models import Organisation
from koers.organisations.records import Accepted, readable_values
from koers.practices.models import (
    Practice,
    PracticeAttachment,
    PracticeContact,
    PracticeOrganisation,
    PracticeSection,
)
from koers.practices.searching import searchable

if TYPE_CHECKING:
    from koers.organisations.models import User

_PERIOD = {"period_raw", "start", "end", "end_exclusive", "approximate", "open_end", "duration_months"}
_WORDS = ("title", "project", "theme", "theme_raw", "summary")
CHANGEABLE = frozenset({*_WORDS, *_PERIOD, "organisation_line", "round"})
_SLUG_LENGTH = 110


def _practice(*, by: User, organisation: Organisation, values: Values) -> Accepted:
    practice = Practice(
        organisation=organisation,
        organisation_line=text_of(values, "organisation"),
        round=integer_of(values, "round"),
        published=organisation.kind == Organisation.Kind.FUND,
        **{name: text_of(values, name) for name in _WORDS},
    )
    practice.set_period(period_of(values, "period"))
    known = _same_practice(practice)
    if known is not None:
        return Accepted(record=known, created=False)
    practice.slug = _free_slug(practice.title)
    names = texts_of(values, "organisations")
    _work_out(practice, names)
    records.add(practice, by=by, organisation=organisation)
    _add_parts(practice, values, names, by=by)
    return Accepted(record=practice)


def _same_practice(practice: Practice) -> Practice | None:
    """One kept by the same organisation under the same title, line, project and period as printed."""
    names = ("title", "organisation_line", "project", "period_raw")
    same = {name: getattr(practice, name) for name in names}
    return Practice.objects.of(practice.organisation).filter(**same).order_by("pk").first()


def _add_parts(practice: Practice, values: Values, names: list[str], *, by: User) -> None:
    known = _known_organisations(names)
    for name in dict.fromkeys(names):
        link = PracticeOrganisation(practice=practice, name=name, organisation=known.get(name.casefold()))
        records.store(link, by=by)
    for row in rows_of(values, "sections"):
        section = PracticeSection(
            practice=practice,
            heading=text_of(row, "heading"),
            kind=text_of(row, "kind") or PracticeSection.Kind.OTHER,
            text=text_of(row, "text"),
        )
        records.store(section, by=by)
    for label in texts_of(values, "attachments"):
        records.store(PracticeAttachment(practice=practice, label=label), by=by)
    for row in rows_of(values, "contacts"):
        contact = {name: text_of(row, name) for name in ("name", "email", "phone", "role")}
        if contact["name"] or contact["email"] or contact["phone"]:
            records.store(PracticeContact(practice=practice, **contact), by=by)


def _known_organisations(names: list[str]) -> dict[str, Organisation]:
    """Organisations Koers knows under exactly the printed name; near misses are left to a person."""
    return {found.name.casefold(): found for found in Organisation.objects.filter(name__in=names)}


def _free_slug(title: str) -> str:
    """A readable address from the title, numbered when it is taken; addresses are shared by all
    organisations.
    """
    base = slugify(title)[:_SLUG_LENGTH].strip("-") or "praktijk"
    found = Practice.objects.across_organisations("addresses of practices are unique for everyone together")
    taken = set(found.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _work_out(practice: Practice, names: list[str]) -> None:
    """Sets what follows from the other fields: the years it touches and the text to search in."""
    span = year_span(practice.start, practice.end, practice.end_exclusive)
    practice.first_year, practice.last_year = span or (None, None)
    practice.search_text = searchable(
        practice.title,
        practice.organisation_line,
        practice.project,
        practice.theme_raw,
        practice.summary,
        *names,
    )


ACCEPTS: dict[str, Callable[..., Accepted]] = {"practice": _practice}


@transaction.atomic
def accept_item(
    *,
    by: User,
    organisation: Organisation,
    item_type: str,
    values: Values,
    warnings: Sequence[str] = (),
) -> Accepted:
    """Writes a `practice`, published at once: what is read in was public already.

    The same practice a second time gives the record that is there. Contacts are kept but shown to
    nobody. Raises ValidationError with a message for the user, KeyError for a type of another room.
    """
    with readable_values():
        return ACCEPTS[item_type](by=by, organisation=organisation, values=values)


@transaction.atomic
def change(*, by: User, record: Practice, version: int, **values: Any) -> Practice:
    """Raises ConcurrentChange when the record is no longer at `version`, ValidationError for a broken
    rule.
    """
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise TypeError(f"a practice does not change {', '.join(sorted(unknown))} this way")
    for name, value in values.items():
        setattr(record, name, value)
    _work_out(record, [link.name for link in record.organisations.all()])
    records.store(record, by=by, version=version)
    _audit(by, "changed", record, {"fields": sorted(values)})
    return record


@transaction.atomic
def publish(*, by: User, record: Practice, version: int, published: bool = True) -> Practice:
    """Shows the practice to everyone who is logged in, or (False) to its own organisation only."""
    record.published = published
    records.store(record, by=by, version=version)
    _audit(by, "published" if published else "hidden", record)
    return record


@transaction.atomic
def withdraw(*, by: User, record: Practice) -> None:
    """Removes the practice with its parts. History keeps all but the contacts, which are gone."""
    _audit(by, "removed", record)
    records.remove(record, by=by)


def _audit(by: User, what: str, record: Practice, detail: dict[str, Any] | None = None) -> None:
    audit.record(
        by=by, action=f"practice.{what}", subject=record, organisation=record.organisation, detail=detail
    )
