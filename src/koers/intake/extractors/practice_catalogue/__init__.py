"""Practice catalogues: a fund's page of subsidised projects, each with a heading, an organisation and
fields.

Nothing here knows one page: entries are found by their clusters of labelled fields ("Thema:", "Looptijd:",
also as table cells or on a line of their own), headings by what stands above such a cluster. Line numbers
play no part.
"""

from __future__ import annotations

from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue.entries import Entry, find_entries
from koers.intake.extractors.practice_catalogue.labels import FieldKind
from koers.intake.extractors.practice_catalogue.practices import practice
from koers.intake.extractors.practice_catalogue.surroundings import surroundings
from koers.intake.extractors.practice_catalogue.units import units_of
from koers.intake.items import Extraction

_LONG_PAGE = 10
"""Entries from which it says something that none of them has a kind of field."""


def extract(text: Text) -> Extraction:
    """One `practice` item per entry; what stands before the first and after the last is no content."""
    units = units_of(text)
    entries = find_entries(text, units)
    nameless = _names_nobody(entries)
    items = [practice(text, entry, names_nobody=nameless) for entry in entries]
    return Extraction(items, unread_reasons=surroundings(text, units, entries))


def score(text: Text) -> float:
    """How sure this is a catalogue: entries that have a theme, a period or a contact beside a project."""
    entries = find_entries(text, units_of(text))
    whole = sum(_is_whole(entry) for entry in entries)
    if whole == 0:
        return 0.0
    return min(1.0, 0.5 + 0.1 * whole)


def _names_nobody(entries: list[Entry]) -> bool:
    """A long page without any contact field leaves contacts out on purpose: nothing is missing there."""
    kinds = {field.kind for entry in entries for field in entry.fields}
    return len(entries) >= _LONG_PAGE and not kinds & {FieldKind.CONTACT, FieldKind.DETAILS}


def _is_whole(entry: Entry) -> bool:
    kinds = {field.kind for field in entry.fields}
    about = entry.organisation is not None or kinds & {FieldKind.PROJECT, FieldKind.ORGANISATION}
    return bool(about) and len(kinds & {FieldKind.THEME, FieldKind.PERIOD, FieldKind.CONTACT}) >= 2


__all__ = ["extract", "score"]
