"""Web pages: the tree of the page walked in reading order; scripts, styles and templates are no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koers.documents import limits
from koers.documents.assembling import Assembly, CellParts, Part
from koers.documents.encodings import decode
from koers.documents.errors import Unreadable
from koers.documents.merged import Merged
from koers.documents.text import BlockKind, Text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "noscript",
        "svg",
        "iframe",
        "object",
        "select",
        "textarea",
        "canvas",
        "audio",
        "video",
        "math",
        "-comment",
    ]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "blockquote",
        "form",
        "fieldset",
        "legend",
        "address",
        "details",
        "summary",
        "hr",
        "pre",
        "center",
        "menu",
        "button",
        "caption",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\n\f]+")
_EMPTY = frozenset({"p", "div"})


def read(data: bytes) -> Text:
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(decode(data)).root
    assembly = Assembly()
    if root is not None:
        walk = _Walk(assembly)
        walk.children(root, 0)
        walk.close()
    return assembly.finish()


class _Walk:
    """Collects inline text until a block begins or ends."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.kind = BlockKind.PARAGRAPH
        self.level: int | None = None
        self.list_level = 0
        self.tables = 0
        self.running = self.within_article = False
        self._start()

    def _start(self) -> None:
        self.text = ""
        self.links: list[tuple[int, int, str]] = []

    def children(self, node: LexborNode, depth: int) -> None:
        if depth > limits.DEPTH:
            raise Unreadable("nesting")
        child = node.child
        while child is not None:
            self.node(child, depth + 1)
            child = child.next

    def node(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._inline(node.text_content or "")
        elif tag in _DROPPED or tag.startswith(("-", "!")):
            return
        elif tag == "pre":
            self._preformatted(node)
        elif tag == "br":
            self.text = self.text.rstrip(" ") + "\n"
        elif tag == "table":
            self._table(node, depth)
        elif tag in _HEADINGS:
            self._block(node, depth, BlockKind.HEADING, _HEADINGS[tag])
        elif tag == "li":
            self._block(node, depth, BlockKind.LIST_ITEM, max(self.list_level, 1))
        elif tag in _BLOCKS:
            self._container(node, tag, depth)
        elif tag == "a":
            self._link(node, depth)
        else:
            self.children(node, depth)

    def _inline(self, text: str) -> None:
        folded = _SPACES.sub(" ", text)
        if self.text.endswith((" ", "\n")) or not self.text:
            folded = folded.lstrip(" ")
        self.text += folded

    def _preformatted(self, node: LexborNode) -> None:
        """Lines as they stand: each is a paragraph, an empty one an empty paragraph."""
        self.close()
        for line in (node.text() or "").strip("\n").split("\n"):
            self.assembly.add(Part(BlockKind.PARAGRAPH, line))

    def _link(self, node: LexborNode, depth: int) -> None:
        start = len(self.text)
        self.children(node, depth)
        target = node.attributes.get("href")
        if target and len(self.text) > start:
            self.links.append((start, len(self.text.rstrip()), target))

    def _container(self, node: LexborNode, tag: str, depth: int) -> None:
        """A block that keeps the kind of what it stands in: a paragraph in a list item is that list item."""
        self.close()
        before, article = len(self.assembly.parts), self.within_article
        listing = tag in ("ul", "ol", "menu")
        self.list_level += listing
        kind, level, running = self.kind, self.level, self.running
        self.running = running or self._is_furniture(node, tag)
        self.within_article = self.within_article or tag == "article"
        if node.attributes.get("role") == "heading":
            self.kind, self.level = BlockKind.HEADING, _aria_level(node)
        self.children(node, depth)
        empty = tag in _EMPTY and len(self.assembly.parts) == before and not self.text.strip()
        self.close(keep_empty=tag == "p" and empty)
        self.kind, self.level, self.running = kind, level, running
        self.within_article = article
        self.list_level -= listing

    def _is_furniture(self, node: LexborNode, tag: str) -> bool:
        """Whether a block is the page's navigation or its foot: text, but no content."""
        role = node.attributes.get("role")
        if tag == "nav" or role in ("navigation", "contentinfo"):
            return True
        return tag == "footer" and not self.within_article

    def _block(self, node: LexborNode, depth: int, kind: BlockKind, level: int) -> None:
        self.close()
        outer = self.kind, self.level
        self.kind, self.level = kind, level
        self.children(node, depth)
        self.close()
        self.kind, self.level = outer

    def _table(self, node: LexborNode, depth: int) -> None:
        self.close()
        if self.tables >= limits.TABLE_DEPTH:
            raise Unreadable("nesting")
        merged = Merged()
        self.assembly.add_table([self._row(row, depth, merged) for row in _rows(node)])

    def _row(self, row: LexborNode, depth: int, merged: Merged) -> list[CellParts]:
        cells: list[CellParts] = []
        child = row.child
        while child is not None:
            if child.tag in ("td", "th"):
                merged.fill(cells)
                merged.place(
                    cells, self._cell(child, depth), _span(child, "colspan"), _span(child, "rowspan")
                )
            child = child.next
        merged.fill(cells)
        return cells

    def _cell(self, node: LexborNode, depth: int) -> CellParts:
        inner = _Walk(Assembly())
        inner.tables = self.tables + 1
        inner.children(node, depth + 3)
        inner.close()
        return inner.assembly.flat()

    def close(self, *, keep_empty: bool = False) -> None:
        """End the running block; an empty paragraph only counts when the page really holds one."""
        if self.text.strip() or keep_empty:
            self.assembly.add(Part(self.kind, self.text, self.level, self.links, running=self.running))
        self._start()


def _aria_level(node: LexborNode) -> int:
    level = node.attributes.get("aria-level") or ""
    return int(level) if level.isdecimal() and 0 < int(level) < 10 else 2


def _span(node: LexborNode, direction: str) -> int:
    span = node.attributes.get(direction) or "1"
    return min(max(int(span), 1), limits.REPEATED_CELLS) if span.isdecimal() and len(span) < 5 else 1


def _rows(table: LexborNode) -> list[LexborNode]:
    """The rows of this table, not of tables within; a caption is not a row."""
    rows: list[LexborNode] = []
    child = table.child
    while child is not None:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += _rows(child)
        child = child.next
    return rows
