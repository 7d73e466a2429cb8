"""Gold for document 002: what stands where, without what stands there.

`002.json` was made by a separate reading of the document, entry by entry. Names, addresses and texts are
offsets and keyed digests of the value with its white space folded; periods, rounds, themes and warnings stand
in clear.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path
from typing import Any

from koers.documents.text import fold
from koers.intake.items import Item

_KEY = b"koers gold 002"
_FILE = Path(__file__).with_name("002.json")
FIELDS = (
    "title", "organisation", "organisations", "project", "round", "theme", "theme_raw", "period", "contacts",
    "warnings",
)  # fmt: skip


def digest(value: str) -> str:
    return hmac.new(_KEY, fold(value).encode(), hashlib.sha256).hexdigest()[:24]


def load() -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return gold


def compare(gold: list[dict[str, Any]], items: list[Item]) -> tuple[Counter[str], list[str]]:
    """How many entries are right per field, and which are not (entry's number and field, no values)."""
    right: Counter[str] = Counter()
    wrong: list[str] = []
    by_start = {item.sources["title"][0].start: item for item in items if "title" in item.sources}
    for number, entry in enumerate(gold, start=1):
        item = by_start.get(entry["offset"])
        for field in FIELDS:
            if item is not None and _same(field, entry, item):
                right[field] += 1
            else:
                wrong.append(f"{number}.{field}")
    return right, wrong


def _same(field: str, entry: dict[str, Any], item: Item) -> bool:
    value, wanted = item.values.get(field), entry[field]
    if field == "warnings":
        return bool(sorted(item.warnings) == wanted)
    if field in ("round", "theme"):
        return bool(value == wanted)
    if field == "organisations":
        return bool([digest(name) for name in value or []] == wanted)
    if field == "period":
        return _same_period(wanted, item)
    if field == "contacts":
        return _same_contacts(wanted, item)
    return bool(_at(item, field, value or "") == wanted)


def _same_period(wanted: dict[str, Any] | None, item: Item) -> bool:
    period = item.values["period"]
    if period is None or wanted is None:
        return bool(period is wanted)
    parts = {key: value for key, value in period.items() if key != "raw"}
    return _at(item, "period.raw", period["raw"]) == wanted["raw"] and parts == {
        key: value for key, value in wanted.items() if key != "raw"
    }


def _same_contacts(wanted: list[dict[str, Any]], item: Item) -> bool:
    contacts = item.values["contacts"]
    found = [
        {part: _at(item, f"contacts.{number}.{part}", value) for part, value in contact.items() if value}
        for number, contact in enumerate(contacts)
    ]
    return found == wanted


def _at(item: Item, name: str, value: str) -> list[Any]:
    spans = item.sources.get(name, [])
    return [spans[0].start, spans[-1].end, digest(value)] if spans and value else []
