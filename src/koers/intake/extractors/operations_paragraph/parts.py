"""The parts of an operations paragraph: printed headings with the paragraphs and lists under them.

A heading is what the reader marked as one, or a short line without an end mark above content: also two headings
directly above each other. Lines of navigation and page furniture are neither heading nor content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from koers.documents.text import Block, BlockKind, Text, trim
from koers.intake.unread import is_boilerplate, is_navigation, tells_nothing

_LONGEST = 90
_MOST_IN_FOOT = 4
_ENUMERATOR = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-–•*])\s+")
_FIGURE = re.compile(r":\s*(?:€\s*)?\d|\d\s?%")
"""A short line that states a figure is no heading."""
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…")
_END_MARKS = (".", ",", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a list item, without its bullet or number."""

    start: int
    end: int
    listed: bool = False


@dataclass(slots=True)
class Part:
    """`heading` is its place, None for content above the first heading. `lists` joins items to their lead-in."""

    heading: tuple[int, int] | None
    pieces: list[Piece] = field(default_factory=list)


def parts_of(text: Text, skip: list[tuple[int, int]]) -> list[Part]:
    """The parts in order; stretches in `skip` (tables already read) and other tables are left out."""
    parts = [Part(None)]
    blocks = [b for b in _blocks(text) if not any(a <= b.start < z for a, z in skip)]
    for number, block in enumerate(blocks):
        content = text.masked[block.start : block.end]
        if is_boilerplate(content) and number and _closes(text, blocks[number + 1 :]):
            break
        if is_navigation(content) or is_boilerplate(content):
            continue
        if _is_heading(text, blocks, number):
            parts.append(Part((block.start, block.end)))
        elif block.kind is not BlockKind.TABLE and not tells_nothing(content):
            _add(text, parts[-1], _pieces(text, block))
    return parts


def _closes(text: Text, after: list[Block]) -> bool:
    """Whether no more than a few short lines follow, such as an address: then they are the page's foot too."""
    short = all(block.end - block.start <= _LONGEST and not block.rows for block in after)
    return len(after) <= _MOST_IN_FOOT and short


def _blocks(text: Text) -> list[Block]:
    return [block for block in text.blocks if text.masked[block.start : block.end].strip()]


def _pieces(text: Text, block: Block) -> list[Piece]:
    enumerator = _ENUMERATOR.match(text.masked, block.start, block.end)
    listed = block.kind is BlockKind.LIST_ITEM or enumerator is not None
    start, end = trim(text.masked, enumerator.end() if enumerator else block.start, block.end)
    return [Piece(start, end, listed)] if start < end else []


def _add(text: Text, part: Part, pieces: list[Piece]) -> None:
    """Adds a piece; one that carries on the sentence of the piece before it (a line that was broken) joins it."""
    for piece in pieces:
        last = part.pieces[-1] if part.pieces else None
        if last is not None and not piece.listed and _carries_on(text, last, piece):
            part.pieces[-1] = Piece(last.start, piece.end, last.listed)
        else:
            part.pieces.append(piece)


def _carries_on(text: Text, last: Piece, piece: Piece) -> bool:
    if text.masked[last.start : last.end].endswith(_SENTENCE_ENDS):
        return False
    wrapped = last.listed and last.end - last.start > _LONGEST
    return wrapped or (text.masked[piece.start].islower() and text.masked[last.end - 1] != ":")


def _is_heading(text: Text, blocks: list[Block], number: int) -> bool:
    block = blocks[number]
    if block.kind is BlockKind.HEADING:
        return True
    content = text.masked[block.start : block.end]
    if block.kind is not BlockKind.PARAGRAPH or len(content) > _LONGEST or content.endswith(_END_MARKS):
        return False
    before = text.masked[blocks[number - 1].start : blocks[number - 1].end] if number else "."
    if (
        blocks[number - 1].kind is BlockKind.LIST_ITEM
        and len(before) > _LONGEST
        and not before.endswith(_END_MARKS)
    ):
        return False
    if _FIGURE.search(content):
        return False
    if not (content[0].isupper() or content[0].isdigit()) or number + 1 >= len(blocks) or "\t" in content:
        return False
    return blocks[number + 1].kind is not BlockKind.TABLE
