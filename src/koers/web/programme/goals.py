"""Goals with how they are measured: at the start, now and wanted; what is missing is pointed out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.programmes import indicators
from koers.programmes.models import Goal, Indicator, Measurement, Mission
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.ui.templatetags.koers import status
from koers.web.programme.head import Head
from koers.web.programme.sections import Section, cell, joined, note, present, warned
from koers.web.sources import Sources

VERDICT_SIGNS = {"reached": "done", "partly": "warn", "not_reached": "alarm", "unknown": "rest"}


def sections(head: Head) -> list[Section]:
    """4 queries."""
    goals = list(_goals(head))
    missions = list(Mission.objects.visible_to(head.user).filter(programme=head.programme))
    sources = Sources([*goals, *missions])
    rows = [row for goal in goals for row in _rows(head, goal, sources)]
    without = sum(1 for goal in goals if not goal.indicators.all())
    names = (_("Start (measurement)"), _("Now (measurement)"), _("Wanted (measurement)"))
    columns = [
        Column(_("Goal")),
        *(Column(name, number=True) for name in names),
        Column(_("Target date")),
        Column(_("Verdict")),
    ]
    found = [
        Section(
            "doelen",
            _("Goals and how they are measured"),
            present(
                head.editing.add(Goal, _("Add a goal")), head.editing.all_of(Goal, _("As a spreadsheet"))
            ),
            warnings=[_not_measured(without)] if without else [],
            tables=[Table(_("Goals with what was measured"), columns, rows)] if rows else [],
            empty=_("No goals yet. What should be different when the programme is done?"),
        )
    ]
    if missions or head.editing.add(Mission, ""):
        found.append(_missions(head, missions, sources))
    return found


def _goals(head: Head) -> Any:
    newest = Measurement.objects.across_organisations("of indicators that were scoped already")
    newest = newest.filter(indicator=OuterRef("pk")).order_by("-date", "-pk")
    measured = (
        Indicator.objects.visible_to(head.user)
        .annotate(now=Subquery(newest.values("value")[:1]), now_date=Subquery(newest.values("date")[:1]))
        .select_related("owner")
        .order_by("pk")
    )
    found = Goal.objects.visible_to(head.user).filter(programme=head.programme)
    return (
        found.select_related("owner", "mission")
        .prefetch_related(Prefetch("indicators", measured))
        .order_by("pk")
    )


def _not_measured(count: int) -> str:
    words = ngettext(
        "%(count)s goal has no measurement. You can go on. Reports then say “not measured”.",
        "%(count)s goals have no measurement. You can go on. Reports then say “not measured”.",
        count,
    )
    return words % {"count": count}


def _rows(head: Head, goal: Any, sources: Sources) -> list[tuple[Any, ...]]:
    when = dutch_date(goal.target_date) if goal.target_date else _("not stated")
    measured = list(goal.indicators.all())
    notes = [note(_("Owner: %(name)s") % {"name": goal.owner_words})] if goal.owner_words else []
    if goal.mission:
        notes.append(note(_("Serves: %(mission)s") % {"mission": goal.mission.name}))
    if not measured:
        add = head.editing.add(Indicator, _("Choose a measurement"), goal)
        if add:
            notes.append(_small_link(add))
        return [
            (
                cell(head, sources, goal, goal.text, *notes),
                _("not measured"),
                "–",
                "–",
                when,
                _verdict(goal, None),
            )
        ]
    rows = []
    for number, indicator in enumerate(measured):
        name = note(indicator.name)
        first = (
            cell(head, sources, goal, goal.text, *notes, name, _lacks(indicator))
            if number == 0
            else joined(
                [note(goal.text), indicator.name, " ", head.editing.change(indicator), _lacks(indicator)]
            )
        )
        rows.append(
            (
                first,
                _value(indicator.baseline, indicator.unit),
                _value(indicator.now, indicator.unit),
                _value(indicator.target, indicator.unit),
                dutch_date(indicator.target_date) if indicator.target_date else when,
                _verdict(goal, indicator),
            )
        )
    return rows


def _small_link(link: Link) -> SafeString:
    return format_html(
        '<span class="koers-cellnote"><a class="utrecht-link koers-small" href="{}">{}</a></span>',
        link.url,
        link.label,
    )


def _lacks(indicator: Any) -> Any:
    words = {
        "baseline": _("the value at the start"),
        "target": _("the wanted value"),
        "date": _("the date"),
        "source": _("the source"),
        "owner": _("the owner"),
    }
    lacking = [words[code] for code in indicators.missing(indicator)]
    return warned(_("Missing: %(what)s") % {"what": ", ".join(lacking)}) if lacking else ""


def _verdict(goal: Any, indicator: Any) -> Any:
    if goal.verdict:
        return status(VERDICT_SIGNS[goal.verdict], goal.get_verdict_display())
    if indicator is None or indicator.now is None:
        return status("rest", _("No measurement yet"))
    share = indicators.share(indicator.baseline, indicator.target, indicator.now)
    if share is None:
        return status("rest", _("Cannot be compared"))
    if share >= 1:
        return status("ok", _("As wanted"))
    return status("warn", _("Worse than at the start")) if share < 0 else status("rest", _("On the way"))


def _value(value: Decimal | None, unit: str) -> str:
    """As `6,8 %` or `17 van 22`: the unit as the indicator has it."""
    if value is None:
        return _("not measured")
    plain = f"{value.normalize():f}".replace(".", ",")
    return f"{plain} {unit}".strip()


def _missions(head: Head, missions: list[Mission], sources: Sources) -> Section:
    rows = [
        (cell(head, sources, one, one.name), one.budget_programme or _("not stated"), one.text or "–")
        for one in missions
    ]
    columns = [Column(_("Mission task")), Column(_("Programme in the budget")), Column(_("What it is about"))]
    return Section(
        "opgaven",
        _("Mission tasks it serves"),
        present(head.editing.add(Mission, _("Add a mission task"))),
        tables=[Table(_("Mission tasks with their programme in the budget"), columns, rows)] if rows else [],
        empty=_("No mission task of the city is tied to this programme yet."),
    )
