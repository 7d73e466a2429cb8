"""The long-term agenda as pages and calendars show it: per quarter, with what has no day at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.decisions.models import LongTermItem
from koers.organisations.permissions import GRANTS, Permission
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

Status = LongTermItem.Status
SIGNS = {
    Status.NEW: "rest",
    Status.PLANNED: "ok",
    Status.HELD: "warn",
    Status.DONE: "done",
    Status.DROPPED: "rest",
}
_BY_COUNCIL = "public items, of organisations whose council side the user sees"


@dataclass(frozen=True, slots=True)
class Asked:
    year: int | None = None
    holder: str = ""
    programme: str = ""
    ended: bool = False


def of(user: User, organisation: Organisation) -> QuerySet[LongTermItem]:
    found = LongTermItem.objects.visible_to(user).filter(organisation=organisation)
    return found.select_related("body", "decision")


def for_council(user: User) -> QuerySet[LongTermItem]:
    """Only what is public, where the user sees the council's side."""
    mine = {
        held.organisation
        for held in user.held()
        if user.is_active and held.limit is None and Permission.VIEW_SENT in GRANTS[held.role]
    }
    found = LongTermItem.objects.across_organisations(_BY_COUNCIL)
    return found.filter(organisation__in=mine, public=True).select_related("body", "decision", "organisation")


def asked_for(query: Mapping[str, str]) -> tuple[Asked, dict[str, str]]:
    parts = {name: query.get(name, "")[:200] for name in ("jaar", "portefeuille", "programma", "afgerond")}
    year = parts["jaar"]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        parts["jaar"] = year = ""
    asked = Asked(
        year=int(year) if year else None,
        holder=parts["portefeuille"],
        programme=parts["programma"],
        ended=parts["afgerond"] == "1",
    )
    return asked, parts


def narrowed(found: Iterable[LongTermItem], asked: Asked) -> list[LongTermItem]:
    return [
        one
        for one in found
        if (asked.ended or one.is_open)
        and (not asked.holder or one.portfolio_holder == asked.holder)
        and (not asked.programme or one.programme_name == asked.programme)
        and (asked.year is None or (one.planned is not None and one.planned.year == asked.year))
    ]


def quarter_words(item: LongTermItem) -> str:
    """Where an item stands: its quarter, its year when no more is known, or nothing known at all."""
    if item.planned is None:
        return _("Date unknown")
    if item.planned.month is None:
        return _("%(year)s, quarter unknown") % {"year": item.planned.year}
    quarter = (item.planned.month + 2) // 3
    return _("Quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": item.planned.year}


def _place(item: LongTermItem) -> tuple[int, int]:
    if item.planned is None:
        return (9999, 9)
    return (item.planned.year, 9 if item.planned.month is None else (item.planned.month + 2) // 3)


def per_quarter(found: Iterable[LongTermItem]) -> list[tuple[str, list[LongTermItem]]]:
    groups: dict[str, list[LongTermItem]] = {}
    for item in sorted(
        found, key=lambda one: (_place(one), one.planned.first_day if one.planned else date.max, one.subject)
    ):
        groups.setdefault(quarter_words(item), []).append(item)
    return list(groups.items())


def tables(
    found: Iterable[LongTermItem], today: date, links: Mapping[int, str]
) -> list[tuple[str, str, Table]]:
    """Per quarter an id, its words and its table; `links` are the addresses of items that may be opened."""
    return [
        (f"kwartaal-{number}", words, _table(words, items, today, links))
        for number, (words, items) in enumerate(per_quarter(found), start=1)
    ]


def _table(words: str, items: Sequence[LongTermItem], today: date, links: Mapping[int, str]) -> Table:
    rows = [
        (
            _subject(item, links.get(item.pk, "")),
            item.get_document_display(),
            item.body.name if item.body else "–",
            dutch_date(item.planned) if item.planned else _("unknown"),
            item.portfolio_holder or "–",
            item.programme_name or "–",
            _state(item, today),
            item.state_of_affairs or item.reason or "–",
        )
        for item in items
    ]
    names = (
        _("Subject"),
        _("Document"),
        _("Body"),
        _("Planned for"),
        _("Portfolio holder"),
        _("Programme"),
        _("Status"),
        _("State of affairs"),
    )
    return Table(words, [Column(name) for name in names], rows)


def _subject(item: LongTermItem, url: str) -> object:
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, item.subject) if url else item.subject


def _state(item: LongTermItem, today: date) -> object:
    if item.is_past(today):
        return status("alarm", pgettext("long-term agenda", "Past its planning"))
    return status(SIGNS[Status(item.status)], item.get_status_display())


def calendar_of(found: Iterable[LongTermItem]) -> bytes:
    """What is open and has a day or a month, as iCalendar; a month stands on its first day. The same items give the
    same bytes."""
    from icalendar import Calendar, Event  # not at start-up: only calendars ask for it

    calendar = Calendar()
    calendar.add("prodid", "-//Koers//koers//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Long-term agenda"))
    for item in found:
        if not item.is_open or item.planned is None or item.planned.month is None:
            continue
        event, day = Event(), item.planned.first_day
        event.add("uid", f"long-term-{item.public_id}@koers")
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", (item.planned.last_day if item.planned.day is None else day) + timedelta(days=1))
        event.add("summary", item.subject)
        event.add("transp", "TRANSPARENT")
        event.add("description", str(item.get_document_display()))
        if item.body:
            event.add("location", item.body.name)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
