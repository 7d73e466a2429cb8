"""The money of one programme: its balances on any day, its lines per year, and what documents state."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.finance import addresses, overview, tables
from koers.finance.asked import Asked, asked
from koers.finance.models import Budget
from koers.finance.views import balance_context, import_words
from koers.organisations.access import require
from koers.organisations.permissions import Permission
from koers.ui.parts import Link
from koers.web.programme import account
from koers.web.programme.head import Head, head_of
from koers.web.programme.sections import present


@require(Permission.VIEW_STEERING)
@require_safe
def money_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "money")
    if not head.steers:  # steering in one organisation gives no sight of another's money
        raise Http404(_("This page does not exist, or it is not yours."))
    question = asked(request)
    context = head.context(_("Money")) | _standing(head, question) | {"stated": account.money(head)}
    return render(request, "web/money/page.html", context)


def _standing(head: Head, question: Asked) -> dict[str, Any]:
    programme, as_of = head.programme, question.as_of
    found = overview.of_programme(programme, as_of)
    matrix = overview.matrix_of(programme)
    years = sorted({*found.balances.years, *matrix.years})
    may_keep = head.user.may(Permission.KEEP_MONEY, programme.organisation_id, programme.public_id)
    balance = found.balances.total if question.year is None else found.balances.of_year(question.year)
    context = balance_context(found.balances, question, years) | {
        "nothing": not found.balances.cells,
        "steps": tables.steps(
            balance,
            lambda stage: addresses.entries(as_of, programme=programme, stage=stage, year=question.year),
        ),
        "per_year": tables.per_year(found.balances, programme, as_of),
        "results": tables.results(found.balances),
        "matrix": tables.matrix(matrix, may_keep),
        "indexations": tables.indexations(matrix),
        "carry_overs": tables.carry_overs(matrix),
        "not_booked": tables.not_booked(matrix.pending),
        "warnings": [words for budget in matrix.budgets for words in _warnings(budget)],
        "without_year": [str(one) for one in matrix.without_year],
        "import_words": import_words(found.last_import),
        "may_keep": may_keep,
        "entries_url": addresses.entries(as_of, programme=programme, year=question.year),
        "organisation_url": reverse("finance:dashboard"),
        "sheet_url": addresses.spreadsheet(programme, as_of),
    }
    if may_keep:
        context |= {
            "book_url": f"{reverse('finance:book')}?programma={programme.public_id}",
            "pending_url": reverse("finance:book_pending", kwargs={"public_id": programme.public_id}),
        }
    return context | {"change_links": present(*_links(head, matrix))}


def _warnings(budget: Budget) -> list[str]:
    from koers.finance.kinds import budget_warnings

    return [f"{tables.stated_words(budget)}: {words}" for words in budget_warnings(budget)]


def _links(head: Head, matrix: overview.Matrix) -> list[Link | None]:
    """A way to each list: what hangs from a budget is added on the page of that budget."""
    from koers.finance.models import CarryOver, Indexation

    return [
        head.editing.all_of(Indexation, _("All indexations")) if matrix.indexations else None,
        head.editing.all_of(CarryOver, _("All carry-overs")) if matrix.carry_overs else None,
    ]
