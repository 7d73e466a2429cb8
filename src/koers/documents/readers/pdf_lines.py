"""The characters of a PDF page to words, and words to lines with their place, size and weight.

Points, measured from the bottom left of the page. A gap between words wider than one and a half times
the letter height starts a new cell of the same line.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koers.documents.readers.pdf_rules import RuledTable

_CELL_GAP = 2.0
"""In letter heights, where a blank was printed: an author's two or three blanks are no new cell."""
_CELL_GAP_WITHOUT_BLANK = 0.9
"""Where no blank was printed, only distance; justified prose stays below this."""
_SAME_BASELINE = 0.3
_LOOK_BACK = 12
_BOLD_WEIGHT = 600
_TOKEN = re.compile(r"(?P<word>[^\s\0\x02\ufffe]+)|[\s\0\x02\ufffe]")
_LINE_HYPHENS = frozenset({"\x02", "\ufffe"})
"""What the PDF library gives for a hyphen at the end of a line, instead of the hyphen and the line end."""


@dataclass(slots=True)
class Word:
    text: str
    left: float
    right: float
    blank_before: bool = False
    """Whether a blank was printed before it."""


@dataclass(slots=True)
class Piece:
    """Words that stand together on one line: the whole line, or one cell of it."""

    words: list[Word]
    base: float
    size: float
    bold: bool

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Line:
    """Pieces on one baseline, from left to right; more than one piece is a row of cells."""

    page: int
    pieces: list[Piece]
    running: bool = field(default=False)
    table: RuledTable | None = None
    """The drawn table that stands here; the line itself is then only its first word."""

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def base(self) -> float:
        return self.pieces[0].base

    @property
    def text(self) -> str:
        return "\t".join(piece.text for piece in self.pieces)


type _Span = tuple[int, int, str, bool]
"""First and last character of a word, its text, and whether a blank was printed before it."""


class PageReader:
    """Reads the lines of one page after another, with one set of buffers for the C calls."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self.raw: Any = raw
        self.box = [ctypes.c_double() for _ in range(4)]
        self.at = [ctypes.c_double() for _ in range(2)]
        self.matrix = raw.FS_MATRIX()
        self.name = ctypes.create_string_buffer(200)
        self.flags = ctypes.c_int()

    def lines(self, page: int, textpage: Any) -> list[Line]:
        pieces: list[Piece] = []
        line: list[_Span] = []
        blank = False
        text = self._text(textpage)
        for token in _TOKEN.finditer(text):
            found, index = token[0], token.start()
            if token["word"]:
                hyphen = text[token.end() : token.end() + 1] in _LINE_HYPHENS
                line.append((index, token.end() - 1, found + ("-" if hyphen else ""), blank))
                blank = False
            elif (found in _LINE_HYPHENS or found in "\r\n") and line:
                pieces += self._pieces(textpage, line)
                line = []
            elif found in " \t\u00a0" and not self.raw.FPDFText_IsGenerated(textpage, index):
                blank = True
        if line:
            pieces += self._pieces(textpage, line)
        return _rows(page, pieces)

    def _text(self, textpage: Any) -> str:
        """All characters of the page by their index: in one call where that gives them one by one."""
        count = self.raw.FPDFText_CountChars(textpage)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(textpage, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        return "".join(chr(self.raw.FPDFText_GetUnicode(textpage, index)) for index in range(count))

    def _pieces(self, textpage: Any, spans: list[_Span]) -> list[Piece]:
        """The words of one line, cut where the baseline or a wide gap says so."""
        pieces: list[Piece] = []
        for start, end, text, blank in spans:
            left, base = self._origin(textpage, start)
            word = Word(text, left, self._right(textpage, end), blank)
            last = pieces[-1] if pieces else None
            if last is not None and abs(last.base - base) <= _SAME_BASELINE * last.size:
                gap = word.left - last.right
                widest = _CELL_GAP if blank else _CELL_GAP_WITHOUT_BLANK
                if -last.size <= gap <= widest * last.size:
                    last.words.append(word)
                    continue
            pieces.append(Piece([word], base, self._size(textpage, start), self._bold(textpage, start)))
        for piece, ending in zip(pieces[-1:], spans[-1:], strict=True):
            piece.bold = piece.bold and self._bold(textpage, ending[0])
        return pieces

    def _origin(self, textpage: Any, index: int) -> tuple[float, float]:
        x, y = self.at
        self.raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _right(self, textpage: Any, index: int) -> float:
        left, right, bottom, top = self.box
        self.raw.FPDFText_GetCharBox(
            textpage, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
        )
        return right.value

    def _size(self, textpage: Any, index: int) -> float:
        """The font's size as drawn: its own size times the scale of the text, to a tenth of a point."""
        self.raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(self.matrix))
        scale = math.hypot(self.matrix.c, self.matrix.d) or 1.0
        return max(round(float(self.raw.FPDFText_GetFontSize(textpage, index)) * scale, 1), 1.0)

    def _bold(self, textpage: Any, index: int) -> bool:
        if self.raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
            return True
        self.raw.FPDFText_GetFontInfo(textpage, index, self.name, len(self.name), ctypes.byref(self.flags))
        return b"bold" in self.name.value.lower()


def _rows(page: int, pieces: list[Piece]) -> list[Line]:
    """Pieces on one baseline are one line, when they were written shortly after each other and stand apart.

    Programs write table cells one after the other and columns of prose as a whole; so a piece is only
    put on a line when that line is among the last few, and never when both are wide prose.
    """
    lines: list[Line] = []
    for piece in pieces:
        for line in reversed(lines[-_LOOK_BACK:]):
            if abs(line.base - piece.base) <= _SAME_BASELINE * piece.size and _apart(line, piece):
                line.pieces.append(piece)
                line.pieces.sort(key=lambda found: found.left)
                break
        else:
            lines.append(Line(page, [piece]))
    return lines


def _apart(line: Line, piece: Piece) -> bool:
    if any(other.left < piece.right and piece.left < other.right for other in line.pieces):
        return False
    return len(piece.words) < 6 or all(len(other.words) < 6 for other in line.pieces)
