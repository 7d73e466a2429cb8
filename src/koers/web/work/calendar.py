"""The dates of a person as iCalendar: titles and places only, nothing else of anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

from django.utils.translation import gettext as _

from koers.control.queries import owned_by
from koers.organisations.models import User
from koers.programmes.own_dates import BACK, ON, Entry, entries_of


def titles() -> dict[str, str]:
    return {
        "update": _("Update: %(title)s"),
        "deliverable": _("Ready: %(title)s"),
        "adoption": _("Step of a body: %(title)s"),
        "period": _("Last day of %(title)s"),
        "pilot": _("End of the pilot: %(title)s"),
        "meeting": _("Meeting: %(title)s"),
        "control": _("Control calendar: %(title)s"),
    }


def all_entries(person: User, today: date) -> list[Entry]:
    """The dates of programmes and bodies, and what the person owns in the control calendar, in the order of days."""
    found = entries_of(person, today) + [
        Entry("control", uuid5(one.public_id, one.day.isoformat()), one.name, "", one.day)
        for one in owned_by(person, today, today + ON)
        if one.day >= today - BACK
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.title))


def written(entries: Iterable[Entry]) -> bytes:
    """The same entries give the same bytes, so that the tag of the answer says whether something changed."""
    from icalendar import Calendar, Event  # not at start-up: only calendars ask for it

    calendar = Calendar()
    calendar.add("prodid", "-//Koers//koers//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Koers")
    calendar.add("refresh-interval", timedelta(hours=6))
    words = titles()
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.kind}-{entry.public_id}@koers")
        event.add("dtstamp", datetime(entry.day.year, entry.day.month, entry.day.day, tzinfo=UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", words[entry.kind] % {"title": entry.title})
        event.add("transp", "TRANSPARENT")
        if entry.detail:
            event.add("location" if entry.kind == "meeting" else "description", entry.detail)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def tag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
