"""Sentences and parts of sentences as places in the masked text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from koers.documents.text import trim

_END = re.compile(r"[.!?]+[\"'’”)]?(?=\s)")
_ABBREVIATIONS = frozenset(
    [
        "o.a",
        "bijv",
        "b.v",
        "bv",
        "m.b.t",
        "t.b.v",
        "i.c.m",
        "d.w.z",
        "incl",
        "excl",
        "ca",
        "nr",
        "nrs",
        "p.m",
        "t.o.v",
        "i.p.v",
        "z.s.m",
        "a.d.h.v",
        "resp",
        "evt",
        "art",
        "mr",
        "dr",
        "drs",
        "ir",
        "prof",
        "max",
        "min",
        "jl",
        "t/m",
        "n.a.v",
        "i.h.k.v",
        "m.n",
        "etc",
        "v.a",
    ]
)
_OPENERS = "\"'‘“(•["


def sentences(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch. An abbreviation's point, or one followed by a small letter, ends none."""
    position = start
    for match in _END.finditer(masked, start, end):
        before = masked[position : match.start()].split()
        word = before[-1].lower().lstrip("(") if before else ""
        after = masked[match.end() : end].lstrip()[:1]
        if match[0].startswith(".") and (word in _ABBREVIATIONS or (word.isdigit() and len(word) <= 2)):
            continue
        if after and not (after.isupper() or after.isdigit() or after in _OPENERS):
            continue
        yield from _stretch(masked, position, match.end())
        position = match.end()
    yield from _stretch(masked, position, end)


def split_top(masked: str, start: int, end: int, marks: str = ",;") -> list[tuple[int, int]]:
    """The parts between the marks, those within brackets left alone."""
    parts, depth, position = [], 0, start
    for i in range(start, end):
        char = masked[i]
        depth += (char in "([") - (char in ")]")
        if char in marks and depth <= 0:
            parts.append(trim(masked, position, i))
            position = i + 1
    parts.append(trim(masked, position, end))
    return [part for part in parts if part[0] < part[1]]


def without_end_mark(masked: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without closing points, commas and semicolons, and without a trailing "en" of a list."""
    start, end = trim(masked, start, end)
    while end > start and masked[end - 1] in ".,;:":
        end -= 1
    if re.search(r"[\w)]\s+en$", masked[start:end]):
        end -= 2
    return trim(masked, start, end)


def _stretch(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = trim(masked, start, end)
    if place[0] < place[1]:
        yield place
