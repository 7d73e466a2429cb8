"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koers.editing.kinds import Kind, register
from koers.finance.models import Allocation, AllocationPurpose, Budget

_HELP = {
    "amount": _("In euros. Leave it empty when it is not known and say below what is."),
    "from_year": _("Structural money returns every year from then on."),
    "includes": _("For example: with indexation."),
    "raw": _("The words of the decision or report, when they say more than the amount."),
}


def register_kinds() -> None:
    register(
        Kind(
            model=Budget,
            slug="budgetten",
            api="budgets",
            parent="programme",
            fields=("amount", "kind", "from_year", "to_year", "approximate", "includes", "raw"),
            columns=("kind", "amount", "from_year", "to_year"),
            help=_HELP,
        ),
        Kind(
            model=Allocation,
            slug="toewijzingen",
            api="allocations",
            parent="programme",
            fields=("amount", "kind", "from_year", "until", "approximate", "includes", "raw"),
            columns=("kind", "amount", "from_year", "until"),
            help={name: words for name, words in _HELP.items() if name != "from_year"},
        ),
        Kind(
            model=AllocationPurpose,
            slug="bestemmingen",
            api="allocation-purposes",
            parent="allocation",
            fields=("text",),
        ),
    )
