"""The body of an entry: its summary, its further sections, and what it links to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from koers.documents.text import BlockKind, Text, trim
from koers.intake.extractors.practice_catalogue.units import Unit

_SUMMARY = re.compile(
    r"(?:het\s+)?project\s+in\s+(?:het\s+)?kort\s*:?|(?:korte\s+)?(?:project)?(?:om|be)schrijving(?:\s+project)?\s*:?$"
    r"|samenvatting\s*:?$|in\s+het\s+kort\s*:?$|waar\s+gaat\s+het\s+om\s*\??$",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:de\s+|het\s+|onze\s+)?(?:{words})", re.IGNORECASE))
    for kind, words in (
        ("interim", r"tussen(?:tijdse?|rapportage|evaluatie|stand)\b|voortgang\b|stand\s+van\s+zaken\b"),
        ("final_evaluation", r"(?:eind|slot|korte\s+)?\s?evaluatie\b|eind(?:conclusie|rapportage|verslag)\b"),
        ("results", r"(?:\w+\s+)?resulta(?:at|ten)\b|opbrengst(?:en)?\b|wat\s+levert"),
        (
            "lessons",
            r"(?:geleerde|belangrijkste)\s+lessen\b|lessen\b|leerpunten\b|wat\s+hebben\s+we\s+geleerd",
        ),
        ("tips", r"tips?\b|adviezen\b|aanbevelingen\b"),
    )
)
_POINTER = re.compile(
    r"(?:en\s+)?(?:(?:lees|vind|bekijk|beluister|download|kijk|zie)(?:\s+en\s+\w+)?(?:\s+(?:ook|hier|meer|de|het)\b)?"
    r"|hier\s+(?:vind|lees|zie|kun|bekijk|download)\w*|naar\s+de\s+\w+$|inhoudelijke?\s+rapportage\s+vind)",
    re.IGNORECASE,
)
_LIST_AHEAD = re.compile(
    r"hier\s+vind|download|lees|bekijk|\btools\b|materialen|bijlagen|documenten", re.IGNORECASE
)
_LONGEST_HEADING = 70
_LONGEST_SECTION = 45
_LONGEST_POINTER = 260
_MOST_WORDS = 8
_PROSE = 100
"""Characters from which a line is prose, which a heading can stand above."""

_NUMBER = re.compile(r"\d{1,2}[.)]\s+")
_VAGUE = {"hier", "link", "deze link", "lees meer", "klik hier", "download", "lees verder"}


@dataclass(slots=True)
class Part:
    """A heading (None for the summary's own text) with the units below it."""

    heading: tuple[int, int] | None
    kind: str
    units: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """What the body holds; `parts[0]` is the summary."""

    parts: list[Part]
    attachments: list[tuple[int, int]] = field(default_factory=list)


def read_body(text: Text, units: list[Unit]) -> Body:
    """The body's parts in order. What only points elsewhere ("Lees hier …") is an attachment and no text."""
    body = Body([Part(None, "summary")])
    words = ["", *(text.clean(unit.start, unit.end) for unit in units), ""]
    listing = False
    for index, unit in enumerate(units):
        before, line, follows = words[index : index + 3]
        summary = _SUMMARY.match(line) if len(body.parts) == 1 and not body.parts[0].units else None
        if summary is not None:
            _open_summary(body, text, unit, summary.end())
        elif _POINTER.match(line) and len(line) <= _LONGEST_POINTER:
            opens = line.endswith(":") and _LIST_AHEAD.search(line) is not None
            listing = listing or opens or line.casefold() in _VAGUE
            if opens:
                body.parts[-1].units.append((unit.start, unit.end))
            elif line.casefold() not in _VAGUE:
                body.attachments.append((unit.start, unit.end))
        elif listing and _is_listed(unit, line) and section_kind(line) == "other":
            number = _NUMBER.match(line)
            body.attachments.append((unit.start + (number.end() if number else 0), unit.end))
        else:
            listing = line.endswith(":") and _LIST_AHEAD.search(line) is not None
            _take(body, unit, before, line, follows)
    body.attachments = _with_links(text, units, body.attachments)
    return body


def _open_summary(body: Body, text: Text, unit: Unit, length: int) -> None:
    """The summary's heading, and the text that may have run into it."""
    body.parts[0].heading = (unit.start, unit.start + length)
    start, end = trim(text.masked, unit.start + length, unit.end)
    if start < end:
        body.parts[0].units.append((start, end))


def section_kind(heading: str) -> str:
    """The kind of a section by the words of its heading."""
    return next((kind for kind, words in _KINDS if words.match(heading)), "other")


def _take(body: Body, unit: Unit, before: str, line: str, follows: str) -> None:
    """A heading opens a section; one right below the summary's own heading belongs to the summary."""
    if _is_heading(unit, before, line, follows):
        kind = section_kind(line)
        if kind != "other" or body.parts[0].units:
            body.parts.append(Part((unit.start, unit.end), kind))
            return
    body.parts[-1].units.append((unit.start, unit.end))


def _is_heading(unit: Unit, before: str, line: str, follows: str) -> bool:
    """A short line without end mark above prose; a section word needs nothing more than something below."""
    if unit.kind is BlockKind.LIST_ITEM or len(line) > _LONGEST_HEADING or not line[:1].isalnum():
        return False
    if line.rstrip(":").endswith((".", ",", ";", "!", "…")) or _NUMBER.match(line) or not follows:
        return False
    if section_kind(line) != "other" and len(line) <= _LONGEST_SECTION:
        return True
    apart = line.isupper() or not before.endswith(":")
    opens = line[:1].isupper() and not line.endswith((":", "?")) and apart
    return opens and len(follows) >= _PROSE and len(line.split()) <= _MOST_WORDS


def _is_listed(unit: Unit, words: str) -> bool:
    numbered = unit.kind is BlockKind.LIST_ITEM or _NUMBER.match(words) is not None
    return len(words) <= 120 and (numbered or not words.endswith("."))


def _with_links(text: Text, units: list[Unit], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Real links of the document by their own label, where it says something; typed pointers otherwise."""
    if not text.links or not units:
        return found
    start, end = units[0].start, units[-1].end
    links = [
        (link.start, link.end)
        for link in text.links
        if start <= link.start < end
        and not link.target.startswith(("mailto:", "tel:", "#"))
        and text.clean(link.start, link.end).casefold() not in _VAGUE
        and text.clean(link.start, link.end)
    ]
    kept = [(a, b) for a, b in found if not any(a <= c < b for c, _ in links)]
    return sorted(links + kept)
