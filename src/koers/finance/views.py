"""Pages of money for who may see it: the organisation's dashboard, the entries behind a figure, one entry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from koers.finance import addresses, overview, sums, tables
from koers.finance.addresses import ASKED, NO_PROGRAMME
from koers.finance.asked import ALL_YEARS, Asked, asked, filters
from koers.finance.balances import Balances
from koers.finance.forms import CounterForm
from koers.finance.models import ImportBatch, LedgerEntry, Stage
from koers.finance.waterfall import described, draw
from koers.finance.wording import (
    DEFINITIONS,
    FREE,
    NAMES,
    REMAINDER,
    amount_words,
    beyond_words,
    conclusion,
    favour_words,
    kind_words,
    spent_caveat,
)
from koers.organisations.access import get_visible_or_404, gone, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact, Link

PER_PAGE = 50


def balance_context(found: Balances, question: Asked, years: list[int]) -> dict[str, Any]:
    """What the dashboard and the page of a programme share: the dates, both balances, the waterfall, the flags."""
    balance = found.total if question.year is None else found.of_year(question.year)
    chart = draw(balance, lambda name: str(NAMES[name]), amount_words)
    shown = sorted({*years, *({question.year} if question.year else ())})
    return {
        "asked": question,
        "years": [(str(year), year == question.year) for year in shown],
        "all_years": ALL_YEARS,
        "figures": [
            Fact(
                str(NAMES[name]),
                amount_words(amount),
                _note(favour_words(amount), str(DEFINITIONS[name]), caveat),
            )
            for name, amount, caveat in (
                (FREE, balance.free_to_allocate, ""),
                (REMAINDER, balance.remainder, spent_caveat(balance)),
            )
        ],
        "chart": chart,
        "chart_words": described(chart.rows) if chart else "",
        "conclusion": conclusion(found, question.year),
        "beyond": [beyond_words(one) for one in found.beyond()],
        "unknown": balance.made_available.reasons + balance.allocated.reasons + balance.spent.reasons,
    }


def _note(favour: str, definition: str, caveat: str) -> str:
    parts = [f"{favour[:1].upper()}{favour[1:]}." if favour else "", definition, caveat]
    return " ".join(part for part in parts if part)


def import_words(batch: ImportBatch | None) -> str:
    """Till when the financial system is in it."""
    if batch is None:
        return _("Nothing was imported from the financial system yet.")
    day = dutch_date(batch.created_at.date())
    if batch.last_date is None:
        return _("Last import: %(day)s (%(file)s).") % {"day": day, "file": batch.file_name}
    words = _("Last import: %(day)s (%(file)s), with bookings up to and including %(last)s.")
    return words % {"day": day, "file": batch.file_name, "last": dutch_date(batch.last_date)}


@require(Permission.VIEW_STEERING)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_STEERING)
    question = asked(request)
    found = overview.of_organisation(user_of(request), organisation, question.as_of)
    years = question.year
    flags = [
        f"{programme.name if programme else organisation.name}: {beyond_words(one)}"
        for programme, its in found.programmes
        for one in its.beyond()
    ]
    table = tables.per_programme(found, years)
    context = balance_context(found.whole, question, found.whole.years) | {
        "title": _("Money"),
        "facts": [Fact(_("Organisation"), organisation.name)],
        "table": table,
        "results": tables.results(found.whole),
        "beyond": flags,
        "nothing": not found.whole.cells,
        "import_words": import_words(found.last_import),
        "may_keep": may(request.user, Permission.KEEP_MONEY, organisation),
        "entries_url": addresses.entries(question.as_of, year=years),
        "first": Link(_("Book money"), reverse("finance:book")),
        "programmes_link": Link(_("To the programmes"), reverse("web:programmes")),
    }
    return render(request, "finance/dashboard.html", context)


@require(Permission.VIEW_STEERING)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    user, question, chosen = user_of(request), asked(request), filters(request)
    programme = _programme(request)
    dated = any(request.GET.get(ASKED[name]) for name in ("value", "booked"))
    found = overview.entries(user, programme=programme, as_of=question.as_of if dated else None, **chosen)
    if programme is None:
        organisation = require_organisation(request, Permission.VIEW_STEERING)
        found = found.filter(organisation=organisation)
        if request.GET.get(ASKED["programme"]) == NO_PROGRAMME:
            found = found.filter(programme=None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    query = request.GET.copy()
    query.pop("pagina", None)
    context = {
        "title": _("Entries"),
        "breadcrumbs": _crumbs(programme, _("Entries")),
        "page": page,
        "query": query.dict(),
        "table": tables.entry_list(page.object_list) if page.object_list else None,
        # Stages follow from each other: money that was given out and then spent is no two amounts.
        "total": amount_words(sums.added_up(found)) if chosen.get("stage") else "",
        "count": page.paginator.count,
        "narrowed": _narrowed(programme, question, chosen, dated=dated),
        "stages": [
            Link(str(label), _with_stage(request, value), current=chosen.get("stage", "") == value)
            for value, label in (("", _("All stages")), *Stage.choices)
        ],
        "all_link": Link(_("All entries"), reverse("finance:entries")),
    }
    return render(request, "finance/entries.html", context)


def _with_stage(request: HttpRequest, stage: str) -> str:
    query = request.GET.copy()
    query.pop("pagina", None)
    query.pop(ASKED["stage"], None)
    if stage:
        query[ASKED["stage"]] = stage
    return f"?{query.urlencode()}" if query else "?"


def _programme(request: HttpRequest) -> Programme | None:
    given = request.GET.get(ASKED["programme"], "")
    if not given or given == NO_PROGRAMME:
        return None
    try:
        public_id = UUID(given)
    except ValueError:
        raise gone() from None
    return programme_of(request, public_id)


def programme_of(request: HttpRequest, public_id: UUID) -> Programme:
    """404 when it is not the user's, or not its money."""
    found = get_visible_or_404(Programme, user_of(request), public_id=public_id)
    if not may(request.user, Permission.VIEW_STEERING, found):
        raise gone()
    return found


def _narrowed(
    programme: Programme | None, question: Asked, chosen: dict[str, Any], *, dated: bool
) -> list[str]:
    """What the list is limited to, in words."""
    found = [programme.name] if programme else []
    if "year" in chosen:
        found.append(str(chosen["year"]))
    if "kind" in chosen:
        found.append(kind_words(chosen["kind"]).lower())
    if dated:
        found.append(_("as it stood on %(day)s") % {"day": dutch_date(question.as_of.value)})
        if question.as_of.booked:
            found.append(_("as known on %(day)s") % {"day": dutch_date(question.as_of.booked)})
    return found


def _crumbs(programme: Programme | None, title: str) -> list[Link]:
    if programme is None:
        return [Link(_("Money"), reverse("finance:dashboard")), Link(title)]
    return [Link(programme.name, addresses.programme_money(programme)), Link(title)]


@require(Permission.VIEW_STEERING)
@require_safe
def entry(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_visible_or_404(LedgerEntry, user_of(request), public_id=public_id)
    return render(request, "finance/entry.html", entry_context(request, found, CounterForm()))


def entry_context(request: HttpRequest, found: LedgerEntry, form: Any) -> dict[str, Any]:
    counter = found.counters.first()
    title = found.description or str(found)
    return {
        "title": title,
        "breadcrumbs": _crumbs(found.programme, title),
        "entry": found,
        "facts": [
            Fact(pgettext("money", "Stage"), str(NAMES[found.stage])),
            Fact(_("Amount"), tables.entry_amount(found)),
            Fact(_("Counts from"), dutch_date(found.value_date)),
        ],
        "details": _details(found),
        "counter": counter,
        "form": form,
        "may_counter": counter is None
        and found.corrects_id is None
        and may(request.user, Permission.KEEP_MONEY, found),
    }


def _details(found: LedgerEntry) -> list[Fact]:
    moment = timezone.localtime(found.booked_at)
    booked = f"{dutch_date(moment.date())}, {moment:%H.%M}"
    if found.by:
        booked = _("%(moment)s by %(name)s") % {"moment": booked, "name": found.by}
    facts = [
        Fact(_("Financial year"), str(found.year)),
        Fact(_("Kind of money"), kind_words(found.kind)),
        Fact(_("Programme"), found.programme.name if found.programme else _("Organisation as a whole")),
        Fact(_("Booked at"), booked),
    ]
    optional = (
        (_("Decision"), str(found.decision) if found.decision else ""),
        (_("Number in the source"), found.source_reference),
        (_("Cost centre"), found.cost_centre),
        (_("Task field (taakveld)"), found.taakveld),
        (_("Ledger account"), found.ledger_account),
        (_("File"), found.batch.file_name if found.batch else ""),
    )
    return facts + [Fact(label, value) for label, value in optional if value]
