"""Lines in which a name and its figures are separated by single blanks, as copies of a PDF give."""

from __future__ import annotations

import re

from koers.documents.text import trim
from koers.intake.extractors.indicators.cells import CellText
from koers.intake.extractors.indicators.heads import YEAR_CELL
from koers.intake.extractors.indicators.names import is_unit, known
from koers.intake.values.numbers import is_empty, read_cell

LONGEST_NAME = 160
_SCALE = re.compile(r"[x×*]\s?€?\s?1[. ]?000(?:[. ]?000)?\s?\)?$|\bin\s(?:€\s?)?1\.000\s?\)?$", re.IGNORECASE)
"""The end of a line that tells a scale ("bedragen x € 1.000"): no figure."""
_UNIT_WORD = re.compile(r"fte|kosten|%|€|percentage", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?:[a-z)]{2}|%)[.!?]\s+[A-Z]|\b(?:bedroeg|bedraagt|is|was|zijn|waren|wordt|worden|had|heeft|hebben|kwam)\b"
)


def split_line(masked: str, cell: CellText, *, in_table: bool) -> list[CellText] | None:
    """A name with its figures behind it, separated by single blanks; None when there are none."""
    if cell.end - cell.start > LONGEST_NAME + 80:
        return None
    if cell.start == cell.end or _SCALE.search(masked, cell.start, cell.end):
        return None
    tail = masked[max(cell.start, cell.end - 10) : cell.end]
    if not (
        tail[-1] in "%)*-–" or tail[-1].isdigit() or is_empty(tail.split()[-1]) or tail.endswith("procent")
    ):
        return None
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", masked[cell.start : cell.end])]
    words = [(cell.start + a, cell.start + b) for a, b in words]
    figures: list[CellText] = []
    while words:
        size = 1
        last = masked[words[-1][0] : words[-1][1]]
        if (last in ("%", "procent") and len(words) > 1) or (
            len(words) > 1 and masked[words[-2][0] : words[-2][1]] in ("€", "-€", "−")
        ):
            size = 2
        start, end = words[-size][0], words[-1][1]
        numbers = read_cell(masked, start, end, None)
        if numbers is None or not (numbers.numbers or numbers.run_together or numbers.empty):
            break
        figures.insert(0, CellText(start, end))
        words = words[:-size]
    if not any(
        read_cell(masked, f.start, f.end, None) and not is_empty(masked[f.start : f.end]) for f in figures
    ):
        return None
    named_with_figure = words and len(figures) > 1 and known(masked, words[0][0], figures[0].end)
    if named_with_figure and not known(masked, words[0][0], words[-1][1]):
        words.append((figures[0].start, figures.pop(0).end))
    if not words:
        return figures if len(figures) > 1 else None
    dated = any(YEAR_CELL.fullmatch(masked[f.start : f.end].strip("()")) for f in figures)
    if dated and not in_table:
        return None
    if _SENTENCE.search(masked, words[0][0], words[-1][1]):
        return None
    if len(words) > 1 and re.fullmatch(r"\d{1,2}\.", masked[slice(*words[0])]):
        words = words[1:]
    return [*_with_unit_apart(masked, words), *figures]


def _with_unit_apart(masked: str, words: list[tuple[int, int]]) -> list[CellText]:
    """The name and its unit apart ("Formatie" and "fte per 1.000 inwoners"), else all words as the name."""
    start, end = words[0][0], words[-1][1]
    for left, right in words[1:]:
        if not _UNIT_WORD.fullmatch(masked, left, right):
            continue
        if is_unit(masked, left, end) and known(masked, start, left):
            return [CellText(*trim(masked, start, left)), CellText(left, end)]
    return [CellText(start, end)]
