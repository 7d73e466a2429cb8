"""Which indicator a name means, in which unit and over which denominator, by the tables of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from koers.documents.text import trim
from koers.intake.vocabulary import indicators as words
from koers.intake.vocabulary.indicators import IndicatorWords

_NAMES = tuple((entry, re.compile(entry.names)) for entry in words.INDICATORS)
_EXCLUDED = {e.code: re.compile(e.excluded) for e in words.INDICATORS if e.excluded}
_DENOMINATORS = {e.code: re.compile(e.denominators) for e in words.INDICATORS if e.denominators}
_UNITS = tuple((re.compile(pattern), unit) for pattern, unit in words.UNITS)
_DENOMINATOR = re.compile(words.DENOMINATOR, re.IGNORECASE)
_SOURCE = re.compile(words.SOURCE_CELL, re.IGNORECASE)
_ANY_NAME = re.compile("|".join(f"(?:{entry.names})" for entry in words.INDICATORS))
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")
_BROKEN = re.compile(r"(?<=[a-z]{2})- (?!(?:en|of|tot)\b)(?=[a-z]{3})")
"""A word that was broken at a line's end ("meldings- frequentie")."""
_WHITE = str.maketrans(dict.fromkeys("\n\t\r\xa0\u2009\u202f\x0b\x0c", " "))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a name, its unit and their signs say together. `denominator` is a place in the text."""

    indicator: str | None
    unit: str | None
    denominator: tuple[int, int] | None
    warnings: tuple[str, ...]


def _lower(masked: str, start: int, end: int) -> str:
    """Lower case, white space to blanks; as long as the original, so that offsets hold."""
    printed = masked[start:end]
    lower = printed.lower()
    if len(lower) != len(printed):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in printed)
    return lower.translate(_WHITE)


@lru_cache(maxsize=2048)
def candidates(lower: str) -> tuple[IndicatorWords, ...]:
    """Every indicator whose name stands in the words; a hyphen may be left from a line's end."""
    if not _ANY_NAME.search(lower):
        return candidates(_HYPHEN.sub("", lower)) if _HYPHEN.search(lower) else ()
    return tuple(
        entry
        for entry, pattern in _NAMES
        if pattern.search(lower) and not (entry.code in _EXCLUDED and _EXCLUDED[entry.code].search(lower))
    )


def known(masked: str, start: int, end: int) -> bool:
    return bool(candidates(_folded(masked, start, end)))


def _folded(masked: str, start: int, end: int) -> str:
    folded = re.sub(r" {2,}", " ", _lower(masked, start, end)).strip()
    return _BROKEN.sub("", folded) if "- " in folded else folded


def find_names(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of indicator names in a stretch."""
    lower = _lower(masked, start, end)
    return [
        (start + match.start(), start + match.end())
        for match in _ANY_NAME.finditer(lower)
        if candidates(match[0].strip())
    ]


def is_unit(masked: str, start: int, end: int) -> bool:
    """Whether a cell is a unit and no name."""
    lower = _folded(masked, start, end).lstrip("( ")
    if not lower or len(lower) > 90 or is_source(lower):
        return False
    starts = re.match(
        r"(?:kosten|bedrag|fte|%|€|percentage|procent|euro|in |aantal|per |dagen|jaar|personen|x €|ratio)",
        lower,
    )
    return starts is not None and read_unit(lower)[1]


def is_source(cell: str) -> bool:
    return _SOURCE.fullmatch(cell.strip()) is not None


def read_unit(lower: str) -> tuple[str | None, bool]:
    """The unit of lower-case words, and whether any unit word stands there."""
    for pattern, unit in _UNITS:
        if pattern.search(lower):
            return unit, True
    return None, False


def find_denominator(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """What a share or ratio is taken of, as printed ("totale lasten" in "% van totale lasten")."""
    match = _DENOMINATOR.search(masked, start, end)
    if match is None:
        return None
    left, right = trim(masked, *match.span("denominator"))
    stop = re.search(
        r"\s(?:in|over|per|bij|ten opzichte|op|is|was|bedraagt|van de|van het)(?:\s|$)", masked[left:right]
    )
    if stop and re.search(r"%|percentage|aandeel", masked[start : match.end()], re.IGNORECASE):
        right = left + stop.start()
    return trim(masked, left, right)


def measure(
    masked: str,
    name: tuple[int, int] | None,
    unit: tuple[int, int] | None,
    sign: str | None,
    value: str | None,
) -> Measure:
    """Decides indicator, unit and denominator from the name, the unit's words and the sign beside the figure.

    The unit chooses between figures of one name (external hiring as a share or as an amount). A name in a unit
    that belongs to another figure gets no indicator (`unknown_indicator`); a share of something else than the
    official denominator keeps its indicator with `wrong_denominator`.
    """
    name_words = _folded(masked, *name) if name else ""
    unit_words = _folded(masked, *unit) if unit else ""
    code, printed = read_unit(unit_words) if unit_words else (None, False)
    if not printed:
        code, printed = read_unit(name_words)
        if sign == "percent" or (sign and not printed):
            code, printed = sign, True
    denominator = (find_denominator(masked, *unit) if unit else None) or (
        find_denominator(masked, *name) if name else None
    )
    entries = candidates(name_words)
    words_of = masked[slice(*denominator)].lower() if denominator else None
    entry = _choose(entries, code, printed, value, words_of)
    if entry is None and unit_words and not entries:
        entry = _choose(candidates(unit_words), code, printed, value, words_of)
    if entry is None:
        code = read_unit(unit_words)[0] if unit_words and sign is None else code
        return Measure(None, code, denominator, ("unknown_indicator",))
    if entry.implied and (not printed or code == "persons"):
        code = entry.implied
    allowed = _DENOMINATORS.get(entry.code)
    wrong = (
        words_of is not None and allowed is not None and allowed.search(" ".join(words_of.split())) is None
    )
    return Measure(entry.code, code, denominator, ("wrong_denominator",) if wrong else ())


def _choose(
    entries: Sequence[IndicatorWords],
    unit: str | None,
    printed: bool,
    value: str | None,
    denominator: str | None,
) -> IndicatorWords | None:
    if not entries:
        return None
    for entry in entries:
        if printed and unit in entry.units:
            return entry
    if not printed:
        hired = [entry for entry in entries if entry.code == "external_hire_amount"]
        if hired and value is not None and abs(Decimal(value)) > 100:
            return hired[0]
        return None if entries[0].unit_needed else entries[0]
    # A figure per something, in an official name, with another denominator than the official one.
    if (
        denominator
        and entries[0].denominators
        and unit in ("percent", "eur_per_resident", "fte_per_1000", None)
    ):
        return entries[0]
    return None
