"""ODT: `content.xml` walked in order. Deleted text of tracked changes and comments are no text; notes come at
the end. Headings are `text:h` and paragraphs whose style has an outline level.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koers.documents import limits
from koers.documents.assembling import Assembly, CellParts, Part
from koers.documents.errors import Unreadable
from koers.documents.merged import Merged
from koers.documents.packages import Package, attribute, child, local
from koers.documents.readers.docx_styles import number
from koers.documents.text import BlockKind, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "shapes",
        "table-of-content-source",
        "bibliography-source",
        "soft-page-break",
        "title",
        "desc",
        "note-citation",
        "script",
        "image",
        "object",
        "ruby-text",
        "event-listeners",
    }
)
_SPANS = ("columns", "rows")
_DEEPEST_BASE = 30
_WHITE = re.compile(r"[ \t\r\n]+")


def read(data: bytes) -> Text:
    package = Package(data)
    manifest = package.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and any(local(found) == "encryption-data" for found in manifest.iter()):
        raise Unreadable("password")
    if "content.xml" not in package.names:
        raise Unreadable("broken")
    content = package.xml("content.xml")
    body = child(content, "body", "text")
    if body is None:
        raise Unreadable("broken")
    outlines = _Outlines(content, package.xml_or_none("styles.xml"))
    assembly, notes = Assembly(), Assembly()
    _Walk(assembly, notes, outlines).blocks(body)
    assembly.parts += notes.parts
    return assembly.finish()


class _Outlines:
    """Paragraph style → heading level, by the style's own default outline level or that of its parents."""

    def __init__(self, *roots: _Element | None) -> None:
        self.styles: dict[str, tuple[int | None, str | None]] = {}
        for root in roots:
            for holder in root if root is not None else ():
                if local(holder) in ("styles", "automatic-styles"):
                    self._collect(holder)

    def _collect(self, holder: _Element) -> None:
        for style in holder:
            if local(style) == "style" and attribute(style, "family") == "paragraph":
                level = number(attribute(style, "default-outline-level"))
                self.styles[attribute(style, "name") or ""] = (level, attribute(style, "parent-style-name"))

    def level(self, name: str | None) -> int | None:
        for _ in range(_DEEPEST_BASE):
            if name in ("Title", "Titel"):
                return 1
            if name not in self.styles:
                return None
            level, name = self.styles[name]
            if level:
                return level
        return None


class _Walk:
    """Walks block elements; `lists` and `tables` are how deep it is in them."""

    def __init__(self, assembly: Assembly, notes: Assembly, outlines: _Outlines, tables: int = 0) -> None:
        self.assembly, self.notes, self.outlines, self.tables = assembly, notes, outlines, tables
        self.lists = 0

    def blocks(self, parent: _Element) -> None:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, name)
            elif name == "table":
                self._table(element)
            elif name == "list":
                self.lists += 1
                self.blocks(element)
                self.lists -= 1
            elif name not in _DROPPED:
                self.blocks(element)

    def _paragraph(self, element: _Element, name: str) -> None:
        inline = _Inline()
        inline.walk(element)
        kind, level = BlockKind.PARAGRAPH, None
        style_level = self.outlines.level(attribute(element, "style-name"))
        if name == "h" or (style_level and not self.lists):
            kind, level = BlockKind.HEADING, number(attribute(element, "outline-level")) or style_level or 1
        elif self.lists:
            kind, level = BlockKind.LIST_ITEM, self.lists
        self.assembly.add(Part(kind, "".join(inline.pieces), level, inline.found))
        for box in inline.boxes:
            self._apart(self.assembly, box)
        for note in inline.notes:
            self._apart(self.notes, note)

    def _apart(self, assembly: Assembly, element: _Element) -> None:
        walk = _Walk(assembly, self.notes, self.outlines, self.tables)
        walk.blocks(element)

    def _table(self, table: _Element) -> None:
        if self.tables >= limits.TABLE_DEPTH:
            raise Unreadable("nesting")
        merged = Merged()
        self.assembly.add_table([self._row(row, merged) for row in _rows(table)])

    def _row(self, row: _Element, merged: Merged) -> list[CellParts]:
        """Cells of a row; cells covered by a merged one are empty, repeated empty ones at the end are
        dropped.
        """
        cells: list[CellParts] = []
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = min(number(attribute(cell, "number-columns-repeated")) or 1, limits.REPEATED_CELLS)
            covered = local(cell) == "covered-table-cell"
            content = [] if covered else self._cell(cell)
            across, down = (number(attribute(cell, f"number-{way}-spanned")) or 1 for way in _SPANS)
            for _ in range(times):
                if not covered:
                    merged.place(cells, content, across, down)
                elif not merged.cover(cells):
                    cells.append([])
        return cells

    def _cell(self, cell: _Element) -> CellParts:
        inner = _Walk(Assembly(), self.notes, self.outlines, self.tables + 1)
        inner.blocks(cell)
        return inner.assembly.flat()


def _rows(table: _Element) -> list[_Element]:
    rows: list[_Element] = []
    for element in table:
        name = local(element)
        if name == "table-row":
            rows.append(element)
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            rows += _rows(element)
    return rows


class _Inline:
    """The text of one paragraph with its links; text boxes and notes are kept aside."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.found: list[tuple[int, int, str]] = []
        self.boxes: list[_Element] = []
        self.notes: list[_Element] = []

    def walk(self, element: _Element) -> None:
        self._put(_folded(element.text, after_blank=self._after_blank()))
        for item in element:
            self._item(item, local(item))
            self._put(_folded(item.tail, after_blank=self._after_blank()))

    def _item(self, item: _Element, name: str) -> None:
        if name == "s":
            self._put(" " * min(number(attribute(item, "c")) or 1, limits.REPEATED_CELLS))
        elif name == "tab":
            self._put("\t")
        elif name == "line-break":
            self._put("\n")
        elif name == "text-box":
            self.boxes.append(item)
        elif name == "note-body":
            self.notes.append(item)
        elif name == "a":
            start = self.length
            self.walk(item)
            target = attribute(item, "href")
            if target and self.length > start:
                self.found.append((start, self.length, target))
        elif name not in _DROPPED:
            self.walk(item)

    def _after_blank(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith((" ", "\n"))

    def _put(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)


def _folded(text: str | None, *, after_blank: bool) -> str:
    """White space in the XML itself counts as one blank (ODF 1.3 part 3, 6.1.2)."""
    if not text:
        return ""
    folded = text
    if any(sign in text for sign in ("\n", "\t", "\r", "  ")):
        folded = _WHITE.sub(" ", text)
    return folded[1:] if after_blank and folded.startswith(" ") else folded
