"""Durations in words: "1 jaar", "1,5 jaar", "anderhalf jaar", "18 maanden". Weeks and days are no months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_UNITS = {"jaar": 12, "jaren": 12, "kwartaal": 3, "kwartalen": 3, "maand": 1, "maanden": 1, "mnd": 1}
_DURATION = re.compile(
    r"(?<![\w.,/-])(?P<range>(?:\d{1,2}|" + "|".join(_WORDS) + r")\s*(?:-|–|/|tot|à|a|of)\s*)?"
    r"(?:(?P<number>\d{1,3}(?:[.,]\d)?)|(?P<half>(?:een\s+)?(?<!e\s)half|anderhalf)|(?P<word>"
    + "|".join(_WORDS)
    + r"))[\s-]*(?P<unit>jaren|jaar|kwartalen|kwartaal|maanden|maand|mnd|weken|week|dagen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DurationFound:
    """A printed duration; `months` is None where it does not count in whole months.

    `approximate`: a range ("2 tot 3 jaar") names no number of months.
    """

    months: int | None
    start: int
    end: int
    approximate: bool = False


def find_duration(text: str, start: int, end: int) -> DurationFound | None:
    """The first duration printed in the stretch."""
    match = _DURATION.search(text, start, end)
    if match is None:
        return None
    unit = _UNITS.get(match["unit"].lower())
    months = _amount(match) * unit if unit else None
    whole = int(months) if months is not None and months.denominator == 1 else None
    if match["range"]:
        return DurationFound(None, match.start(), match.end(), approximate=True)
    return DurationFound(whole, match.start(), match.end())


def _amount(match: re.Match[str]) -> Fraction:
    if match["number"]:
        return Fraction(match["number"].replace(",", "."))
    if match["half"]:
        return Fraction(3, 2) if match["half"].lower() == "anderhalf" else Fraction(1, 2)
    return Fraction(_WORDS[match["word"].lower()])
