"""Comparing what was read with the gold facts of the real programme reports.

The gold (`000.json`, `001.json`) was written by hand from reading the documents. A fact is an item's type, its place
and its values; texts and names are keyed digests of their folded form, so that no sentence stands in the project.
Amounts, dates, years, kinds and states are in clear.

Matching: an item is a fact's item when the types are equal and the passages overlap; among those the one with most
equal values is taken, each item once. Tolerance, and nothing else: white space, kinds of quotation marks, a leading
"en"/"of" or article, and closing punctuation.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from koers.documents.text import fold
from koers.intake.items import Item

KEY = b"koers-gold"
CLEAR = frozenset({
    "edition", "target_date", "date", "kind", "status", "final", "amount", "from_year", "to_year", "until", "start", "end",
    "approximate",
})  # fmt: skip
_LEADING = re.compile(r"^(?:(?:en|of)\s+)?(?:(?:de|het|een)\s+)?", re.IGNORECASE)
_QUOTES = str.maketrans("‘’`´“”„", "''''\"\"\"")


def folded(text: str) -> str:
    return _LEADING.sub("", fold(text).translate(_QUOTES)).rstrip(" .,;:")


def digest(text: str) -> str:
    return hmac.new(KEY, folded(text).encode(), hashlib.sha256).hexdigest()[:20]


def load(number: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name(f"{number}.json")
    facts: list[dict[str, Any]] = json.loads(path.read_text())["facts"]
    return facts


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """An item's non-null values by dotted name, texts as digests; only what the gold knows of a period or an amount."""
    return dict(_flat(values, ""))


def _flat(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    last = name.rsplit(".", 1)[-1]
    if value is None or last in ("raw", "currency", "end_exclusive", "open_end", "duration_months"):
        return
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _flat(part, f"{name}.{number}")
    elif value is not False:
        yield name, value if last in CLEAR or isinstance(value, bool | int) else digest(value)


@dataclass
class Figures:
    """Counts of values: `right` stands in both, `wanted` in the gold, `read` in what was read."""

    right: int = 0
    wanted: int = 0
    read: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        return self.right / self.read


def compare(facts: list[dict[str, Any]], items: list[Item]) -> Figures:
    figures = Figures()
    left = [(item, flat(item.values)) for item in items]
    for fact in facts:
        wanted: dict[str, Any] = fact["values"]
        near = [pair for pair in left if pair[0].type == fact["type"] and _overlaps(pair[0], fact)]
        best = max(near, key=lambda pair: len(wanted.items() & pair[1].items()), default=None)
        right = wanted.items() & best[1].items() if best else set()
        figures.wanted += len(wanted)
        figures.right += len(right)
        place = f"{fact['type']} {fact['start']}"
        figures.missed += [f"{place} {name}" for name in sorted(wanted.keys() - {n for n, _ in right})]
        if best and right:
            left.remove(best)
            figures.read += len(best[1])
            figures.extra += [f"{place} {name}" for name in sorted(best[1].keys() - {n for n, _ in right})]
    for item, values in left:
        figures.read += len(values)
        figures.extra.append(f"{item.type} {item.source.start} as a whole")
    return figures


def _overlaps(item: Item, fact: dict[str, Any]) -> bool:
    return bool(item.source.start < fact["end"] and fact["start"] < item.source.end)
