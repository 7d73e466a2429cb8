"""Lines of a PDF joined to paragraphs, list items, headings and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from koers.documents.assembling import CellParts, Covered, Part, TablePart
from koers.documents.readers.pdf_lines import Line, Piece, Word
from koers.documents.text import BlockKind

_BULLET = re.compile(r"[•●▪◦‣■□○\uf0b7\uf0a7\uf0fc\uf0d8\uf076\uf02d]")
_FIGURE = re.compile(r"(?:€\s?)?-?[\d.,]+\s?%?|-")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]$")
_KEPT_APART = frozenset({"en", "of", "tot", "t/m"})
_LABEL = re.compile(r"[A-ZÀ-Þ][\w’'/-]*(?: [\w’'/-]+){0,3}:(?:\s|$)")
_BLANK = 0.75
"""Width of a blank in letter heights, with some slack for the white around the last letter."""
_LARGER = 1.1
_LONGEST_HEADING = 150
_SAME_PLACE = 3.0
_FULL_LINES = 3
_HALF = 0.55
"""Share of the page's width that full lines reach at least; a page of short lines has none."""
_SHORTEST_PIECE = 4
_LONG_WORD = 8
"""Letters from which "en" at the next line's start is rather a plural's end than a word."""
_BESIDE = 1.2
"""White beside a letter, in points, that its box leaves out."""
_WHOLE_WORDS = frozenset(
    {"per", "van", "en", "de", "het", "een", "als", "op", "in", "of", "voor", "met", "aan", "bij"}
    | {
        "tot",
        "te",
        "uit",
        "over",
        "naar",
        "door",
        "dan",
        "na",
        "is",
        "om",
        "totale",
        "kosten",
        "lasten",
        "inwoner",
    }
    | {"inwoners", "loonsom", "inhuur", "fte", "begroting", "rekening", "jaar", "dagen"}
)
"""Words that are no end of a word that was broken."""
_HANGING = 4.0
"""How far the lines of a list item stand behind its bullet or number, at least."""


@dataclass(slots=True)
class Layout:
    """What is usual in this document: letter height, distance between lines, where lines end."""

    size: float
    pitch: float
    right: float
    sizes: list[float]
    """Letter heights larger than the body's, largest first: the heading levels."""
    bold_body: bool

    @classmethod
    def of(cls, lines: list[Line], width: float) -> Layout:
        letters: Counter[float] = Counter()
        bold = 0
        for line in lines:
            for piece in line.pieces:
                letters[piece.size] += len(piece.text)
                bold += len(piece.text) if piece.bold else 0
        size = letters.most_common(1)[0][0]
        larger = sorted((found for found in letters if found > _LARGER * size), reverse=True)
        levels: list[float] = []
        for found in larger:
            if not levels or found < levels[-1] * 0.96:
                levels.append(found)
        return cls(size, _pitch(lines, size), _right(lines, width), levels, bold * 2 > letters.total())

    def heading_level(self, piece: Piece) -> int | None:
        if self.sizes and piece.size > _LARGER * self.size:
            nearest = min(range(len(self.sizes)), key=lambda at: abs(self.sizes[at] - piece.size))
            return min(nearest + 1, 6)
        if piece.bold and not self.bold_body and piece.size >= self.size * 0.95:
            return min(len(self.sizes) + 1, 6)
        return None


def _pitch(lines: list[Line], size: float) -> float:
    """The usual distance between two lines of the body."""
    steps = Counter(
        round(above.base - below.base, 1)
        for above, below in pairwise(lines)
        if above.page == below.page and 0.8 * size < above.base - below.base < 2 * size
    )
    return steps.most_common(1)[0][0] if steps else size * 1.15


def _right(lines: list[Line], width: float) -> float:
    """Where lines end: where the longest do; when few come near, as far from the edge as lines begin."""
    ends = sorted((line.pieces[-1].right for line in lines), reverse=True)
    near = [end for end in ends if end > ends[0] - 0.04 * width]
    if len(near) >= _FULL_LINES and ends[0] > _HALF * width:
        return ends[0]
    return max(ends[0], width - min(line.first.left for line in lines))


def paragraphs(lines: list[Line], layout: Layout, waiting: list[Line]) -> Iterator[Part | TablePart]:
    """Parts in reading order. Running lines are put in `waiting`: they come between parts, never within
    one.
    """
    content: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.running:
            waiting.append(line)
            index += 1
            continue
        if line.table is not None:
            group = _continuations(lines, index)
            yield _ruled([lines[number] for number in group], layout)
            waiting += [after for after in lines[index : group[-1]] if after.running]
            index = group[-1] + 1
            continue
        content = [line]
        held: list[Line] = []
        index += 1
        row = _is_row(line) and not _is_wrapped(lines, index, layout)
        joins = _carries_on_row if row else _carries_on
        while index < len(lines):
            after = lines[index]
            if after.running:
                held.append(after)
            elif after.table is not None:
                break
            elif joins(content, after, layout):
                content.append(after)
            else:
                break
            index += 1
        follower = lines[index] if index < len(lines) else None
        table = row and (len(content) > 1 or len(line.pieces) > 2)
        yield _table(content, layout) if table else _paragraph(content, layout)
        waiting += held
        if follower is not None and _gap(content[-1], follower, layout):
            yield Part(BlockKind.PARAGRAPH, "")


def _ruled(lines: list[Line], layout: Layout) -> TablePart:
    """A drawn table with its continuations on the next pages as one."""
    rows: list[list[CellParts]] = []
    for line in lines:
        assert line.table is not None
        found = line.table.cells(lambda cell, left, right: _cell(cell, layout, left, right))
        if rows and found and _row_goes_on(rows[-1], found[0]):
            for cell, rest in zip(rows[-1], found.pop(0), strict=True):
                cell += rest
        rows += found
    return TablePart(rows, certain=True)


def _continuations(lines: list[Line], index: int) -> list[int]:
    """The indices of the drawn tables that carry this one on: the first thing on the next page, in its columns."""
    found = [index]
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if line.running:
            continue
        first, last = lines[found[-1]].table, line.table
        if first is None or last is None or line.page != lines[found[-1]].page + 1 or not first.like(last):
            break
        found.append(number)
    return found


def _row_goes_on(above: list[CellParts], below: list[CellParts]) -> bool:
    """Whether the first row on a page is the rest of the last row on the page before it."""
    filled = [number for number, cell in enumerate(below) if cell]
    if not filled or not all(above[number] for number in filled) or isinstance(below[filled[0]], Covered):
        return False
    figures = [cell for cell in below if cell and _FIGURE.fullmatch(cell[0].text)]
    return not figures and below[filled[0]][0].text[:1].islower()


def _is_row(line: Line) -> bool:
    """Whether a line is a row of cells; a bullet or number before a gap does not make it one."""
    return len(line.pieces) > (2 if _mark(line.first) else 1)


def _is_wrapped(lines: list[Line], index: int, layout: Layout) -> bool:
    """Whether a line with a tab in it is prose that carries on at the left on the next line."""
    line = lines[index - 1]
    after = lines[index] if index < len(lines) else None
    if after is None or abs(after.first.left - line.first.left) > _SAME_PLACE:
        return False
    return len(line.pieces) == 2 and _carries_on([line], after, layout)


def _mark(piece: Piece) -> str | None:
    """The bullet or number that makes a line a list item."""
    first = piece.words[0].text
    if _BULLET.fullmatch(first) or _NUMBER.match(first):
        return first
    return None


def _gap(above: Line, below: Line, layout: Layout) -> bool:
    return above.page == below.page and above.base - below.base > 1.5 * layout.pitch


def _mended(lines: list[Line], right: float) -> list[Line]:
    """The lines of a narrow cell with the words put together that did not fit on a line of their own.

    Such a word fills its line: not one letter more would fit. What follows is a lower-case piece of a word.
    """
    mended: list[Line] = []
    for line in lines:
        above = mended[-1].pieces[-1] if mended else None
        word = line.first.words[0]
        if above is not None and len(above.words) == 1 and _is_broken(above, line.first, right):
            joined = Word(above.words[0].text + word.text, above.left, above.right)
            mended[-1] = Line(line.page, [replace(above, words=[joined, *line.first.words[1:]])])
        else:
            mended.append(line)
    return mended


def _is_broken(above: Piece, below: Piece, right: float) -> bool:
    last, first = above.words[0].text, below.words[0]
    letter = (first.right - first.left) / max(1, len(first.text))
    if above.right + letter + _BESIDE < right or not last[-1].isalpha() or len(last) < _SHORTEST_PIECE:
        return False
    piece = first.text.strip("().,:;")
    if piece == "en" and len(last) >= _LONG_WORD:
        return True
    return piece.isalpha() and piece[0].islower() and piece not in _WHOLE_WORDS


def _carries_on(content: list[Line], after: Line, layout: Layout) -> bool:
    above = content[-1]
    last, first = above.pieces[-1], after.first
    if _is_row(after) or _mark(first) or abs(last.size - first.size) > 0.5 or last.bold != first.bold:
        return False
    if _LABEL.match(first.text) and _LABEL.match(content[0].first.text):
        return False
    if above.page == after.page:
        step = above.base - after.base
        if not 0 < step < 1.4 * max(layout.pitch, last.size):
            return False
    elif layout.heading_level(first) is not None or _sentence_ends(last.text, first.text):
        return False
    if _mark(content[0].first) and above.page == after.page and first.left > content[0].first.left + _HANGING:
        return True
    needed = first.words[0].right - first.words[0].left + _BLANK * last.size
    return last.right + needed > layout.right


def _sentence_ends(above: str, below: str) -> bool:
    """At the end of a page a full stop counts: a heading run into a paragraph does most harm."""
    return above.endswith((".", "?", "!", ":")) and below[:1].isupper()


def _carries_on_row(content: list[Line], after: Line, layout: Layout) -> bool:
    """A next row, or a line that stands under one of the cells behind the first."""
    above = content[-1]
    if above.page != after.page:
        return _is_row(after) and _is_row(above)
    step = above.base - after.base
    if step > 3.5 * layout.pitch or step < -0.5 * layout.pitch:
        return False
    if _is_row(after):
        above_row = next(line for line in reversed(content) if _is_row(line))
        same_shape = len(above_row.pieces) == len(after.pieces) or step < 1.5 * layout.pitch
        return same_shape and _aligned(above_row, after)
    row = next(line for line in reversed(content) if _is_row(line))
    if abs(row.first.left - after.first.left) <= _SAME_PLACE:
        return step < 1.3 * layout.pitch and _label_carries_on(row, above, after)
    cells = [cell for line in content for cell in line.pieces[1:]]
    return any(abs(cell.left - after.first.left) <= _SAME_PLACE for cell in cells)


def _label_carries_on(row: Line, above: Line, after: Line) -> bool:
    """Whether a line under the first cell belongs to it: it did not fit, or begins like no new one."""
    first = after.first
    beside = row.pieces[1].left
    if not any(sign.isalpha() for sign in first.text):
        return False
    if first.right > beside or first.bold != row.first.bold:
        return False
    needed = first.words[0].right - first.words[0].left + _BLANK * first.size
    return not first.text[0].isupper() or above.first.right + needed > beside - first.size


def _aligned(row: Line, after: Line) -> bool:
    """Whether some cell behind the first stands straight under one of the row above."""
    return any(
        abs(cell.left - other.left) <= _SAME_PLACE or abs(cell.right - other.right) <= _SAME_PLACE
        for cell in row.pieces[1:]
        for other in after.pieces[1:]
    )


def _paragraph(content: list[Line], layout: Layout) -> Part:
    pieces = [piece for line in content for piece in line.pieces]
    mark = _mark(pieces[0])
    level = None if mark and _BULLET.fullmatch(mark) else layout.heading_level(pieces[0])
    if mark and _BULLET.fullmatch(mark) and len([word for piece in pieces for word in piece.words]) > 1:
        pieces[0].words.pop(0)
        pieces = [piece for piece in pieces if piece.words]
    text, marks = _joined(content)
    if level is not None and len(text) <= _LONGEST_HEADING:
        return Part(BlockKind.HEADING, text, level, page_marks=marks)
    if mark:
        return Part(BlockKind.LIST_ITEM, text, 1, page_marks=marks)
    return Part(BlockKind.PARAGRAPH, text, page_marks=marks)


def _joined(lines: list[Line]) -> tuple[str, list[tuple[int, int]]]:
    """The text of wrapped lines, with where each page begins in it."""
    text = ""
    marks: list[tuple[int, int]] = []
    for line in lines:
        for number, piece in enumerate(piece for piece in line.pieces if piece.words):
            added = piece.text
            if text.endswith("\u00ad"):
                text = text[:-1]
            elif number and not (number == 1 and _mark(line.first)):
                text += "\t"
            elif text and not _hyphen_joins(text, added):
                text += " "
            if not marks or marks[-1][1] != line.page:
                marks.append((len(text), line.page))
            text += added
    return text, marks


def _hyphen_joins(text: str, added: str) -> bool:
    """Whether a hyphen at a line's end stands within a word ('HR-' 'beleid'), not before 'en' or 'of'."""
    if len(text) < 2 or text[-1] != "-" or not text[-2].isalnum():
        return False
    return added[0].isalnum() and added.split()[0] not in _KEPT_APART


def _table(content: list[Line], layout: Layout) -> TablePart:
    """Rows of cells in shared columns; a line under a cell carries that cell on."""
    columns = _columns(content)
    rows: list[list[list[Line]]] = []
    for line in content:
        placed = [(_column(columns, piece), piece) for piece in line.pieces]
        if not rows or not _under_cells(placed, rows[-1], line.page):
            rows.append([[] for _ in columns])
        for column, piece in placed:
            rows[-1][column].append(Line(line.page, [piece]))
    return TablePart([[_cell(cell, layout) for cell in row] for row in rows], certain=False)


def _under_cells(placed: list[tuple[int, Piece]], row: list[list[Line]], page: int) -> bool:
    """Whether a line carries the cells of the row above on: a lone cell does, words without a label do."""
    if len(placed) == 1:
        return True
    figures = {
        column for column, cell in enumerate(row) if cell and _FIGURE.fullmatch(cell[0].text) and column > 0
    }
    if figures and not figures & {column for column, _ in placed}:
        filled = {column for column, cell in enumerate(row) if cell}
        return all(column in filled for column, _ in placed) and any(
            line.page == page for c in row for line in c
        )
    if placed[0][0] == 0 or all(line.page != page for cell in row for line in cell):
        return False
    return not any(any(sign.isdigit() for sign in piece.text) for _, piece in placed)


def _columns(content: list[Line]) -> list[tuple[float, float]]:
    """Stretches from left to right that the cells of all rows occupy; a stretch of one row may join none."""
    widest = max(content, key=lambda line: len(line.pieces))
    columns = [[piece.left, piece.right] for piece in widest.pieces]
    for line in content:
        for piece in line.pieces:
            touching = [c for c in columns if c[0] < piece.right and piece.left < c[1]]
            if len(touching) == 1:
                touching[0][0] = min(touching[0][0], piece.left)
                touching[0][1] = max(touching[0][1], piece.right)
            elif not touching:
                columns.append([piece.left, piece.right])
    return sorted((left, right) for left, right in columns)


def _column(columns: list[tuple[float, float]], piece: Piece) -> int:
    """The column a cell stands in: the one it overlaps most, else the nearest."""

    def overlap(at: int) -> float:
        left, right = columns[at]
        return min(right, piece.right) - max(left, piece.left)

    return max(range(len(columns)), key=overlap)


def _cell(lines: list[Line], layout: Layout, left: float = 0.0, right: float = 0.0) -> list[Part]:
    """The paragraphs of one cell: lines joined where they fill the cell (its edges, or what its lines reach)."""
    parts: list[Part] = []
    held: list[Line] = []
    if right:
        lines = _mended(lines, right - (min((line.first.left for line in lines), default=left) - left))
    right = max((line.pieces[-1].right for line in lines), default=0.0)
    inner = Layout(layout.size, layout.pitch, max(right, 0.0), [], True)
    for line in lines:
        if held and not _carries_on(held, line, inner):
            parts.append(_paragraph(held, inner))
            held = []
        held.append(line)
    if held:
        parts.append(_paragraph(held, inner))
    return parts
