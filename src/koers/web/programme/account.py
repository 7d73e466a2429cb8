"""Money and risks, decisions and recommendations, lessons and hand-over: what a programme accounts for."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from koers.decisions.models import Decision
from koers.finance.models import Allocation, Budget
from koers.finance.queries import money_of
from koers.intake.shapes import RECOMMENDATION_STATUS
from koers.programmes.acts import OPEN_STATES
from koers.programmes.adoption_steps import in_order
from koers.programmes.dated import Dated
from koers.programmes.models import (
    Adoption,
    HandoverPoint,
    Lesson,
    ProgrammeDecision,
    ProgrammeRecommendation,
)
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import status
from koers.web.money_section import money_section
from koers.web.programme.head import Head
from koers.web.programme.sections import Section, cell, note, present, told, warned
from koers.web.programme.slips import asks
from koers.web.sources import Sources

RECOMMENDATION_WORDS = dict(RECOMMENDATION_STATUS)


def money(head: Head) -> list[Section]:
    """4 queries."""
    found = money_of(head.user, head.programme)
    stated = [*found.budgets, *found.allocations]
    shown = money_section(found, Sources(stated), head.editing.change)
    tables = [one for one in (shown.budgets, shown.allocations, shown.derived) if one] if shown else []
    links = present(
        head.editing.add(Budget, _("Add a budget")),
        head.editing.add(Allocation, _("Add an allocation")),
        head.editing.all_of(Allocation, _("As a spreadsheet")),
    )
    return [
        Section(
            "geld",
            _("What was made available and given out"),
            links,
            figures=shown.figures if shown else [],
            tables=tables,
            empty=_("No money stated yet. Which decision made it available?"),
        )
    ]


def decisions(head: Head) -> list[Section]:
    """4 queries."""
    user, programme = head.user, head.programme
    linked = ProgrammeDecision.objects.visible_to(user).filter(programme=programme).select_related("decision")
    made = [one.decision for one in linked.order_by("decision__date_first_day", "decision__pk")]
    advised = ProgrammeRecommendation.objects.visible_to(user).filter(programme=programme)
    recommendations = [one.recommendation for one in advised.select_related("recommendation").order_by("pk")]
    found = Adoption.objects.visible_to(user).filter(deliverable__programme=programme)
    steps: list[Any] = in_order(found.select_related("deliverable", "body_known"))
    acts = [step for step in steps if step.state not in OPEN_STATES]
    sources = Sources([*made, *recommendations, *acts])
    return [
        _asked(head, [_dated(step) for step in steps]),
        _decisions(head, made, sources),
        _acts(head, acts, sources),
        *([_recommendations(head, recommendations, sources)] if recommendations else []),
    ]


def _dated(step: Any) -> Dated:
    return Dated(
        "adoption",
        step.deliverable.programme_id,
        step.pk,
        step.public_id,
        step.deliverable.name,
        step.date or step.planned,
        step.state,
        step.body_words,
        step.deliverable_id,
    )


def _asked(head: Head, steps: list[Dated]) -> Section:
    rows = [(ask.text, ask.detail, status(ask.sign, ask.words)) for ask in asks(steps, [], head.today)]
    columns = [Column(_("Deliverable")), Column(_("Body and date")), Column(_("State"))]
    return Section(
        "gevraagd",
        _("What is asked of bodies now"),
        tables=[Table(_("Steps of bodies that are asked or near"), columns, rows)] if rows else [],
        empty=_("Nothing is asked of a body in the next two months."),
    )


def _decisions(head: Head, made: list[Any], sources: Sources) -> Section:
    rows = [
        (
            cell(head, sources, one, one.text),
            one.body or _("not stated"),
            dutch_date(one.date) if one.date else _("not stated"),
        )
        for one in made
    ]
    columns = [Column(name) for name in (_("Decision"), _("Body"), _("Date"))]
    tie = head.editing.add(ProgrammeDecision, _("Tie a decision to this programme"))
    # A decision stands by itself: once it is written down, the next form ties it to this programme.
    new = head.editing.add_apart(Decision, _("Add a decision"), tie.url) if tie else None
    return Section(
        "besluiten",
        _("Decisions that were made"),
        present(new, tie),
        tables=[Table(_("Decisions with body and date"), columns, rows)] if rows else [],
        empty=_("No decisions yet."),
    )


def _acts(head: Head, acts: list[Any], sources: Sources) -> Section:
    """What bodies did with the deliverables, in the verb of the source."""
    rows = [
        (
            cell(head, sources, act, act.deliverable.name),
            act.body_words or _("not stated"),
            _act(act),
            dutch_date(act.date) if act.date else _("not stated"),
            act.case_number or "–",
        )
        for act in acts
    ]
    names = (_("Deliverable"), _("Body"), _("Act"), _("Date"), _("Case number"))
    return Section(
        "handelingen",
        _("What bodies did with the deliverables"),
        present(head.editing.all_of(Adoption, _("As a spreadsheet"))),
        tables=[Table(_("Acts of bodies on deliverables"), [Column(name) for name in names], rows)]
        if rows
        else [],
        empty=_("No body has acted on a deliverable of this programme yet."),
    )


def _act(act: Any) -> Any:
    words = act.act or (act.get_sort_display() if act.sort else _("not stated"))
    if act.state != Adoption.State.REFUSED:
        return words
    return format_html("{} {}", words, status("alarm", act.get_state_display()))


def _recommendations(head: Head, found: list[Any], sources: Sources) -> Section:
    absent = format_html("<i>{}</i>", _("the text itself is not in the document"))
    rows = [
        (
            cell(head, sources, one, one.text or absent),
            one.source_document or _("not stated"),
            RECOMMENDATION_WORDS.get(one.status, one.status) or _("not stated"),
        )
        for one in found
    ]
    columns = [Column(name) for name in (_("Recommendation"), _("Source document"), _("Status"))]
    return Section(
        "aanbevelingen",
        _("Recommendations"),
        tables=[Table(_("Recommendations with their source"), columns, rows)],
    )


def lessons(head: Head) -> list[Section]:
    """3 queries."""
    user, programme = head.user, head.programme
    found: list[Any] = list(Lesson.objects.visible_to(user).filter(programme=programme).order_by("pk"))
    points: list[Any] = list(
        HandoverPoint.objects.visible_to(user)
        .filter(programme=programme)
        .select_related("owner")
        .order_by("pk")
    )
    sources = Sources([*found, *points])
    kinds = [*((value, str(label)) for value, label in Lesson.Kind.choices), ("", _("Other lessons"))]
    parts = [
        Section(f"les-{value or 'anders'}", label, items=told(head, sources, mine), level=3)
        for value, label in kinds
        if (mine := [one for one in found if one.kind == value])
    ]
    return [
        Section(
            "lessen",
            _("What was learned"),
            present(
                head.editing.add(Lesson, _("Add a lesson")),
                head.editing.all_of(Lesson, _("As a spreadsheet")),
            ),
            parts=parts,
            empty=_("No lessons yet. What would you do again, and what not?"),
        ),
        Section(
            "overdracht",
            _("Hand-over to the organisation"),
            present(head.editing.add(HandoverPoint, _("Add a hand-over point"))),
            items=[_point(head, sources, one) for one in points],
            empty=_("Nothing to hand over yet. What must live on, and who takes it?"),
        ),
    ]


def _point(head: Head, sources: Sources, point: Any) -> Any:
    notes = []
    if point.owner_words:
        notes.append(note(_("Owner: %(name)s") % {"name": point.owner_words}))
    elif not point.is_done:
        notes.append(warned(_("Nobody owns this yet.")))
    if point.taken_over:
        notes.append(note(_("Taken over by the line.")))
    elif point.ended:
        notes.append(note(_("No longer needed")))
    elif point.review_date:
        words = _("Look at it again on %(day)s.") % {"day": dutch_date(point.review_date)}
        notes.append(warned(words) if point.review_date < head.today else note(words))
    return cell(head, sources, point, point.text, *notes)
