"""What decisions changed in money: lines, year amounts, indexation, carry-overs, allocations, amendments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from koers.decisions.effects import Effect, Found, effects
from koers.decisions.models import Decision
from koers.finance import addresses
from koers.finance.kinds import carry_over_page
from koers.finance.models import Allocation, Budget, BudgetYear, CarryOver, Indexation
from koers.finance.requests.models import Grant
from koers.finance.requests.pages import address
from koers.finance.tables import stated_words
from koers.ui.formats import euros

if TYPE_CHECKING:
    from koers.organisations.models import User

_LINE = ("budget__programme__organisation",)


def in_money(user: User, decisions: Sequence[Decision]) -> Found:
    """One query per kind; only for who may see the money."""
    found: dict[int, list[Effect]] = {}

    def add(model: Any, related: Sequence[str], told: Callable[[Any], Effect], by: str = "decision") -> None:
        rows = model.objects.visible_to(user).filter(**{f"{by}__in": decisions})
        for one in rows.select_related(*related).order_by("pk"):
            found.setdefault(getattr(one, f"{by}_id"), []).append(told(one))

    add(Budget, ("programme__organisation",), lambda one: _of_line(one, one, stated_words(one)))
    add(BudgetYear, _LINE, lambda one: _of_line(one, one.budget, f"{one.year}, {euros(one.amount)}"))
    add(Indexation, _LINE, lambda one: _of_line(one, one.budget, _in_year(one.year, one.amount)))
    add(CarryOver, ("budget__programme",), _carried)
    add(Allocation, ("programme__organisation",), lambda one: _of_line(one, one, _given(one)))
    add(Grant, ("request",), _amended, by="covered_by")
    return found


def _what(one: Any) -> str:
    name = str(one._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _in_year(year: int, amount: Any) -> str:
    return f"{year}, {euros(amount)}" if amount is not None else str(year)


def _given(one: Allocation) -> str:
    return str(one) if one.amount is None and one.fte is not None else stated_words(one)


def _of_line(one: Any, line: Budget | Allocation, words: str) -> Effect:
    programme = line.programme
    url = addresses.programme_money(programme) if programme is not None else ""
    return Effect(_what(one), f"{programme.name}: {words}" if programme is not None else words, url)


def _carried(one: CarryOver) -> Effect:
    words = f"{one.from_year} → {one.to_year}, {euros(one.amount)}"
    programme = one.budget.programme
    text = f"{programme.name}: {words}" if programme is not None else words
    return Effect(_what(one), text, carry_over_page(one))


def _amended(one: Grant) -> Effect:
    words = _("%(title)s: %(amount)s more than was free") % {
        "title": one.request.title,
        "amount": euros(one.above),
    }
    return Effect(_("Amendment of the budget"), words, address(one.request))


def register_effects() -> None:
    effects.add("finance.changed", in_money)
