"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.control.calendar import Review, review_of
from koers.control.models import (
    ControlItem,
    LegalityRisk,
    LegalityYear,
    MatrixCell,
    MatrixParty,
    MatrixTask,
    Occurrence,
    ParticipationYear,
    RoleMatrix,
    WorkplaceMeasure,
)
from koers.editing.kinds import Kind, Words, register
from koers.organisations.permissions import Permission

KEEP = Permission.KEEP_CONTROLS
TOTALS_HELP = gettext_lazy("A total of the whole organisation. Nothing about single people belongs here.")
WORKPLACE_HELP = gettext_lazy("About work and workplaces. Nothing about anybody's health, and no names.")


def matrix_page(matrix: RoleMatrix) -> str:
    return reverse("control:matrix", kwargs={"public_id": matrix.public_id})


def item_page(item: ControlItem) -> str:
    return reverse("control:item", kwargs={"public_id": item.public_id})


def legality_page(year: int) -> str:
    return f"{reverse('control:legality')}?jaar={year}"


def item_warnings(item: ControlItem) -> list[Words]:
    """What the calendar cannot do without, and a review that is due."""
    found: list[Words] = []
    if (
        item.kind == ControlItem.Kind.POLICY
        and review_of(item.review_on, timezone.localdate()) is Review.PAST
    ):
        found.append(_("The review date of this policy paper has passed."))
    if item.starts_on is None and item.kind != ControlItem.Kind.POLICY:
        found.append(_("Without a first planned day this is not in the calendar."))
    if item.kind == ControlItem.Kind.POLICY and item.review_on is None:
        found.append(_("Without a review date nobody is told when this paper is out of date."))
    if not item.owner_words:
        found.append(_("Nobody owns this yet."))
    return found


def occurrence_warnings(occurrence: Occurrence) -> list[Words]:
    found: list[Words] = []
    if occurrence.done_on is not None and not occurrence.evidence:
        found.append(_("Done without evidence: name the document or the link that shows it."))
    if occurrence.finding and not occurrence.follow_up:
        found.append(_("There is a finding without follow-up."))
    return found


def measure_warnings(measure: WorkplaceMeasure) -> list[Words]:
    late = (
        measure.due is not None and measure.due < timezone.localdate() and measure.state in ("open", "busy")
    )
    return [_("The date of this measure has passed.")] if late else []


def _parties(user: Any, under: Any) -> Any:
    """Those of the same matrix, for a task in it."""
    matrix = under.matrix if isinstance(under, MatrixTask) else under
    return MatrixParty.objects.visible_to(user).filter(matrix=matrix)


def _now_matrices(user: Any, under: Any) -> Any:
    found = RoleMatrix.objects.visible_to(user)
    return found.filter(organisation=under, moment=RoleMatrix.Moment.NOW)


def register_kinds() -> None:
    _register_matrices()
    _register_calendar()
    _register_yearly()


def _register_matrices() -> None:
    register(
        Kind(
            model=RoleMatrix,
            slug="rolmatrices",
            api="role-matrices",
            fields=("name", "moment", "date", "programme", "based_on", "most_tasks", "note"),
            columns=("name", "moment", "date"),
            needs=KEEP,
            choices={"based_on": _now_matrices},
            help={
                "most_tasks": gettext_lazy("More tasks than this is pointed out as too much for one party."),
                "based_on": gettext_lazy("For a wanted matrix: the one that says how it is now."),
            },
            page=matrix_page,
        ),
        Kind(
            model=MatrixTask,
            slug="roltaken",
            api="matrix-tasks",
            parent="matrix",
            fields=("text", "responsible", "position"),
            needs=KEEP,
            choices={"responsible": _parties},
            page=lambda task: matrix_page(task.matrix),
        ),
        Kind(
            model=MatrixParty,
            slug="rolpartijen",
            api="matrix-parties",
            parent="matrix",
            fields=("name", "kind", "body", "unit", "position"),
            needs=KEEP,
            help={"name": gettext_lazy("A body, role, team or function. Not the name of a person.")},
            page=lambda party: matrix_page(party.matrix),
        ),
        Kind(
            model=MatrixCell,
            slug="rolcellen",
            api="matrix-cells",
            parent="task",
            fields=("party", "parts"),
            needs=KEEP,
            choices={"party": _parties},
            page=lambda cell: matrix_page(cell.task.matrix),
        ),
    )


def _register_calendar() -> None:
    register(
        Kind(
            model=ControlItem,
            slug="beheersmaatregelen",
            api="control-items",
            fields=(
                "kind", "name", "description", "reason", "rhythm", "starts_on", "ends_on", "owner_name", "owner",
                "unit", "source", "adopted_on", "review_on",
            ),
            columns=("kind", "name", "rhythm", "owner_name"),
            needs=KEEP,
            warnings=item_warnings,
            help={
                "starts_on": gettext_lazy("The other days follow from this one, by the rhythm."),
                "review_on": gettext_lazy("For policy papers: from the day after it Koers warns."),
            },
            page=item_page,
        ),
        Kind(
            model=Occurrence,
            slug="beheersmomenten",
            api="control-occurrences",
            parent="item",
            fields=(
                "planned", "done_on", "done_by", "result", "evidence", "finding", "follow_up", "follow_up_due",
                "follow_up_done", "dropped_because",
            ),
            columns=("planned", "done_on", "result"),
            needs=KEEP,
            warnings=occurrence_warnings,
            page=lambda occurrence: item_page(occurrence.item),
        ),
    )  # fmt: skip


def _register_yearly() -> None:
    register(
        Kind(
            model=LegalityYear,
            slug="rechtmatigheidsanalyses",
            api="legality-years",
            fields=(
                "year", "tolerance", "tolerance_source", "expenses", "expenses_source", "conclusion",
                "concluded_by", "concluded_on",
            ),
            columns=("year", "tolerance", "expenses"),
            needs=KEEP,
            help={"tolerance": gettext_lazy("From 0 to 3 per cent of the total expenses, as the council set it.")},
            page=lambda analysis: legality_page(analysis.year),
        ),
        Kind(
            model=LegalityRisk,
            slug="rechtmatigheidsrisicos",
            api="legality-risks",
            parent="analysis",
            fields=(
                "process", "inherent", "controls", "item", "residual", "unlawful", "unclear", "explanation",
            ),
            columns=("process", "inherent", "residual", "unlawful"),
            needs=KEEP,
            page=lambda risk: legality_page(risk.analysis.year),
        ),
        Kind(
            model=WorkplaceMeasure,
            slug="rie-maatregelen",
            api="workplace-measures",
            fields=(
                "text", "priority", "owner_name", "owner", "unit", "due", "state", "done_on", "source",
            ),
            columns=("text", "priority", "due", "state"),
            needs=KEEP,
            warnings=measure_warnings,
            help={"text": WORKPLACE_HELP},
        ),
        Kind(
            model=ParticipationYear,
            slug="banenafspraak",
            api="participation-years",
            fields=("year", "counted_in", "reference_date", "total", "quota", "source", "quota_source"),
            columns=("year", "counted_in", "total", "quota"),
            needs=KEEP,
            help={"total": TOTALS_HELP},
        ),
    )  # fmt: skip
