"""Money: what was made available (budget) and what it was given to (allocation), per kind and year.

Expenditure covered from regular budgets is both: a source and its use, so that a ledger of the items balances.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.extractors.programme_report.tables import Row, rows_of
from koers.intake.items import Found
from koers.intake.values.dates import DateFound, find_dates
from koers.intake.values.money import MoneyValue, find_money, find_unit, read_amount
from koers.intake.vocabulary import money as words
from koers.intake.vocabulary.headings import Role

_CAPTION = 120
_COLUMNS = ("amount", "kind", "year", "purpose", "track")


@dataclass(slots=True)
class Told:
    """What a sentence or paragraph has said about money so far."""

    kind: str | None = None
    kind_at: Place | None = None


def read_money(report: Report) -> None:
    for section in report.outline.sections():
        finance = section.role is Role.FINANCE
        for piece in section.pieces:
            if piece.kind is BlockKind.TABLE:
                _table(report, piece, finance)
            elif finance or section.role not in (Role.EVALUATION, Role.DECISIONS, Role.RISKS):
                _paragraph(report, piece, finance)


def _paragraph(report: Report, piece: Piece, finance: bool) -> None:
    told = Told()
    places = list(sentences(report.masked, piece.start, piece.end))
    for index, place in enumerate(places):
        amounts = find_money(report.masked, *place)
        following = places[index + 1] if index + 1 < len(places) else None
        if amounts:
            _sentence(report, place, amounts, told, places[index - 1] if index else None, following)
        elif finance and words.ALLOCATED.search(report.masked, *place) and _kind(report.masked, place):
            _without_amount(report, place, told, following, places)
        elif finance:
            told.kind, told.kind_at = _kind(report.masked, place) or (told.kind, told.kind_at)


def _sentence(
    report: Report,
    place: Place,
    amounts: list[Found[MoneyValue]],
    told: Told,
    before: Place | None,
    after: Place | None,
) -> None:
    stretches = _stretches(report.masked, place, amounts)
    for amount, stretch in zip(amounts, stretches, strict=True):
        kind = _kind(report.masked, stretch) or (None if told.kind else _kind(report.masked, place))
        if kind:
            told.kind, told.kind_at = kind
        context = (before[0], place[1]) if before and _is_total_line(report.masked, place, amount) else place
        given = words.ALLOCATED.search(report.masked, *context)
        offered = words.AVAILABLE.search(report.masked, *(stretch if given else place))
        if given and not (offered and len(amounts) > 1):
            draft = _allocation(report, context, place, amount, told)
            own = _own_part(report.masked, amounts, amount, context)
            _purposes(report, draft, own, amount, after)
            if told.kind == "regular":
                _finish(
                    report.new("budget", *context), report, context, amount, told, ("from_year", "to_year")
                )
        elif offered or told.kind:
            _finish(report.new("budget", *place), report, stretch, amount, told, ("from_year", "to_year"))


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


def _kind(masked: str, place: Place) -> tuple[str, Place] | None:
    found = [
        (m.start(), kind, m.span()) for kind, p in words.KINDS.items() if (m := p.search(masked, *place))
    ]
    return min(found)[1:] if found else None


def _allocation(report: Report, context: Place, place: Place, amount: Found[MoneyValue], told: Told) -> Draft:
    if told.kind is None or not _kind(report.masked, context):
        _kind_before(report, told, context)
    draft = report.new("allocation", context[0], place[1])
    return _finish(draft, report, context, amount, told, ("from_year", "until"))


def _kind_before(report: Report, told: Told, place: Place) -> None:
    inherited = _kind(report.masked, place)
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
            _year(draft, last, date)
        elif words.FROM.search(before):
            _year(draft, first, date)
    for date, before in dates:
        told = (
            words.IN_YEAR.search(before) and not words.UNTIL.search(before) and not words.FROM.search(before)
        )
        if told and draft.item.values[first] is None and date.start < amount.start + 80:
            _year(draft, first, date)
            if last == "to_year":
                _year(draft, last, date)


def _year(draft: Draft, name: str, date: DateFound) -> None:
    if draft.item.values[name] is None:
        value = date.value.iso if name == "until" else date.value.year
        draft.derive(name, value, (date.start, date.end))


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
        told.kind, told.kind_at = _kind(report.masked, place) or (None, None)
        return
    kind = _kind(report.masked, place)
    assert kind is not None
    draft = report.new("allocation", place[0], place[1]).derive("kind", kind[0], kind[1])
    cue = words.PURPOSE.search(report.masked, *place)
    listed = _purpose_list(report.masked, cue.end(), place[1]) if cue else []
    if not listed and after:
        listed = _goes_on(report.masked, after)
        if listed:
            draft.item.source = type(draft.item.source).of(report.text, place[0], after[1])
    draft.put_list("purposes", listed)


def _table(report: Report, piece: Piece, finance: bool) -> None:
    rows = list(rows_of(report.text, piece, _COLUMNS))
    if (
        not rows
        or not any("amount" in row.cells for row in rows)
        or not (finance or find_money(report.masked, piece.start, piece.end))
    ):
        return
    header = rows[0].header
    unit = unit_of(report.masked, piece)
    given = words.ALLOCATED.search(header) is not None
    for row in rows:
        if "amount" in row.cells and not row.total:
            _row(report, row, unit, given)


def unit_of(masked: str, piece: Piece) -> Found[int] | None:
    """The unit in the table's heading row, else just above the table."""
    cells = piece.rows[0] if piece.rows else ()
    header = find_unit(masked, cells[0].start, cells[-1].end) if cells else None
    return header or find_unit(masked, max(0, piece.start - _CAPTION), piece.start)


def _row(report: Report, row: Row, unit: Found[int] | None, given: bool) -> None:
    amount = read_amount(report.masked, *row.cells["amount"], unit.value if unit else 1)
    if amount is None:
        return
    given = given or words.ALLOCATED.search(report.masked, row.start, row.end) is not None
    draft = report.new("allocation" if given else "budget", row.start, row.end).put_money(amount)
    if unit and "€" not in amount.value.raw:
        draft.at("amount.amount", (amount.start, amount.end), (unit.start, unit.end))
    kind = (
        _kind(report.masked, row.cells["kind"])
        if "kind" in row.cells
        else _kind(report.masked, (row.start, row.end))
    )
    if kind:
        draft.derive("kind", kind[0], kind[1])
    last = "until" if given else "to_year"
    _row_years(report, draft, row, last)
    if given:
        purpose = row.cells.get("purpose") or row.cells.get("track")
        draft.put_list("purposes", [purpose] if purpose else [])


def _row_years(report: Report, draft: Draft, row: Row, last: str) -> None:
    if "year" not in row.cells:
        return
    start, end = row.cells["year"]
    dates = find_dates(report.masked, start, end)
    if not dates:
        return
    opened = re.match(r"\s*(?:vanaf|met ingang van|per)\b", report.masked[start:end], re.IGNORECASE)
    _year(draft, "from_year", dates[0])
    if not opened and (len(dates) > 1 or last == "to_year"):
        _year(draft, last, dates[-1])
