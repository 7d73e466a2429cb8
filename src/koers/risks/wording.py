"""How classes, scores, reasons and certainty are said. Colour is never alone: every cell has a number and a word."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koers.risks.classes import Weight
from koers.risks.resilience import Grade
from koers.risks.weighing import Reason
from koers.ui.formats import NBSP, euros, whole

if TYPE_CHECKING:
    from koers.risks.weighing import Place, Weighed

WEIGHTS: dict[Weight, str | Promise] = {
    Weight.LOW: pgettext_lazy("risk", "low"),
    Weight.MIDDLE: pgettext_lazy("risk", "middle"),
    Weight.HIGH: pgettext_lazy("risk", "high"),
}
SIGNS: dict[Weight, str] = {Weight.LOW: "ok", Weight.MIDDLE: "warn", Weight.HIGH: "alarm"}
"""The kind of `status` of each weight."""
STATES = {"open": "rest", "materialised": "alarm", "closed": "done"}
REASONS: dict[Reason, str | Promise] = {
    Reason.ENDED: gettext_lazy("No longer open"),
    Reason.NO_MONEY: gettext_lazy("Has no consequences in money"),
    Reason.NO_CHANCE: gettext_lazy("No chance filled in yet"),
    Reason.NO_AMOUNT: gettext_lazy("No consequence or amount filled in yet"),
    Reason.OPEN_TOP: gettext_lazy("Class 5 has no maximum, and the risk no amount of its own"),
}
GRADES: dict[Grade, str | Promise] = {
    Grade.A: gettext_lazy("excellent"),
    Grade.B: gettext_lazy("more than sufficient"),
    Grade.C: gettext_lazy("sufficient"),
    Grade.D: gettext_lazy("moderate"),
    Grade.E: gettext_lazy("insufficient"),
    Grade.F: gettext_lazy("far from sufficient"),
}
GRADE_SIGNS = {"A": "ok", "B": "ok", "C": "ok", "D": "warn", "E": "alarm", "F": "alarm"}
GRADE_RANGES = {
    Grade.A: gettext_lazy("above 2.0"),
    Grade.B: gettext_lazy("1.4 up to and including 2.0"),
    Grade.C: gettext_lazy("1.0 up to 1.4"),
    Grade.D: gettext_lazy("0.8 up to 1.0"),
    Grade.E: gettext_lazy("0.6 up to 0.8"),
    Grade.F: gettext_lazy("below 0.6"),
}


def per_cent(number: Decimal) -> str:
    """`30 %`, `12,5 %`."""
    text = f"{number.normalize():f}".replace(".", ",")
    return f"{text}{NBSP}%"


def decimal(number: Decimal) -> str:
    """`1,40`."""
    return f"{number:.2f}".replace(".", ",")


def place_words(place: Place) -> str:
    """`4 × 3 = 12, high`."""
    return f"{place.chance}{NBSP}×{NBSP}{place.impact} = {place.score}, {WEIGHTS[place.weight]}"


def about(amount: Decimal) -> str:
    """Whole euros: cents of an expectation say nothing."""
    return euros(int(amount.to_integral_value(ROUND_HALF_UP)))


def range_words(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return _("from %(low)s, no maximum") % {"low": about(low)}
    if low == high:
        return about(low)
    return f"{about(low)} – {about(high)}"


def expected_words(found: Weighed) -> str:
    """The expected value as a range, or why there is none."""
    bounds = found.expected_range
    return (
        str(REASONS[found.reason])
        if bounds is None and found.reason
        else range_words(*bounds or (Decimal(0), None))
    )


def certainty_words(certainty: int) -> str:
    return f"{certainty}{NBSP}%"


def count_words(number: int) -> str:
    return whole(number)
