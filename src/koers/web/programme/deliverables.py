"""Deliverables with the steps of bodies, their roll-out per team, and the pilots of the programme."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.programmes.adoption_steps import in_order, order_told
from koers.programmes.models import Adoption, Deliverable, Pilot, RollOut
from koers.ui.formats import dutch_date, short_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import status
from koers.web.cells import lines
from koers.web.programme.head import Head
from koers.web.programme.sections import Section, cell, note, present, warned
from koers.web.register_links import named
from koers.web.sources import Sources

PER_PAGE = 50
SIGNS = {"planned": "rest", "in_progress": "ok", "delivered": "done", "adopted": "done"}


def page_of(head: Head, number: str | None) -> Any:
    found = Deliverable.objects.visible_to(head.user).filter(programme=head.programme)
    steps = Adoption.objects.visible_to(head.user).select_related("body_known")
    found = found.select_related("track", "owner").prefetch_related(Prefetch("adoptions", steps))
    counted: Any = _Counted(found.order_by("pk"), head.programme.n_deliverables)
    return Paginator(counted, PER_PAGE).get_page(number)


class _Counted:
    """A list whose length is known already: the head of the page counted it."""

    def __init__(self, found: Any, count: int) -> None:
        self.found, self.length = found, count

    def count(self) -> int:
        return self.length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, part: slice) -> list[Any]:
        return list(self.found[part])


def sections(head: Head, page: Any) -> list[Section]:
    """5 queries, with those of the page."""
    deliverables = list(page.object_list)
    teams = _roll_outs(head, [one.pk for one in deliverables])
    pilots = list(Pilot.objects.visible_to(head.user).filter(programme=head.programme).order_by("end", "pk"))
    sources = Sources([*deliverables, *pilots])
    names = (_("Deliverable"), _("Track"), _("Ready on"), _("Status"), _("Steps of bodies"), _("Roll-out"))
    rows = [_row(head, one, teams[one.pk], sources) for one in deliverables]
    found = [
        Section(
            "producten",
            _("All deliverables"),
            present(
                head.editing.add(Deliverable, _("Add a deliverable")),
                head.editing.all_of(Deliverable, _("As a spreadsheet")),
            ),
            tables=[Table(_("Deliverables with who adopted them"), [Column(name) for name in names], rows)]
            if rows
            else [],
            empty=_("No deliverables yet. What will be on the table?"),
        )
    ]
    if pilots or head.editing.add(Pilot, ""):
        found.append(_pilots(head, pilots, sources))
    return found


def _roll_outs(head: Head, keys: list[int]) -> dict[int, dict[str, int]]:
    """How many teams are how far, per deliverable (1 query)."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = RollOut.objects.visible_to(head.user).filter(deliverable__in=keys).order_by()
    for deliverable, state, count in rows.values_list("deliverable", "state").annotate(Count("pk")):
        found[deliverable][state] = count
    return found


def _row(head: Head, one: Any, teams: dict[str, int], sources: Sources) -> tuple[Any, ...]:
    notes = [note(_("Owner: %(name)s") % {"name": one.owner_words})] if one.owner_words else []
    steps = in_order(one.adoptions.all())
    wrong = order_told(one, steps)
    return (
        cell(head, sources, one, named(one, one.name), *notes, *([warned(wrong)] if wrong else [])),
        named(one.track, one.track.name) if one.track else one.track_name or "–",
        short_date(one.due) if one.due else _("not stated"),
        status(SIGNS.get(one.status, "rest"), one.get_status_display() if one.status else _("not stated")),
        _with_way(lines((step_words(step) for step in steps), "–"), head, Adoption, _("Add a step"), one),
        _with_way(_teams(teams), head, RollOut, _("Add a roll-out"), one),
    )


def _with_way(what: Any, head: Head, model: Any, label: str, deliverable: Any) -> SafeString:
    """What a deliverable has of this kind, and beneath it the way to one more for who may add it."""
    link = head.editing.add_small(model, label, deliverable)
    return format_html("{}{}", what, note(link) if link else "")


def step_words(step: Any) -> str:
    """`college vastgesteld, 3 februari 2026 (zaak Z-12)`; what is not done yet says so."""
    words = str(step)
    if step.is_done:
        words += f", {dutch_date(step.date)}" if step.date else ""
    else:
        day = step.date or step.planned
        words += f": {step.get_state_display().lower()}" + (f", {dutch_date(day)}" if day else "")
    if not step.case_number:
        return words
    return _("%(step)s (case %(number)s)") % {"step": words, "number": step.case_number}


def _teams(teams: dict[str, int]) -> str:
    total = sum(teams.values())
    if not total:
        return "–"
    busy = teams.get("busy", 0)
    words = _("%(done)s of %(total)s teams done") % {"done": teams.get("done", 0), "total": total}
    return words + (_(", %(busy)s busy") % {"busy": busy} if busy else "")


def _pilots(head: Head, pilots: list[Any], sources: Sources) -> Section:
    rows = [
        (
            cell(head, sources, one, named(one, one.name)),
            one.question,
            dutch_date(one.end),
            _state(one, head.today),
            one.evaluation or _("not evaluated yet"),
        )
        for one in pilots
    ]
    names = (_("Pilot"), _("What we want to know"), _("End date"), _("State"), _("Evaluation"))
    return Section(
        "pilots",
        _("Pilots"),
        present(head.editing.add(Pilot, _("Add a pilot"))),
        tables=[Table(_("Pilots with question, end and outcome"), [Column(name) for name in names], rows)]
        if rows
        else [],
        empty=_("No pilots. What would you try on a small scale first?"),
    )


def _state(pilot: Any, today: date) -> Any:
    if pilot.ended:
        return status("done", pilot.get_outcome_display())
    if pilot.end < today:
        return status("alarm", _("Past its end: go on or stop?"))
    return status("ok", _("Running"))
