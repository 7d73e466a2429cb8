"""What does not agree inside one report. Nothing is mended; a warning says where a person has to look.

- `goal_without_verdict`: the evaluation looks back on goals, but not on this one.
- `sum_does_not_add_up`: stated parts against the stated total, to the cent.
- `conflicting_dates`: an edition dated differently in two places.
- `missing_figure`: a time line, picture, table or annex is announced but not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.money_tables import table_adds_up
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.values.dates import find_dates
from koers.intake.values.money import find_money
from koers.intake.vocabulary import checks as words
from koers.intake.vocabulary import money as money_words
from koers.intake.vocabulary.matching import content_words, stems

_SAME_PLACE = 0.5
_STEM = 6


def check(report: Report) -> list[str]:
    """Warnings of the document as a whole; those of an item are put on the item."""
    warnings = []
    for code, found in (
        ("goal_without_verdict", _verdicts(report)),
        ("sum_does_not_add_up", _kinds_add_up(report) | _tables_add_up(report) | _parts_add_up(report)),
        ("conflicting_dates", _editions(report)),
        ("missing_figure", _figures(report)),
    ):
        if found:
            warnings.append(code)
    return warnings


def _verdicts(report: Report) -> bool:
    """Pairs every goal with the look-back that shares most words with it, each look-back once."""
    goals, lessons = (
        report.of_type("goal"),
        [d for d in report.of_type("lesson") if d.item.values["kind"] == "look_back"],
    )
    if not lessons:
        return False
    spoken = _Spoken([content_words(str(lesson.item.values["text"])) for lesson in lessons])
    scored = sorted(
        (entry for g, goal in enumerate(goals) for entry in _shared(g, goal, spoken)), reverse=True
    )
    judged: set[int] = set()
    used: set[int] = set()
    for score, g, t in scored:
        if score > 0 and -g not in judged and -t not in used:
            judged.add(-g)
            used.add(-t)
    left = [goal for g, goal in enumerate(goals) if g not in judged]
    for goal in left:
        goal.warn("goal_without_verdict")
    return bool(left)


def _shared(number: int, goal: Draft, spoken: _Spoken) -> Iterator[tuple[float, int, int]]:
    """Per look-back the part of the goal's words it speaks of; most evaluations keep the order of the goals."""
    own = [word for word in content_words(str(goal.item.values["text"])) if len(word) > 3]
    counts = Counter(topic for word in own for topic in spoken.of(word))
    for topic, count in counts.items():
        yield count / len(own) + (_SAME_PLACE if topic == number else 0.0), -number, -topic


class _Spoken:
    """Which look-backs speak of a word: the same beginning, or the one inside the other ("verzuim" in "ziekteverzuim").

    An index of beginnings and parts of words, so that a long document takes no time per pair of words.
    """

    def __init__(self, topics: list[list[str]]) -> None:
        self.stems: dict[str, set[int]] = {}
        self.parts: dict[str, set[int]] = {}
        for topic, spoken in enumerate(topics):
            for word in spoken:
                if len(word) > 3:
                    self.stems.setdefault(word[:_STEM], set()).add(topic)
                    for part in _parts(word):
                        self.parts.setdefault(part, set()).add(topic)

    def of(self, word: str) -> set[int]:
        topics = self.stems.get(word[:_STEM], set()) | self.parts.get(word[:_STEM], set())
        return topics.union(*(self.stems.get(part, set()) for part in _parts(word)))


def _parts(word: str) -> Iterator[str]:
    return (word[i : i + _STEM] for i in range(len(word) - _STEM + 1))


def _amount(draft: Draft) -> Decimal | None:
    money = draft.item.values["amount"]
    return Decimal(money["amount"]) if money else None


def _kinds_add_up(report: Report) -> bool:
    """Allocations of one kind against its one budget: more than there is, or less although all is said to be spent."""
    wrong = False
    for kind in ("incidental", "structural"):
        budgets = [d for d in report.of_type("budget") if d.item.values["kind"] == kind]
        given = [
            d
            for d in report.of_type("allocation")
            if d.item.values["kind"] == kind and not _is_part(report, d)
        ]
        amounts = [_amount(d) for d in given]
        total = _amount(budgets[0]) if len(budgets) == 1 else None
        if total is None or not amounts or None in amounts:
            continue
        spent = sum((amount for amount in amounts if amount is not None), Decimal(0))
        exact = not any(d.item.values["amount"]["approximate"] for d in [*budgets, *given])
        all_spent = any(
            money_words.ALL_SPENT.search(report.masked, *place)
            and not money_words.RELEASED.search(report.masked, *place)
            for _, _, place in report.prose()
        )
        if spent > total or (exact and all_spent and spent != total):
            given[-1].warn("sum_does_not_add_up")
            wrong = True
    return wrong


def _is_part(report: Report, allocation: Draft) -> bool:
    """Amounts behind "waarvan" are inside the one before it."""
    spans = allocation.item.sources.get("amount", [])
    source = allocation.item.source
    return bool(spans) and money_words.PART.search(report.masked, source.start, spans[0].start) is not None


def _tables_add_up(report: Report) -> bool:
    """A money table's rows against its rows "Subtotaal" and "Totaal"."""
    wrong = False
    for section in report.outline.sections():
        for piece in section.pieces:
            if piece.rows and not table_adds_up(report, piece):
                wrong = True
                _warn_between(report, piece.start, piece.end, "sum_does_not_add_up")
    return wrong


def _parts_add_up(report: Report) -> bool:
    """ "€ 100.000, waarvan € 60.000 voor A en € 30.000 voor B": the parts against the first amount."""
    wrong = False
    for _, _, (start, end) in report.prose():
        split = money_words.PART.search(report.masked, start, end)
        if split is None:
            continue
        before, parts = (
            find_money(report.masked, start, split.start()),
            find_money(report.masked, split.end(), end),
        )
        if len(before) == 1 and len(parts) > 1 and not any(f.value.approximate for f in [*before, *parts]):
            total = sum((part.value.amount for part in parts), Decimal(0))
            if total != before[0].value.amount:
                wrong = True
                _warn_between(report, start, end, "sum_does_not_add_up")
    return wrong


def _warn_between(report: Report, start: int, end: int, code: str) -> None:
    for draft in report.of_type("budget") + report.of_type("allocation"):
        if start <= draft.item.source.start < end:
            draft.warn(code)


def _editions(report: Report) -> bool:
    """Editions summed up in one place, and an edition of another date referred to elsewhere."""
    listed: dict[str, Place] = {}
    for _, _, (start, end) in report.prose():
        if words.EDITIONS_LISTED.search(report.masked, start, end):
            listed |= {
                date.value.iso[:7]: (date.start, date.end) for date in find_dates(report.masked, start, end)
            }
    if not listed:
        return False
    return any(_refers_otherwise(report, place, set(listed)) for _, _, place in report.prose())


def _refers_otherwise(report: Report, place: Place, listed: set[str]) -> bool:
    for reference in words.EDITION_REFERENCE.finditer(report.masked[place[0] : place[1]]):
        dates = find_dates(
            report.masked,
            place[0] + reference.end("word"),
            min(place[1], place[0] + reference.end("word") + 40),
        )
        if dates and dates[0].value.month is not None and dates[0].value.iso[:7] not in listed:
            _warn_holding(report, place, "conflicting_dates")
            return True
    return False


def _figures(report: Report) -> bool:
    sections = report.outline.sections()
    found = [
        (section, place) for section, _, place in report.prose() if _announces_missing(report, section, place)
    ]
    for _, place in found:
        _warn_holding(report, place, "missing_figure")
    empty = [
        s
        for s in sections
        if s.title and not s.own_role and not s.pieces and words.PICTURE.search(report.outline.heading(s))
    ]
    return bool(found or empty)


def _warn_holding(report: Report, place: Place, code: str) -> None:
    """Puts the warning on the items whose passage holds the sentence, on the programme when none does."""
    kinds = ("progress", "track")
    holding = [
        d
        for d in report.drafts
        if d.item.type in kinds and d.item.source.start <= place[0] < d.item.source.end
    ]
    for draft in holding or report.of_type("programme"):
        draft.warn(code)


def _announces_missing(report: Report, section: Section, place: Place) -> bool:
    sentence = report.masked[place[0] : place[1]]
    annex = words.ANNEX.search(sentence)
    if annex:
        return not _annex_present(report, section, annex["name"] or annex["shown"])
    if not words.ANNOUNCED.search(sentence):
        return False
    following = [p for p in section.all_pieces() if p.start >= place[1]]
    kinds = {piece.kind for piece in following}
    if kinds & {BlockKind.TABLE, BlockKind.LIST_ITEM}:
        return False
    if words.DRAWN.search(sentence):
        return True
    if following or section.children or not words.SHOWN.search(sentence):
        return False
    return not stems(sentence) & stems(_next_heading(report, place[1]))


def _next_heading(report: Report, position: int) -> str:
    later = [s for s in report.outline.sections() if s.title and s.title.start >= position]
    return report.outline.heading(later[0]) if later else ""


def _annex_present(report: Report, section: Section, name: str) -> bool:
    """An annex or figure is there when a heading or caption of its name stands elsewhere in the document."""
    wanted = stems(name) or {name.lower()}
    for other in report.outline.sections():
        if (
            other is not section
            and other.title
            and wanted <= (stems(report.outline.heading(other)) or {report.outline.heading(other).lower()})
        ):
            return True
    return any(
        wanted
        <= (
            stems(report.text.clean(p.start, p.end))
            | {report.text.clean(p.start, p.end).lower()[: len(name)]}
        )
        for s in report.outline.sections()
        for p in s.pieces
        if words.CAPTION.match(report.masked, p.start, p.end)
    )
