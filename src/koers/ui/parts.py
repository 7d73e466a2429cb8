"""The typed values that views hand to components. Pure Python; tags render them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

UNDO = "undo:"
"""Begins the `extra_tags` of a message that can be undone; the address to post to follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. `current` marks the page itself; `count` is the number behind it in a rail or filter.

    `sign` is an icon in front of the label. An empty url is the page itself (the last breadcrumb).
    """

    label: str
    url: str = ""
    current: bool = False
    count: int | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """The navigation within one programme or report."""

    label: str
    links: Sequence[Link]

    @property
    def current(self) -> str:
        """The name of the chosen part, shown on the phone where the rail is folded."""
        return next((link.label for link in self.links if link.current), self.label)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its label; `note` is a small line beneath it, `source_url` opens its passage."""

    label: str
    value: object
    note: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that becomes one card per row on a phone.

    The first cell of a row is its header. Every row has as many cells as there are columns (ValueError
    otherwise). Cells may be safe HTML made by a component. `caption` names the table; it is heard, and seen
    with `show_caption`.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    foot: Sequence[object] = field(default_factory=tuple)
    show_caption: bool = False

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.foot] if self.foot else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")

    @staticmethod
    def _pairs(columns: Sequence[Column], row: Sequence[object]) -> list[tuple[Column, object]]:
        return list(zip(columns, row, strict=True))

    def lines(self) -> Iterator[list[tuple[Column, object]]]:
        for row in self.rows:
            yield self._pairs(self.columns, row)

    def foot_line(self) -> list[tuple[Column, object]]:
        return self._pairs(self.columns, self.foot) if self.foot else []
