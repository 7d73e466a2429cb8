"""Risks with the measures printed beside them: between brackets, behind "maatregel:", or in a column."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, trim
from koers.intake.extractors.programme_report.context import Report, says_nothing
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.vocabulary.headings import Role

_MEASURE = re.compile(r"\b(?:beheers)?maatregel(?:en)?\s*:\s*|\s(?:→|=>|->)\s*", re.IGNORECASE)
_NO_MEASURE = re.compile(r"\s*(?:er\s+(?:is|zijn)\s+)?geen\s+(?:beheers)?maatregel", re.IGNORECASE)
_RISK = re.compile(r"\s*risico(?:\s*\d+)?\s*:\s*", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:het|een|grootste|belangrijkste)\s+risico\s+(?:is|blijft|bestaat)\b"
    r"|^er\s+is\s+een\s+risico\b|\brisico\s+dat\b",
    re.IGNORECASE,
)


def read_risks(report: Report) -> None:
    for section in report.outline.with_role(Role.RISKS):
        before = len(report.of_type("risk"))
        for index, piece in enumerate(section.pieces):
            _piece(report, section, index, piece)
        if len(report.of_type("risk")) == before:
            _sentences(report, section.pieces)
    if not report.outline.with_role(Role.RISKS):
        _sentences(report, [piece for section in report.outline.sections() for piece in section.pieces])


def _with_measure(report: Report, risk: Place, measure: Place) -> None:
    """ "Verloop. Maatregel: een vervanger aanwijzen." """
    draft = report.new("risk", risk[0], measure[1]).put("text", without_end_mark(report.masked, *risk))
    _measures(report, draft, [without_end_mark(report.masked, *measure)])


def _piece(report: Report, section: Section, index: int, piece: Piece) -> None:
    if piece.kind is BlockKind.TABLE:
        for row in rows_of(report.text, piece, ("risk", "measures", "status")):
            if "risk" in row.cells:
                draft = report.new("risk", row.start, row.end)
                draft.put("text", without_end_mark(report.masked, *row.cells["risk"]))
                _measures(report, draft, [row.cells["measures"]] if "measures" in row.cells else [])
    elif (
        piece.kind is BlockKind.LIST_ITEM and not _belongs_to_risk(report.masked, section, index)
    ) or _RISK.match(report.masked, piece.start, piece.end):
        _listed(report, section, index, piece)


def _belongs_to_risk(masked: str, section: Section, index: int) -> bool:
    """A deeper list item is a measure of the risk above it, and one that calls itself a measure too."""
    piece = section.pieces[index]
    before = section.pieces[index - 1] if index else None
    if before and before.kind is BlockKind.LIST_ITEM and _MEASURE.match(masked, piece.start, piece.end):
        return True
    levels = [p.level for p in section.pieces if p.kind is BlockKind.LIST_ITEM and p.level is not None]
    return piece.level is not None and bool(levels) and piece.level > min(levels)


def _listed(report: Report, section: Section, index: int, piece: Piece) -> None:
    start, end = piece.start, piece.end
    if says_nothing(report.text.clean(start, end)):
        return
    label = _RISK.match(report.masked, start, end)
    text, measures = _split(report.masked, label.end() if label else start, end)
    deeper: list[Place] = []
    for following, other in enumerate(section.pieces[index + 1 :], index + 1):
        if other.kind is not BlockKind.LIST_ITEM or not _belongs_to_risk(report.masked, section, following):
            break
        deeper.append((other.start, other.end))
    draft = report.new("risk", start, deeper[-1][1] if deeper else end)
    draft.put("text", without_end_mark(report.masked, *text))
    _measures(report, draft, [*([measures] if measures else []), *deeper])


def _split(masked: str, start: int, end: int) -> tuple[Place, Place | None]:
    """The risk, and what stands behind "maatregel:" or between the closing brackets."""
    bare = without_end_mark(masked, start, end)
    if masked[bare[1] - 1] == ")":
        opening = _opening(masked, start, bare[1] - 1)
        if opening > start:
            label = _MEASURE.match(masked, opening + 1, bare[1] - 1)
            return trim(masked, start, opening), (label.end() if label else opening + 1, bare[1] - 1)
    told = _MEASURE.search(masked, start, end)
    if told:
        return trim(masked, start, told.start()), trim(masked, told.end(), end)
    return bare, None


def _opening(masked: str, start: int, closing: int) -> int:
    """The bracket that the closing one belongs to; the start when there is none."""
    depth = 0
    for i in range(closing, start, -1):
        depth += (masked[i] == ")") - (masked[i] == "(")
        if depth == 0:
            return i
    return start


def _measures(report: Report, draft: Draft, places: list[Place]) -> None:
    found = []
    for place, end in places:
        label = _MEASURE.match(report.masked, place, end)
        start = label.end() if label else place
        parts = split_top(
            report.masked,
            start,
            end,
            ";\n"
            if "\n" in report.masked[start:end].strip() and ";" not in report.masked[start:end]
            else ";",
        )
        found += [without_end_mark(report.masked, *part) for part in parts]
    draft.put_list("measures", [place for place in found if not says_nothing(report.text.clean(*place))])


def _sentences(report: Report, pieces: list[Piece]) -> None:
    """No list and no table: the sentences that state a risk."""
    for piece in pieces:
        if piece.kind is BlockKind.TABLE:
            continue
        places = list(sentences(report.masked, piece.start, piece.end))
        for index, (start, end) in enumerate(places):
            after = places[index + 1] if index + 1 < len(places) else None
            if after and _MEASURE.match(report.masked, *after):
                _with_measure(report, (start, end), after)
            elif (after and _NO_MEASURE.match(report.masked, *after)) or _TOLD.search(
                report.masked[start:end]
            ):
                text, measures = _split(report.masked, start, end)
                draft = report.new("risk", start, end).put("text", without_end_mark(report.masked, *text))
                _measures(report, draft, [measures] if measures else [])
