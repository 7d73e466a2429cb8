"""Catalogues as one table: a row of labels on top, an entry per row below it."""

from __future__ import annotations

from koers.documents.text import Block, BlockKind, Cell, Text
from koers.intake.extractors.practice_catalogue.fields import Field
from koers.intake.extractors.practice_catalogue.labels import FieldKind, kind_of
from koers.intake.extractors.practice_catalogue.units import Unit

_FEWEST_LABELS = 3


def label_tables(text: Text) -> list[Block]:
    """The tables whose first row has labels only, at least three and among them a project or organisation."""
    return [b for b in text.blocks if b.kind is BlockKind.TABLE and len(b.rows) > 1 and _labels(text, b)]


def rows_of(text: Text, table: Block) -> list[tuple[Unit, list[Field]]]:
    """Per row below the labels its stretch and its filled fields."""
    labels = _labels(text, table)
    top = table.rows[0]
    entries = []
    for row in table.rows[1:]:
        fields = [
            Field(kind, head.start, head.end, cell.start, cell.end, 0, 0)
            for kind, head, cell in zip(labels, top, row, strict=False)
            if cell.start < cell.end
        ]
        filled = [cell for cell in row if cell.start < cell.end]
        if len({field.kind for field in fields}) > 1:
            entries.append((Unit(filled[0].start, filled[-1].end, BlockKind.TABLE), fields))
    return entries


def _labels(text: Text, table: Block) -> list[FieldKind]:
    kinds = [_kind(text, cell) for cell in table.rows[0]]
    known = [kind for kind in kinds if kind is not None]
    names = {FieldKind.PROJECT, FieldKind.ORGANISATION}
    enough = len(set(known)) >= _FEWEST_LABELS and len(known) == len(kinds)
    return known if enough and names & set(known) else []


def _kind(text: Text, cell: Cell) -> FieldKind | None:
    return kind_of(text.clean(cell.start, cell.end).rstrip(" :"))
