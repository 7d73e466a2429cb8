"""What the pages of simulations and of what can be borne show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from koers.core.money import from_cents
from koers.risks.classes import CLASSES
from koers.risks.drawing import Histogram, histogram
from koers.risks.models import CHANCES, SimulationRun
from koers.risks.outcomes import from_json
from koers.risks.queries import Available, InForce
from koers.risks.resilience import grade, ratio
from koers.risks.simulation import Outcome
from koers.risks.weighing import UNKNOWN
from koers.risks.wording import (
    GRADE_RANGES,
    GRADE_SIGNS,
    GRADES,
    about,
    certainty_words,
    count_words,
    decimal,
    per_cent,
    range_words,
)
from koers.ui.formats import dutch_date, euros
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status


@dataclass(frozen=True, slots=True)
class RunPage:
    required: str
    conclusion: str
    facts: Sequence[Fact]
    chart: Histogram | None
    chart_words: str
    largest: str
    certainties: Table
    bins: Table
    check: str


def amount(cents: int) -> str:
    return about(from_cents(cents))


def whole_cents(value: Fraction) -> int:
    return round(value)


def required_of(run: SimulationRun) -> Decimal:
    """Euros, at the certainty the run was made for."""
    return from_cents(from_json(run.outcome).at(run.certainty).amount)


def run_page(run: SimulationRun) -> RunPage:
    outcome = from_json(run.outcome)
    found = outcome.at(run.certainty)
    required = amount(found.amount)
    words = _("In %(certainty)s of 100 years %(amount)s is enough")
    bar = histogram(outcome.bins, found.amount, float(outcome.mean))
    return RunPage(
        required=required,
        conclusion=words % {"certainty": run.certainty, "amount": required},
        facts=_facts(run, outcome),
        chart=bar,
        chart_words=_chart_words(run, outcome, required),
        largest=amount(outcome.largest),
        certainties=_certainties(run, outcome),
        bins=_bins(outcome),
        check=_check(outcome),
    )


def _facts(run: SimulationRun, outcome: Outcome) -> list[Fact]:
    return [
        Fact(_("Reference date"), dutch_date(run.on)),
        Fact(_("Certainty"), certainty_words(run.certainty)),
        Fact(_("Number of draws"), count_words(run.draws)),
        Fact(_("Seed"), run.seed),
        Fact(_("Risks"), outcome.risks),
        Fact(_("Made by"), str(run.made_by) if run.made_by else _("unknown")),
    ]


def _chart_words(run: SimulationRun, outcome: Outcome, required: str) -> str:
    words = _(
        "Of %(draws)s possible years, %(nothing)s cost nothing. The dearest costs %(largest)s, an average year "
        "%(mean)s. At a certainty of %(certainty)s %(required)s is required."
    )
    return words % {
        "draws": count_words(outcome.draws),
        "nothing": count_words(outcome.nothing),
        "largest": amount(outcome.largest),
        "mean": amount(whole_cents(outcome.mean)),
        "certainty": certainty_words(run.certainty),
        "required": required,
    }


def _certainties(run: SimulationRun, outcome: Outcome) -> Table:
    rows = [
        [
            _mark(certainty_words(one.certainty), one.certainty == run.certainty),
            amount(one.amount),
            f"{amount(one.low)} – {amount(one.high)}",
        ]
        for one in outcome.percentiles
    ]
    columns = [Column(_("Certainty")), Column(pgettext("resilience", "Required"), number=True)]
    columns.append(Column(_("Likely between (95 %)"), number=True))
    return Table(_("Required per certainty"), columns, rows)


def _mark(words: str, chosen: bool) -> Any:
    return format_html("{} {}", words, status("done", _("chosen"))) if chosen else words


def _bins(outcome: Outcome) -> Table:
    rows = [
        [
            f"{amount(one.start)} – {amount(one.end)}",
            count_words(one.count),
            per_cent((Decimal(one.count * 100) / outcome.draws).quantize(Decimal("0.1"))),
        ]
        for one in outcome.bins
    ]
    columns = [Column(_("Costs of a year")), Column(_("Draws"), number=True), Column(_("Share"), number=True)]
    return Table(_("How often a year costs how much"), columns, rows)


def _check(outcome: Outcome) -> str:
    words = _(
        "Check: the draws give %(mean)s on average, the formula exactly %(exact)s (standard deviation %(spread)s). "
        "The difference is %(distance)s times the standard error of %(error)s; up to 3 is ordinary."
    )
    return words % {
        "mean": euros(from_cents(whole_cents(outcome.mean))),
        "exact": euros(from_cents(whole_cents(outcome.exact.mean))),
        "spread": amount(round(sqrt(outcome.exact.variance))),
        "distance": decimal(Decimal(str(round(outcome.distance, 2)))),
        "error": amount(round(outcome.standard_error)),
    }


def given_table(run: SimulationRun, names: dict[str, Any]) -> Table:
    """The risks as they were drawn."""
    rows = [
        [
            names.get(one["risk"], _("a risk that was removed")),
            per_cent(Decimal(one["chance"]) / 100),
            range_words(from_cents(one["low"]), from_cents(one["high"])),
            _("uniform")
            if one["likely"] is None
            else _("triangle, top %(amount)s") % {"amount": amount(one["likely"])},
        ]
        for one in run.given
    ]
    columns = [Column(_("Risk")), Column(_("Chance a year"), number=True)]
    columns += [Column(_("Amount"), number=True), Column(_("Spread"))]
    return Table(_("What went into the simulation"), columns, rows)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the organisation can bear: shown for the organisation as a whole only."""

    facts: Sequence[Fact]
    sentence: str


def bearing(have: Available, run: SimulationRun | None) -> Bearing:
    facts, required, on_hand = [], None, have.amount
    if on_hand is None:
        facts.append(Fact(_("Available"), _("not filled in yet")))
    else:
        day = dutch_date(have.on) if have.on else ""
        facts.append(Fact(_("Available"), about(on_hand), _("on %(day)s") % {"day": day}))
    if run is None:
        facts.append(Fact(pgettext("resilience", "Required"), _("not calculated yet")))
    else:
        required = required_of(run)
        note = _("simulation of %(day)s, certainty %(certainty)s") % {
            "day": dutch_date(run.on),
            "certainty": certainty_words(run.certainty),
        }
        url = reverse("risks:run", kwargs={"public_id": run.public_id})
        facts.append(Fact(pgettext("resilience", "Required"), about(required), note, source_url=url))
    if on_hand is None or required is None:
        return Bearing(
            facts, _("Fill in what is available and make a simulation; then the ratio stands here.")
        )
    found, number = grade(on_hand, required), ratio(on_hand, required)
    if found is None or number is None:
        return Bearing(facts, _("Nothing is required, so there is no ratio."))
    words = f"{found.value}, {GRADES[found]}"
    unknown = sum(len(run.left_out.get(reason, [])) for reason in UNKNOWN) if run else 0
    facts.append(Fact(_("Ratio"), decimal(number), _("available divided by required")))
    facts.append(Fact(_("Grade"), status(GRADE_SIGNS[found.value], words)))
    sentence = _("The ratio is about the whole organisation. A programme only adds to what is required.")
    return Bearing(facts, f"{sentence} {_missing(unknown)}".strip())


def _missing(unknown: int) -> str:
    """A ratio that leaves risks out is better than it should be, and says so."""
    if not unknown:
        return ""
    return ngettext(
        "%(count)s open risk without a known chance or amount is not in it: in truth the ratio may be lower.",
        "%(count)s open risks without a known chance or amount are not in it: in truth the ratio may be lower.",
        unknown,
    ) % {"count": unknown}


def grades_table() -> Table:
    rows = [[one.value, GRADE_RANGES[one], words] for one, words in GRADES.items()]
    columns = [Column(_("Grade")), Column(_("Ratio")), Column(_("Meaning"))]
    return Table(_("Grades of the ratio"), columns, rows)


def scale_table(force: InForce) -> Table:
    names = {number: str(words) for number, words in CHANCES}
    scale = force.scale
    rows = [
        [names[number], per_cent(scale.chance(number)), range_words(scale.low(number), scale.high(number))]
        for number in CLASSES
    ]
    columns = [
        Column(_("Class")),
        Column(_("Chance a year"), number=True),
        Column(_("Consequence"), number=True),
    ]
    return Table(_("What the classes stand for"), columns, rows)


def parts_table(have: Available, links: dict[str, Any]) -> Table | None:
    if not have.parts:
        return None
    rows = [
        [
            format_html("{} {}", part.get_kind_display(), links.get(str(part.public_id), "")),
            euros(part.amount),
            part.source or "–",
        ]
        for part in have.parts
    ]
    columns = [Column(pgettext("resilience", "Part")), Column(_("Amount"), number=True), Column(_("Source"))]
    foot = [_("Together"), euros(have.amount or 0), ""]
    return Table(_("What is available for setbacks"), columns, rows, foot=foot)


def runs_table(runs: Sequence[SimulationRun]) -> Table:
    rows = [
        [
            format_html(
                '<a class="utrecht-link" href="{}">{}</a>',
                reverse("risks:run", kwargs={"public_id": one.public_id}),
                _("%(day)s: %(of)s")
                % {
                    "day": dutch_date(one.on),
                    "of": one.programme.name if one.programme else _("whole organisation"),
                },
            ),
            certainty_words(one.certainty),
            about(required_of(one)),
            count_words(one.draws),
            one.seed,
        ]
        for one in runs
    ]
    columns = [
        Column(_("Simulation")),
        Column(_("Certainty"), number=True),
        Column(pgettext("resilience", "Required"), number=True),
    ]
    columns += [Column(_("Number of draws"), number=True), Column(_("Seed"), number=True)]
    return Table(_("Simulations that were made"), columns, rows)
