"""Organisations named in a line: "Gemeenten: A, B en C", "Gemeente 1Stroom (Duiven en Westervoort)". No
Django.

A line that names several organisations is split; a joint body is unfolded only where the line itself names
its members. Known names (municipalities and joint bodies, data of `koers.organisations`) decide whether
"en" or a hyphen joins two organisations or belongs to a name ("Peel en Maas", "Sittard-Geleen").
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from koers.documents.text import fold, trim
from koers.intake.items import Found

_PREFIX = re.compile(
    r"(?:de\s+)?(?:gemeenten?\b|werkorganisatie\b|regionale\s+samenwerking\b|(?:een\s+)?samenwerking(?:sverband)?\b"
    r"|ambtelijke\s+organisatie\b)\s*:?\s*(?:(?:van|tussen)\s+)?(?:(?:de\s+)?gemeenten?\b\s*:?\s*)?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:i\.?s\.?m\.?|in\s+samenwerking\s+met|samen\s+met)(?!\w)\.?", re.IGNORECASE)
_BODY = re.compile(
    r"(?:gemeente|provincie|waterschap|hoogheemraadschap|woningb?o?u?w?corporatie|hogeschool|universiteit"
    r"|veiligheidsregio|omgevingsdienst|ggd|regio|dienst|stichting|werkorganisatie)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\(([^()]*)\)\s*$")
_FOUNDING = re.compile(r"\s+i\.?\s?o\.?\s*$|\s*\.\s*$")
"""Behind a name: "i.o." (being founded), or a full stop that ends the line."""

_WORD = re.compile(r"\w+")
_AND = re.compile(r"\s+(?:en|&|/)\s+")
_SPLIT = re.compile(r"\s*[,;|]\s*(?:en\s+)?|\s+[+]\s+")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name as compared: no case, accents, quotation marks, and blanks for hyphens."""
    plain = name.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=1)
def municipalities() -> dict[str, str]:
    """CBS codes by key of the name, ended municipalities included."""
    return {key(row["name"]): row["cbs_code"] for row in _rows("municipalities.csv")}


@lru_cache(maxsize=1)
def joint_bodies() -> dict[str, str]:
    """TOOI ids by key of the name."""
    return {key(row["name"]): row["tooi_id"] for row in _rows("joint_bodies.csv")}


def is_municipality(name: str) -> bool:
    return key(name) in municipalities()


def is_known(name: str) -> bool:
    return is_municipality(name) or key(name) in joint_bodies()


def find_organisations(text: str, start: int, end: int) -> list[Found[str]]:
    """The organisations a line names, each as printed without "Gemeente"; places are those of the names."""
    start, end = trim(text, start, end)
    note = _NOTE.search(text, start, end)
    if note is not None:
        members = _list(text, note.start(1), note.end(1))
        if len(members) > 1 and all(is_municipality(member.value) for member in members):
            return members
        end = note.start()
    found = _list(text, start, end)
    return list({item.value: item for item in reversed(found)}.values())[::-1]


def _list(text: str, start: int, end: int) -> list[Found[str]]:
    found: list[Found[str]] = []
    for part in _cuts(_TOGETHER, text, start, end):
        for piece in _cuts(_SPLIT, text, *_bare(text, *part)):
            found += _joined(text, *_bare(text, *piece))
    return found


def _joined(text: str, start: int, end: int) -> list[Found[str]]:
    """One piece without commas: split at "en" and at the hyphen or blank between two municipalities."""
    if start >= end:
        return []
    end = start + len(_FOUNDING.sub("", text[start:end]))
    name = fold(text[start:end])
    if is_known(name):
        return [Found(name, start, end)]
    for match in _AND.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _names_one(right) or is_municipality(_strip(left)):
            return _joined(text, start, match.start()) + _joined(text, *_bare(text, match.end(), end))
    for match in re.compile(r"[\s-]").finditer(text, start, end):
        if is_municipality(text[start : match.start()]) and is_municipality(text[match.end() : end]):
            return [*_joined(text, start, match.start()), *_joined(text, match.end(), end)]
    return [Found(name, start, end)]


def _names_one(text: str) -> bool:
    """Whether a text opens with an organisation: a known name or a word for a kind of body."""
    first = _AND.split(text)[0]
    return _BODY.match(text) is not None or is_known(_strip(text)) or is_known(_strip(first))


def _strip(name: str) -> str:
    return fold(_PREFIX.sub("", name, count=1)) if _PREFIX.match(name) else fold(name)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the words before the names."""
    start, end = trim(text, start, end)
    match = _PREFIX.match(text, start, end)
    return trim(text, match.end() if match and match.end() < end else start, end)


def _cuts(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, position = [], start
    for match in pattern.finditer(text, start, end):
        pieces.append(trim(text, position, match.start()))
        position = match.end()
    pieces.append(trim(text, position, end))
    return [(a, b) for a, b in pieces if a < b]


def _rows(name: str) -> list[dict[str, str]]:
    with (files("koers.organisations") / "data" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
