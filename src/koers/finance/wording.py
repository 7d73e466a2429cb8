"""Money in words: amounts with what is unknown or approximate about them, favour, stages and what they mean."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from koers.finance.balances import NOTHING, Amount, Balance, Balances, Beyond, Favour
from koers.finance.models import MoneyKind, Stage
from koers.ui.formats import euros, euros_of_cents

ELSEWHERE = gettext_lazy("The regular budget it comes out of does not stand in this ledger.")
FREE, REMAINDER, EXPECTED, RESULT = "free", "remainder", "expected", "result"
NAMES: dict[str, str | Promise] = {
    **dict(Stage.choices),
    FREE: gettext_lazy("Free to allocate"),
    REMAINDER: pgettext_lazy("money", "Remainder"),
    EXPECTED: gettext_lazy("Expected to be left"),
    RESULT: gettext_lazy("Result of the year"),
}
DEFINITIONS: dict[str, str | Promise] = {
    FREE: gettext_lazy("Made available minus allocated: what can still be promised."),
    REMAINDER: gettext_lazy(
        "Made available (after amendments) minus spent minus committed: what was not used yet."
    ),
    EXPECTED: gettext_lazy("Made available minus the forecast for the end of the year."),
    RESULT: gettext_lazy(
        "Of a year that ended: made available minus spent. It falls to the result of that year, unless the council "
        "carries it over."
    ),
    "made_available": gettext_lazy(
        "What the council made available, with amendments, indexation and carry-over."
    ),
    "allocated": gettext_lazy("What was given to a team or purpose."),
    "committed": gettext_lazy("Orders and contracts for which no invoice came yet."),
    "spent": gettext_lazy("Invoices and other costs."),
    "forecast": gettext_lazy("What will have been spent at the end of the year."),
}


def amount_words(amount: Amount) -> str:
    """`€ 85.000`, `about € 85.000`, `unknown (at least € 3)`."""
    if amount.unknown:
        if not amount.known:
            return _("unknown")
        return _("unknown (known: %(amount)s)") % {"amount": euros_of_cents(amount.known)}
    words = euros_of_cents(amount.known)
    return _("about %(amount)s") % {"amount": words} if amount.approximate else words


def favour_words(amount: Amount) -> str:
    """Favourable or unfavourable, in words; nothing for zero or an unknown amount."""
    match amount.favour:
        case Favour.FAVOURABLE:
            return pgettext("money", "favourable")
        case Favour.UNFAVOURABLE:
            return pgettext("money", "unfavourable")
        case _:
            return ""


def with_favour(amount: Amount) -> str:
    words = favour_words(amount)
    return f"{amount_words(amount)} {words}" if words else amount_words(amount)


def kind_words(kind: str) -> str:
    return str(MoneyKind(kind).label) if kind else _("Kind not stated")


def conclusion(found: Balances, year: int | None) -> str:
    """The heading of the chart: the two balances in one sentence."""
    balance = found.total if year is None else found.of_year(year)
    when = _("Of all years together") if year is None else _("In %(year)s") % {"year": year}
    words = _("%(when)s %(free)s; %(remainder)s")
    return words % {
        "when": when,
        "free": _free_words(balance.free_to_allocate, closed=year is not None and found.is_closed(year)),
        "remainder": _remainder_words(balance.remainder),
    }


def _free_words(free: Amount, *, closed: bool) -> str:
    if free.unknown:
        return _("it is unknown what is free to allocate")
    if free.known < 0:
        return _("%(amount)s more is allocated than was made available") % {"amount": _size(free)}
    words = _("%(amount)s was not allocated") if closed else _("%(amount)s is free to allocate")
    return words % {"amount": amount_words(free)}


def _remainder_words(left: Amount) -> str:
    if left.unknown:
        return _("it is unknown what remains")
    if left.known < 0:
        return _("%(amount)s more is spent and committed than was made available") % {"amount": _size(left)}
    return _("%(amount)s is not spent or committed") % {"amount": amount_words(left)}


def _size(amount: Amount) -> str:
    """Without its sign: the sentence says which way."""
    return amount_words(Amount(abs(amount.known), amount.about, amount.unknown))


def spent_caveat(balance: Balance) -> str:
    """What a reader must know of a remainder or result: an empty ledger is no proof that nothing was spent."""
    return (
        _("Nothing was booked as spent.") if balance.spent == NOTHING and balance.made_available.known else ""
    )


def beyond_words(one: Beyond) -> str:
    amount, kind = euros(one.amount), kind_words(one.kind).lower()
    if one.indexation:
        words = _(
            "%(year)s: %(amount)s %(kind)s more allocated than the council made available. Derived: this is indexation, "
            "no document states it. Record the indexation with its decision, or an amendment of the budget."
        )
    elif one.stage == "allocated":
        words = _("%(year)s: %(amount)s %(kind)s more allocated than the council made available.")
    else:
        words = _("%(year)s: %(amount)s %(kind)s more spent and committed than the council made available.")
    return words % {"year": one.year, "amount": amount, "kind": kind}
