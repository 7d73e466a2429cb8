"""What the pages of risks show: the heat map, the list, facts, and one risk in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from koers.risks.classes import CLASSES
from koers.risks.drawing import Trend, trend
from koers.risks.kinds import page_of
from koers.risks.models import CHANCES, Measure, RiskAssessment
from koers.risks.weighing import UNKNOWN, Place, Together, Weighed
from koers.risks.wording import (
    REASONS,
    SIGNS,
    STATES,
    WEIGHTS,
    about,
    expected_words,
    per_cent,
    place_words,
    range_words,
)
from koers.ui.formats import dutch_date, euros, short_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the heat map: how many risks, how heavy, and where they are listed."""

    weight: str
    word: str
    score: int
    count: int
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """`number` and `words` of the class: on a phone only the number is seen."""

    number: int
    words: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Heat:
    """Chance downwards from large to small, consequence from left to right."""

    columns: Sequence[tuple[int, str]]
    rows: Sequence[HeatRow]
    basis: str
    placed: int
    unplaced: int
    conclusion: str


def heat(found: Iterable[Weighed], *, gross: bool, address: str, query: Mapping[str, str]) -> Heat:
    """Of the risks given; every cell leads to its own list."""
    risks = list(found)
    counts: dict[Place, int] = {}
    for one in risks:
        place = one.at(gross)
        if place is not None:
            counts[place] = counts.get(place, 0) + 1
    names = {number: str(words).removeprefix(str(number)) for number, words in CHANCES}
    rows = [
        HeatRow(
            chance,
            names[chance],
            [_cell(Place(chance, impact), counts, address, query) for impact in CLASSES],
        )
        for chance in reversed(CLASSES)
    ]
    placed = sum(counts.values())
    return Heat(
        columns=[(number, names[number]) for number in CLASSES],
        rows=rows,
        basis=_("without measures (gross)") if gross else _("with measures (net)"),
        placed=placed,
        unplaced=len(risks) - placed,
        conclusion=_conclusion(counts),
    )


def _cell(place: Place, counts: Mapping[Place, int], address: str, query: Mapping[str, str]) -> Cell:
    count = counts.get(place, 0)
    asked = urlencode({**query, "kans": place.chance, "gevolg": place.impact})
    words = ngettext(
        "%(count)s risk: chance %(chance)s, consequence %(impact)s, score %(score)s, %(weight)s",
        "%(count)s risks: chance %(chance)s, consequence %(impact)s, score %(score)s, %(weight)s",
        count,
    ) % {
        "count": count,
        "chance": place.chance,
        "impact": place.impact,
        "score": place.score,
        "weight": WEIGHTS[place.weight],
    }
    url = f"{address}?{asked}#lijst" if count else ""
    return Cell(place.weight.value, str(WEIGHTS[place.weight]), place.score, count, url, words)


def _conclusion(counts: Mapping[Place, int]) -> str:
    high = sum(count for place, count in counts.items() if place.weight == "high")
    if not counts:
        return _("Nobody judged chance and consequence yet")
    if not high:
        return _("No risk weighs heavily")
    placed = sum(counts.values())
    return ngettext(
        "%(high)s of %(count)s judged risks weighs heavily",
        "%(high)s of %(count)s judged risks weigh heavily",
        high,
    ) % {"high": high, "count": placed}


def score_cell(place: Place | None) -> Any:
    if place is None:
        return status("rest", _("not judged"))
    return status(SIGNS[place.weight], place_words(place))


def small(words: object) -> SafeString:
    return format_html('<span class="risks-note koers-soft koers-small">{}</span>', words)


def list_table(
    found: Sequence[Weighed], caption: str, *, gross: bool = False, programmes: bool = True
) -> Table:
    """Risk, score, expected value, owner, measures and when it was judged last.

    In the list of one programme (without `programmes`) the measures stand in full.
    """
    columns = [
        Column(_("Risk")),
        Column(_("Chance × consequence")),
        Column(_("Expected value a year")),
        Column(_("Owner")),
        Column(_("Measures")),
        Column(_("Judged on")),
    ]
    return Table(caption, columns, [_row(one, gross, programmes) for one in found])


def _row(one: Weighed, gross: bool, programmes: bool) -> list[object]:
    risk = one.risk
    notes = [small(risk.programme.name)] if programmes and risk.programme is not None else []
    if not risk.is_open:
        notes.append(small(status(STATES[risk.state], risk.get_state_display())))
    name = format_html('<a class="utrecht-link" href="{}">{}</a>', page_of(risk), risk.text)
    shown: SafeString = name
    for part in notes:
        shown = format_html("{}{}", shown, part)
    return [
        shown,
        score_cell(one.at(gross)),
        expected_words(one),
        risk.owner_words or _("nobody yet"),
        _measures_cell(list(risk.measures.all()), in_full=not programmes),
        short_date(one.judged.on) if one.judged else "–",
    ]


def _measures_cell(measures: Sequence[Measure], *, in_full: bool) -> object:
    words = measures_words(measures)
    if not in_full:
        return words
    return format_html("{}{}", words, format_html_join("", "{}", ((small(one.text),) for one in measures)))


def measures_words(measures: Sequence[Measure]) -> str:
    if not measures:
        return _("none yet")
    done = sum(1 for one in measures if one.done_on)
    return _("%(count)s, of which %(done)s done") % {"count": len(measures), "done": done}


def list_facts(found: Together, count: int) -> list[Fact]:
    """What open risks cost together in an average year, and of how many that is not known."""
    facts = [Fact(pgettext("risk", "Open risks"), count)]
    note = ""
    if found.unknown:
        note = ngettext(
            "without %(count)s risk of which chance or amount is not known",
            "without %(count)s risks of which chance or amount is not known",
            found.unknown,
        ) % {"count": found.unknown}
    value = about(found.expected) if found.drawn else _("unknown")
    return [*facts, Fact(_("Expected value a year"), f"{value} ({note})" if note else value)]


def left_out_lines(left_out: Mapping[str, Sequence[str]], names: Mapping[str, Any]) -> list[Any]:
    """Per risk that could not be drawn why not; those that hold unknown money first."""
    order = [*UNKNOWN, *(reason for reason in REASONS if reason not in UNKNOWN)]
    return [
        format_html("{}: {}", names.get(key, _("a risk that was removed")), REASONS[reason])
        for reason in order
        for key in left_out.get(reason.value, [])
    ]


@dataclass(frozen=True, slots=True)
class RiskPage:
    facts: Sequence[Fact]
    story: Sequence[tuple[str, str]]
    """Cause, event and consequence, as far as they are filled in."""
    judgement: Sequence[Fact]
    measures: Table | None
    trend: Trend | None
    trend_words: str
    trend_table: Table | None


def risk_page(one: Weighed, links: Mapping[str, Any], today: date) -> RiskPage:
    """`links`: small links to change a part, by its public id."""
    risk = one.risk
    judged = sorted(risk.assessments.all(), key=lambda found: (found.on, found.pk))
    story = [(_("Cause"), risk.cause), (_("Event"), risk.event), (_("Consequence"), risk.consequence)]
    measures = list(risk.measures.all())
    return RiskPage(
        facts=_facts(one),
        story=[(name, words) for name, words in story if words],
        judgement=_judgement(one),
        measures=_measures(measures, links, today) if measures else None,
        trend=trend([(found.on, *_scores(found)) for found in judged]),
        trend_words=_moved(judged),
        trend_table=_trend_table(judged, links) if judged else None,
    )


def _facts(one: Weighed) -> list[Fact]:
    risk = one.risk
    words = risk.get_state_display()
    if risk.state_on is not None and not risk.is_open:
        words = _("%(state)s on %(day)s") % {"state": words, "day": dutch_date(risk.state_on)}
    facts = [Fact(_("Status"), status(STATES[risk.state], words))]
    facts.append(Fact(_("Owner"), risk.owner_words or _("nobody yet")))
    if risk.category:
        facts.append(Fact(_("Kind of consequence"), risk.get_category_display()))
    if one.judged is not None:
        facts.append(Fact(_("Judged on"), dutch_date(one.judged.on)))
    return facts


def _judgement(one: Weighed) -> list[Fact]:
    if one.judged is None:
        return []
    facts = [Fact(_("Without measures (gross)"), score_cell(one.gross))]
    facts.append(Fact(_("With measures (net)"), score_cell(one.net)))
    if one.chance is not None:
        own = _("own percentage") if one.judged.chance is not None else _("of the class")
        facts.append(Fact(_("Chance a year"), _noted(per_cent(one.chance), own)))
    if one.low is not None and not one.risk.no_money:
        own = _("own amounts") if one.judged.low is not None else _("bounds of the class")
        if one.likely is not None:
            own = _("own amounts, most likely %(amount)s") % {"amount": euros(one.likely)}
        facts.append(Fact(_("What it costs when it happens"), _noted(range_words(one.low, one.high), own)))
    bounds = one.expected_range
    if bounds is not None and one.expected is not None:
        note = _("on average %(amount)s: chance × mean amount") % {"amount": about(one.expected)}
        facts.append(Fact(_("Expected value a year"), _noted(range_words(*bounds), note)))
    return facts


def _noted(words: str, note: str) -> SafeString:
    return format_html("{}{}", words, small(note))


def _scores(judged: RiskAssessment) -> tuple[int | None, int | None]:
    def score(chance: int | None, impact: int | None) -> int | None:
        return None if chance is None or impact is None else chance * impact

    return score(judged.gross_chance, judged.gross_impact), score(judged.net_chance, judged.net_impact)


def _moved(judged: Sequence[RiskAssessment]) -> str:
    """What the trend says, of the judgement with measures or else without."""
    for which, basis in ((1, _("With measures")), (0, _("Without measures"))):
        scores = [score for one in judged if (score := _scores(one)[which]) is not None]
        if len(scores) < 2:
            continue
        values = {"basis": basis, "first": scores[0], "last": scores[-1]}
        if scores[-1] < scores[0]:
            return _("%(basis)s the risk became lighter: from %(first)s to %(last)s") % values
        if scores[-1] > scores[0]:
            return _("%(basis)s the risk became heavier: from %(first)s to %(last)s") % values
        return _("%(basis)s the score stayed %(last)s") % values
    return _("Judge it again later to see how it moves")


def _place(chance: int | None, impact: int | None) -> Any:
    return "–" if chance is None or impact is None else score_cell(Place(chance, impact))


def _trend_table(judged: Sequence[RiskAssessment], links: Mapping[str, Any]) -> Table:
    columns = [
        Column(_("Judged on")),
        Column(_("Without measures (gross)")),
        Column(_("With measures (net)")),
        Column(_("Own chance")),
        Column(_("Own amounts")),
        Column(_("Explanation")),
    ]
    rows = [
        [
            format_html("{} {}", dutch_date(one.on), links.get(str(one.public_id), "")),
            _place(one.gross_chance, one.gross_impact),
            _place(one.net_chance, one.net_impact),
            per_cent(one.chance) if one.chance is not None else "–",
            range_words(one.low, one.high) if one.low is not None else "–",
            one.note or "–",
        ]
        for one in reversed(judged)
    ]
    return Table(_("How this risk was judged over time"), columns, rows)


def _measures(measures: Sequence[Measure], links: Mapping[str, Any], today: date) -> Table:
    columns = [Column(_("Measure")), Column(_("Kind of measure")), Column(_("Owner"))]
    columns += [Column(_("Ready on")), Column(_("Effect"))]
    rows = [
        [
            format_html("{} {}", one.text, links.get(str(one.public_id), "")),
            str(one.get_kind_display()).partition(":")[0] if one.kind else "–",
            one.owner_words or _("nobody yet"),
            _ready(one, today),
            one.effect or "–",
        ]
        for one in measures
    ]
    return Table(_("Measures of this risk"), columns, rows)


def _ready(measure: Measure, today: date) -> Any:
    if measure.done_on:
        return status("done", _("done on %(day)s") % {"day": short_date(measure.done_on)})
    if measure.due and measure.due < today:
        return status("alarm", _("late: %(day)s") % {"day": short_date(measure.due)})
    return short_date(measure.due) if measure.due else "–"


def risks_address() -> str:
    return reverse("risks:risks")
