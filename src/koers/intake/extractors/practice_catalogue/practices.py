"""From an entry to a `practice` item: values as printed, their places, and a warning for every oddity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from koers.documents.text import Text, fold, trim
from koers.intake.extractors.practice_catalogue.body import read_body
from koers.intake.extractors.practice_catalogue.entries import Entry, split_heading
from koers.intake.extractors.practice_catalogue.labels import FieldKind
from koers.intake.extractors.practice_catalogue.names import differ_in_spelling
from koers.intake.extractors.practice_catalogue.periods import entry_period
from koers.intake.extractors.practice_catalogue.units import Unit
from koers.intake.items import Found, Item, Span, null_values
from koers.intake.values.contacts import Person, read_contacts
from koers.intake.values.organisations import find_organisations, is_known
from koers.intake.vocabulary.themes import find_theme

VALUES = (
    "title", "organisation", "organisations", "project", "round", "theme", "theme_raw", "period", "contacts",
    "summary", "sections", "attachments",
)  # fmt: skip
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=Gemeente\s+[A-ZÀ-Þ‘’'])")
_MUNICIPALITY = re.compile(r"gemeenten?", re.IGNORECASE)
"""The one label that is part of the organisation's name ("Gemeente: Aalten")."""
_BREAK = re.compile(r"[\n\t]")
_STARS = re.compile(r"\*+")
_ROLE_LABEL = re.compile(r"\s+(?:gemeenten?|organisatie|van\b.*|vanuit\b.*|namens\b.*)$", re.IGNORECASE)


class _Writer:
    """An item in the making: a value is set together with its places."""

    def __init__(self, text: Text, entry: Entry) -> None:
        self.text = text
        values = null_values(VALUES)
        for name in ("organisations", "contacts", "sections", "attachments"):
            values[name] = []
        self.item = Item("practice", values, Span.of(text, entry.start, entry.end))

    def put(self, name: str, value: Any, *places: tuple[int, int]) -> None:
        self.item.values[name] = value
        self.place(name, places)

    def place(self, name: str, places: Iterable[tuple[int, int]]) -> None:
        self.item.sources[name] = [Span.of(self.text, start, end) for start, end in places]

    def warn(self, *codes: str) -> None:
        self.item.warnings += [code for code in codes if code not in self.item.warnings]


def practice(text: Text, entry: Entry, *, names_nobody: bool = False) -> Item:
    """The item of an entry. Nothing is mended: what is odd is kept as printed and flagged.

    `names_nobody`: the whole page has no contacts, so that an entry without them is not odd.
    """
    writer = _Writer(text, entry)
    title = _title(writer, entry)
    organisation = _organisation(writer, entry, title)
    if title and organisation and differ_in_spelling(split_heading(title)[0], organisation):
        writer.warn("name_mismatch")
    project = entry.first(FieldKind.PROJECT)
    if project is not None:
        writer.put("project", text.clean(project.start, project.end), (project.start, project.end))
    _theme(writer, entry)
    _period(writer, entry)
    if not names_nobody:
        _contacts(writer, entry, organisation)
    _body(writer, entry)
    return writer.item


def _title(writer: _Writer, entry: Entry) -> str:
    """The heading without asterisks; these give the round (marks around the whole heading do not)."""
    if entry.heading is None:
        return ""
    text = writer.text
    start, end = trim(text.masked, *_without_stars(text.masked, entry.heading.start, entry.heading.end))
    title = text.clean(start, end)
    writer.put("title", title, (start, end))
    stars = _stars_before(text.plain, start) - _stars_after(text.plain, end)
    if stars in (1, 2):
        first = text.plain.rfind("\n", 0, start) + 1
        writer.put("round", stars, (text.plain.index("*", first), start))
    return title


def _without_stars(masked: str, start: int, end: int) -> tuple[int, int]:
    while start < end and masked[start] in "* ":
        start += 1
    while end > start and masked[end - 1] in "* ":
        end -= 1
    return start, end


def _stars_before(plain: str, start: int) -> int:
    line = plain[plain.rfind("\n", 0, start) + 1 : start]
    match = re.search(r"(?:\*\s*)+$", re.sub(r"<[^>]*>", "", line))
    return match[0].count("*") if match else 0


def _stars_after(plain: str, end: int) -> int:
    match = _STARS.match(plain, end)
    return len(match[0]) if match else 0


def _organisation(writer: _Writer, entry: Entry, title: str) -> str:
    """The organisation line as printed: its own line, a labelled field, or else the heading's first part."""
    text = writer.text
    place = _organisation_place(text, entry, title)
    if place is None:
        return ""
    organisation = text.clean(*place)
    writer.put("organisation", organisation, place)
    found = find_organisations(text.masked, *_without_project(text, entry, place))
    for note in _naming(text, entry):
        found = find_organisations(text.masked, note.start, note.end)
    writer.item.values["organisations"] = [member.value for member in found]
    for number, member in enumerate(found):
        writer.place(f"organisations.{number}", [(member.start, member.end)])
    return organisation


def _without_project(text: Text, entry: Entry, place: tuple[int, int]) -> tuple[int, int]:
    """The organisation line up to the project's name, where a line ends with it ("Gemeente X: Project")."""
    start, end = place
    project = entry.first(FieldKind.PROJECT)
    name = text.clean(project.start, project.end) if project else ""
    line = text.masked[start:end]
    if name and line.endswith(name) and line != name:
        bare = line[: -len(name)].rstrip(" :–-")
        return (start, start + len(bare)) if bare else place
    return place


def _naming(text: Text, entry: Entry) -> list[Unit]:
    """The notes above the fields that name the members; other notes are part of the body."""

    def known(note: Unit) -> int:
        return sum(is_known(member.value) for member in find_organisations(text.masked, note.start, note.end))

    return [note for note in entry.notes if known(note) > 1]


def _organisation_place(text: Text, entry: Entry, title: str) -> tuple[int, int] | None:
    if entry.organisation is not None:
        glued = _GLUED.search(text.masked, entry.organisation.start, entry.organisation.end)
        return (glued.start() if glued else entry.organisation.start), entry.organisation.end
    labelled = entry.first(FieldKind.ORGANISATION)
    if labelled is not None:
        label = text.masked[labelled.label_start : labelled.label_end]
        whole_line = (
            labelled is entry.fields[0]
            and _MUNICIPALITY.fullmatch(label.strip()) is not None
            and not _BREAK.search(text.masked, labelled.label_end, labelled.start)
        )
        return (labelled.label_start if whole_line else labelled.start), labelled.end
    owner, project = split_heading(title)
    if entry.heading is None or not project:
        return None
    start = text.masked.index(title[:1], entry.heading.start)
    return start, start + len(owner)


def _theme(writer: _Writer, entry: Entry) -> None:
    field = entry.first(FieldKind.THEME)
    if field is None:
        writer.warn("unknown_theme")
        return
    raw = writer.text.clean(field.start, field.end)
    found = find_theme(raw)
    writer.put("theme_raw", raw, (field.start, field.end))
    if found.theme is not None:
        writer.put("theme", found.theme, (field.start, field.end))
    if not found.sure:
        writer.warn("unknown_theme")


def _period(writer: _Writer, entry: Entry) -> None:
    found, warnings = entry_period(writer.text, entry)
    writer.warn(*warnings)
    if found is None:
        return
    writer.put("period", found.as_values(), *found.spans["raw"])
    for part, places in found.spans.items():
        writer.place(f"period.{part}", places)


def _contacts(writer: _Writer, entry: Entry, organisation: str) -> None:
    text = writer.text
    names = [f for f in entry.fields if f.kind is FieldKind.CONTACT and f.start < f.end]
    details = [f for f in entry.fields if f.kind is FieldKind.DETAILS and f.start < f.end]
    found = read_contacts(
        text.masked, [(f.start, f.end) for f in names], [(f.start, f.end) for f in details], organisation
    )
    writer.warn(*found.warnings)
    contacts: list[dict[str, str | None]] = []
    for number, person in enumerate(found.people):
        parts = _parts(text, person, [(f.start, f.end, f.label_start, f.label_end) for f in names])
        contacts.append({name: part.value if part else None for name, part in parts.items()})
        for name, part in parts.items():
            if part is not None:
                writer.place(f"contacts.{number}.{name}", [(part.start, part.end)])
    writer.item.values["contacts"] = contacts


def _parts(
    text: Text, person: Person, fields: list[tuple[int, int, int, int]]
) -> dict[str, Found[str] | None]:
    """A person's parts; the role is the printed function, or else the label of the field with the name."""
    role = person.role
    for start, end, label_start, label_end in fields:
        if role is None and person.name is not None and start <= person.name.start < end:
            label = _ROLE_LABEL.sub("", text.masked[label_start:label_end])
            role = Found(fold(label), label_start, label_start + len(label))
    return {"name": person.name, "email": person.email, "phone": person.phone, "role": role}


def _body(writer: _Writer, entry: Entry) -> None:
    text = writer.text
    naming = _naming(text, entry)
    units = [note for note in entry.notes if note not in naming] + entry.body
    body = read_body(text, sorted(units, key=lambda unit: unit.start))
    summary, *sections = body.parts
    if summary.units:
        writer.put("summary", _joined(text, summary.units), *summary.units)
    values = writer.item.values
    for number, section in enumerate(sections):
        assert section.heading is not None
        content = _joined(text, section.units) if section.units else None
        values["sections"].append(
            {"heading": text.clean(*section.heading), "kind": section.kind, "text": content}
        )
        writer.place(f"sections.{number}.heading", [section.heading])
        if section.units:
            writer.place(f"sections.{number}.text", section.units)
    attachments = _glued_before(text, entry) + body.attachments
    values["attachments"] = [text.clean(start, end) for start, end in attachments]
    for number, place in enumerate(attachments):
        writer.place(f"attachments.{number}", [place])


def _glued_before(text: Text, entry: Entry) -> list[tuple[int, int]]:
    """A link's label that ran into the organisation line ("Tussenrapportage …Gemeente X")."""
    line = entry.organisation
    glued = _GLUED.search(text.masked, line.start, line.end) if line else None
    return [(line.start, glued.start())] if line and glued else []


def _joined(text: Text, places: list[tuple[int, int]]) -> str:
    return fold(" ".join(text.clean(start, end) for start, end in places))
