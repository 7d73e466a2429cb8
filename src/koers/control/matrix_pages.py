"""What the pages of role matrices show, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.control.forms import cell_name
from koers.control.kinds import matrix_page as page_address
from koers.control.matrix import Change, Finding, Part, Problem, analyse, load_of
from koers.control.wording import (
    LETTERS,
    MOVES,
    PARTS,
    PROBLEM_SIGNS,
    PROBLEMS,
    change_words,
    finding_words,
    letters,
    part_words,
)
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.control.models import MatrixTask, RoleMatrix
    from koers.control.queries import MatrixPage


@dataclass(frozen=True, slots=True)
class Cell:
    party: str
    letters: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A task with its cells. `problems` are the signs and words of its findings."""

    id: str
    task: MatrixTask
    cells: Sequence[Cell]
    problems: Sequence[str]


def legend() -> list[tuple[str, str]]:
    """Letter and words, in the order of the parts."""
    return [(LETTERS[part], str(PARTS[part])) for part in Part]


def findings_of(page: MatrixPage) -> list[Finding]:
    return analyse(page.grid, page.matrix.most_tasks)


def rows_of(page: MatrixPage, findings: Iterable[Finding]) -> list[Row]:
    said: dict[str, list[str]] = {}
    for finding in findings:
        if finding.task is not None:
            said.setdefault(finding.task.key, []).append(finding_words(finding))
    return [
        Row(
            id=row_id(task),
            task=task,
            cells=[
                Cell(party.name, letters(parts), part_words(parts))
                for party in page.parties
                for parts in [page.parts(task, party)]
            ],
            problems=said.get(str(task.trace), []),
        )
        for task in page.tasks
    ]


def row_id(task: MatrixTask) -> str:
    return f"taak-{task.public_id}"


def loads(page: MatrixPage) -> list[tuple[str, int]]:
    """Per party the number of heavy tasks."""
    return [(party.name, load_of(page.grid, party)) for party in page.grid.parties]


def findings_table(page: MatrixPage, findings: Sequence[Finding], *, may_keep: bool) -> Table | None:
    """Each finding with a link to the cell it is about: in the form for who may fill in, else on the page."""
    if not findings:
        return None
    rows = [
        [_where(page, finding, may_keep), status(PROBLEM_SIGNS[finding.problem], PROBLEMS[finding.problem]),
         finding_words(finding)]
        for finding in findings
    ]  # fmt: skip
    return Table(
        _("What asks attention in this matrix"),
        [Column(_("Where")), Column(_("What")), Column(_("Why"))],
        rows,
    )


def _where(page: MatrixPage, finding: Finding, may_keep: bool) -> object:
    if finding.problem is Problem.OVERLOAD:
        return format_html('<a class="utrecht-link" href="#belasting">{}</a>', finding.parties[0].name)
    task = next(one for one in page.tasks if finding.task and str(one.trace) == finding.task.key)
    address, parties = f"#{row_id(task)}", page.parties
    if may_keep and parties:
        named = finding.parties[0].key if finding.parties else str(parties[0].trace)
        party = next(one for one in parties if str(one.trace) == named)
        form = reverse("control:fill_in", kwargs={"public_id": page.matrix.public_id})
        address = f"{form}#{cell_name(task, party)}"
    return format_html('<a class="utrecht-link" href="{}">{}</a>', address, task.text)


def load_table(page: MatrixPage) -> Table:
    most = page.matrix.most_tasks
    rows = [
        [
            name,
            count,
            status("warn", _("More than %(most)s") % {"most": most})
            if count > most
            else status("ok", _("Fits")),
        ]
        for name, count in loads(page)
    ]
    columns = [Column(_("Party")), Column(_("Tasks"), number=True), Column(_("Judgement"))]
    return Table(_("Tasks per party"), columns, rows)


def facts(page: MatrixPage) -> list[Fact]:
    found = page.matrix
    rows = [
        Fact(_("Moment"), found.get_moment_display()),
        Fact(_("Holds on"), dutch_date(found.date)),
        Fact(_("Tasks"), len(page.tasks)),
        Fact(_("Parties"), len(page.parties)),
    ]
    if found.programme is not None:
        rows.append(Fact(_("Programme"), found.programme.name))
    return rows


def list_table(found: Sequence[RoleMatrix]) -> Table:
    rows = [
        [
            format_html('<a class="utrecht-link" href="{}">{}</a>', page_address(one), one.name),
            one.get_moment_display(),
            dutch_date(one.date),
            one.programme.name if one.programme else _("The whole organisation"),
        ]
        for one in found
    ]
    columns = [Column(_("Role matrix")), Column(_("Moment")), Column(_("Holds on")), Column(_("About"))]
    return Table(_("Role matrices"), columns, rows)


def changes_table(changes: Sequence[Change]) -> Table | None:
    if not changes:
        return None
    rows = [
        [one.task, str(PARTS[one.part]) if one.part else _("the whole task"),
         status(MOVES[one.kind][0], MOVES[one.kind][1]), change_words(one)]
        for one in changes
    ]  # fmt: skip
    columns = [
        Column(_("Task")),
        Column(_("Part")),
        Column(pgettext("role matrix", "Change")),
        Column(_("In words")),
    ]
    return Table(_("What becomes different"), columns, rows)
