"""Money: what was made available (budget) and what it was given to (allocation), per kind and year.

Every printed amount is one item at most, so that totals count nothing twice:
- expenditure covered from a regular budget is an allocation of kind `regular`;
- the parts of an allocation ("waarvan …", "namelijk …") give it their purposes and are no items; the parts of a
  budget are its allocations unless the text also tells what was spent of it, or, where they have a kind each and no
  purpose, the budgets that stand in its place;
- what is left of an amount ("valt vrij", "resteert") is no item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from koers.documents.text import BlockKind, trim
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.money_tables import kind_in, put_year, read_money_table
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.items import Found
from koers.intake.values.dates import find_dates
from koers.intake.values.money import MoneyValue, find_money
from koers.intake.vocabulary import money as words
from koers.intake.vocabulary.headings import Role

_ELSEWHERE = (Role.EVALUATION, Role.DECISIONS, Role.RISKS)


@dataclass(slots=True)
class Told:
    """What a sentence or paragraph has said about money so far."""

    kind: str | None = None
    kind_at: Place | None = None


def read_money(report: Report) -> None:
    for section in report.outline.sections():
        _section(report, section, section.role is Role.FINANCE)
    _drop_parts(report)


def _section(report: Report, section: Section, finance: bool) -> None:
    lead: Place | None = None
    taken = False  # the list's words are already the purposes of the amount that announces it
    for index, piece in enumerate(section.pieces):
        listed = piece.kind is BlockKind.LIST_ITEM
        if piece.kind is BlockKind.TABLE:
            read_money_table(report, piece, finance)
        elif (listed and taken) or (not finance and section.role in _ELSEWHERE):
            continue
        elif listed:
            _paragraph(report, piece, finance, lead, None)
        else:
            lead, before = _lead(report, piece), len(report.drafts)
            below = list(takewhile(lambda p: p.kind is BlockKind.LIST_ITEM, section.pieces[index + 1 :]))
            divided = any(find_money(report.masked, p.start, p.end) for p in below)
            _paragraph(report, piece, finance, None, lead if divided else None)
            taken = lead is not None and len(report.drafts) > before and _listed_purposes(report, below, lead)


def _drop_parts(report: Report) -> None:
    """Where the text also tells what was spent of a budget, how it was divided would count twice."""
    spent = {
        draft.item.values["kind"]
        for draft in report.of_type("allocation")
        if draft not in report.parts and draft.item.values["amount"]
    }
    for part in report.parts:
        if part.item.values["kind"] in spent:
            report.drafts.remove(part)


def _lead(report: Report, piece: Piece) -> Place | None:
    """The last sentence of a paragraph when it announces a list."""
    places = list(sentences(report.masked, piece.start, piece.end))
    last = places[-1] if places else None
    return last if last and report.masked[last[1] - 1] == ":" else None


def _listed_purposes(report: Report, below: list[Piece], lead: Place) -> bool:
    """ "Hiervan is € 5.000 besteed. Dit geld ging naar:" — the list below is what the last amount is for."""
    draft = report.drafts[-1]
    if draft.item.type != "allocation" and words.DESTINED.search(report.masked, *lead):
        draft = _as_allocation(report, draft)
    if draft.item.type != "allocation" or not words.LISTED.search(report.masked[lead[0] : lead[1]]):
        return False
    places = [_named_purpose(report.masked, piece.start, piece.end) for piece in below]
    if places:
        draft.put_list("purposes", places)
        draft.item.source = type(draft.item.source).of(report.text, draft.item.source.start, places[-1][1])
    return bool(places)


def _named_purpose(masked: str, start: int, end: int) -> Place:
    """A listed purpose without the amount beside it: "Opleidingen: € 5.000"."""
    amounts = find_money(masked, start, end)
    if not amounts:
        return without_end_mark(masked, start, end)
    before = trim(masked, start, amounts[0].start)
    cue = words.PURPOSE.search(masked, amounts[0].end, end)
    if cue:
        return without_end_mark(masked, cue.end(), end)
    bare = re.sub(r"[\s:(–-]+$", "", masked[before[0] : before[1]])
    return (before[0], before[0] + len(bare)) if bare else without_end_mark(masked, start, end)


def _as_allocation(report: Report, draft: Draft) -> Draft:
    """The same amount as an allocation: what follows tells what it is destined for."""
    source, values, sources = draft.item.source, draft.item.values, draft.item.sources
    report.drafts.remove(draft)
    new = report.new("allocation", source.start, source.end)
    for name in ("amount", "kind", "from_year"):
        new.item.values[name] = values[name]
    new.item.sources |= {name: places for name, places in sources.items() if name != "to_year"}
    return new


def _paragraph(
    report: Report, piece: Piece, finance: bool, lead: Place | None, divided: Place | None
) -> None:
    """`lead` announces this list item; `divided` is the sentence whose money the list below divides."""
    told = Told()
    if lead:
        told.kind, told.kind_at = kind_in(report.masked, lead) or (None, None)
    places = list(sentences(report.masked, piece.start, piece.end))
    for index, place in enumerate(places):
        amounts = find_money(report.masked, *place)
        following = places[index + 1] if index + 1 < len(places) else None
        if amounts:
            _sentence(report, place, amounts, told, places[index - 1] if index else lead, following)
        elif finance and place != divided and _given_kind(report.masked, place):
            _without_amount(report, place, told, following, places)
        elif finance:
            told.kind, told.kind_at = kind_in(report.masked, place) or (told.kind, told.kind_at)


def _given_kind(masked: str, place: Place) -> bool:
    return words.ALLOCATED.search(masked, *place) is not None and kind_in(masked, place) is not None


def _sentence(
    report: Report,
    place: Place,
    amounts: list[Found[MoneyValue]],
    told: Told,
    before: Place | None,
    after: Place | None,
) -> None:
    if words.RELEASED.search(report.masked, *place) and not words.ALLOCATED.search(report.masked, *place):
        return
    stretches = _stretches(report.masked, place, amounts)
    whole = _whole(report.masked, amounts, place)
    for amount, stretch in zip(amounts, stretches, strict=True):
        if whole is not None and amount is not amounts[0]:
            continue
        kind = kind_in(report.masked, stretch) or (None if told.kind else kind_in(report.masked, place))
        if kind:
            told.kind, told.kind_at = kind
        context = (before[0], place[1]) if before and _is_total_line(report.masked, place, amount) else place
        announced = before is not None and report.masked[before[1] - 1] == ":"
        given = words.ALLOCATED.search(report.masked, *(before if before and announced else context))
        given = given or words.ALLOCATED.search(report.masked, *context)
        offered = words.AVAILABLE.search(report.masked, *(stretch if given else place))
        behind = amount.end, stretch[1]
        if words.ALLOCATED.search(report.masked, *behind) and not words.AVAILABLE.search(
            report.masked, *behind
        ):
            offered = None  # "van het krediet van € 100 is € 90 uitgegeven"
        if given and not (offered and len(amounts) > 1):
            draft = _allocation(report, context, place, amount, told)
            own = _own_part(report.masked, amounts, amount, context)
            if whole is not None:
                draft.put_list("purposes", _purposes_of_parts(report.masked, amounts, place))
            else:
                _purposes(report, draft, own, amount, after)
        elif offered or told.kind:
            if whole is not None:
                _split_budget(report, place, amounts, told, stretch)
            else:
                _finish(report.new("budget", *place), report, stretch, amount, told, ("from_year", "to_year"))


def _whole(masked: str, amounts: list[Found[MoneyValue]], place: Place) -> Found[MoneyValue] | None:
    """The first amount, when the others of the sentence are its parts."""
    parted = len(amounts) > 1 and words.PART.search(masked, amounts[0].end, amounts[1].start)
    return amounts[0] if parted else None


def _part_places(amounts: list[Found[MoneyValue]], place: Place) -> list[tuple[Found[MoneyValue], Place]]:
    """The parts with the words behind each, up to the next."""
    ends = [amount.start for amount in amounts[2:]] + [place[1]]
    return [(amount, (amount.start, end)) for amount, end in zip(amounts[1:], ends, strict=True)]


def _part_purposes(masked: str, amount: Found[MoneyValue], place: Place) -> list[Place]:
    joint = masked.rfind(" en ", *place) if masked[place[0] : place[1]].rstrip().endswith(" en") else -1
    cue = words.PURPOSE.search(masked, amount.end, place[1])
    if cue is None:
        return []
    return [p for p in _purpose_list(masked, cue.end(), joint if joint >= 0 else place[1]) if p[0] < p[1]]


def _purposes_of_parts(masked: str, amounts: list[Found[MoneyValue]], place: Place) -> list[Place]:
    return [p for amount, own in _part_places(amounts, place) for p in _part_purposes(masked, amount, own)]


def _split_budget(
    report: Report, place: Place, amounts: list[Found[MoneyValue]], told: Told, stretch: Place
) -> None:
    """A budget in parts: allocations where the parts have purposes, budgets of their own where they have kinds."""
    parts = [
        (amount, own, _part_purposes(report.masked, amount, own), kind_in(report.masked, own))
        for amount, own in _part_places(amounts, place)
    ]
    by_kind = all(kind for *_, kind in parts) and not any(purposes for *_, purposes, _ in parts)
    if not by_kind:
        first = (place[0], amounts[1].start)
        kind = kind_in(report.masked, first) or (
            (told.kind, told.kind_at) if told.kind and told.kind_at else None
        )
        of_whole = Told(*kind) if kind else Told()
        budget = report.new("budget", *place)
        _finish(budget, report, first, amounts[0], of_whole, ("from_year", "to_year"))
    for amount, own, purposes, kind in parts:
        tells = Told(*kind) if kind else Told() if by_kind else of_whole
        if purposes:
            draft = report.new("allocation", *place)
            _finish(draft, report, own, amount, tells, ("from_year", "until")).put_list("purposes", purposes)
            report.parts.append(draft)
        elif by_kind:
            _finish(report.new("budget", *place), report, stretch, amount, tells, ("from_year", "to_year"))


def _own_part(
    masked: str, amounts: list[Found[MoneyValue]], amount: Found[MoneyValue], context: Place
) -> Place:
    """With several amounts in a sentence each has the words up to the next one."""
    later = [other.start for other in amounts if other.start > amount.start]
    if len(amounts) == 1:
        return context
    end = later[0] if later else context[1]
    part = words.PART.search(masked, amount.end, end)
    joint = masked.rfind(" en ", amount.end, end) if later else -1
    return amount.start, part.start() if part else joint if joint >= 0 else end


def _is_total_line(masked: str, place: Place, amount: Found[MoneyValue]) -> bool:
    """ "Totaal ongeveer € 85.000": the total of what the sentence before tells."""
    return words.TOTAL.match(masked, *place) is not None and amount.start - place[0] < 40


def _stretches(masked: str, place: Place, amounts: list[Found[MoneyValue]]) -> list[Place]:
    """Per amount the part of its sentence that speaks about it: from the amount before to the end of its own clause."""
    ends = [amount.end for amount in amounts[:-1]]
    starts = [place[0], *ends]
    if len(amounts) > 1:
        joints = [
            masked.find(" en ", amount.end, amounts[i + 1].start) for i, amount in enumerate(amounts[:-1])
        ]
        ends = [joint if joint >= 0 else end for joint, end in zip(joints, ends, strict=True)]
        starts = [place[0], *ends]
    return list(zip(starts, [*ends, place[1]], strict=True))


def _allocation(report: Report, context: Place, place: Place, amount: Found[MoneyValue], told: Told) -> Draft:
    if told.kind is None or not kind_in(report.masked, context):
        _kind_before(report, told, context)
    draft = report.new("allocation", context[0], place[1])
    return _finish(draft, report, context, amount, told, ("from_year", "until"))


def _kind_before(report: Report, told: Told, place: Place) -> None:
    inherited = kind_in(report.masked, place)
    if inherited:
        told.kind, told.kind_at = inherited


def _finish(
    draft: Draft, report: Report, place: Place, amount: Found[MoneyValue], told: Told, years: tuple[str, str]
) -> Draft:
    draft.put_money(amount)
    if told.kind and told.kind_at:
        draft.derive("kind", told.kind, told.kind_at)
    _years(report.masked, draft, place, amount, years)
    return draft


def _years(
    masked: str, draft: Draft, place: Place, amount: Found[MoneyValue], names: tuple[str, str]
) -> None:
    first, last = names
    dates = [
        (date, masked[max(place[0], date.start - 40) : date.start]) for date in find_dates(masked, *place)
    ]
    for date, before in dates:
        if words.UNTIL.search(before):
            put_year(draft, last, date)
        elif words.FROM.search(before):
            put_year(draft, first, date)
    for number, (date, before) in enumerate(dates):
        told = (
            words.IN_YEAR.search(before) and not words.UNTIL.search(before) and not words.FROM.search(before)
        )
        if told and draft.item.values[first] is None and date.start < amount.start + 80:
            put_year(draft, first, date)
            following = dates[number + 1][0] if number + 1 < len(dates) else None
            joined = following and words.TO_YEAR.fullmatch(masked[date.end : following.start])
            if joined and following:
                put_year(draft, last, following)
            elif last == "to_year":
                put_year(draft, last, date)


def _purposes(
    report: Report, draft: Draft, context: Place, amount: Found[MoneyValue], after: Place | None
) -> None:
    """What the money is for: behind "voor", "aan", "tbv", or in the next sentence that goes on about it."""
    places = _list_behind(report.masked, context, amount)
    if (
        not places
        and after
        and re.match(
            r"(?:Vooral|Met name|Het gaat om|Onder andere|Onder meer)\b", report.masked[after[0] : after[1]]
        )
    ):
        places = _goes_on(report.masked, after)
        if places:
            draft.item.source = type(draft.item.source).of(report.text, draft.item.source.start, after[1])
    draft.put_list("purposes", places)


def _goes_on(masked: str, sentence: Place) -> list[Place]:
    cue = re.match(
        r"(?:Vooral|Met name|Het gaat om|Onder andere|Onder meer)\s+(?:(?:aan|voor|om)\s+)?",
        masked[sentence[0] : sentence[1]],
    )
    return _purpose_list(masked, sentence[0] + cue.end(), sentence[1]) if cue else []


def _list_behind(masked: str, context: Place, amount: Found[MoneyValue]) -> list[Place]:
    given = words.ALLOCATED.search(masked, *context)
    first = min(given.start(), amount.end) if given else amount.end
    behind = [m for m in words.PURPOSE.finditer(masked, *context) if m.start() >= first]
    if not behind:
        return []
    end = next((place[1] for place in sentences(masked, behind[0].end(), context[1])), context[1])
    return _purpose_list(masked, behind[0].end(), end)


def _purpose_list(masked: str, start: int, end: int) -> list[Place]:
    parts = split_top(masked, *without_end_mark(masked, start, end))
    if not parts:
        return []
    places = parts[:-1]
    last = parts[-1]
    joints = [
        m
        for m in re.finditer(r"(?:^|\s)en\s+(?:(?:voor|aan)\s+)?", masked[last[0] : last[1]])
        if _outside_brackets(masked, last[0], last[0] + m.start())
    ]
    if joints:
        joint = joints[-1]
        places += [(last[0], last[0] + joint.start()), (last[0] + joint.end(), last[1])]
    else:
        places.append(last)
    return [_bare(masked, *place) for place in places if place[0] < place[1]]


def _outside_brackets(masked: str, start: int, at: int) -> bool:
    return masked.count("(", start, at) == masked.count(")", start, at)


def _bare(masked: str, start: int, end: int) -> Place:
    cue = re.match(r"(?:en\s+)?(?:voor|aan|tbv|t\.b\.v\.)\s+", masked[start:end])
    return without_end_mark(masked, start + cue.end() if cue else start, end)


def _without_amount(
    report: Report, place: Place, told: Told, after: Place | None, places: list[Place]
) -> None:
    """Money that was given out without an amount in the text: the amount stays null."""
    following = [p for p in places if p[0] > place[0]]
    if any(_is_total_line(report.masked, p, a) for p in following[:1] for a in find_money(report.masked, *p)):
        told.kind, told.kind_at = kind_in(report.masked, place) or (None, None)
        return
    kind = kind_in(report.masked, place)
    assert kind is not None
    draft = report.new("allocation", place[0], place[1]).derive("kind", kind[0], kind[1])
    cue = words.PURPOSE.search(report.masked, *place)
    listed = _purpose_list(report.masked, cue.end(), place[1]) if cue else []
    if not listed and after:
        listed = _goes_on(report.masked, after)
        if listed:
            draft.item.source = type(draft.item.source).of(report.text, place[0], after[1])
    draft.put_list("purposes", listed)
