"""How hours, months and what fits are said. Colour is never alone: every judgement is a word with a sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from koers.ui.formats import MINUS, MONTHS, SHORT_MONTHS, whole
from koers.yearplans.capacity import MONTHS as MONTHS_OF_THE_YEAR
from koers.yearplans.capacity import Fit, MonthLoad, YearLoad

NAMED = 3
"""So many months are named in a sentence."""
SIGNS: dict[Fit, str] = {Fit.FITS: "ok", Fit.FULL: "warn", Fit.OVER: "alarm", Fit.UNKNOWN: "rest"}
"""The kind of `status` of each judgement."""
WORDS: dict[Fit, str | Promise] = {
    Fit.FITS: gettext_lazy("Fits"),
    Fit.FULL: pgettext_lazy("month", "Full"),
    Fit.OVER: gettext_lazy("Too full"),
    Fit.UNKNOWN: gettext_lazy("Unknown"),
}


def hours_words(hours: Decimal) -> str:
    """`1.250` or `12,5`."""
    text = whole(int(abs(hours))) + (",5" if hours % 1 else "")
    return f"{MINUS if hours < 0 else ''}{text}"


def month_name(month: int) -> str:
    """A month that does not exist is said as its number, so that a wrong record still has a name."""
    return MONTHS[month - 1] if month in MONTHS_OF_THE_YEAR else str(month)


def short_month(month: int) -> str:
    return SHORT_MONTHS[month - 1]


def months_words(months: Iterable[int]) -> str:
    """`maart`, `maart en mei`, `maart, april en mei`."""
    names = [month_name(month) for month in months]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def over_words(over: Sequence[MonthLoad]) -> str:
    """`maart en mei`; of more than `NAMED` months how many there are and which is the fullest: the rest is in a table."""
    if len(over) <= NAMED:
        return months_words(load.month for load in over)
    return _("%(count)s months, the most in %(fullest)s") % {
        "count": len(over),
        "fullest": _fullest(max(over, key=lambda load: (share_of(load) or 0, load.overload, -load.month))),
    }


def _fullest(load: MonthLoad) -> str:
    share = share_of(load)
    if share is None:
        return _("%(month)s: %(hours)s hours too many") % {
            "month": month_name(load.month),
            "hours": hours_words(load.overload),
        }
    return _("%(month)s: %(share)s %%") % {"month": month_name(load.month), "share": whole(share)}


def share_of(load: MonthLoad) -> int | None:
    """Planned hours in hundredths of what is available. None when that is nothing or unknown, or when hours of one
    team are too many while others have room: then the whole says nothing."""
    if not load.known or load.claimed <= load.known:
        return None
    return int((load.claimed * 100 / load.known).to_integral_value(ROUND_CEILING))


def month_words(load: MonthLoad) -> str:
    """The judgement of one month with its hours: `24 te veel`, `8 vrij`, `vol`, `onbekend`."""
    match load.fit:
        case Fit.OVER:
            return _("%(hours)s too many") % {"hours": hours_words(load.overload)}
        case Fit.UNKNOWN:
            return _("unknown")
        case Fit.FULL:
            return pgettext("month", "full")
        case _:
            return _("%(hours)s free") % {"hours": hours_words(load.free or Decimal(0))}


def year_words(load: YearLoad) -> str:
    """The judgement of a year in a few words, for a list."""
    match load.fit:
        case Fit.OVER:
            count = len(load.months_over)
            return ngettext("Too full in %(count)s month", "Too full in %(count)s months", count) % {
                "count": count
            }
        case Fit.UNKNOWN:
            count = len(load.unknown_months)
            words = ngettext("Unknown in %(count)s month", "Unknown in %(count)s months", count)
            return words % {"count": count}
        case fit:
            return str(WORDS[fit])


def conclusion(load: YearLoad) -> str:
    """The sentence above the chart: what the year says."""
    if load.months_over:
        words = _("Too full in %(months)s: together %(hours)s hours more than there are")
        if len(load.months_over) > NAMED:
            words = _("Too full in %(months)s. Together %(hours)s hours more than there are")
        return words % {
            "months": over_words([load.month(month) for month in load.months_over]),
            "hours": hours_words(load.overload),
        }
    if len(load.unknown_months) == 12:
        return _("Nobody filled in yet how many hours there are")
    if load.unknown_months:
        words = _("No month is too full as far as known; of %(months)s it is unknown")
        return words % {"months": months_words(load.unknown_months)}
    return _("Every month fits") if load.claimed else _("Nothing planned yet")
