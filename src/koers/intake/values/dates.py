"""Dutch dates in running text, with the precision they are printed in. Pure Python.

`find_dates` gives dates that stand on their own. `find_printed` gives the printed pieces behind them, also
those without a year ("april" in "april - juni 2021"): only a reader of periods knows what year serves them.

A date that does not exist ("31 september 2021") keeps what does exist, its month, flagged `invalid_day`.
Seasons and quarters have no ISO notation; they count, as their year, only for who asks (`seasons=True`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from koers.core.dates import PartialDate
from koers.intake.items import Found

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt maa",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
APPROXIMATE = (
    r"begin|eind|einde|medio|media|half|halverwege|circa|ca|ongeveer|rond|omstreeks|wrs|waarschijnlijk"
    r"|(?:naar\s+)?verwacht(?:t?e|ing)?|beoogde?|vermoedelijk|uiterlijk|streven"
)
"""Words that make a date approximate ("media" is a misprint for "medio" that occurs in print)."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT = r"['’‘`´]\s?\d\d(?!\d)"
_SEASON = r"voorjaar|lente|zomer|najaar|herfst|winter"
_QUARTER = (
    r"q[1-4]|(?:[1-4]e?|eerste|tweede|derde|vierde|laatste)\s+(?:kwartaal|half\s?jaar|helft)(?:\s+van)?"
    r"|kwartaal\s+[1-4](?:\s+van)?"
)
_PRINTED = re.compile(
    rf"""
    (?<![\w.,€-]) (?P<iso>(?P<iso_year>\d{{4}})-(?P<iso_month>0[1-9]|1[0-2])(?:-(?P<iso_day>\d\d))?)
    (?![\w-])
  | (?:(?<![\d.,/-])|(?<=\d\d\d\d[-–/])) (?P<n1>\d{{1,2}})(?P<mark>\s?[-/.]\s?)(?P<n2>\d{{1,2}})(?P=mark)
    (?P<n_year>{_YEAR}|['’‘]?\d\d(?!\d)) (?![.,]?\d)
  | (?<![\d.,/-]) (?P<my_month>0?[1-9]|1[0-2])[-/](?P<my_year>{_YEAR}) (?![-/]?\d)
  | (?<!\w) (?P<part>{_SEASON}|{_QUARTER}) \s+ (?:van\s+)? (?P<part_year>{_YEAR}|{_SHORT})
  | (?<![\d.,]) (?:(?P<day>\d{{1,2}})(?:e|ste|de)?\s*)? (?<![A-Za-zÀ-ÿ]) (?P<month>{_MONTH})\b\.?
    (?:(?:\s*|-)(?P<m_year>{_YEAR}|{_SHORT}) | \s+(?P<cut>[12]\d{{0,2}}(?=\s*(?:$|[,;()\n])))(?!\d))?
  | (?<![\w.,/€'’-]) (?<!€\s) (?<!eur\s) (?P<year>{_YEAR}) (?!\s?(?:%|euro\b|fte\b)) (?![.,]-?\d|,-|\w)
  | (?<=\d\d\d\d[-–/]) (?P<after_dash>{_YEAR}) (?![.,]\d|\w)
  | (?<=\d\d\d\d[-–/]) (?P<short_end>\d\d) (?![\w-])
  | (?<![\w]) (?P<apostrophe>{_SHORT})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_MARKER_BEFORE = re.compile(rf"(?<!\w)(?:{APPROXIMATE})\.?\s*[:)]?\s*(?:van\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed; `year` is None where none stands beside it, `cut` where the year is broken off.

    `month_first` is True for a numeric date that only makes sense as month/day, None where both orders do.
    """

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    cut: bool = False
    season: bool = False
    approximate: bool = False
    month_first: bool | None = False

    def dated(self, year: int | None = None) -> DateFound | None:
        """The date, with another's year where it has none itself; None when there is no year at all."""
        in_year = self.year or year
        if in_year is None or (self.month is not None and not 1 <= self.month <= 12):
            return None
        value, invalid = PartialDate(in_year, self.month), False
        if self.day is not None:
            try:
                value = PartialDate(in_year, self.month, self.day)
            except ValueError:
                invalid = True
        return DateFound(value, self.start, self.end, invalid, self.approximate, self.month_first)


@dataclass(frozen=True, slots=True)
class DateFound(Found[PartialDate]):
    """A date with its place. `invalid_day`: the printed day does not exist, the value is its month.

    `approximate`: "eind", "medio", "circa" and the like stand before it (outside the place), or a season.
    `month_first`: True for 06/26/2025, None for 07/01/2025 (either order; the value is in Dutch order).
    """

    invalid_day: bool = False
    approximate: bool = False
    month_first: bool | None = False


def find_dates(
    text: str, start: int = 0, end: int | None = None, *, seasons: bool = False
) -> list[DateFound]:
    """All complete dates (year, month or day precision) of a stretch, in their order."""
    if _DIGIT.search(text, start, len(text) if end is None else end) is None:
        return []  # no year without a figure: most sentences hold none
    found = (piece.dated() for piece in find_printed(text, start, end) if seasons or not piece.season)
    return [date for date in found if date is not None]


def find_printed(text: str, start: int = 0, end: int | None = None) -> list[Printed]:
    """The printed pieces of a stretch, also those without a year (pass only a stretch that is about dates:
    "mei" and "maart" are also other words)."""
    stop = len(text) if end is None else end
    found: list[Printed] = []
    for match in _PRINTED.finditer(text, start, stop):
        piece = _piece(match, found)
        if piece is not None:
            found.append(piece)
    return found


def conflicting_order(dates: list[DateFound]) -> bool:
    """True when month-first dates stand beside numeric dates that could be read either way."""
    return any(d.month_first for d in dates) and any(d.month_first is None for d in dates)


def _piece(match: re.Match[str], before: list[Printed]) -> Printed | None:
    group = match.groupdict()
    near = match.string[max(0, match.start() - 30) : match.start()]
    approximate = _MARKER_BEFORE.search(near) is not None
    span = match.start(), match.end()
    if group["iso"]:
        day = int(group["iso_day"]) if group["iso_day"] else None
        return Printed(*span, int(group["iso_year"]), int(group["iso_month"]), day, approximate=approximate)
    if group["n1"]:
        return _numeric(group, span, approximate)
    if group["my_year"]:
        return Printed(*span, int(group["my_year"]), int(group["my_month"]), approximate=approximate)
    if group["part"]:
        return Printed(*span, _year(group["part_year"]), season=True, approximate=True)
    if group["month"]:
        day = int(group["day"]) if group["day"] else None
        year = _year(group["m_year"]) if group["m_year"] else None
        month = MONTHS[group["month"].lower()]
        return Printed(*span, year, month, day, cut=group["cut"] is not None, approximate=approximate)
    if group["short_end"]:
        return _short_end(group["short_end"], span, before)
    year_text = group["year"] or group["after_dash"] or group["apostrophe"]
    return Printed(*span, _year(year_text), approximate=approximate)


def _short_end(digits: str, span: tuple[int, int], before: list[Printed]) -> Printed | None:
    """The "20" of "2019-20" or "2019/20": a year only right behind an earlier year."""
    last = before[-1] if before else None
    if last is None or last.end != span[0] - 1 or last.year is None or last.month is not None:
        return None
    year = last.year // 100 * 100 + int(digits)
    return Printed(*span, year) if last.year < year <= last.year + 20 else None


def _numeric(group: dict[str, str | None], span: tuple[int, int], approximate: bool) -> Printed | None:
    first, second = int(group["n1"] or 0), int(group["n2"] or 0)
    slash = "/" in (group["mark"] or "")
    year = _year(group["n_year"] or "")
    if slash and second > 12 >= first >= 1:
        return Printed(*span, year, first, second, approximate=approximate, month_first=True)
    if not 1 <= second <= 12:
        return None
    either = slash and first <= 12 and first != second
    return Printed(*span, year, second, first, approximate=approximate, month_first=None if either else False)


def _year(printed: str) -> int:
    """Two digits mean this century up to 2069, as everywhere in computing."""
    digits = int(re.sub(r"\D", "", printed))
    if digits >= 100:
        return digits
    return 2000 + digits if digits < 70 else 1900 + digits
