"""The sections that the pages of a programme are made of; one template shows them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from koers.core.models import Record
from koers.ui.parts import Fact, Link, Table
from koers.ui.templatetags.koers import icon
from koers.web.programme.head import Head
from koers.web.sources import Sources


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands beneath it, in this order: warnings, figures, tables, items, drawing.

    `empty` is said when there is nothing of these.
    """

    id: str
    label: str
    links: Sequence[Link] = ()
    intro: str = ""
    warnings: Sequence[str] = ()
    figures: Sequence[Fact] = ()
    tables: Sequence[Table] = ()
    items: Sequence[Any] = ()
    drawing: Any = None
    empty: str = ""
    level: int = 2
    parts: Sequence[Section] = field(default_factory=tuple)
    url: str = ""
    """The page of what the section is about: its heading leads there."""

    @property
    def nothing(self) -> bool:
        return not (self.warnings or self.figures or self.tables or self.items or self.drawing or self.parts)


def present(*links: Link | None) -> list[Link]:
    return [link for link in links if link is not None]


def cell(head: Head, sources: Sources, record: Any, text: Any, *notes: Any) -> SafeString:
    """A first cell: the text, the way to its passage, the way to change it, and notes beneath."""
    return format_html(
        "{} {} {}{}",
        text,
        sources.with_warnings(record),
        head.editing.change(record),
        joined(notes),
    )


def joined(parts: Iterable[Any]) -> SafeString:
    found = SafeString("")
    for part in parts:
        found = format_html("{}{}", found, part)
    return found


def note(words: object) -> SafeString:
    return format_html('<span class="koers-cellnote koers-soft koers-small">{}</span>', words)


def warned(words: object) -> SafeString:
    return format_html(
        '<span class="koers-cellnote koers-status koers-status--warn koers-small">{}{}</span>',
        icon("warn"),
        words,
    )


def told(head: Head, sources: Sources, records: Iterable[Record]) -> list[SafeString]:
    """Texts of the register, each with its passages and the way to change it."""
    return [cell(head, sources, record, str(record)) for record in records]
