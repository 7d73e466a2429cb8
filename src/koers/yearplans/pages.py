"""What the pages of year plans show: cells, rows and facts, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status
from koers.yearplans.capacity import MONTHS, Fit, MonthLoad, Share, YearLoad
from koers.yearplans.chart import Chart, Said, draw
from koers.yearplans.wording import SIGNS, hours_words, month_name, month_words, short_month, year_words

if TYPE_CHECKING:
    from koers.programmes.models import Goal
    from koers.yearplans.models import PlanLine, TeamPlan
    from koers.yearplans.queries import PlanPage, PlanYear, ProgrammeShare, RollUp


@dataclass(frozen=True, slots=True)
class Cell:
    """A judgement: the kind of `status`, and its words."""

    kind: str
    words: str
    month: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A row of twelve months; an empty cell stays away on a phone."""

    label: str
    cells: Sequence[tuple[str, str]]
    total: str
    line: PlanLine | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HoursGroup:
    """The lines of one kind of work, with their sum."""

    label: str
    rows: Sequence[HoursRow]
    foot: HoursRow


@dataclass(frozen=True, slots=True)
class PlanView:
    months: Sequence[tuple[str, str]]
    groups: Sequence[HoursGroup]
    sums: Sequence[HoursRow]
    judgements: Sequence[Cell]
    year: Cell
    chart: Chart | None
    facts: Sequence[Fact]


def month_heads() -> list[tuple[str, str]]:
    """Short and whole name of every month."""
    return [(short_month(month), month_name(month)) for month in MONTHS]


def plan_view(page: PlanPage) -> PlanView:
    load = page.load
    return PlanView(
        months=month_heads(),
        groups=[group for group in _groups(page) if group.rows],
        sums=[
            _row(_("Planned together"), {m.month: m.claimed for m in load.months}, zero=True),
            _available(load),
        ],
        judgements=[judgement(month) for month in load.months],
        year=Cell(SIGNS[load.fit], year_words(load)),
        chart=draw(load, _said),
        facts=plan_facts(page.plan, load),
    )


def _groups(page: PlanPage) -> list[HoursGroup]:
    from koers.yearplans.models import PlanLine

    found = []
    sums = {"fixed": lambda m: m.fixed, "flexible": lambda m: m.flexible}
    names = {"fixed": (_("Fixed tasks"), _("Fixed tasks together"))}
    names["flexible"] = (_("Flexible work"), _("Flexible work together"))
    for kind in PlanLine.Kind.values:
        rows = [
            _row(planned.line.text, planned.hours, line=planned.line, note=aim_of(planned.line))
            for planned in page.lines
            if planned.line.kind == kind
        ]
        foot = _row(names[kind][1], {m.month: sums[kind](m) for m in page.load.months}, zero=True)
        found.append(HoursGroup(names[kind][0], rows, foot))
    return found


def aim_of(line: PlanLine) -> str:
    """What a line is for, in words: its goal, its track, or nothing."""
    parts = [str(part) for part in (line.goal, line.track) if part is not None]
    if line.programme is not None:
        parts.insert(0, line.programme.name)
    return " · ".join(parts)


def _row(label: str, hours: Mapping[int, Decimal], *, zero: bool = False, **rest: Any) -> HoursRow:
    """Twelve cells with the name of their month; with `zero` nothing reads as 0 instead of an empty cell."""
    cells = [
        (month_name(month), hours_words(hours.get(month, Decimal(0))) if zero or hours.get(month) else "")
        for month in MONTHS
    ]
    return HoursRow(label, cells, hours_words(sum(hours.values(), start=Decimal(0))), **rest)


def _available(load: YearLoad) -> HoursRow:
    cells = [
        (month_name(month.month), _("unknown") if month.known is None else hours_words(month.known))
        for month in load.months
    ]
    total = _("unknown") if load.available is None else hours_words(load.available)
    return HoursRow(_("Available"), cells, total)


def judgement(load: MonthLoad) -> Cell:
    claimed = hours_words(load.claimed)
    if load.known is None:
        detail = _("%(claimed)s planned") % {"claimed": claimed}
    else:
        detail = _("%(claimed)s of %(available)s") % {
            "claimed": claimed,
            "available": hours_words(load.known),
        }
    return Cell(SIGNS[load.fit], month_words(load), month_name(load.month), detail)


def _said(load: MonthLoad) -> Said:
    cell = judgement(load)
    claimed = cell.detail if load.known is not None else hours_words(load.claimed)
    words = _("%(month)s: %(claimed)s hours, %(judgement)s.")
    return Said(
        short=short_month(load.month),
        number=hours_words(load.claimed) if load.claimed else "",
        over=hours_words(load.overload) if load.overload else "",
        judgement=f"▲ {cell.words}" if load.overload else cell.words,
        words=words % {"month": cell.month, "claimed": claimed, "judgement": cell.words},
    )


def plan_facts(plan: TeamPlan, load: YearLoad) -> list[Fact]:
    facts = [
        Fact(_("Year"), plan.year),
        Fact(_("Planned"), _("%(hours)s hours") % {"hours": hours_words(load.claimed)}),
        Fact(_("Available"), _available_words(load)),
        Fact(_("Judgement"), status(SIGNS[load.fit], year_words(load))),
    ]
    if plan.is_agreed and plan.agreed_on is not None:
        words = _("%(day)s, by %(who)s") % {"day": dutch_date(plan.agreed_on), "who": plan.agreed_by}
        return [*facts, Fact(pgettext("year plan", "Agreed"), words)]
    return [*facts, Fact(_("Status"), plan.get_state_display())]


def _available_words(load: YearLoad) -> str:
    if load.available is not None:
        return _("%(hours)s hours") % {"hours": hours_words(load.available)}
    if len(load.unknown_months) == len(MONTHS):
        return _("unknown")
    known = sum((month.available for month in load.months), start=Decimal(0))
    return _("%(hours)s hours as far as known") % {"hours": hours_words(known)}


def list_table(found: PlanYear) -> Table:
    """The teams of a year with their hours and whether these fit."""
    from koers.yearplans.kinds import page_of

    rows = [
        [
            format_html('<a class="utrecht-link" href="{}">{}</a>', page_of(plan), plan.team),
            status("done" if plan.is_agreed else "rest", plan.get_state_display()),
            *_sums(found.loads[plan.pk]),
        ]
        for plan in found.plans
    ]
    return Table(
        _("Year plans %(year)s per team") % {"year": found.year},
        [
            Column(_("Team")),
            Column(_("Status")),
            Column(_("Fixed"), number=True),
            Column(_("Flexible"), number=True),
            Column(_("Planned"), number=True),
            Column(_("Available"), number=True),
            Column(_("Does it fit?")),
        ],
        rows,
        foot=[_("All teams"), "", *_sums(found.whole)] if len(rows) > 1 else (),
    )


def _sums(load: YearLoad) -> list[object]:
    return [
        hours_words(load.fixed),
        hours_words(load.flexible),
        hours_words(load.claimed),
        _available_words(load) if load.available is None else hours_words(load.available),
        status(SIGNS[load.fit], year_words(load)),
    ]


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """What the teams put into one programme, and the goals nobody plans for."""

    id: str
    name: str
    url: str
    hours: str
    table: Table | None
    without: Sequence[Goal]


def heat(found: PlanYear) -> list[HeatRow]:
    """Teams against months; the last row is the organisation, when there are several teams."""
    from koers.yearplans.kinds import page_of

    rows = [
        HeatRow(plan.team, page_of(plan), [judgement(month) for month in found.loads[plan.pk].months])
        for plan in found.plans
    ]
    if len(rows) > 1:
        rows.append(HeatRow(_("All teams"), "", [judgement(month) for month in found.whole.months]))
    return rows


def programme_views(found: RollUp) -> list[ProgrammeView]:
    teams = {plan.pk: plan.team for plan in found.found.plans}
    return [_programme(number, share, teams) for number, share in enumerate(found.programmes, 1)]


def _programme(number: int, found: ProgrammeShare, teams: Mapping[Any, str]) -> ProgrammeView:
    rows = [[row.goal.text, *_share(row.share, teams)] for row in found.goals]
    rows += [
        [_("Track %(name)s, without a goal") % {"name": track.name}, *_share(share, teams)]
        for track, share in found.tracks
    ]
    name = found.programme.name if found.programme else _("Operations paragraph")
    columns = [Column(_("Goal")), Column(_("Which teams")), Column(_("Fixed"), number=True)]
    columns += [Column(_("Flexible"), number=True), Column(_("Hours"), number=True)]
    return ProgrammeView(
        id=f"programma-{number}",
        name=name,
        url=_programme_url(found),
        hours=hours_words(found.share.hours),
        table=Table(_("Hours per goal of %(name)s") % {"name": name}, columns, rows) if rows else None,
        without=found.without,
    )


def _programme_url(found: ProgrammeShare) -> str:
    if found.programme is None:
        return ""
    slugs = {"organisation_slug": found.programme.organisation.slug, "slug": found.programme.slug}
    return reverse("web:programme", kwargs=slugs)


def _share(share: Share, teams: Mapping[Any, str]) -> list[object]:
    named = sorted((teams[team].casefold(), teams[team], hours) for team, hours in share.teams.items())
    words = [
        _("%(team)s: %(hours)s hours") % {"team": team, "hours": hours_words(hours)}
        for _key, team, hours in named
    ]
    return [
        "; ".join(words),
        hours_words(share.fixed),
        hours_words(share.flexible),
        hours_words(share.hours),
    ]


def over_table(loads: Iterable[MonthLoad]) -> Table | None:
    """The months that are too full, with their hours; None when every month fits."""
    over = [load for load in loads if load.fit is Fit.OVER]
    rows = [
        [
            month_name(load.month).capitalize(),
            hours_words(load.claimed),
            _("unknown") if load.known is None else hours_words(load.known),
            status(SIGNS[load.fit], month_words(load)),
        ]
        for load in over
    ]
    columns = [Column(_("Month")), Column(_("Planned"), number=True), Column(_("Available"), number=True)]
    columns.append(Column(_("Does it fit?")))
    return Table(_("Months that are too full"), columns, rows) if rows else None
