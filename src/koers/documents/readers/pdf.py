"""PDF: lines with their place on the page are joined to paragraphs again.

A line carries on in the next one when the next one's first word would not have fitted on it. A heading
is larger than the body, or bold by itself. Lines that return at the top or bottom of most pages stay in
the text, but are blank in the masked text and in no block. A hyphen at the end of a line is kept: only
the PDF's own soft hyphens go.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from koers.documents import limits
from koers.documents.assembling import Assembly, Part
from koers.documents.errors import Unreadable
from koers.documents.readers.pdf_lines import Line, PageReader
from koers.documents.readers.pdf_paragraphs import Layout, paragraphs
from koers.documents.readers.pdf_rules import ruled_tables, take_cells
from koers.documents.text import BlockKind, Text

_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
_ROWS_OF_A_TABLE = 2
"""Lines of several cells from which a page is searched for drawn tables."""
_FEWEST_PAGES = 3
_SAME_HEIGHT = 4.0
_PAGES_FOR_PICTURES = 20


def read(data: bytes) -> Text:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("password" if "password" in str(error).lower() else "broken") from None
    try:
        return _read(document)
    except pypdfium2.PdfiumError:
        raise Unreadable("broken") from None
    finally:
        document.close()


def _read(document: Any) -> Text:
    count = len(document)
    if count == 0:
        raise Unreadable("broken")
    if count > limits.PAGES:
        raise Unreadable("output_limit")
    pages, width = _pages(document, count)
    if not any(pages):
        raise Unreadable("scan_without_text" if _has_pictures(document, count) else "no_text")
    _mark_running(pages)
    lines = [line for page in pages for line in page]
    layout = Layout.of([line for line in lines if not line.running] or lines, width)
    assembly = Assembly(pages=count)
    waiting: list[Line] = []
    for part in paragraphs(lines, layout, waiting):
        for line in waiting:
            assembly.add(Part(BlockKind.PARAGRAPH, line.text, running=True, page_marks=[(0, line.page)]))
        waiting.clear()
        assembly.parts.append(part)
    for line in waiting:
        assembly.add(Part(BlockKind.PARAGRAPH, line.text, running=True, page_marks=[(0, line.page)]))
    return assembly.finish()


def _pages(document: Any, count: int) -> tuple[list[list[Line]], float]:
    reader = PageReader()
    pages: list[list[Line]] = []
    width = 0.0
    for index in range(count):
        page = document[index]
        textpage = page.get_textpage()
        lines = reader.lines(index + 1, textpage.raw)
        if sum(len(line.pieces) > 1 for line in lines) >= _ROWS_OF_A_TABLE:
            tables = ruled_tables(page)
            lines = take_cells(lines, tables) if tables else lines
        pages.append(lines)
        width = max(width, page.get_width())
        textpage.close()
        page.close()
    return pages, width


def _has_pictures(document: Any, count: int) -> bool:
    import pypdfium2.raw as raw

    for index in range(min(count, _PAGES_FOR_PICTURES)):
        page = document[index]
        if any(found.type == raw.FPDF_PAGEOBJ_IMAGE for found in page.get_objects()):
            return True
    return False


def _mark_running(pages: list[list[Line]]) -> None:
    """Mark what returns, but for its numbers, at the same height near the edge of most pages."""
    if len(pages) < _FEWEST_PAGES:
        return
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page)})
    for page in pages:
        for line in _edges(page):
            line.running = seen[_shape(line)] > len(pages) / 2


def _edges(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.base)
    return ordered[:_EDGE_LINES] + ordered[_EDGE_LINES:][-_EDGE_LINES:]


def _shape(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / _SAME_HEIGHT)
