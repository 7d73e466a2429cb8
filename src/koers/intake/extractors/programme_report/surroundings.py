"""What surrounds a programme: recommendations it answers, programmes it depends on, people it involves."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report, announces, says_nothing
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.vocabulary import surroundings as words
from koers.intake.vocabulary.bodies import BODY
from koers.intake.vocabulary.headings import Role
from koers.intake.vocabulary.verbs import RECOMMENDATION_STATUS


def read_recommendations(report: Report) -> None:
    for section in report.outline.with_role(Role.RECOMMENDATIONS):
        for piece in section.pieces:
            if piece.kind is BlockKind.LIST_ITEM and not says_nothing(
                report.text.clean(piece.start, piece.end)
            ):
                draft = report.new("recommendation", piece.start, piece.end)
                draft.put("text", without_end_mark(report.masked, piece.start, piece.end))
            for row in rows_of(report.text, piece, ("recommendation", "status", "source_document")):
                if "recommendation" in row.cells:
                    draft = report.new("recommendation", row.start, row.end).put(
                        "text", row.cells["recommendation"]
                    )
                    if "source_document" in row.cells:
                        draft.put("source_document", row.cells["source_document"])
                    _status(draft, row.cells.get("status", (row.end, row.end)))
    _advised(report)
    before: Place | None = None
    for _, piece, place in report.prose():
        told_on = before and before[0] >= piece.start and words.EARLIER.search(report.masked, *place)
        _named_source(report, place, before if told_on else None)
        before = place


def _advised(report: Report) -> None:
    """Sentences that give a recommendation's words; what became of it may stand in the next one."""
    prose = report.prose()
    for number, (_, piece, place) in enumerate(prose):
        told = words.ADVISED.search(report.masked, *place)
        if told is None or piece.kind is BlockKind.LIST_ITEM:
            continue
        text = next(told.span(name) for name in ("text", "text2", "text3") if told[name])
        after = prose[number + 1][2] if number + 1 < len(prose) else None
        goes_on = after and words.THAT_ADVICE.match(report.masked, *after)
        draft = report.new("recommendation", place[0], after[1] if goes_on and after else place[1])
        draft.put("text", without_end_mark(report.masked, *text))
        source = words.SOURCE_DOCUMENT.search(report.masked, *place)
        if source:
            draft.put("source_document", without_end_mark(report.masked, *source.span(source.lastgroup or 0)))
        _status(draft, after if goes_on and after else (text[1], place[1]))


def _named_source(report: Report, place: Place, earlier: Place | None) -> None:
    """A sentence that follows up recommendations of a named report, without their text."""
    told = words.FOLLOW_UP.search(report.masked, *place)
    source = words.SOURCE_DOCUMENT.search(report.masked, *(earlier or place)) if told else None
    if source is None:
        return
    place = (earlier or place)[0], place[1]
    document = without_end_mark(report.masked, *source.span(source.lastgroup or 0))
    name = report.text.clean(*document).lower()
    known = next(
        (
            d
            for d in report.of_type("recommendation")
            if str(d.item.values["source_document"]).lower() == name
        ),
        None,
    )
    if known is None:
        draft = report.new("recommendation", *place).put("source_document", document)
        _status(draft, place)


def _status(draft: Draft, place: Place) -> None:
    for status, pattern in RECOMMENDATION_STATUS:
        told = re.search(pattern, draft.text.masked[place[0] : place[1]], re.IGNORECASE)
        if told and told.start() < told.end():
            draft.derive("status", status, (place[0] + told.start(), place[0] + told.end()))
            return


def read_dependencies(report: Report) -> None:
    for section in report.outline.with_role(Role.DEPENDENCIES):
        for piece in section.pieces:
            if piece.kind is BlockKind.TABLE:
                for row in rows_of(report.text, piece, ("name", "text")):
                    if "name" in row.cells:
                        draft = report.new("dependency", row.start, row.end).put("name", row.cells["name"])
                        draft.put(
                            "text", *([row.cells["text"]] if "text" in row.cells else [row.cells["name"]])
                        )
            elif piece.kind is BlockKind.LIST_ITEM:
                _dependency(report, (piece.start, piece.end), _label(report.masked, piece.start, piece.end))
            else:
                for place in sentences(report.masked, piece.start, piece.end):
                    names: list[Place | None] = [*_names(report.masked, place)]
                    if not names and words.UNNAMED.search(report.masked, *place):
                        names = [None]
                    for name in names:
                        _dependency(report, place, name)


def _dependency(report: Report, place: Place, name: Place | None) -> None:
    text = report.text.clean(*place)
    if not says_nothing(text) and not announces(text):
        draft = report.new("dependency", *place).put("text", place)
        if name:
            draft.put("name", name)


def _label(masked: str, start: int, end: int) -> Place:
    """The name before a colon or a dash in a list item, else what it names, else the whole item."""
    mark = re.search(r"\s*:\s|\s[–-]\s", masked[start:end])
    if mark:
        return start, start + mark.start()
    found = _names(masked, (start, end))
    return found[0] if found else without_end_mark(masked, start, end)


def _names(masked: str, place: Place) -> list[Place]:
    """What a sentence of running text names: programmes, laws, ways of working, behind the known cue words."""
    found: list[Place] = []
    for pattern in words.DEPENDENCY_NAMES:
        for match in pattern.finditer(masked, *place):
            name = _bare(masked, *match.span("name"))
            if name[0] < name[1] and not any(name[0] < b and a < name[1] for a, b in found):
                found.append(name)
    own = words.OWN_PROGRAMME
    return sorted(name for name in found if not own.fullmatch(masked, *name))


def _bare(masked: str, start: int, end: int) -> Place:
    """A name without its article and quotation marks."""
    start, end = without_end_mark(masked, start, end)
    article = re.match(r"(?:de|het|een)\s+", masked[start:end])
    start += article.end() if article else 0
    quoted = masked[start] in "'\"‘“" and masked[end - 1] in "'\"’”"
    return (start + 1, end - 1) if quoted else (start, end)


def read_stakeholders(report: Report) -> None:
    for section in report.outline.with_role(Role.STAKEHOLDERS):
        for piece in section.pieces:
            if piece.kind is BlockKind.LIST_ITEM:
                label = _label(report.masked, piece.start, piece.end)
                parties = _parties(report.masked, *label)
                whole = bool(parties) and parties[-1][1] == label[1]
                for name in parties if whole else [label]:
                    _stakeholder(report, name)
            elif piece.kind is BlockKind.PARAGRAPH:
                for place in sentences(report.masked, piece.start, piece.end):
                    for name in _parties(report.masked, *_subject(report.masked, place)):
                        _stakeholder(report, name)
            for row in rows_of(report.text, piece, ("name", "text")):
                if "name" in row.cells:
                    _stakeholder(report, row.cells["name"])
    for section, _, place in report.prose():
        if section.role is Role.EVALUATION:
            continue
        for pattern in (words.INVOLVED, *words.TAKING_PART):
            for match in pattern.finditer(report.masked, *place):
                for name in _parties(report.masked, *match.span("who")):
                    _stakeholder(report, name)


def _subject(masked: str, place: Place) -> Place:
    """What stands before the verb of a sentence that opens with a party: "Vakbonden zijn geïnformeerd"."""
    verb = re.search(
        r"\s(?=(?:zijn|is|worden|wordt|adviseert|adviseren|heeft|hebben|denkt|denken|doet|doen|krijgt|krijgen|praat|praten)\b)",
        masked[place[0] : place[1]],
    )
    return place[0], place[0] + verb.start() if verb else place[0]


def _parties(masked: str, start: int, end: int) -> list[Place]:
    """ "inwoners, partners en bezoekers" are three parties; words that are no party end the list."""
    parties: list[Place] = []
    for part in split_top(masked, start, end):
        position = part[0]
        for joint in [*re.finditer(r"\s+en\s+", masked[part[0] : part[1]]), None]:
            stop = part[0] + joint.start() if joint else part[1]
            known = words.PARTY.match(masked, position, stop)
            body = BODY.match(masked, known.end() if known and not known["party"] else position, stop)
            if body:
                parties.append(body.span())
            elif known and known["party"]:
                parties.append(known.span("party"))
            else:
                return parties
            position = part[0] + joint.end() if joint else stop
    return parties


def _same(name: str) -> str:
    """The same party whatever its article, number and abbreviation."""
    bare = words.PARTY_ARTICLE.sub("", name.lower())
    return words.SAME_PARTY.get(bare, bare)


def _stakeholder(report: Report, place: Place) -> None:
    article = words.PARTY_ARTICLE.match(report.masked, *place)
    place = (article.end() if article else place[0]), place[1]
    name = report.text.clean(*place)
    known = {_same(str(draft.item.values["name"])) for draft in report.of_type("stakeholder")}
    if name and _same(name) not in known and not says_nothing(name):
        report.new("stakeholder", *place).put("name", place)
