"""Products with their state and who adopted them, with the act in the source's own verb.

A sentence states a product when a product noun is the subject or object of a verb that tables map to a state:
"is vastgesteld door het CMT" (adopted), "zijn in gebruik genomen" (delivered), "wordt opgesteld" (planned).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report, says_nothing
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.nouns import products
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.extractors.programme_report.tables import Row, rows_of
from koers.intake.values.dates import find_dates
from koers.intake.vocabulary import verbs
from koers.intake.vocabulary.bodies import BODY, COLLEGE, COUNCIL
from koers.intake.vocabulary.headings import Role
from koers.intake.vocabulary.matching import stems

_PARTS = (Role.GOAL, Role.PROGRESS, Role.TRACKS, Role.PLANNING, Role.DELIVERABLES, Role.EVALUATION, None)
_RANK = {None: 0, "planned": 1, "in_progress": 2, "delivered": 3, "adopted": 4}
_AUX = re.compile(r"\b(?P<aux>is|zijn|werd|werden|wordt|worden|heeft|hebben|zal|zullen)\b", re.IGNORECASE)
_STATES = {
    word: state
    for state, words in (
        ("adopted", verbs.ADOPTING), ("delivered", verbs.DELIVERING), ("in_progress", verbs.STARTING),
        ("planned", verbs.PLANNING),
    )
    for word in words
}  # fmt: skip
_VERB = re.compile(
    rf"(?<![\w-])(?:{'|'.join(w.replace(' ', r'\s+') for w in sorted(_STATES, key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?P<verb>gestart|begonnen|geweest|toe\s+te\s+werken|toegewerkt"
    r"|vertaald)\s+(?P<aux>kan\s+worden\s+|kunnen\s+worden\s+|zal\s+worden\s+|wordt\s+)?(?:met|van"
    r"|naar)\s+"
    r"(?:het\s+(?:opstellen|ontwikkelen|maken|uitwerken|schrijven)\s+van\s+)?",
    re.IGNORECASE,
)
_WORKING = re.compile(r"\s*(?:we|wij)\s+(?:werken|ontwikkelen|maken|schrijven)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:wanneer|zodra|indien|mits|nadat|voordat)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:niet|nog\s+niet|geen)\b", re.IGNORECASE)
_WITH = re.compile(r"\s+met\s+", re.IGNORECASE)
_NEW = re.compile(r"\b(?:nieuwe?|volgende?)\s+$", re.IGNORECASE)
_PRONOUN = re.compile(r"\s*(?:het|dit|deze|die|ze|dat)\s+$", re.IGNORECASE)
_NOW = re.compile(rf"\b(?:{'|'.join(verbs.NOW)})\b", re.IGNORECASE)
_ADVISED = re.compile(r"\b(?P<act>advies|instemming|goedkeuring)\s+van\s+(?:de\s+|het\s+)?$", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\b(?:hierover|daarover|hierop|daarop|over\s+dit\s+\w+|positief|een\s+advies)\b[^.;]{0,40}?\b(?P<act>advies|geadviseerd"
    r"|adviseerde)\b"
    r"|\b(?P<act2>adviseerde)\s+(?:\w+\s+)?(?:positief|hierover|daarover)\b",
    re.IGNORECASE,
)
"""A body advises on the product that the sentences before told of."""
_IT = re.compile(r"\b(?:hiermee|daarmee|ermee|hierop|dit|deze|het\s+ook)\b", re.IGNORECASE)
_ADDS = re.compile(r"\s*(?:daarna|vervolgens|ook|later|inmiddels|tot\s+slot)\b", re.IGNORECASE)
_BETWEEN_SUBJECT = re.compile(
    r"\s*(?:(?:ook|daarna|vervolgens|inmiddels|op\s+\d[\w\s]{3,20}?)\s+)*(?:de\s+|het\s+|ons\s+|onze\s+|uw\s+)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    rf"\b(?P<verb>{'|'.join(verbs.SPLIT)})\b(?P<between>[^.;]{{3,140}}?)\b(?P<rest>{'|'.join(sorted(set(verbs.SPLIT.values())))})\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:door|in|met)\s+(?:(?:de|het|ons|onze)\s+)?$|(?:\ben"
    r"|,)\s*(?:(?:ook\s+)?door\s+)?(?:de\s+|het\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A verb in its clause: `bounds` of the clause, `aux` and `verb` as places, the state it tells."""

    bounds: Place
    aux: Place | None
    verb: Place
    state: str
    active: bool


def read_deliverables(report: Report) -> None:
    for section in report.outline.sections():
        for piece in section.pieces:
            for row in rows_of(report.text, piece, ("deliverable", "status", "body", "date", "track")):
                if "deliverable" in row.cells:
                    _row(report, section, row)
            for row in rows_of(report.text, piece, ("track", "progress", "status", "date", "deliverable")):
                if {"track", "progress"} <= set(row.cells) and "deliverable" not in row.cells:
                    _told_in_row(report, section, row)
            if section.role is Role.DELIVERABLES and piece.kind is BlockKind.LIST_ITEM:
                _listed(report, section, piece)
    last: dict[Section, Draft] = {}
    for section, piece, place in report.prose():
        if section.role in _PARTS and not (
            section.role in (Role.GOAL, Role.DELIVERABLES) and piece.kind is BlockKind.LIST_ITEM
        ):
            _sentence(report, section, place, last)


def _told_in_row(report: Report, section: Section, row: Row) -> None:
    """What a table of tracks tells in its column on progress: the row is a part of its own track."""
    part = Section(None, section.level + 1, section.role, own_role=False, parent=section)
    report.tracks[part] = row.cells["track"]
    last: dict[Section, Draft] = {}
    for place in sentences(report.masked, *row.cells["progress"]):
        _sentence(report, part, place, last)
        told = last.get(part)
        if (
            told
            and told.item.values["status"] == "planned"
            and not find_dates(report.masked, *place, seasons=True)
        ):
            told.item.values["status"] = (
                "in_progress"  # the column tells what goes on now: "wordt geschreven"
            )


def _sentence(report: Report, section: Section, place: Place, last: dict[Section, Draft]) -> None:
    masked, aux = report.masked, None
    if section in last and _advice(masked, last[section], place):
        return
    for clause in _clauses(masked, *place):
        for statement in _statements(masked, clause, aux):
            aux = statement.aux or aux
            named = list(_named(masked, statement))
            drafts = [_deliverable(report, section, place, name, statement.state) for name in named]
            if not named and section in last and _goes_on(masked, place, statement):
                drafts = [last[section]]
                _raise(last[section], statement.state, statement.verb, place)
            for draft in drafts:
                if draft is None:
                    continue
                last[section] = draft
                if statement.state == "adopted":
                    _adoptions(report, draft, statement)
        for name, state, verb in _behind(masked, clause):
            _deliverable(report, section, place, name, state, verb)
        _split_verb(report, section, place, clause, last)


def _goes_on(masked: str, place: Place, statement: _Statement) -> bool:
    """ "Het is vastgesteld"; "Daarna heeft ook het college ingestemd": about the product told of just before."""
    if _is_pronoun(masked, statement):
        return True
    adds = _ADDS.match(masked, *place) or _IT.search(masked, statement.bounds[0], statement.verb[0])
    return statement.state == "adopted" and statement.active and adds is not None


def _split_verb(
    report: Report, section: Section, place: Place, clause: Place, last: dict[Section, Draft]
) -> None:
    """ "De raad stelde het plan vast": the act is both parts of the verb."""
    masked = report.masked
    told = _SPLIT.search(masked, *clause)
    if told is None or verbs.SPLIT[told["verb"].lower()] != told["rest"].lower():
        return
    act = told.span("verb"), told.span("rest")
    bodies = [b.span() for b in BODY.finditer(masked, clause[0], told.end())]
    subject = next((b for b in bodies if b[1] <= told.start() or b[0] - told.end("verb") < 12), None)
    start = subject[1] if subject and subject[0] > told.start() else told.start("between")
    for name in products(masked, start, told.end("between")):
        draft = _deliverable(report, section, place, name, "adopted", told.span("verb"))
        if draft is None:
            continue
        last[section] = draft
        dates = [d for d in find_dates(masked, *clause) if d.value.month is not None]
        date = (dates[0].value.iso, (dates[0].start, dates[0].end)) if dates else None
        if subject:
            _adopt(draft, subject, act, date)


def _advice(masked: str, draft: Draft, place: Place) -> bool:
    """A body that advised on the product the sentences before told of."""
    told = _ABOUT_IT.search(masked, *place)
    body = BODY.search(masked, *place)
    if told is None or body is None:
        return False
    _adopt(draft, body.span(), (told.span("act") if told["act"] else told.span("act2"),), None)
    source = draft.item.source
    draft.item.source = type(source).of(draft.text, min(source.start, place[0]), max(source.end, place[1]))
    return True


def _clauses(masked: str, start: int, end: int) -> Iterator[Place]:
    for a, b in split_top(masked, start, end, ";"):
        condition = _CONDITION.search(masked, a, b)
        yield a, condition.start() if condition else b


def _statements(masked: str, clause: Place, aux: Place | None) -> Iterator[_Statement]:
    """Every mapped verb with its auxiliary: before it, right behind it, or carried on from the clause before."""
    position = clause[0]
    for verb in _VERB.finditer(masked, *clause):
        before = list(_AUX.finditer(masked, position, verb.start()))
        after = _AUX.match(masked, verb.end() + 1, clause[1])
        own = after.span() if after else before[-1].span() if before else None
        helper = own or aux
        if helper is None:
            continue
        word = masked[helper[0] : helper[1]].lower()
        between = masked[helper[1] : verb.start()]
        if _NEGATED.search(between) or _attributive(masked, verb):
            continue
        state = _state(" ".join(verb[0].lower().split()), word, masked[clause[0] : clause[1]])
        yield _Statement((position, clause[1]), own, verb.span(), state, word in ("heeft", "hebben"))
        if masked[verb.end() : clause[1]].lstrip()[:3] == "en ":
            position = verb.end()


def _attributive(masked: str, verb: re.Match[str]) -> bool:
    """ "gemaakt" as part of another word group: an article stands right before it."""
    return (
        re.search(r"\b(?:de|het|een)\s+$", masked[max(0, verb.start() - 6) : verb.start()], re.IGNORECASE)
        is not None
    )


def _state(verb: str, aux: str, clause: str) -> str:
    state = _STATES[verb]
    if aux in ("zal", "zullen"):
        return "planned"
    if aux in ("wordt", "worden"):
        return "in_progress" if _NOW.search(clause) or state == "in_progress" else "planned"
    return state


def _named(masked: str, statement: _Statement) -> Iterator[Place]:
    """The product the verb is about: the subject, else what stands between auxiliary and verb, else behind a colon."""
    start, end = statement.bounds
    aux, verb = statement.aux, statement.verb
    regions: list[Place] = []
    if aux and aux[0] < verb[0]:
        regions = [(aux[1], verb[0])] if statement.active else [(start, aux[0]), (aux[1], verb[0])]
    else:
        regions = [(start, verb[0])]
    if masked[verb[1] : end].lstrip().startswith(":"):
        regions.append((verb[1] + 1, end))
    with_it = _WITH.match(masked, verb[1], end)
    if with_it and statement.state == "adopted":
        yield from products(masked, with_it.end(), end, governed=True)
        return
    for region in regions:
        found = list(products(masked, *region))
        if found:
            yield from found
            return


def _behind(masked: str, clause: Place) -> Iterator[tuple[Place, str, Place]]:
    """ "gestart met het opstellen van een jaarplan", "toe te werken naar een agenda": the product stands behind."""
    for verb in _BEHIND.finditer(masked, *clause):
        state = (
            "planned" if verb["aux"] else "delivered" if verb["verb"].lower() == "vertaald" else "in_progress"
        )
        for name in products(masked, verb.end(), clause[1], governed=True):
            if name[0] - verb.end() < 40:
                yield name, state, verb.span("verb")
            break
    working = _WORKING.match(masked, *clause)
    if working:
        for name in products(masked, working.end(), clause[1]):
            yield name, "in_progress", working.span()
            break


def _is_pronoun(masked: str, statement: _Statement) -> bool:
    return (
        statement.aux is not None
        and _PRONOUN.fullmatch(masked, statement.bounds[0], statement.aux[0]) is not None
    )


def _deliverable(
    report: Report, section: Section, place: Place, name: Place, state: str, verb: Place | None = None
) -> Draft | None:
    """The product of this name: a known one of the same part or name is carried on, else a new one."""
    name = without_end_mark(report.masked, *name)
    if _is_programme(report, name):
        return None
    track = report.track_of(section)
    known = _known(report, name, track)
    if known is not None and state == "planned" and _RANK[known.item.values["status"]] >= _RANK["delivered"]:
        renewed = _NEW.search(report.masked, place[0], name[0])
        if renewed:  # there is one already: "een nieuw plan" is the next one
            name, known = (renewed.start(), name[1]), None
    if known is not None:
        if len(report.text.clean(*name)) < len(str(known.item.values["name"])) and stems(
            report.text.clean(*name)
        ):
            known.put("name", name)
        if track and known.item.values["track"] is None:
            known.put("track", track)  # first named in a list, told of in its own part
        _raise(known, state, verb or place, place)
        return known
    draft = report.new("deliverable", *place).put("name", name).derive("status", state, verb or place)
    draft.item.values["adoptions"] = []
    if track:
        draft.put("track", track)
    return draft


def _raise(draft: Draft, state: str, evidence: Place, place: Place) -> None:
    """A later sentence can only bring a product further; its passage grows with it."""
    source = draft.item.source
    draft.item.source = type(source).of(draft.text, min(source.start, place[0]), max(source.end, place[1]))
    if _RANK[state] > _RANK[draft.item.values["status"]]:
        draft.derive("status", state, evidence)


def _known(report: Report, name: Place, track: Place | None) -> Draft | None:
    words = stems(report.text.clean(*name), 12)
    for draft in reversed(report.of_type("deliverable")):
        same_track = draft.item.values["track"] == (report.text.clean(*track) if track else None)
        other = stems(str(draft.item.values["name"]), 12)
        if words == other or (
            same_track and words and (words <= other or other <= words or _same_advice(words, other))
        ):
            return draft
    return None


def _same_advice(words: frozenset[str], other: frozenset[str]) -> bool:
    """ "onderzoek en advies" and, one sentence on, "het advies van de werkgroep"."""
    return bool(words & other & {"advies", "rapport", "voorstel"})


def _is_programme(report: Report, name: Place) -> bool:
    words = report.text.clean(*name).lower()
    if re.fullmatch(r"(?:programma|traject|onderzoek|[\w-]*ontwikkelprogramma|[\w-]*reisprogramma)", words):
        return True
    own = " ".join(str(d.item.values["name"] or "").lower() for d in report.of_type("programme"))
    return words in own or words.startswith("programma organisatie")


def _adoptions(report: Report, draft: Draft, statement: _Statement) -> None:
    """Who adopted it. A body whose advice is named has advised; its act is that noun."""
    masked, (start, end) = report.masked, statement.bounds
    dates = [d for d in find_dates(masked, start, end) if d.value.month is not None]
    for body in [
        *COUNCIL.finditer(masked, start, end),
        *COLLEGE.finditer(masked, start, end),
        *BODY.finditer(masked, start, end),
    ]:
        place = body.span("raad") if "raad" in body.groupdict() else body.span()
        advised = _ADVISED.search(masked, start, place[0])
        if not advised and not _acts(masked, statement, place):
            continue
        act = advised.span("act") if advised else statement.verb
        date = dates[0] if dates and not advised else None
        _adopt(draft, place, (act,), (date.value.iso, (date.start, date.end)) if date else None)


def _acts(masked: str, statement: _Statement, body: Place) -> bool:
    """Active: the subject before the auxiliary or right behind it. Passive: behind "door" or "in"."""
    start, aux = statement.bounds[0], statement.aux
    if statement.active and aux:
        subject = body[1] <= aux[0] or _BETWEEN_SUBJECT.fullmatch(masked, aux[1], body[0]) is not None
        subject = subject or (
            body[0] > aux[0] and re.search(r"\ben\s+(?:de\s+|het\s+)?$", masked[aux[1] : body[0]]) is not None
        )
        return subject and not re.search(r"\bvan\s+(?:de|het)?\s*$", masked[start : body[0]])
    return _ACTOR.search(masked, start, body[0]) is not None and aux is not None and body[0] > aux[0]


def _adopt(draft: Draft, body: Place, act: tuple[Place, ...], date: tuple[str, Place] | None) -> None:
    adoptions = draft.item.values["adoptions"]
    name = draft.text.clean(*body)
    if any(known["body"] == name for known in adoptions):
        return
    number = len(adoptions)
    words = " ".join(draft.text.clean(*part) for part in act)
    adoptions.append({"body": name, "act": words, "date": date[0] if date else None})
    draft.at(f"adoptions.{number}.body", body).at(f"adoptions.{number}.act", *act)
    if date:
        draft.at(f"adoptions.{number}.date", date[1])


def _row(report: Report, section: Section, row: Row) -> None:
    draft = report.new("deliverable", row.start, row.end).put("name", row.cells["deliverable"])
    draft.item.values["adoptions"] = []
    if "track" in row.cells:
        draft.put("track", row.cells["track"])
    elif track := report.track_of(section):
        draft.put("track", track)
    told = row.cells.get("status", (row.start, row.end))
    _told_state(report, draft, told)
    act = next(
        (
            m.span()
            for m in _VERB.finditer(report.masked, row.start, row.end)
            if _STATES[_word(m)] == "adopted"
        ),
        None,
    )
    if act is None or "body" not in row.cells:
        return
    dates = find_dates(report.masked, *row.cells.get("date", told))
    date = (dates[0].value.iso, (dates[0].start, dates[0].end)) if dates else None
    for body in split_top(report.masked, *row.cells["body"]):
        parts = [m.span() for m in BODY.finditer(report.masked, *body)] or [body]
        for part in parts:
            _adopt(draft, part, (act,), date)


def _word(match: re.Match[str]) -> str:
    return " ".join(match[0].lower().split())


def _told_state(report: Report, draft: Draft, place: Place) -> None:
    words = report.masked[place[0] : place[1]].lower()
    for phrase, state in sorted(verbs.DELIVERABLE_STATUS_WORDS.items(), key=lambda e: -len(e[0])):
        at = re.search(rf"\b{re.escape(phrase)}\b", words)
        if at:
            draft.derive("status", state, (place[0] + at.start(), place[0] + at.end()))
            return


def _listed(report: Report, section: Section, piece: Piece) -> None:
    """A list of products: the name stands before a colon, a bracket or a verb; the state behind it."""
    content = report.masked[piece.start : piece.end]
    if says_nothing(content.strip()):
        return
    stop = re.search(
        r"\s*(?::\s|\(|\s[–-]\s|,\s+(?=\w+(?:\s+\w+){0,3}\s*(?:door|op|in)\b))|\s+(?=(?:is|zijn"
        r"|wordt|worden)\b)",
        content,
    )
    name = piece.start, piece.start + stop.start() if stop and stop.start() > 2 else piece.end
    draft = report.new("deliverable", piece.start, piece.end).put(
        "name", without_end_mark(report.masked, *name)
    )
    draft.item.values["adoptions"] = []
    if track := report.track_of(section):
        draft.put("track", track)
    rest = name[1], piece.end
    _told_state(report, draft, rest)
    act = next(
        (m.span() for m in _VERB.finditer(report.masked, *rest) if _STATES[_word(m)] == "adopted"), None
    )
    dates = find_dates(report.masked, *rest)
    for body in BODY.finditer(report.masked, *rest) if act else ():
        _adopt(
            draft,
            body.span(),
            (act or rest,),
            (dates[0].value.iso, (dates[0].start, dates[0].end)) if dates else None,
        )
