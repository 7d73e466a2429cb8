"""What the programme page shows: every room's facts about one programme, each with the way to its passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.core.dates import PartialDate
from koers.core.models import Record
from koers.decisions.models import Decision
from koers.finance.queries import ProgrammeMoney
from koers.intake.shapes import RECOMMENDATION_STATUS
from koers.programmes.models import Deliverable, Lesson, Track
from koers.programmes.queries import ProgrammePage
from koers.programmes.timeline import TimelineRow
from koers.risks.models import Risk
from koers.ui import timeline
from koers.ui.formats import dutch_date, dutch_period
from koers.ui.parts import Column, Fact, Link, Rail, Table
from koers.web.cells import lines
from koers.web.money_section import MoneySection, money_section
from koers.web.sources import Sources

TRACK_SIGNS = {"running": "ok", "ended": "done", "handed_over": "done"}
RECOMMENDATION_WORDS = dict(RECOMMENDATION_STATUS)
DELIVERABLE_DONE = ("delivered", "adopted")
TIMELINE_LABEL = 48


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the register with the way to its passages."""

    text: str
    links: SafeString


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A track with how far its deliverables are and what the reports say."""

    track: Track
    links: SafeString
    sign: str
    word: str
    done: int
    total: int
    progress: list[Told]


@dataclass(frozen=True, slots=True)
class LessonGroup:
    label: str
    lessons: list[Told]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    rail: Rail
    facts: list[Fact]
    stops: list[float]
    share: float | None
    purpose_sources: SafeString
    core_values: list[Told]
    goals: Table | None
    tracks: list[TrackRow]
    general_progress: list[Told]
    drawing: timeline.Timeline | None
    steps: Table | None
    deliverables: Table | None
    risks: Table | None
    decisions: Table | None
    recommendations: Table | None
    money: MoneySection | None
    dependencies: Table | None
    stakeholders: list[Told]
    lessons: list[LessonGroup]
    handover: list[Told]


def programme_view(
    page: ProgrammePage, money: ProgrammeMoney, risks: list[Risk], today: date
) -> ProgrammeView:
    sources = Sources(_records(page, money, risks))
    start, end = _period(page)
    return ProgrammeView(
        rail=_rail(page, money, risks),
        facts=_facts(page),
        stops=[],
        share=_share(start, end, today),
        purpose_sources=sources.with_warnings(page.programme),
        core_values=_told(page.core_values, sources),
        goals=_goals(page, sources),
        tracks=_tracks(page, sources),
        general_progress=_told(page.progress_of(None), sources),
        drawing=_drawing(page, today),
        steps=_steps(page, sources),
        deliverables=_deliverables(page, sources),
        risks=_risks(risks, sources),
        decisions=_decisions(page.decisions, sources),
        recommendations=_recommendations(page, sources),
        money=money_section(money, sources),
        dependencies=_dependencies(page, sources),
        stakeholders=_told(page.stakeholders, sources),
        lessons=_lessons(page, sources),
        handover=_told(page.handover_points, sources),
    )


def _told(records: Iterable[Record], sources: Sources) -> list[Told]:
    return [Told(str(record), sources.with_warnings(record)) for record in records]


def _records(page: ProgrammePage, money: ProgrammeMoney, risks: list[Risk]) -> list[Record]:
    return [
        page.programme,
        *page.editions,
        *page.goals,
        *page.tracks,
        *page.progress,
        *page.deliverables,
        *page.lessons,
        *page.handover_points,
        *page.dependencies,
        *page.stakeholders,
        *page.core_values,
        *page.events,
        *page.decisions,
        *page.recommendations,
        *money.budgets,
        *money.allocations,
        *risks,
    ]


def _period(page: ProgrammePage) -> tuple[PartialDate | None, PartialDate | None]:
    return page.programme.start, page.programme.end


def _share(start: PartialDate | None, end: PartialDate | None, today: date) -> float | None:
    """How far today lies within the programme's own period; None when the period is not known."""
    if start is None or end is None or end.last_day <= start.first_day:
        return None
    whole = (end.last_day - start.first_day).days
    return min(max((today - start.first_day).days / whole, 0.0), 1.0)


def _facts(page: ProgrammePage) -> list[Fact]:
    programme = page.programme
    facts = [Fact(_("Organisation"), programme.organisation.name)]
    if programme.has_period:
        printed = dutch_period(programme.start, programme.end) or programme.period_raw
        facts.append(Fact(_("Period"), printed))
    if programme.phase:
        facts.append(Fact(_("Phase"), programme.get_phase_display()))
    dated = [edition for edition in page.editions if edition.edition is not None]
    if dated and dated[-1].edition is not None:
        word = _("Final report") if dated[-1].final else _("Latest report")
        facts.append(Fact(word, dutch_date(dated[-1].edition)))
    return facts


def _rail(page: ProgrammePage, money: ProgrammeMoney, risks: list[Risk]) -> Rail:
    parts = (
        ("doelen", _("Goals"), len(page.goals)),
        ("werkgroepen", _("Tracks"), len(page.tracks)),
        ("tijdlijn", _("Timeline"), len(_dated(page))),
        ("producten", _("Deliverables"), len(page.deliverables)),
        ("geld", _("Money"), len(money.budgets) + len(money.allocations)),
        ("risicos", _("Risks"), len(risks)),
        ("besluiten", _("Decisions"), len(page.decisions)),
        ("aanbevelingen", _("Recommendations"), len(page.recommendations)),
        ("samenhang", _("Coherence"), len(page.dependencies)),
        ("betrokkenen", _("Stakeholders"), len(page.stakeholders)),
        ("lessen", _("Lessons"), len(page.lessons)),
        ("overdracht", _("Hand-over"), len(page.handover_points)),
    )
    links = [Link(label, f"#{name}", count=count) for name, label, count in parts if count]
    return Rail(_("In this programme"), [Link(_("Overview"), "#inhoud", current=True), *links])


def _tracks(page: ProgrammePage, sources: Sources) -> list[TrackRow]:
    deliverables: dict[int | None, list[Deliverable]] = defaultdict(list)
    for deliverable in page.deliverables:
        deliverables[deliverable.track_id].append(deliverable)
    return [
        TrackRow(
            track=track,
            links=sources.with_warnings(track),
            sign=TRACK_SIGNS.get(track.status, "rest"),
            word=track.get_status_display() if track.status else _("Status not stated"),
            done=sum(1 for d in deliverables[track.pk] if d.status in DELIVERABLE_DONE),
            total=len(deliverables[track.pk]),
            progress=_told(page.progress_of(track), sources),
        )
        for track in page.tracks
    ]


def _drawing(page: ProgrammePage, today: date) -> timeline.Timeline | None:
    programme = page.programme
    tracks = []
    if programme.start is not None:
        tracks = [timeline.Track(programme.name, programme.start, programme.end)]
    events = [timeline.Event(_short(row.text), row.date) for row in _dated(page) if row.date is not None]
    if not tracks and not events:
        return None
    title = ngettext("%(count)s dated step", "%(count)s dated steps", len(events)) % {"count": len(events)}
    return timeline.draw(tracks, events, today=today, title=title)


def _dated(page: ProgrammePage) -> list[TimelineRow]:
    """The dated steps, each once: a decision is often told as an event too."""
    rows = [row for row in page.timeline if row.date is not None and row.kind not in ("start", "end")]
    return list({(row.text, row.date): row for row in rows}.values())


def _short(text: str) -> str:
    return text if len(text) <= TIMELINE_LABEL else text[: TIMELINE_LABEL - 1].rsplit(" ", 1)[0] + "…"


def _goals(page: ProgrammePage, sources: Sources) -> Table | None:
    if not page.goals:
        return None
    rows = [
        (sources.cell(goal.text, goal), dutch_date(goal.target_date) if goal.target_date else _("not stated"))
        for goal in page.goals
    ]
    return Table(_("Goals with their target date"), [Column(_("Goal")), Column(_("Target date"))], rows)


def _steps(page: ProgrammePage, sources: Sources) -> Table | None:
    """The steps of the drawing in full, with their passages, and after them those without a date."""
    rows = [(sources.cell(row.text, row.record), dutch_date(row.date)) for row in _dated(page) if row.date]
    undated = [event for event in page.events if event.date is None]
    rows += [(sources.cell(event.text, event), _("not stated")) for event in undated]
    if not rows:
        return None
    return Table(_("Steps with their date"), [Column(_("Step")), Column(_("Date"))], rows)


def _dependencies(page: ProgrammePage, sources: Sources) -> Table | None:
    if not page.dependencies:
        return None
    rows = [(sources.cell(d.name or _("not named"), d), d.text or "–") for d in page.dependencies]
    columns = [Column(_("Programme or project")), Column(_("How they are connected"))]
    return Table(_("Other programmes and projects"), columns, rows)


def _deliverables(page: ProgrammePage, sources: Sources) -> Table | None:
    if not page.deliverables:
        return None
    rows = [
        (
            sources.cell(d.name, d),
            d.track.name if d.track else d.track_name or "–",
            d.get_status_display() if d.status else _("not stated"),
            lines((_adoption(a) for a in d.adoptions.all()), "–"),
        )
        for d in page.deliverables
    ]
    names = (_("Deliverable"), _("Track"), _("Status"), _("Adopted by"))
    return Table(_("Deliverables with who adopted them"), [Column(name) for name in names], rows)


def _adoption(adoption: Any) -> str:
    words = " ".join(part for part in (adoption.body, adoption.act) if part)
    return f"{words}, {dutch_date(adoption.date)}" if adoption.date else words


def _risks(risks: list[Risk], sources: Sources) -> Table | None:
    if not risks:
        return None
    rows = [
        (sources.cell(risk.text, risk), lines((m.text for m in risk.measures.all()), _("none stated")))
        for risk in risks
    ]
    return Table(_("Risks with their measures"), [Column(_("Risk")), Column(_("Measures"))], rows)


def _decisions(decisions: list[Decision], sources: Sources) -> Table | None:
    if not decisions:
        return None
    rows = [
        (
            sources.cell(d.text, d),
            d.body or _("not stated"),
            dutch_date(d.date) if d.date else _("not stated"),
        )
        for d in decisions
    ]
    names = (_("Decision"), _("Body"), _("Date"))
    return Table(_("Decisions with body and date"), [Column(name) for name in names], rows)


def _recommendations(page: ProgrammePage, sources: Sources) -> Table | None:
    if not page.recommendations:
        return None
    rows = [
        (
            sources.cell(r.text or format_html("<i>{}</i>", _("the text itself is not in the document")), r),
            r.source_document or _("not stated"),
            RECOMMENDATION_WORDS.get(r.status, r.status) or _("not stated"),
        )
        for r in page.recommendations
    ]
    names = (_("Recommendation"), _("Source document"), _("Status"))
    return Table(_("Recommendations with their source"), [Column(name) for name in names], rows)


def _lessons(page: ProgrammePage, sources: Sources) -> list[LessonGroup]:
    groups = [(str(label), page.lessons_of(kind)) for kind, label in Lesson.Kind.choices]
    groups.append((_("Other lessons"), page.lessons_of("")))
    return [LessonGroup(label, _told(lessons, sources)) for label, lessons in groups if lessons]
