"""Reading programmes and operations paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from koers.decisions.models import Decision, Recommendation
from koers.programmes.models import (
    CoreValue,
    Deliverable,
    Dependency,
    Development,
    Event,
    Goal,
    HandoverPoint,
    IndicatorValue,
    Lesson,
    OperationsParagraph,
    Participant,
    Programme,
    Progress,
    ReportedEdition,
    Stakeholder,
    Track,
)
from koers.programmes.timeline import TimelineRow, in_order

if TYPE_CHECKING:
    from koers.core.models import Record
    from koers.organisations.models import Organisation, Visitor


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme with everything this room and the decisions room know of it. Risks and money come
    from theirs.
    """

    programme: Programme
    participants: list[Participant]
    editions: list[ReportedEdition]
    goals: list[Goal]
    tracks: list[Track]
    progress: list[Progress]
    deliverables: list[Deliverable]
    lessons: list[Lesson]
    handover_points: list[HandoverPoint]
    dependencies: list[Dependency]
    stakeholders: list[Stakeholder]
    core_values: list[CoreValue]
    events: list[Event]
    decisions: list[Decision]
    recommendations: list[Recommendation]
    timeline: list[TimelineRow]

    def progress_of(self, track: Track | None) -> list[Progress]:
        """Progress of one track; with None the progress of the programme as a whole."""
        return [row for row in self.progress if row.track_id == (track.pk if track else None)]

    def lessons_of(self, kind: str) -> list[Lesson]:
        return [lesson for lesson in self.lessons if lesson.kind == kind]


def programmes(user: Visitor) -> QuerySet[Programme]:
    """The user's programmes by name, with `goal_count` and `track_count` (1 query)."""
    found = Programme.objects.visible_to(user).select_related("organisation")
    return found.annotate(
        goal_count=Count("goals", distinct=True), track_count=Count("tracks", distinct=True)
    ).order_by("name", "pk")


def programme_by_slug(user: Visitor, organisation_slug: str, slug: str) -> Programme:
    """Raises Programme.DoesNotExist when there is none or the user may not see it (2 queries)."""
    found = Programme.objects.visible_to(user).select_related("organisation")
    return found.get(organisation__slug=organisation_slug, slug=slug)


def programme_with_everything(user: Visitor, organisation_slug: str, slug: str) -> ProgrammePage:
    """The programme page in 18 queries (two of them what the user may see), however many rows there are.

    Raises Programme.DoesNotExist when there is none or the user may not see it.
    """
    programme = programme_by_slug(user, organisation_slug, slug)
    goals, events = list(programme.goals.all()), list(programme.events.all())
    deliverables = list(programme.deliverables.select_related("track").prefetch_related("adoptions"))
    decisions = _decisions(programme)
    return ProgrammePage(
        programme=programme,
        participants=list(programme.participants.all()),
        editions=list(programme.reported_editions.all()),
        goals=goals,
        tracks=list(programme.tracks.all()),
        progress=list(programme.progress.select_related("track", "reported_edition")),
        deliverables=deliverables,
        lessons=list(programme.lessons.all()),
        handover_points=list(programme.handover_points.all()),
        dependencies=list(programme.dependencies.all()),
        stakeholders=list(programme.stakeholders.all()),
        core_values=list(programme.core_values.all()),
        events=events,
        decisions=decisions,
        recommendations=_recommendations(programme),
        timeline=_timeline(programme, goals, deliverables, events, decisions),
    )


def _decisions(programme: Programme) -> list[Decision]:
    links = programme.decision_links.select_related("decision")
    return [link.decision for link in links.order_by("decision__date_first_day", "decision__pk")]


def _recommendations(programme: Programme) -> list[Recommendation]:
    links = programme.recommendation_links.select_related("recommendation")
    return [link.recommendation for link in links.order_by("recommendation__pk")]


def _timeline(
    programme: Programme,
    goals: list[Goal],
    deliverables: list[Deliverable],
    events: list[Event],
    decisions: list[Decision],
) -> list[TimelineRow]:
    rows = [TimelineRow("event", event.date, event.text, event) for event in events]
    rows += [TimelineRow("decision", made.date, made.text, made) for made in decisions]
    rows += [TimelineRow("goal", goal.target_date, goal.text, goal) for goal in goals]
    rows += [
        TimelineRow("adoption", adoption.date, f"{deliverable.name}: {adoption}", deliverable)
        for deliverable in deliverables
        for adoption in deliverable.adoptions.all()
    ]
    rows.append(TimelineRow("start", programme.start, programme.name, programme))
    rows.append(TimelineRow("end", programme.end, programme.name, programme))
    return in_order(rows)


def programme_of(record: Record) -> Programme | None:
    """The programme a record stands for or belongs to; None when it has none."""
    return record if isinstance(record, Programme) else getattr(record, "programme", None)


def edition_of(record: Record) -> ReportedEdition | None:
    """The report behind what accepting a `programme` item gave: itself, or the first report of a
    programme.
    """
    if isinstance(record, ReportedEdition):
        return record
    return record.reported_editions.order_by("pk").first() if isinstance(record, Programme) else None


def paragraphs(user: Visitor, organisation: Organisation | None = None) -> QuerySet[OperationsParagraph]:
    """Paragraphs the user may see, newest year first, with `development_count` and `figure_count` (1
    query).
    """
    found = OperationsParagraph.objects.visible_to(user).select_related("organisation")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return found.annotate(
        development_count=Count("developments", distinct=True),
        figure_count=Count("indicator_values", distinct=True),
    ).order_by("-year", "title", "pk")


def paragraph(user: Visitor, public_id: Any) -> OperationsParagraph:
    """One paragraph with its developments, their actions, figures, goals and steps (6 queries).

    Raises OperationsParagraph.DoesNotExist when there is none or the user may not see it.
    """
    found = OperationsParagraph.objects.visible_to(user).select_related("organisation")
    return found.prefetch_related("developments__actions", "indicator_values", "goals", "events").get(
        public_id=public_id
    )


def loose_developments(user: Visitor) -> QuerySet[Development]:
    """Developments that were accepted outside a paragraph (2 queries)."""
    return Development.objects.visible_to(user).filter(paragraph=None).prefetch_related("actions")


def indicator_values(user: Visitor, organisation: Organisation | None = None) -> QuerySet[IndicatorValue]:
    """Printed figures by indicator, year and stage (1 query)."""
    found = IndicatorValue.objects.visible_to(user).select_related("organisation", "paragraph")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return found.order_by("indicator", "name_raw", "year", "stage", "pk")


def counts(user: Visitor) -> dict[str, int]:
    """How many programmes, paragraphs and figures the user can see (3 queries)."""
    return {
        "programmes": Programme.objects.visible_to(user).count(),
        "paragraphs": OperationsParagraph.objects.visible_to(user).count(),
        "figures": IndicatorValue.objects.visible_to(user).count(),
    }
