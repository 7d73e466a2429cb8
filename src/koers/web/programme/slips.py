"""What slipped, what needs a decision and what comes next: the three lists a client reads first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from koers.core.dates import PartialDate
from koers.programmes import baselines
from koers.programmes.baselines import Promise, Shift
from koers.programmes.dashboard import PlannedGoal, kept_moving, slipped_last
from koers.programmes.dated import Dated
from koers.programmes.models import Programme, Track
from koers.ui.formats import dutch_date

SHOWN = 8
PAGES = {
    "programme": "timeline",
    "track": "tracks",
    "deliverable": "deliverables",
    "goal": "goals",
    "event": "timeline",
    "period": "planning",
    "pilot": "deliverables",
    "decision": "decisions",
    "adoption": "decisions",
}
"""On which page of the programme a thing of this kind stands, by the name of its address."""
DECIDE_WITHIN = timedelta(days=60)
UNITS = {
    "day": ngettext_lazy("%(count)s day", "%(count)s days", "count"),
    "week": ngettext_lazy("%(count)s week", "%(count)s weeks", "count"),
    "month": ngettext_lazy("%(count)s month", "%(count)s months", "count"),
    "year": ngettext_lazy("%(count)s year", "%(count)s years", "count"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that moved: what, from when to when, and how far in words (`kind` is a kind of `delta`).

    `page` is where it stands in the programme, as in `PAGES`.
    """

    text: str
    detail: str
    kind: str
    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that waits for a decision; `page` is where it stands in the programme, as in `PAGES`."""

    text: str
    detail: str
    sign: str
    words: str
    page: str


def shift_words(shift: Shift) -> str:
    amount = str(UNITS[shift.unit] % {"count": abs(shift.amount)})
    return (
        _("%(amount)s later") % {"amount": amount}
        if shift.days > 0
        else _("%(amount)s earlier") % {"amount": amount}
    )


def promises(programme: Programme, tracks: Iterable[Track], dated: Iterable[Dated]) -> list[Promise]:
    """What is planned now, in the shape of what was promised."""
    now = [Promise("programme", str(programme.public_id), programme.name, programme.end)]
    now += [Promise("track", str(track.public_id), track.name, track.end) for track in tracks]
    now += [
        Promise(row.kind, str(row.public_id), row.text, row.date)
        for row in dated
        if row.kind in ("goal", "deliverable")
    ]
    return now


def slips(
    promised: Sequence[Promise], now: Sequence[Promise], goals: list[PlannedGoal], today: date
) -> list[Slip]:
    """Against the baseline first, the furthest at the top; then what the last period did not bring."""
    found = baselines.compare(promised, now)
    moved = [
        Slip(
            one.after.text,
            _("From %(before)s to %(after)s.") % {"before": _day(one.before), "after": _day(one.after)},
            "late" if one.shift.days > 0 else "early",
            shift_words(one.shift),
            PAGES[one.after.kind],
        )
        for one in found.moved
    ]
    lost = [
        Slip(
            one.text,
            _("It was promised for %(day)s.") % {"day": _day(one)},
            "late",
            _("no date any more"),
            PAGES[one.kind],
        )
        for one in found.undated
    ]
    return [*moved, *lost, *(_carried(goal) for goal in slipped_last(goals, today))]


def nothing_slipped(goals: Iterable[PlannedGoal], today: date, *, has_baseline: bool) -> str:
    """What to say when `slips` is empty: nothing is said of a plan or a period that there never was."""
    if has_baseline:
        return _("Everything still stands as it was promised.")
    if any(goal.period_end <= today for goal in goals):
        return _("No plan was set to compare with, and the last period brought what it should.")
    return _("No plan was set to compare with yet, and no period is over. What slips comes here.")


def first_update(made: date, every: int, today: date) -> str:
    """For a programme without an update: until when the first one is in time; empty when that has passed."""
    due = made + timedelta(days=every)
    return _("First update wanted before %(day)s") % {"day": dutch_date(due)} if today < due else ""


def _day(promise: Promise) -> str:
    return dutch_date(promise.date) if promise.date else ""


def _carried(goal: PlannedGoal) -> Slip:
    words = {"moved": _("to a later period"), "dropped": _("dropped"), "open": _("not done")}
    detail = goal.reason or _("Planned in %(period)s.") % {"period": goal.period}
    return Slip(goal.text, detail, "late", words[goal.state], PAGES["period"])


def asks(dated: Iterable[Dated], goals: list[PlannedGoal], today: date) -> list[Ask]:
    """Steps of bodies that are asked or near, pilots past their end, and goals that keep moving on."""
    rows = list(dated)
    found = [_step(row, today) for row in rows if _needs_body(row, today)]
    found += [
        Ask(
            row.text,
            _("This pilot ended on %(day)s.") % {"day": dutch_date(row.date)},
            "warn",
            _("go on or stop?"),
            PAGES["pilot"],
        )
        for row in rows
        if row.kind == "pilot" and not row.settled and row.date and row.date.last_day < today
    ]
    for goal in kept_moving(goals):
        words = ngettext("Carried over %(count)s time.", "Carried over %(count)s times.", goal.carried) % {
            "count": goal.carried
        }
        found.append(Ask(goal.text, words, "warn", _("keep, change or drop?"), PAGES["period"]))
    return found


def _needs_body(row: Dated, today: date) -> bool:
    if row.kind != "adoption" or row.settled:
        return False
    return row.state == "asked" or (row.date is not None and row.date.first_day <= today + DECIDE_WITHIN)


def _step(row: Dated, today: date) -> Ask:
    who = row.about or _("a body")
    detail, page = f"{who}{_when(row.date)}", PAGES[row.kind]
    if row.date is not None and row.date.last_day < today:
        return Ask(row.text, detail, "alarm", _("past its date"), page)
    if row.state == "asked":
        return Ask(row.text, detail, "warn", _("asked"), page)
    return Ask(row.text, detail, "rest", _("planned"), page)


def _when(day: PartialDate | None) -> str:
    return f", {dutch_date(day)}" if day else ""


def ahead(dated: Iterable[Dated], today: date, most: int = SHOWN) -> list[Dated]:
    """What has a date from today on and is not done; a period counts by its last day."""
    return [row for row in dated if row.date and row.date.last_day >= today and row.ahead][:most]
