"""The rule of the reading contract as a check: every literal value stands in its own passage.

`assert_evidence(text, item)` walks an item's values. A value's passage is what `sources` gives for its dotted
name, or for the nearest part above it (`period.start`, else `period`). Compared after folding white space,
quotation marks and dashes; dates, durations and numbers are compared as such. Derived values are exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from koers.documents.text import Text
from koers.intake.items import Item
from koers.intake.values.dates import find_printed
from koers.intake.values.durations import find_duration

DERIVED = {
    "theme", "kind", "round", "final", "status", "indicator", "unit", "stage", "benchmark", "open_end",
    "approximate", "end_exclusive", "currency",
}  # fmt: skip
_ISO = re.compile(r"\d{4}(-\d\d){0,2}")
_NUMBER = re.compile(r"\d{1,3}(?:[.  ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
_SCALES = {"miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "duizend": 10**3, "1.000": 10**3, "k": 10**3}
_SAME = str.maketrans(
    {"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
)


def assert_evidence(text: Text, item: Item) -> None:
    """Fails with all defects of the item at once."""
    assert evidence_defects(text, item) == []


def evidence_defects(text: Text, item: Item) -> list[str]:
    """One line per defect: no passage, a passage outside the text, a value not in its passage."""
    defects = []
    for spans in item.sources.values():
        for span in spans:
            if not 0 <= span.start < span.end <= len(text.plain):
                defects.append(f"{item.type}: passage {span.start}-{span.end} is not in the text")
            elif span.page != text.page_at(span.start):
                defects.append(f"{item.type}: passage {span.start}-{span.end} names page {span.page}")
    for name, value in literal_values(item.values):
        passage = _passage(text, item, name)
        if passage is None:
            defects.append(f"{item.type}.{name}: no passage")
        elif not stands_in(value, passage, name.rsplit(".", 1)[-1]):
            defects.append(f"{item.type}.{name}: {value!r} is not in {passage[:200]!r}")
    return defects


def literal_values(values: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The non-null leaves with their dotted names, derived ones left out."""
    if name.rsplit(".", 1)[-1] in DERIVED or values is None or isinstance(values, bool):
        return
    if isinstance(values, dict):
        for key, value in values.items():
            yield from literal_values(value, f"{name}.{key}" if name else key)
    elif isinstance(values, list | tuple):
        for number, value in enumerate(values):
            yield from literal_values(value, f"{name}.{number}")
    else:
        yield name, values


def stands_in(value: Any, passage: str, key: str) -> bool:
    """Whether a value stands in its passage, in its own notation."""
    printed = str(value)
    if normal(printed) in normal(passage):
        return True
    if key == "duration_months":
        duration = find_duration(passage, 0, len(passage))
        return duration is not None and duration.months == value
    if _ISO.fullmatch(printed) and _date_in(printed, passage):
        return True
    return _number_in(printed, passage)


def normal(text: str) -> str:
    """White space, quotation marks and dashes folded."""
    return " ".join(text.translate(_SAME).split())


def _passage(text: Text, item: Item, name: str) -> str | None:
    while name:
        if item.sources.get(name):
            return " ".join(text.masked[span.start : span.end] for span in item.sources[name])
        name = name.rpartition(".")[0]
    return None


def _date_in(iso: str, passage: str) -> bool:
    pieces = find_printed(passage)
    years = {piece.year for piece in pieces} | {None}
    dates = (piece.dated(year) for piece in pieces for year in years)
    return any(date is not None and date.value.iso == iso for date in dates)


def _number_in(value: str, passage: str) -> bool:
    try:
        wanted = abs(Decimal(value))
    except ArithmeticError:
        return False
    words = passage.lower()
    scales = [1] + [scale for word, scale in _SCALES.items() if word in words]
    for match in _NUMBER.finditer(passage):
        for reading in _readings(match[0]):
            if any(reading * scale == wanted for scale in scales):
                return True
    return False


def _readings(printed: str) -> Iterator[Decimal]:
    """A printed number in Dutch notation, and with a decimal point where it can be one."""
    yield Decimal(re.sub(r"[.  ]", "", printed).replace(",", "."))
    if re.fullmatch(r"\d+\.\d+", printed):
        yield Decimal(printed)
