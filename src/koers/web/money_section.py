"""The money of a programme: what documents state, beside what follows from it. Never mixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.finance.derived import Derived
from koers.finance.models import Allocation, Budget
from koers.finance.queries import ProgrammeMoney
from koers.ui.formats import dutch_date, euros
from koers.ui.parts import Column, Fact, Table
from koers.web.cells import lines
from koers.web.sources import Sources


@dataclass(frozen=True, slots=True)
class MoneySection:
    figures: list[Fact]
    budgets: Table | None
    allocations: Table | None
    derived: Table | None


type Change = Callable[[Any], SafeString]
"""The way to change a stated amount; nothing for who may not."""


def money_section(money: ProgrammeMoney, sources: Sources, change: Change) -> MoneySection | None:
    if not money.budgets and not money.allocations:
        return None
    return MoneySection(
        figures=_figures(money),
        budgets=_budgets(money.budgets, sources, change),
        allocations=_allocations(money.allocations, sources, change),
        derived=_derived(money),
    )


def amount(stated: Budget | Allocation) -> str:
    """The amount as known: "ongeveer € 85.000", "€ 288.770 (incl. indexatie)", or that it is unknown."""
    if stated.amount is None:
        return _("amount unknown") + (f" ({stated.raw})" if stated.raw else "")
    words = euros(stated.amount)
    if stated.approximate:
        words = _("about %(amount)s") % {"amount": words}
    return f"{words} ({stated.includes})" if stated.includes else words


def _figures(money: ProgrammeMoney) -> list[Fact]:
    figures = []
    structural = [b for b in money.budgets if b.kind == "structural" and b.amount is not None]
    if structural:
        total = sum((b.amount or Decimal(0) for b in structural), Decimal(0))
        years = sorted(b.from_year for b in structural if b.from_year)
        note = _("structural, from %(year)s on") % {"year": years[0]} if years else _("structural")
        figures.append(Fact(_("Available per year"), euros(total), note))
    for derived, label in (
        (money.allocated_structural, _("Allocated, structural")),
        (money.allocated_incidental, _("Allocated, incidental")),
    ):
        if derived.value is not None:
            figures.append(Fact(label, euros(derived.value), _note(derived, money)))
        elif derived.unknown:
            figures.append(Fact(label, _("unknown"), _("the source gives no amount")))
    return figures


def _note(derived: Derived, money: ProgrammeMoney) -> str:
    notes = [_("sum of %(count)s stated amounts") % {"count": len(derived.terms)}]
    above = money.above
    if above is not None and above.value is not None and derived is money.allocated_structural:
        word = _("indexation") if above.reason == "indexation" else _("above what is available")
        notes.append(
            _("of which %(amount)s %(word)s (derived)") % {"amount": euros(above.value), "word": word}
        )
    if derived.approximate:
        notes.append(_("approximate"))
    if not derived.complete:
        notes.append(_("at least: not every amount is known"))
    return ", ".join(notes)


def _budgets(budgets: list[Budget], sources: Sources, change: Change) -> Table | None:
    if not budgets:
        return None
    rows = [
        (
            _first(b, sources, change),
            amount(b),
            _years(b.from_year, b.to_year, structural=b.kind == "structural"),
        )
        for b in budgets
    ]
    columns = [Column(_("Made available")), Column(_("Amount"), number=True), Column(_("Years"))]
    return Table(_("What was made available"), columns, rows, show_caption=True)


def _first(stated: Budget | Allocation, sources: Sources, change: Change) -> SafeString:
    words = stated.get_kind_display() if stated.kind else _("Kind not stated")
    return format_html("{} {}", sources.cell(words, stated), change(stated))


def _years(first: int | None, last: int | None, *, structural: bool) -> str:
    if first is None:
        return _("not stated")
    if last is None:
        return _("from %(year)s on, every year") % {"year": first} if structural else str(first)
    return str(first) if first == last else f"{first} – {last}"


def _allocations(allocations: list[Allocation], sources: Sources, change: Change) -> Table | None:
    if not allocations:
        return None
    rows = [
        (
            _first(a, sources, change),
            amount(a),
            _until(a),
            _purposes(a),
        )
        for a in sorted(allocations, key=_by_kind)
    ]
    names = (
        Column(_("Allocated from")),
        Column(_("Amount"), number=True),
        Column(_("Period")),
        Column(_("For")),
    )
    return Table(_("What was allocated"), names, rows, show_caption=True)


def _by_kind(allocation: Allocation) -> tuple[int, int]:
    """Amounts that add up stand under each other; within a kind they keep the order of their years."""
    kinds = ("structural", "incidental", "regular")
    rank = kinds.index(allocation.kind) if allocation.kind in kinds else len(kinds)
    until = allocation.until.year if allocation.until else None
    return rank, allocation.from_year or until or 0


def _until(allocation: Allocation) -> str:
    until = (
        _("up to and including %(date)s") % {"date": dutch_date(allocation.until)} if allocation.until else ""
    )
    if allocation.from_year is None:
        return until or _("not stated")
    return f"{allocation.from_year}, {until}" if until else str(allocation.from_year)


def _purposes(allocation: Allocation) -> SafeString | str:
    return lines((purpose.text for purpose in allocation.purposes.all()), _("not stated"))


def _derived(money: ProgrammeMoney) -> Table | None:
    """What follows from the stated amounts, said to be worked out, with its terms."""
    if money.above is None or money.above.value is None:
        return None
    label = (
        _("Indexation (derived)")
        if money.above.reason == "indexation"
        else _("Above what is available (derived)")
    )
    terms = " ".join(
        f"{'+' if term.sign > 0 else '−'} {euros(term.line.amount)}"
        for term in money.above.terms
        if term.line.amount is not None
    ).removeprefix("+ ")
    columns = [Column(_("Worked out")), Column(_("Amount"), number=True), Column(_("How"))]
    return Table(
        _("What follows from it; no document states this"),
        columns,
        [(label, euros(money.above.value), terms)],
        show_caption=True,
    )
