"""The tables of the pages of money. Every figure leads to the entries it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.editing.places import address
from koers.finance import addresses
from koers.finance.balances import STAGES, Amount, Balance, Balances, proposed_indexation
from koers.finance.models import CarryOver, LedgerEntry
from koers.finance.sums import AsOf
from koers.finance.wording import (
    FREE,
    NAMES,
    REMAINDER,
    amount_words,
    favour_words,
    kind_words,
    spent_caveat,
    with_favour,
)
from koers.ui.formats import dutch_date, euros, short_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.finance.actions.booking import Pending
    from koers.finance.models import Allocation, Budget, Indexation
    from koers.finance.overview import Matrix, OrganisationLedger
    from koers.programmes.models import Programme

STATE_SIGNS = {"proposed": "rest", "approved": "done", "refused": "alarm", "lapsed": "rest"}
CHAIN = (*STAGES, FREE, REMAINDER)


def _heads(first: str) -> list[Column]:
    return [Column(first), *(Column(str(NAMES[name]), number=True) for name in CHAIN)]


def _chain(balance: Balance, link: Callable[[str], str] | None, about: str) -> list[object]:
    """The five stages, as links to their entries, and the two balances."""
    found: list[object] = []
    for stage in STAGES:
        words = stage_words(balance, stage)
        found.append(addresses.linked(words, link(stage), about) if link else words)
    return [*found, favoured(balance.free_to_allocate), favoured(balance.remainder)]


def stage_words(balance: Balance, stage: str) -> str:
    """A forecast that nobody made is none, not nothing to be spent."""
    if stage == "forecast" and not balance.has_forecast:
        return _("none yet")
    return amount_words(balance.of(stage))


def per_year(found: Balances, programme: Programme, as_of: AsOf) -> Table | None:
    """A row per year and kind; of a year that ended the result stands in the table of results."""
    if not found.years:
        return None
    rows: list[Sequence[object]] = []
    for year in found.years:
        kinds = [kind for kind in found.kinds if (kind, year) in found.cells]
        for kind in kinds:
            rows.append(
                [
                    _("%(year)s, %(kind)s") % {"year": year, "kind": kind_words(kind).lower()},
                    *_chain(found.cell(kind, year), _to(programme, as_of, year, kind), f"{year}"),
                ]
            )
    return Table(_("Balances per year and kind of money"), _heads(_("Year")), rows)


def favoured(amount: Amount, caveat: str = "") -> SafeString:
    """The amount with, beneath it, favourable or unfavourable in words, and what a reader must know."""
    notes = [words for words in (favour_words(amount), caveat) if words]
    note = format_html('<span class="koers-cellnote koers-soft koers-small">{}</span>', ". ".join(notes))
    return format_html("{}{}", amount_words(amount), note if notes else "")


def _to(programme: Programme, as_of: AsOf, year: int | None, kind: str | None) -> Callable[[str], str]:
    return lambda stage: addresses.entries(as_of, programme=programme, stage=stage, year=year, kind=kind)


def results(found: Balances) -> Table | None:
    """What closed years left over."""
    ended = found.results()
    if not ended:
        return None
    rows = [
        [
            str(year),
            amount_words(found.of_year(year).made_available),
            amount_words(found.of_year(year).spent),
            favoured(amount, spent_caveat(found.of_year(year))),
        ]
        for year, amount in ended.items()
    ]
    columns = [Column(_("Year"))]
    columns += [Column(str(NAMES[name]), number=True) for name in ("made_available", "spent", "result")]
    return Table(_("Result of years that ended"), columns, rows)


def steps(balance: Balance, link: Callable[[str], str]) -> Table:
    """The waterfall as a table."""
    rows = [
        [str(NAMES[stage]), addresses.linked(stage_words(balance, stage), link(stage), str(NAMES[stage]))]
        for stage in STAGES
    ]
    rows += [
        [str(NAMES[FREE]), with_favour(balance.free_to_allocate)],
        [str(NAMES[REMAINDER]), with_favour(balance.remainder)],
        [
            str(NAMES["expected"]),
            with_favour(balance.expected) if balance.has_forecast else "–",
        ],
    ]
    return Table(
        _("From made available to what is left"), [Column(_("Step")), Column(_("Amount"), number=True)], rows
    )


def matrix(found: Matrix, may_keep: bool) -> Table | None:
    """Line × year: what each budget comes to, indexation and carry-over included."""
    if not found.budgets:
        return None
    columns = [
        Column(_("Line")),
        Column(_("Source and cover")),
        *(Column(str(y), number=True) for y in found.years),
    ]
    rows = [
        [_line(budget, may_keep), _source(budget), *(_in_year(found, budget, year) for year in found.years)]
        for budget in found.budgets
    ]
    return Table(_("Budget lines per year"), columns, rows)


def _line(budget: Budget, may_keep: bool) -> SafeString:
    name = format_html(
        '<a class="utrecht-link" href="{}">{}</a>', address("record", budget), kind_words(budget.kind)
    )
    stated = format_html(
        '<span class="koers-cellnote koers-soft koers-small">{}</span>', stated_words(budget)
    )
    if not may_keep:
        return format_html("{}{}", name, stated)
    return format_html(
        '{}{} <a class="utrecht-link koers-small" href="{}">{}<span class="koers-visually-hidden">: {}</span></a>',
        name,
        stated,
        reverse("finance:spread", kwargs={"public_id": budget.public_id}),
        _("Year amounts"),
        str(budget)[:60],
    )


def stated_words(budget: Budget | Allocation) -> str:
    """The amount as stated, never more."""
    if budget.amount is None:
        return _("amount unknown") + (f" ({budget.raw})" if budget.raw else "")
    words = euros(budget.amount)
    return _("about %(amount)s") % {"amount": words} if budget.approximate else words


def _source(budget: Budget) -> SafeString:
    decision = budget.decision
    words = str(decision)[:80] if decision else _("no decision stated")
    day = f" ({short_date(decision.date)})" if decision and decision.date else ""
    parts = [f"{words}{day}"]
    if budget.cover:
        parts.append(_("cover: %(cover)s") % {"cover": budget.get_cover_display()})
    if budget.price_level:
        parts.append(_("prices of %(year)s") % {"year": budget.price_level})
    accounts = [one for one in (budget.cost_centre, budget.taakveld, budget.ledger_account) if one]
    if accounts:
        parts.append(" · ".join(accounts))
    found = format_html("{}", parts[0])
    for part in parts[1:]:
        found = format_html("{}<br>{}", found, part)
    return found


def _in_year(found: Matrix, budget: Budget, year: int) -> SafeString | str:
    one = found.amounts.get((budget.pk, year))
    parts = [euros(one.amount)] if one else []
    parts += [
        _("%(amount)s indexation") % {"amount": euros(i.amount)}
        for i in found.indexations
        if i.budget_id == budget.pk and i.year == year and i.amount
    ]
    for carried in found.carry_overs:
        if carried.budget_id != budget.pk or carried.state != CarryOver.State.APPROVED:
            continue
        if carried.from_year == year:
            parts.append(_("%(amount)s carried over") % {"amount": euros(-carried.amount)})
        if carried.to_year == year:
            parts.append(_("%(amount)s carried over") % {"amount": euros(carried.amount)})
    shown = format_html("{}", parts[0]) if parts else "–"
    for part in parts[1:]:
        shown = format_html("{}<br>{}", shown, part)
    return shown


def indexations(found: Matrix) -> Table | None:
    if not found.indexations:
        return None
    rows = [
        [
            format_html('<a class="utrecht-link" href="{}">{}</a>', address("record", one), one.reason),
            one.year,
            dutch_date(one.date),
            f"{one.percentage.normalize():f}".replace(".", ",") + " %" if one.percentage is not None else "–",
            _indexed(found, one),
            str(one.decision)[:80] if one.decision else _("none"),
        ]
        for one in found.indexations
    ]
    names = (_("Reason"), _("Year"), _("Date"), _("Percentage"), _("Amount"), _("Decision"))
    return Table(_("Indexation, entered by hand"), [Column(name) for name in names], rows)


def _indexed(found: Matrix, one: Indexation) -> str:
    """The amount that was entered, else what the percentage comes to: derived, and not booked."""
    if one.amount is not None:
        return euros(one.amount)
    base = found.amounts.get((one.budget_id, one.year))
    if base is None or one.percentage is None:
        return _("unknown: this line has no amount in this year")
    return _("%(amount)s (derived, a proposal)") % {
        "amount": euros(proposed_indexation(base.amount, one.percentage))
    }


def carry_overs(found: Matrix) -> Table | None:
    if not found.carry_overs:
        return None
    rows = [
        [
            format_html(
                '<a class="utrecht-link" href="{}">{}</a>',
                reverse("finance:carry_over", kwargs={"public_id": one.public_id}),
                one.reason,
            ),
            f"{one.from_year} → {one.to_year}",
            euros(one.amount),
            status(STATE_SIGNS[one.state], one.get_state_display()),
            str(one.decision)[:80] if one.decision else "–",
        ]
        for one in found.carry_overs
    ]
    columns = [Column(_("Reason")), Column(_("Years")), Column(_("Amount"), number=True), Column(_("Status"))]
    return Table(_("Carry-overs"), [*columns, Column(_("Decision of the council"))], rows)


def not_booked(found: Iterable[Pending]) -> Table | None:
    rows = []
    for one in found:
        shown = one.becomes or one.was
        assert shown is not None
        rows.append(
            [
                shown.description or str(NAMES[shown.stage]),
                str(NAMES[shown.stage]),
                shown.year,
                _in_ledger(one),
                _should_be(one),
            ]
        )
    columns = [Column(_("What")), Column(pgettext("money", "Stage")), Column(_("Year"))]
    columns += [Column(_("In the ledger"), number=True), Column(_("In the register"), number=True)]
    return Table(_("What the ledger does not say yet"), columns, rows) if rows else None


def _in_ledger(one: Pending) -> str:
    if one.was is None:
        return _("nothing yet")
    return _("unknown") if one.was.unknown else euros(one.was.amount)


def _should_be(one: Pending) -> str:
    if one.becomes is None:
        return _("nothing any more")
    return _("unknown") if one.becomes.certainty == "unknown" else euros(one.becomes.amount)


def per_programme(found: OrganisationLedger, year: int | None) -> Table | None:
    """A row per programme with the chain; the last row is the organisation."""
    if not found.programmes:
        return None
    rows: list[Sequence[object]] = []
    for programme, its in found.programmes:
        balance = its.total if year is None else its.of_year(year)
        if programme is None:
            name: object = _("Organisation as a whole")
        else:
            url = addresses.programme_money(programme, found.as_of)
            name = addresses.linked(programme.name, url)
        flag = any(year in (None, one.year) for one in its.beyond())
        rows.append([name, *_chain(balance, None, ""), status("alarm", _("unlawful")) if flag else "–"])
    whole = found.whole.total if year is None else found.whole.of_year(year)
    columns = [*_heads(_("Programme")), Column(_("Towards the budget"))]
    foot = [_("Together"), *_chain(whole, None, ""), ""] if len(rows) > 1 else []
    return Table(_("Money per programme"), columns, rows, foot=foot)


def entry_amount(entry: LedgerEntry) -> str:
    if entry.unknown:
        return _("unknown")
    return _("about %(amount)s") % {"amount": euros(entry.amount)} if entry.about else euros(entry.amount)


def entry_list(found: Iterable[LedgerEntry]) -> Table:
    rows = [
        [
            format_html(
                '<a class="utrecht-link" href="{}">{}</a>',
                reverse("finance:entry", kwargs={"public_id": one.public_id}),
                one.description or str(one),
            ),
            short_date(one.value_date),
            str(NAMES[one.stage]),
            _("%(year)s, %(kind)s") % {"year": one.year, "kind": kind_words(one.kind).lower()},
            one.programme.name if one.programme else _("Organisation as a whole"),
            entry_amount(one),
        ]
        for one in found
    ]
    columns = [Column(_("Entry")), Column(_("Counts from")), Column(pgettext("money", "Stage"))]
    columns += [Column(_("Year and kind")), Column(_("Programme")), Column(_("Amount"), number=True)]
    return Table(_("Entries, newest first"), columns, rows)
