"""Tables inside a report: rows whose columns are known by their headings, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.programme_report.drafts import Place
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.vocabulary.headings import COLUMNS
from koers.intake.vocabulary.matching import coverage

_ENOUGH = 0.5
_ASIDE = re.compile(r"\([^()]*\)")
TOTALS = ("totaal", "subtotaal", "saldo", "som")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: per column name its cell's place (empty cells left out), and the row as a whole."""

    cells: Mapping[str, Place]
    start: int
    end: int
    total: bool
    header: str
    subtotal: bool = False


def rows_of(text: Text, piece: Piece, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows under a heading row; nothing when no column of the asked names is found."""
    if piece.kind is not BlockKind.TABLE or not piece.rows:
        return
    header = piece.rows[0]
    names = _names([text.clean(cell.start, cell.end) for cell in header], columns)
    if not names:
        return
    printed = text.clean(header[0].start, header[-1].end)
    for row in piece.rows[1:]:
        filled = [cell for cell in row if cell.start < cell.end]
        if not filled:
            continue
        cells = {
            names[i]: (cell.start, cell.end)
            for i, cell in enumerate(row)
            if i in names and cell.start < cell.end
        }
        first = text.clean(filled[0].start, filled[0].end).lower()
        yield Row(
            cells,
            filled[0].start,
            filled[-1].end,
            first.startswith(TOTALS),
            printed,
            first.startswith("subtotaal"),
        )


def _names(headings: list[str], columns: tuple[str, ...]) -> dict[int, str]:
    """Which column each heading stands for; the best match takes a name first, each name once."""
    scored = sorted(
        (
            (
                max((coverage(_ASIDE.sub(" ", heading), phrase) for phrase in COLUMNS[name]), default=0.0),
                -order,
                -i,
            )
            for i, heading in enumerate(headings)
            for order, name in enumerate(columns)
        ),
        reverse=True,
    )
    names: dict[int, str] = {}
    for score, order, i in scored:
        name = columns[-order]
        if score >= _ENOUGH and -i not in names and name not in names.values():
            names[-i] = name
    return names
