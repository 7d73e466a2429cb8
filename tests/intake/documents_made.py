"""Documents with proposals for the tests of the pages, without reading a file: text, passages and values are given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from koers.core import files
from koers.documents.text import Block, BlockKind, Cell
from koers.intake.items import null_values
from koers.intake.models import Document, Proposal
from koers.intake.reading import blocks_to_json
from koers.intake.shapes import SHAPES
from koers.organisations.models import Organisation, User


@dataclass(frozen=True)
class Given:
    """One proposal to make: its type, the words of its passage, and the values that are not null."""

    type: str = "risk"
    words: str = "Er is weinig tijd."
    values: dict[str, Any] = field(default_factory=lambda: {"text": "Er is weinig tijd", "measures": []})
    warnings: tuple[str, ...] = ()
    page: int | None = None


PROGRAMME = Given("programme", "Programma Op pad", {"name": "Op pad"})


def a_read_document(
    organisation: Organisation,
    user: User,
    given: tuple[Given, ...] = (Given("decision", "De raad besluit.", {"text": "De raad besluit"}),),
    *,
    name: str = "verslag.md",
    kind: str = "programme-report",
    unread: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
    table: tuple[str, ...] = (),
    page_starts: tuple[int, ...] = (),
    keep_file: bool = True,
) -> Document:
    """A document whose text is a heading, the words of every proposal, what was not understood, and one table row."""
    lines = [
        "Verslag van het programma",
        *(g.words for g in given),
        *unread,
        *(["\t".join(table)] if table else []),
    ]
    plain = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    blocks = [Block(BlockKind.HEADING, 0, len(lines[0]), 1)]
    for start, line in list(zip(starts, lines, strict=True))[1:]:
        blocks.append(_block(start, line, table))
    data = plain.encode()
    document = Document.objects.create(
        organisation=organisation,
        name=name,
        content_hash=hashlib.sha256(data + name.encode()).hexdigest(),
        size=len(data),
        file=files.store(data) if keep_file else None,
        kind=kind,
        state=Document.State.READ,
        warnings=list(warnings),
        unread=[
            {"start": plain.index(words), "end": plain.index(words) + len(words), "reason": "not_understood"}
            for words in unread
        ],
        plain=plain,
        masked=plain,
        blocks=blocks_to_json(tuple(blocks)),
        page_starts=list(page_starts),
        added_by=user,
    )
    for position, (one, start) in enumerate(zip(given, starts[1:], strict=False), start=1):
        _propose(document, position, one, start)
    return document


def _block(start: int, line: str, table: tuple[str, ...]) -> Block:
    if "\t" not in line or not table:
        return Block(
            BlockKind.LIST_ITEM if line.startswith("- ") else BlockKind.PARAGRAPH, start, start + len(line)
        )
    cells, at = [], start
    for words in table:
        cells.append(Cell(at, at + len(words)))
        at += len(words) + 1
    return Block(BlockKind.TABLE, start, start + len(line), None, (tuple(cells),))


def _propose(document: Document, position: int, given: Given, start: int) -> None:
    values = null_values(SHAPES[given.type].names) | given.values
    Proposal.objects.create(
        document=document,
        position=position,
        type=given.type,
        values=values,
        read_values=values,
        sources={},
        warnings=list(given.warnings),
        start=start,
        end=start + len(given.words),
        page=given.page,
    )


def a_failed_document(organisation: Organisation, user: User, *, name: str = "stuk.docx") -> Document:
    return Document.objects.create(
        organisation=organisation,
        name=name,
        content_hash=hashlib.sha256(name.encode()).hexdigest(),
        size=2000,
        file=files.store(name.encode()),
        state=Document.State.FAILED,
        error="Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens.",
        added_by=user,
    )
