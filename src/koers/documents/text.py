"""The one model of a read document: plain text, and blocks that point into it.

Every reader (txt, md, html, docx, odt, pdf) yields a `Text`; nothing after the readers knows a file
format.

- `plain` is the document's plain text: decoded, byte order mark removed, line ends as `\\n`. All offsets
  count characters in it. For `.txt` and `.md` it is the file itself, markup included.
- `masked` has the same length; every character of `plain` that is markup and not content (HTML tags in a text
  file, bullets, Markdown marks) is a blank there. Extractors match on `masked`, so that a match's offsets are
  offsets in `plain` and a value never holds markup.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `start` equals `end` for an empty one. `of` is the place of the merged cell that covers it."""

    start: int
    end: int
    of: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that hangs together. `level` counts from 1 (headings, nested list items)."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    certain: bool = True
    """False for a table that was guessed from places on a page."""


@dataclass(frozen=True, slots=True)
class Text:
    plain: str
    masked: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    """Offset of each page's first character; empty for formats without pages."""
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if len(self.plain) != len(self.masked):
            raise ValueError("masked text must be as long as the plain text")

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) that holds the offset, None for formats without pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None

    def clean(self, start: int, end: int) -> str:
        """The content of a stretch as a value: markup out, white space folded to single blanks."""
        return fold(self.masked[start:end])

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Offsets of the non-blank lines of the masked text in a stretch, trimmed of white space."""
        stop = len(self.masked) if end is None else end
        position = start
        while position < stop:
            newline = self.masked.find("\n", position, stop)
            line_end = stop if newline < 0 else newline
            trimmed = trim(self.masked, position, line_end)
            if trimmed[0] < trimmed[1]:
                yield trimmed
            position = line_end + 1


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of text that the document shows as a link."""

    start: int
    end: int
    target: str


def fold(text: str) -> str:
    """White space folded to single blanks, ends trimmed."""
    return " ".join(text.split())


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at either end (an empty stretch when nothing is left)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
