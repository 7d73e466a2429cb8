"""Word: the document part walked in order.

Inserted text is kept, deleted and hidden text is not; macros, pictures and embedded files are never
opened. Headers, footers and comments are no part of the text; notes come at its end.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING

from koers.documents import limits
from koers.documents.assembling import Assembly, CellParts, Covered, Part
from koers.documents.errors import Unreadable
from koers.documents.merged import Merged
from koers.documents.packages import Package, attribute, child, local
from koers.documents.readers.docx_styles import Styles, list_level, number, relations
from koers.documents.text import BlockKind, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    [
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "Fallback",
        "pict",
        "object",
        "footnoteReference",
        "endnoteReference",
        "footnoteRef",
        "endnoteRef",
        "commentReference",
        "annotationRef",
        "sdtPr",
        "sdtEndPr",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "lastRenderedPageBreak",
    ]
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_NOTE_KINDS = ("footnotes", "endnotes")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes) -> Text:
    package = Package(data)
    main = _main_part(package)
    links = relations(package, main)
    folder = posixpath.dirname(main)
    styles = Styles.of(package, _target(links, "styles", folder) or f"{folder}/styles.xml")
    body = child(package.xml(main), "body")
    if body is None:
        raise Unreadable("broken")
    assembly = Assembly()
    _Walk(assembly, styles, links).blocks(body)
    for kind in _NOTE_KINDS:
        _notes(assembly, package, styles, _target(links, kind, folder))
    return assembly.finish()


def _main_part(package: Package) -> str:
    for kind, target in relations(package, "").values():
        name = target.lstrip("/")
        if kind == "officeDocument" and name in package.names:
            return name
    if "word/document.xml" not in package.names:
        raise Unreadable("broken")
    return "word/document.xml"


def _target(links: dict[str, tuple[str, str]], kind: str, folder: str) -> str | None:
    for found, target in links.values():
        if found == kind:
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
    return None


def _notes(assembly: Assembly, package: Package, styles: Styles, part: str | None) -> None:
    root = package.xml_or_none(part) if part else None
    for note in root if root is not None else ():
        if attribute(note, "type") not in _SEPARATORS:
            _Walk(assembly, styles, relations(package, part or "")).blocks(note)


class _Walk:
    """Walks block elements into an assembly; `tables` is how many tables deep it is."""

    def __init__(
        self, assembly: Assembly, styles: Styles, links: dict[str, tuple[str, str]], tables: int = 0
    ) -> None:
        self.assembly, self.styles, self.links, self.tables = assembly, styles, links, tables

    def blocks(self, parent: _Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name not in _DROPPED:  # content controls, custom XML, insertions around blocks
                self.blocks(element)

    def _paragraph(self, element: _Element) -> None:
        inline = _Inline(self.links)
        inline.walk(element)
        properties = child(element, "pPr")
        kind, level = self._kind(properties)
        self.assembly.add(Part(kind, "".join(inline.pieces), level, inline.found))
        for box in inline.boxes:
            self.blocks(box)

    def _kind(self, properties: _Element | None) -> tuple[BlockKind, int | None]:
        style = attribute(child(properties, "pStyle"), "val")
        own = number(attribute(child(properties, "outlineLvl"), "val"))
        heading = self.styles.heading_level(style) if own is None else own + 1
        if heading is not None and heading <= 9:
            return BlockKind.HEADING, heading
        listing = list_level(child(properties, "numPr"))
        if listing is None:
            listing = self.styles.listing(style) or (1 if self.styles.named_list(style) else 0)
        return (BlockKind.LIST_ITEM, listing) if listing else (BlockKind.PARAGRAPH, None)

    def _table(self, table: _Element) -> None:
        if self.tables >= limits.TABLE_DEPTH:
            raise Unreadable("nesting")
        merged, above = Merged(), dict[int, CellParts]()
        self.assembly.add_table([self._row(row, merged, above) for row in _within(table, "tr")])

    def _row(self, row: _Element, merged: Merged, above: dict[int, CellParts]) -> list[CellParts]:
        """Cells of a row; one merged from above is empty, one merged sideways is followed by empty ones.

        `above` holds by column the last cell that was not merged from above.
        """
        before = number(attribute(child(row, "trPr", "gridBefore"), "val")) or 0
        cells: list[CellParts] = [[] for _ in range(min(before, limits.REPEATED_CELLS))]
        for cell in _within(row, "tc"):
            properties = child(cell, "tcPr")
            joined = child(properties, "vMerge")
            from_above = joined is not None and attribute(joined, "val") in (None, "continue")
            column = len(cells)
            if from_above:
                content: CellParts = Covered(above[column]) if column in above else []
            else:
                content = above[column] = self._cell(cell)
            merged.place(cells, content, number(attribute(child(properties, "gridSpan"), "val")) or 1)
            merged.fill(cells)
        return cells

    def _cell(self, cell: _Element) -> CellParts:
        inner = _Walk(Assembly(), self.styles, self.links, self.tables + 1)
        inner.blocks(cell)
        return inner.assembly.flat()


def _within(parent: _Element, name: str) -> Iterable[_Element]:
    """Children of that name, also inside content controls and insertions; deleted rows are left out."""
    for element in parent:
        found = local(element)
        if found == name:
            if name != "tr" or child(element, "trPr", "del") is None:
                yield element
        elif found not in _DROPPED and found not in ("p", "tbl"):
            yield from _within(element, name)


class _Inline:
    """The text of one paragraph with its links; text boxes are kept aside."""

    def __init__(self, links: dict[str, tuple[str, str]]) -> None:
        self.targets = links
        self.pieces: list[str] = []
        self.length = 0
        self.found: list[tuple[int, int, str]] = []
        self.boxes: list[_Element] = []

    def walk(self, element: _Element) -> None:
        for item in element:
            name = local(item)
            if name == "t":
                self._put(item.text or "")
            elif name in _SIGNS:
                self._put(_SIGNS[name])
            elif name == "br":
                self._put("\n" if attribute(item, "type") in (None, "textWrapping") else "")
            elif name == "txbxContent":
                self.boxes.append(item)
            elif name == "hyperlink":
                self._link(item)
            elif name == "pict":
                self._old_text_box(item)
            elif name not in _DROPPED and not (name == "r" and _hidden(item)):
                self.walk(item)

    def _old_text_box(self, element: _Element) -> None:
        self.boxes += [box for box in element.iter() if local(box) == "txbxContent"]

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _link(self, element: _Element) -> None:
        start = self.length
        self.walk(element)
        anchor = attribute(element, "anchor")
        _, target = self.targets.get(attribute(element, "id") or "", ("", f"#{anchor}" if anchor else ""))
        if target and self.length > start:
            self.found.append((start, self.length, target))


def _hidden(run: _Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")
