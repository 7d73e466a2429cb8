"""Dutch municipalities and joint bodies as data: found by TOOI id, CBS code or slug. No database here.

A municipality's TOOI id is `gm` with its CBS code (`gm0392`); a joint body has only its TOOI id. Ended
municipalities stay findable: old documents name them. Sources: data/README.md.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


class UnknownOrganisation(LookupError):
    """No organisation goes by this identifier. The message is Dutch, for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One body of the list. `size_class` is that of 2020; `valid_until` is exclusive, None while it
    exists."""

    tooi_id: str
    cbs_code: str
    name: str
    slug: str
    kind: str
    size_class: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    successors: tuple[str, ...] = ()


def slug_of(name: str) -> str:
    """A readable address: lower case, letters without marks, digits and hyphens, at most 80 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


@cache
def entries() -> tuple[Entry, ...]:
    municipalities = [_municipality(row) for row in _rows("municipalities.csv")]
    taken = {entry.slug for entry in municipalities}
    return (*municipalities, *(_joint_body(row, taken) for row in _rows("joint_bodies.csv")))


def find(identifier: str) -> Entry | None:
    """The body by TOOI id (`gm0392`), CBS code (`0392`, also without its zero) or slug (`haarlem`)."""
    wanted = identifier.strip().lower()
    if wanted.isascii() and wanted.isdigit():
        wanted = wanted.zfill(4)
    return _index().get(wanted)


@cache
def _index() -> dict[str, Entry]:
    index: dict[str, Entry] = {}
    for entry in entries():
        for key in (entry.tooi_id, entry.cbs_code, entry.slug):
            if key:
                index.setdefault(key, entry)
    return index


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("koers.organisations") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _municipality(row: dict[str, str]) -> Entry:
    return Entry(
        tooi_id=f"gm{row['cbs_code']}",
        cbs_code=row["cbs_code"],
        name=f"Gemeente {row['name']}",
        slug=slug_of(row["name"]),
        kind="municipality",
        size_class=row["size_class_2020"],
        valid_from=_date(row["valid_from"]),
        valid_until=_date(row["valid_until"]),
        successors=tuple(row["successor_codes"].split()),
    )


def _joint_body(row: dict[str, str], taken: set[str]) -> Entry:
    """Some bodies carry the name of another one; their address then ends in their TOOI number."""
    slug = slug_of(row["name"])
    if slug in taken:
        slug = f"{slug[:60].rstrip('-')}-{slug_of(row['tooi_id'])}"
    taken.add(slug)
    return Entry(tooi_id=row["tooi_id"], cbs_code="", name=row["name"], slug=slug, kind="joint_body")


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
