"""Tracks (workgroups, main tasks, lines) with their state, and the progress told about each."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, trim
from koers.intake.extractors.programme_report.context import Report, announces, list_items, says_nothing
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.roles import names_no_track, track_name_start, without_number
from koers.intake.extractors.programme_report.sentences import sentences, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.vocabulary.headings import TRACK_WORDS, Role
from koers.intake.vocabulary.matching import stems
from koers.intake.vocabulary.verbs import TRACK_STATUS, TRACK_STATUS_WORDS

_LISTED = re.compile(
    rf"\b(?:(?:{'|'.join(w + 's?n?' for w in TRACK_WORDS)}|hoofdopgaven|sporen|pijlers|lijnen)\b"
    rf"|ingezet\s+op)[^.]*:\s*$",
    re.IGNORECASE,
)
_PARTS = (Role.PROGRESS, Role.TRACKS)
_TEXT_PARTS = (Role.PROGRESS, Role.PLANNING, Role.MEASURING)


def read_tracks(report: Report) -> None:
    for section in report.outline.sections():
        if _is_track(report, section):
            _track(report, section)
    for section in report.outline.sections():
        for piece in section.pieces:
            _rows(report, piece)
    _listed(report)


def _is_track(report: Report, section: Section) -> bool:
    if section.title is None or section.own_role:
        return False
    heading = report.outline.heading(section)
    if track_name_start(heading) is not None:
        return True
    parent = section.parent
    if parent is None or parent.role not in _PARTS or not parent.own_role or names_no_track(heading):
        return False
    numbered = any(child.number for child in parent.children)
    return section.number is not None if numbered else True


def _track(report: Report, section: Section) -> None:
    assert section.title is not None
    start, end = section.title.start, section.title.end
    heading = report.masked[start:end]
    named = track_name_start(heading)
    name = start + (named if named is not None else len(heading) - len(without_number(heading))), end
    name = without_end_mark(report.masked, *name)
    report.tracks[section] = name
    last = max([piece.end for piece in section.all_pieces()], default=end)
    draft = report.new("track", start, last).put("name", name)
    for piece in section.all_pieces():
        if piece.kind is not BlockKind.TABLE and draft.item.values["status"] is None:
            _status(report, draft, piece)


def _status(report: Report, draft: Draft, piece: Piece) -> None:
    for start, end in sentences(report.masked, piece.start, piece.end):
        for status, pattern in TRACK_STATUS:
            if re.search(pattern, report.masked[start:end], re.IGNORECASE):
                draft.derive("status", status, (start, end))
                return


def _rows(report: Report, piece: Piece) -> None:
    """A table of tracks: name, state, what was done."""
    for row in rows_of(
        report.text, piece, ("track", "status", "progress", "deliverable", "goal", "risk", "amount")
    ):
        if (
            "track" not in row.cells
            or not {"status", "progress"} & set(row.cells)
            or "deliverable" in row.cells
        ):
            continue
        draft = _known(report, row.cells["track"]) or report.new("track", row.start, row.end).put(
            "name", row.cells["track"]
        )
        if "status" in row.cells:
            words = report.text.clean(*row.cells["status"]).lower()
            status = next(
                (
                    s
                    for word, s in sorted(TRACK_STATUS_WORDS.items(), key=lambda e: -len(e[0]))
                    if re.search(rf"(?<!niet )\b{re.escape(word)}\b", words)
                ),
                None,
            )
            if status:
                draft.derive("status", status, row.cells["status"])
        if "progress" in row.cells:
            report.new("progress", row.start, row.end).put("track", row.cells["track"]).put(
                "text", row.cells["progress"]
            )


def _known(report: Report, place: Place) -> Draft | None:
    name = report.text.clean(*place).lower()
    return next((d for d in report.of_type("track") if str(d.item.values["name"]).lower() == name), None)


def _listed(report: Report) -> None:
    """Tracks summed up in a list: they describe the tracks that have a part of their own, or are the tracks."""
    for section in report.outline.sections():
        if section.role is Role.TRACKS and section.own_role:
            for piece in list_items(section, deep=False):
                _describe(report, piece)
            continue
        announced = False
        for piece in section.pieces:
            content = report.masked[piece.start : piece.end]
            if piece.kind is BlockKind.LIST_ITEM and announced:
                _describe(report, piece)
            elif piece.kind is not BlockKind.LIST_ITEM:
                announced = _LISTED.search(content) is not None and section.role is not Role.GOAL


def _describe(report: Report, piece: Piece) -> None:
    """Gives the listed text to the track it shares most words with; a track of its own when it shares none."""
    words = stems(report.text.clean(piece.start, piece.end))
    open_tracks = [d for d in report.of_type("track") if d.item.values["text"] is None]
    best = max(open_tracks, key=lambda d: _likeness(words, d), default=None)
    place = without_end_mark(report.masked, piece.start, piece.end)
    if best is not None and _likeness(words, best) > 0:
        if report.text.clean(*place).lower() != str(best.item.values["name"]).lower():
            best.put("text", place)  # the bare name says nothing more
        return
    colon = re.search(r"\s*:\s|\s[–-]\s", report.masked[place[0] : place[1]])
    name = (place[0], place[0] + colon.start()) if colon else place
    draft = report.new("track", piece.start, piece.end).put("name", name)
    if colon:
        draft.put("text", trim(report.masked, place[0] + colon.end(), place[1]))


def _likeness(words: frozenset[str], track: Draft) -> float:
    own = stems(str(track.item.values["name"]))
    return len(words & own) / len(own) if own else 0.0


def read_progress(report: Report) -> None:
    """What was done: one item per track, and one for what is told about the programme as a whole."""
    for section in report.outline.sections():
        track = report.track_of(section)
        if section.role not in _TEXT_PARTS and not (track and section.role in (None, Role.TRACKS)):
            continue
        place = _told(report, section)
        if place is not None:
            draft = report.new("progress", *place)
            if track:
                draft.put("track", track)
            draft.put("text", place)


def _told(report: Report, section: Section) -> Place | None:
    """From the first to the last sentence of a part, without announcements at either end."""
    places = [
        place
        for piece in section.pieces
        if piece.kind is not BlockKind.TABLE
        and not (section.role is Role.PLANNING and piece.kind is BlockKind.LIST_ITEM)  # dated steps
        for place in sentences(report.masked, piece.start, piece.end)
    ]
    while places and _empty(report, places[0]):
        places.pop(0)
    while places and _empty(report, places[-1]):
        places.pop()
    return (places[0][0], places[-1][1]) if places else None


def _empty(report: Report, place: Place) -> bool:
    content = report.text.clean(*place)
    return announces(content) or says_nothing(content)
