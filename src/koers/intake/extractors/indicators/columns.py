"""What the heads of a table's columns say: a role, and for figures the year, the stage and whether it is a benchmark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from koers.documents.text import fold
from koers.intake.vocabulary import indicators as words

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.]|,\d)")
_SHORT_YEAR = re.compile(r"['’‘]\s?(\d\d)(?!\d)")
_LETTER = re.compile(r"\b(?P<letter>JR|[RBP])\s?['’]?(?=(?:20)?\d\d\b)")
_LETTER_STAGES = {"JR": "realised", "R": "realised", "B": "budget", "P": "forecast"}
_STAGES = tuple((re.compile(pattern), stage) for pattern, stage in words.STAGES)
_BENCHMARK = re.compile(words.BENCHMARK)
_ROLES = tuple((re.compile(pattern), role) for pattern, role in words.COLUMN_ROLES)
_ANY_STAGE = "|".join(f"(?:{pattern})" for pattern, _ in words.STAGES)
_Y = r"(?:(?:t/m |ultimo |per |31-12-|31 december )?(?:19|20)\d\d|['’]\d\d)"
_BENCHMARK_IN_LINE = (
    r"(?:vergelijkbare )?gemeenten(?: (?:van|met|groter dan|vanaf)\b)?"
    r"(?: ?[<>≥]? ?\d{2,3}\.000\+?(?: ?[-–] ?\d{2,3}\.000)?)?(?: inwoners| inw\.)?"
    r"|\d{2,3}\.000\+[- ]gemeenten|landelijk(?: gemiddelde)?|benchmark|nederland|referentie(?:groep|waarde)?"
    r"|grootteklasse|streefwaarde|norm\b"
)
_CHANGED = r"(?:na|incl\.?|inclusief) (?:begrotings)?wijz(?:igingen|iging|\.)"
_LABEL_IN_LINE = re.compile(
    rf"(?:{_ANY_STAGE})(?:\s{_Y})?(?:\s{_CHANGED})?(?:\s{_Y})?"
    rf"|\b(?:JR|[RBP])\s?['’]?(?:20)?\d\d\b|{_Y}(?:\s(?:{_ANY_STAGE}))?"
    rf"|(?:{_BENCHMARK_IN_LINE})(?:\s{_Y})?"
    r"|(?:naam )?(?:beleids)?indicator(?:en)?|naam|omschrijving|kengetal(?:len)?"
    r"|(?:meet)?eenheid|bron|taakveld|verschil",
    re.IGNORECASE,
)
_SEPARATORS = " \t|/\n\xa0"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column. `start` and `end` are its place; `year_at` the year's place, `stage_at` the stage's.

    role: `value` (figures), `name`, `unit`, `year`, `other` (skipped), or `unknown` (words we cannot place: a
    column of figures without a stage, such as the municipality's own name).
    """

    role: str
    start: int
    end: int
    year: int | None = None
    year_at: tuple[int, int] | None = None
    stage: str | None = None
    stage_at: tuple[int, int] | None = None
    benchmark: bool = False
    left: int = 0
    """Position of the head in its line, for tables that are aligned with blanks."""

    @property
    def figures(self) -> bool:
        return self.role == "value"


def read_column(text: str, start: int, end: int) -> Column:
    """Reads one column head; `role` is `unknown` when no word of it is known."""
    head = text[start:end]
    lower = fold(head).lower().strip(" :*")
    role = next((role for pattern, role in _ROLES if pattern.fullmatch(lower)), "unknown")
    column = Column(role, start, end)
    if role in ("name", "unit", "year", "other"):
        return column
    stage, stage_at = _stage(head, start)
    year, year_at = read_year(text, start, end)
    benchmark = stage is None and _BENCHMARK.search(lower) is not None
    if stage or year or benchmark or _years(head):
        role = "value"
    return replace(
        column, role=role, year=year, year_at=year_at, stage=stage, stage_at=stage_at, benchmark=benchmark
    )


def is_benchmark(text: str, start: int, end: int) -> bool:
    """Whether words name others to compare with."""
    return _BENCHMARK.search(fold(text[start:end]).lower()) is not None


def read_year(text: str, start: int, end: int) -> tuple[int | None, tuple[int, int] | None]:
    """The one year in a stretch; two different years are no year."""
    found = _years(text[start:end])
    if len({year for year, _, _ in found}) != 1:
        return None, None
    year, left, right = found[0]
    return year, (start + left, start + right)


def _years(head: str) -> list[tuple[int, int, int]]:
    full = [(int(match[0]), match.start(), match.end()) for match in _YEAR.finditer(head)]
    if full:
        return full
    return [(2000 + int(match[1]), match.start(), match.end()) for match in _SHORT_YEAR.finditer(head)]


def _stage(head: str, start: int) -> tuple[str | None, tuple[int, int] | None]:
    lower = re.sub(r"\s", " ", head.lower())
    for pattern, stage in _STAGES:
        match = pattern.search(lower)
        if match:
            return stage, (start + match.start(), start + match.end())
    letter = _LETTER.search(head)
    if letter:
        at = letter.span("letter")
        return _LETTER_STAGES[letter["letter"]], (start + at[0], start + at[1])
    return None, None


def combine(upper: Column, lower: Column) -> Column:
    """Two heads above each other ("Rekening" over "2023") as one."""
    first, _second = (upper, lower) if upper.role != "unknown" else (lower, upper)
    role = "value" if "value" in (upper.role, lower.role) else first.role
    stage = upper if upper.stage else lower
    year = lower if lower.year else upper
    if lower.start == lower.end or (
        lower.role == "unknown" and upper.role != "unknown" and not upper.figures
    ):
        return upper
    if upper.stage == "budget" and lower.stage == "amended_budget":
        stage = lower
    return replace(
        first if first.role != "value" else upper,
        role=role,
        start=lower.start,
        end=lower.end,
        left=lower.left or upper.left,
        year=year.year,
        year_at=year.year_at,
        stage=stage.stage,
        stage_at=stage.stage_at,
        benchmark=upper.benchmark or lower.benchmark,
    )


def columns_in_line(text: str, start: int, end: int) -> list[Column]:
    """The column heads of a line that holds nothing else, separated by single blanks; [] for any other line."""
    found: list[Column] = []
    position = start
    while position < end:
        if text[position] in _SEPARATORS:
            position += 1
            continue
        match = _LABEL_IN_LINE.match(text, position, end)
        if match is None or match.end() == position:
            return []
        found.append(read_column(text, match.start(), match.end()))
        position = match.end()
    return found if any(column.figures for column in found) else []
