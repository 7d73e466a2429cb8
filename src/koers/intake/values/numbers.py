"""Numbers and percentages as Dutch documents print them.

A value is text with a point and the decimals written: `7,10` gives `7.10`, `1.169.109` gives `1169109`. What cannot
be read in exactly one way is no number: `7,107,257,31` is the work of `split_run`, which answers only when one split
exists.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from koers.intake.items import Found

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_DUTCH = re.compile(r"\d+(?:,\d+)?")
_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d{1,2}")
_TOKEN = re.compile(
    r"(?P<euro>€\s?|(?i:\beuro?\s)\s?)?(?P<sign>(?<![\w)%])(?:[-−–]|(?<!\d\s)(?<!%\s)[-−–]\s)(?=[\d€])(?:€\s?)?)?"
    r"(?P<digits>(?<![\w.,'’/])(?<!\w[-–])\d+(?:[.,]\d+)*)(?P<stripe>,-{1,2}|,[–—])?(?![\w/]|-\w)"
    r"(?P<percent>\s?%|\s?(?i:procent)\b)?"
)
_MINUS_BEHIND = re.compile(r"-(?=\s*$)")
_EMPTY = re.compile(
    r"(?:[-–—−.…?x/]+|n\.?v\.?t\.?|n\.?n?\.?b\.?|n\.?t\.?b\.?|p\.?m\.?|onbekend|niet bekend|geen)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONGEST_CELL = 160
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|[¹²³⁴⁵]|(?<=\s)\d\))$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed; `unit` is `percent` or `eur` when the sign stands beside it."""

    value: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class CellNumbers:
    """What a table cell holds: numbers, or a run that could not be split (`run_together`), or nothing (`empty`).

    `unit_text` is the stretch of words behind the last number ("7,10 fte").
    """

    numbers: tuple[Found[Number], ...] = ()
    run_together: bool = False
    empty: bool = False
    unit_text: tuple[int, int] | None = None


def parse_number(raw: str) -> str | None:
    """The contract's notation of one printed number without sign, None when it is not exactly one number."""
    if _THOUSANDS.fullmatch(raw):
        return raw.replace(".", "").replace(",", ".")
    if _DUTCH.fullmatch(raw):
        return raw.replace(",", ".")
    if _POINT.fullmatch(raw):
        return raw
    return raw.replace(",", "") if _ENGLISH.fullmatch(raw) else None


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Found[Number]]:
    """Every number in a stretch; runs that are not exactly one number are left out."""
    stop = len(text) if end is None else end
    return [found for match in _TOKEN.finditer(text, start, stop) if (found := _number(match)) is not None]


def _number(match: re.Match[str]) -> Found[Number] | None:
    value = parse_number(match["digits"])
    if value is None:
        return None
    unit = "percent" if match["percent"] else "eur" if match["euro"] or "€" in (match["sign"] or "") else None
    if match["sign"]:
        return Found(Number("-" + value, unit), match.start("sign"), match.end("digits"))
    return Found(Number(value, unit), match.start("digits"), match.end("digits"))


def is_empty(raw: str) -> bool:
    """Whether a cell says that there is no figure ("-", "n.v.t.", "n.n.b.")."""
    return _EMPTY.fullmatch(raw.strip()) is not None


def read_cell(text: str, start: int, end: int, expected: int | None = 1) -> CellNumbers | None:
    """The numbers of a table cell, None when the cell holds words.

    `expected` is how many numbers the table's columns leave for this cell (None: unknown). A run of digits that is
    not one number is split when exactly one split exists, see `split_run`.
    """
    raw = text[start:end]
    if len(raw) > _LONGEST_CELL:
        return None
    if is_empty(raw):
        return CellNumbers(empty=True)
    if _DIGIT.search(raw) is None:
        return None
    note = _FOOTNOTE.search(raw)
    stop = start + note.start() if note else end
    matches = list(_TOKEN.finditer(text, start, stop))
    if not matches or text[start : matches[0].start()].strip(" \t\n\xa0(") != "":
        return None
    if any(text[a.end() : b.start()].strip() for a, b in itertools.pairwise(matches)):
        return None
    behind = (matches[-1].end(), stop)
    words = text[behind[0] : behind[1]].strip(" \t\n\xa0)")
    if re.search(r"\d", words) or len(words) > 40 or re.search(r"[.;:?!]", words):
        return None
    if words == "-" and len(matches) == 1 and _MINUS_BEHIND.match(text, behind[0], stop):
        one = _number(matches[0])
        return (
            CellNumbers((Found(Number("-" + one.value.value, one.value.unit), one.start, behind[0] + 1),))
            if one
            else None
        )
    numbers: list[Found[Number]] = []
    for match in matches:
        found = _number(match)
        if found is not None:
            numbers.append(found)
            continue
        pieces = split_run(match["digits"], expected if len(matches) == 1 else None)
        if pieces is None:
            return CellNumbers(run_together=True)
        unit = "percent" if match["percent"] else None
        base = match.start("digits")
        numbers += [Found(Number(v, unit), base + a, base + b) for v, a, b in pieces]
    many = len(numbers) > len(matches) or _touching(numbers, text)
    return CellNumbers(tuple(numbers), many, False, behind if words else None)


def _touching(numbers: list[Found[Number]], text: str) -> bool:
    """Numbers set against each other with only their own signs between ("5,9%6,1%")."""
    pairs = itertools.pairwise(numbers)
    return any(not re.search(r"\s", text[a.end : b.start]) for a, b in pairs)


def split_run(raw: str, expected: int | None) -> list[tuple[str, int, int]] | None:
    """Splits numbers that were pasted together, only when it can be done in exactly one way.

    The rule: every piece has the same number of decimals (at least one), or every piece is a whole number with
    thousands points; no piece starts with a superfluous zero; and there are as many pieces as `expected` says.
    Returns `(value, start, end)` per piece, offsets in `raw`; None when no split or more than one fits.
    """
    solutions = {
        split
        for decimals in range(4)
        for split in _splits(raw, decimals)
        if len(split) > 1 and (expected is None or len(split) == expected)
    }
    if len(solutions) != 1:
        return None
    pieces, position = [], 0
    for piece in solutions.pop():
        value = parse_number(piece)
        assert value is not None
        pieces.append((value, position, position + len(piece)))
        position += len(piece)
    return pieces


@cache
def _piece(decimals: int) -> re.Pattern[str]:
    whole = r"[1-9]\d{0,2}(?:\.\d{3})+"
    return re.compile(rf"(?:{whole}|0|[1-9]\d*),\d{{{decimals}}}" if decimals else whole)


def _splits(raw: str, decimals: int, limit: int = 60) -> list[tuple[str, ...]]:
    """All splits of a run into pieces of one shape; runs longer than `limit` are not tried."""
    if not raw:
        return [()]
    if len(raw) > limit:
        return []
    pattern = _piece(decimals)
    heads = [raw[:size] for size in range(1, len(raw) + 1) if pattern.fullmatch(raw, 0, size)]
    return [(head, *rest) for head in heads for rest in _splits(raw[len(head) :], decimals, limit)]
