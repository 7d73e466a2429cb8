"""Entries: a cluster of fields with the heading and organisation above it, up to the next entry's heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.practice_catalogue.fields import Field, clusters, find_fields
from koers.intake.extractors.practice_catalogue.foot import foot_start
from koers.intake.extractors.practice_catalogue.labels import FieldKind
from koers.intake.extractors.practice_catalogue.tables import label_tables, rows_of
from koers.intake.extractors.practice_catalogue.units import Unit
from koers.intake.values.organisations import is_known, key

_LONGEST_HEADING = 220
_ABOVE = 4
"""How many units above the fields may hold heading, organisation and a note."""

_COLON = re.compile(r"\s*:\s+|(?<=\S)\s+[–—-]\s+")
_BODY = re.compile(
    r"(?:de\s+)?(?:gemeenten?|gr|gemeenschappelijke\s+regeling|regio|regionale|dienst|ggd|veiligheidsregio"
    r"|omgevingsdienst|werkorganisatie|samenwerkingsverband|servicepunt\d*|provincie|waterschap)\b",
    re.IGNORECASE,
)
_GENERIC = {
    "gemeente",
    "gemeenten",
    "en",
    "de",
    "het",
    "van",
    "organisatie",
    "ism",
    "i",
    "s",
    "m",
    "meerdere",
}
_POINTER = re.compile(r"(?:lees|bekijk|download|hier|beluister|klik|meer)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in units; None where nothing of the kind is printed. `notes` stand above the fields."""

    heading: Unit | None
    organisation: Unit | None
    notes: list[Unit]
    fields: list[Field]
    body: list[Unit]
    start: int
    end: int

    def first(self, *kinds: FieldKind) -> Field | None:
        """The first field of these kinds that has a value."""
        return next((f for f in self.fields if f.kind in kinds and f.start < f.end), None)


@dataclass(frozen=True, slots=True)
class _Top:
    """Where an entry starts, and which units above its fields are what."""

    start: int
    heading: int | None
    organisation: int | None


def find_entries(text: Text, units: list[Unit]) -> list[Entry]:
    """All entries in their order: those of tables with a row of labels, and those with fields of their own."""
    tables = label_tables(text)
    listed = [_row_entry(unit, fields) for table in tables for unit, fields in rows_of(text, table)]
    if not listed:
        return _field_entries(text, units)
    others = [u for u in units if not any(t.start <= u.start < t.end for t in tables)]
    return sorted(listed + _field_entries(text, others), key=lambda entry: entry.start)


def _row_entry(row: Unit, fields: list[Field]) -> Entry:
    """A table's row: the project's name is its heading."""
    project = next((field for field in fields if field.kind is FieldKind.PROJECT), None)
    heading = Unit(project.start, project.end, BlockKind.TABLE) if project else None
    return Entry(heading, None, [], fields, [], row.start, row.end)


def _field_entries(text: Text, units: list[Unit]) -> list[Entry]:
    groups = clusters(units, find_fields(text, units))
    tops: list[_Top] = []
    floor = 0
    for group in groups:
        tops.append(_top(text, units, group, floor))
        floor = group[-1].last + 1
    tops = _without_page_title(text, units, groups, tops)
    entries = []
    for number, (group, top) in enumerate(zip(groups, tops, strict=True)):
        if number + 1 < len(tops):
            stop = tops[number + 1].start
        else:
            behind = group[-1].last + 1
            stop = behind + foot_start(text, units[behind:])
        entries.append(_entry(units, group, top, stop))
    return entries


def _without_page_title(
    text: Text, units: list[Unit], groups: list[list[Field]], tops: list[_Top]
) -> list[_Top]:
    """Where entries open with their project's label and have no headings, what heads the first is the page's title."""
    if len(tops) < 2 or any(top.heading is not None for top in tops[1:]) or tops[0].heading is None:
        return tops
    opening = groups[0][0]
    heading = units[tops[0].heading]
    project = text.clean(opening.start, opening.end)
    words = text.clean(heading.start, heading.end)
    if opening.kind is not FieldKind.PROJECT or _likeness(split_heading(words)[1] or words, project) > 0:
        return tops
    return [_Top(opening.first, None, None), *tops[1:]]


def split_heading(heading: str) -> tuple[str, str]:
    """The organisation and the project in a heading ("Aalten: Leren"); "" where nothing parts them."""
    match = _COLON.search(heading)
    return (heading[: match.start()], heading[match.end() :]) if match else (heading, "")


def _entry(units: list[Unit], group: list[Field], top: _Top, stop: int) -> Entry:
    first, last = group[0].first, group[-1].last
    used = {top.heading, top.organisation}
    above = [units[i] for i in range(top.start, first) if i not in used]
    notes = [unit for unit in above if unit.end - unit.start <= _LONGEST_HEADING]
    body = [unit for unit in above if unit not in notes] + units[last + 1 : stop]
    end = units[stop - 1].end
    heading = None if top.heading is None else units[top.heading]
    organisation = None if top.organisation is None else units[top.organisation]
    return Entry(heading, organisation, notes, group, body, units[top.start].start, end)


def _top(text: Text, units: list[Unit], group: list[Field], floor: int) -> _Top:
    """The best heading among the units right above the fields; without one the entry starts at its fields."""
    first = group[0].first
    project = next((text.clean(f.start, f.end) for f in group if f.kind is FieldKind.PROJECT), "")
    labelled = group[0].kind is FieldKind.ORGANISATION
    best, best_score = None, 0.0
    for index in range(first - 1, max(floor, first - _ABOVE) - 1, -1):
        if units[index].end - units[index].start > _LONGEST_HEADING:
            continue
        score = _heading_score(text, units, index, first, project, labelled)
        if score > best_score:
            best, best_score = index, score
    if best is None:
        return _Top(first, None, None)
    organisation = best + 1 if best + 1 < first else None
    return _Top(best, best, organisation)


def _heading_score(
    text: Text, units: list[Unit], index: int, first: int, project: str, labelled: bool
) -> float:
    unit = units[index]
    words = text.clean(unit.start, unit.end)
    ends = words.endswith((".", "!", ";")) and not _like_project(words, project)
    if ends or unit.kind is BlockKind.LIST_ITEM or not words.strip("* "):
        return 0.0
    owner, title = split_heading(words.lstrip("* "))
    score = 1.0 - 0.2 * (first - index)
    score += 1.0 * bool(title) + 0.5 * (unit.kind is BlockKind.HEADING) + 1.0 * words.startswith("*")
    score += 2.0 * max(_likeness(title or words, project), _likeness(words, project))
    if index + 1 < first:
        below = text.clean(units[index + 1].start, units[index + 1].end)
        score += 1.5 * _shared(owner, below) + 0.7 * (_BODY.match(below) is not None or is_known(below))
    elif labelled:
        score += 1.5
    if _POINTER.match(words):
        score -= 2.0
    return score if score > 0.9 else 0.0


def _like_project(words: str, project: str) -> bool:
    return bool(project) and project.casefold() in words.casefold()


def _likeness(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    if first.casefold() in second.casefold() or second.casefold() in first.casefold():
        return 1.0
    words, others = set(key(first).split()) - _GENERIC, set(key(second).split()) - _GENERIC
    return len(words & others) / max(1, len(words), len(others))


def _shared(owner: str, below: str) -> float:
    """The share of the heading's organisation words that stand in the line below."""
    words = [word for word in key(owner).split() if word not in _GENERIC]
    other = key(below)
    return sum(word in other for word in words) / len(words) if words else 0.0
