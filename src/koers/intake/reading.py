"""One file read: bytes in, items with their passages out. No database and no Django here.

`read_limited` is what the command line and the upload page use: a child process parses and extracts within limits,
because a file from outside may be made to break its reader. `read_here` is the work itself, in this process.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from koers.documents.errors import Unreadable
from koers.documents.text import Block, BlockKind, Cell, Link, Text
from koers.intake.items import Extraction, Item, Reading, Span, Unread


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A reading together with the text it was read from (None when the file could not be read)."""

    reading: Reading
    text: Text | None


def read_here(data: bytes, name: str, kind: str | None = None) -> ReadDocument:
    """Parses and extracts in this process. Raises Unreadable. Without a kind the document's own words decide."""
    from koers.documents.readers import read_bytes
    from koers.intake import kinds
    from koers.intake.unread import unread_stretches

    text = read_bytes(data, name)
    found = kind or kinds.detect(text)
    reading = Reading(file=name, kind=found, characters=len(text.plain))
    extraction = kinds.extract(text, found) if found else Extraction()
    reading.items, reading.warnings = extraction.items, extraction.warnings
    reading.unread = unread_stretches(text, extraction)
    return ReadDocument(reading, text)


def read_limited(data: bytes, name: str, kind: str | None = None) -> ReadDocument:
    """As `read_here`, in a child process with limits on memory, time and output. An unreadable file gives its error."""
    from koers.documents.child import run_limited

    header = json.dumps({"name": name, "kind": kind}).encode()
    try:
        answer = run_limited("koers.intake.reading:child_main", header + b"\n" + data)
    except Unreadable as error:
        return ReadDocument(Reading(file=name, error=error.message), None)
    return from_json(json.loads(answer))


def child_main(payload: bytes) -> bytes:
    """Runs in the child process: a header line (name, kind) and the file's bytes in, JSON out."""
    header, _, data = payload.partition(b"\n")
    told = json.loads(header)
    return json.dumps(to_json(read_here(data, told["name"], told["kind"])), ensure_ascii=False).encode()


def read_path(path: Path, kind: str | None = None, name: str | None = None) -> ReadDocument:
    """A file from disk; a file that is absent, vanishes or may not be opened is a reading with an error."""
    from koers.documents.limits import FILE_BYTES

    shown = name or str(path)
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError:
        return ReadDocument(Reading(file=shown, error=Unreadable("vanished").message), None)
    return read_limited(data, shown, kind)


def to_json(document: ReadDocument) -> dict[str, Any]:
    text = document.text
    body = {"reading": document.reading.as_json(), "text": None}
    if text is not None:
        body["text"] = {
            "plain": text.plain,
            "masked": text.masked,
            "blocks": blocks_to_json(text.blocks),
            "page_starts": text.page_starts,
            "links": [[link.start, link.end, link.target] for link in text.links],
        }
    return body


def from_json(body: dict[str, Any]) -> ReadDocument:
    reading = reading_from_json(body["reading"])
    parts = body["text"]
    if parts is None:
        return ReadDocument(reading, None)
    return ReadDocument(
        reading,
        Text(
            plain=parts["plain"],
            masked=parts["masked"],
            blocks=blocks_from_json(parts["blocks"]),
            page_starts=tuple(parts["page_starts"]),
            links=tuple(Link(*link) for link in parts["links"]),
        ),
    )


def reading_from_json(body: dict[str, Any]) -> Reading:
    return Reading(
        file=body["file"],
        kind=body["kind"],
        characters=body.get("characters", 0),
        items=[_item(item) for item in body["items"]],
        unread=[Unread(**stretch) for stretch in body["unread"]],
        warnings=body["warnings"],
        error=body["error"],
    )


def _item(body: dict[str, Any]) -> Item:
    return Item(
        type=body["type"],
        values=body["values"],
        source=Span(**body["source"]),
        sources={name: [Span(**span) for span in spans] for name, spans in body["sources"].items()},
        warnings=body["warnings"],
    )


def blocks_to_json(blocks: tuple[Block, ...]) -> list[list[Any]]:
    """Compact: kind, start, end, level and, for tables, the cells' offsets by row."""
    return [
        [b.kind.value, b.start, b.end, b.level, [[[c.start, c.end] for c in row] for row in b.rows]]
        for b in blocks
    ]


def blocks_from_json(rows: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(
        Block(BlockKind(kind), start, end, level, tuple(tuple(Cell(*cell) for cell in row) for row in cells))
        for kind, start, end, level, cells in rows
    )
