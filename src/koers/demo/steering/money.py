"""Money of Wendelmeer in the ledger: the Roadtrip as its reports state it, and a running programme with every state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from koers.demo.steering.making import Maker
from koers.editing.actions import change
from koers.editing.kinds import by_slug
from koers.finance.actions.booking import book_pending
from koers.finance.actions.ledger import ABOUT, NewEntry, book, counter
from koers.finance.actions.matrix import decide, spread
from koers.finance.models import MoneyKind, Stage
from koers.programmes.models import Programme

if TYPE_CHECKING:
    from koers.finance.models import Budget

ROADTRIP_UNTIL = 2026
# stage, year, day, amount, description, cost centre, number in the source
MOVING: tuple[tuple[str, int, tuple[int, int, int], str, str, str, str], ...] = (
    ("allocated", 2025, (2025, 3, 4), "110000", "Procesbegeleiding werkgroepen", "6210", ""),
    ("allocated", 2026, (2026, 1, 20), "65000", "Opleidingen 2026", "6210", ""),
    ("allocated", 2026, (2026, 2, 10), "48000", "Tijdelijke projectleider", "6215", ""),
    ("spent", 2025, (2025, 6, 30), "42500", "Procesbegeleiding, eerste helft", "6210", "F2025-118"),
    ("spent", 2025, (2025, 12, 15), "39250.50", "Procesbegeleiding, tweede helft", "6210", "F2025-377"),
    ("committed", 2026, (2026, 2, 12), "48000", "Opdracht projectleider", "6215", "O2026-041"),
    ("committed", 2026, (2026, 7, 31), "-28000", "Deel van de opdracht is gefactureerd", "6215", "O2026-041"),
    ("spent", 2026, (2026, 5, 8), "31780", "Opleiding opgavegericht werken", "6210", "F2026-102"),
    ("spent", 2026, (2026, 7, 31), "28000", "Projectleider tot en met juli", "6215", "F2026-188"),
    ("forecast", 2026, (2026, 10, 1), "118000", "Prognose bij de tweede tussenrapportage", "", ""),
)


def make_money(maker: Maker, moving: Programme) -> None:
    _roadtrip(maker)
    _moving(maker, moving)


def _roadtrip(maker: Maker) -> None:
    """What two reports state, with its years: nothing is added that they do not say."""
    found = Programme.objects.of(maker.organisation).filter(name__icontains="roadtrip").first()
    if found is None:  # an earlier stage of the demo: nothing was read in yet
        return
    for budget in found.budgets.exclude(amount=None).exclude(from_year=None):
        last = ROADTRIP_UNTIL if budget.kind == MoneyKind.STRUCTURAL else budget.from_year
        _spread(maker, budget, budget.from_year, last)
    book_pending(by=maker.by, programme=found)


def _spread(maker: Maker, budget: Budget, first: int | None, last: int | None, amount: Any = None) -> None:
    exact = Decimal(amount) if amount else budget.amount
    assert first is not None and last is not None and exact is not None
    spread(by=maker.by, budget=budget, first=first, last=last, amount=exact)


def _moving(maker: Maker, programme: Programme) -> None:
    """An incidental line with room carried over, a structural line that is indexed, costs, and a mistake put right."""
    framework = _decision(maker, "Stelt de programmabegroting 2025 vast", "2024-11-07")
    line = programme.budgets.get(kind="incidental")
    values = {
        "decision": framework,
        "cover": "earmarked_reserve",
        "cover_note": "Reserve organisatieontwikkeling",
        "price_level": 2025,
        "cost_centre": "6210",
        "taakveld": "0.4",
    }
    change(by=maker.by, kind=by_slug("budgetten"), record=line, version=line.version, values=values)
    _spread(maker, line, 2025, 2026, "150000")
    structural = maker.add(
        "budgetten", programme, amount=Decimal(60000), kind="structural", from_year=2026, decision=framework,
        cover="structural_room", price_level=2025, cost_centre="6220", taakveld="0.4", ledger_account="438000",
    )  # fmt: skip
    _spread(maker, structural, 2026, 2028)
    _indexation(maker, structural)
    _carry_overs(maker, line, structural)
    book_pending(by=maker.by, programme=programme)
    _entries(maker, programme)


def _indexation(maker: Maker, line: Budget) -> None:
    council = _decision(maker, "Stelt de kadernota 2027 vast, met de indexering van de lonen", "2026-07-02")
    maker.add(
        "indexaties", line, year=2027, date=date(2026, 7, 2), percentage=Decimal("3.2"), amount="1920",
        reason="Loonvoet sector overheid, kadernota 2027", decision=council,
    )  # fmt: skip
    maker.add(
        "indexaties", line, year=2028, date=date(2026, 9, 15), percentage=Decimal("2.9"),
        reason="Raming, nog niet vastgesteld",
    )  # fmt: skip


def _carry_overs(maker: Maker, line: Budget, structural: Budget) -> None:
    council = _decision(maker, "Stemt in met de budgetoverheveling van 2025 naar 2026", "2026-03-19")
    approved = maker.add(
        "overhevelingen", line, from_year=2025, to_year=2026, amount=Decimal(40000),
        reason="De begeleiding van twee werkgroepen begint een half jaar later",
    )  # fmt: skip
    decide(by=maker.by, carry_over=approved, version=approved.version, state="approved", decision=council)
    refused = maker.add(
        "overhevelingen", line, from_year=2025, to_year=2026, amount=Decimal(15000), reason="Ruimte voor onvoorziene kosten"
    )  # fmt: skip
    decide(by=maker.by, carry_over=refused, version=refused.version, state="refused", decision=council)
    maker.add(
        "overhevelingen", structural, from_year=2026, to_year=2027, amount=Decimal(12000),
        reason="De functie is pas in het najaar vervuld",
    )  # fmt: skip


def _entries(maker: Maker, programme: Programme) -> None:
    controller = maker.person("controller")
    new = [
        NewEntry(
            programme=programme, stage=stage, kind="incidental", year=year, value_date=date(*day),
            amount=Decimal(amount), description=words, cost_centre=centre, taakveld="0.4", source_reference=number,
            certainty=ABOUT if stage == Stage.FORECAST else "exact",
        )
        for stage, year, day, amount, words, centre, number in MOVING
    ]  # fmt: skip
    book(by=controller, organisation=maker.organisation, entries=new)
    [mistake] = book(
        by=controller,
        organisation=maker.organisation,
        entries=[
            NewEntry(
                programme=programme, stage=Stage.SPENT, kind="incidental", year=2026, value_date=date(2026, 9, 3),
                amount=Decimal(7_400), description="Huur van zalen", cost_centre="6210", source_reference="F2026-201",
            )
        ],
    )  # fmt: skip
    counter(by=controller, entry=mistake, reason="Hoort bij het programma Samen digitaal")


def _decision(maker: Maker, text: str, day: str) -> Any:
    return maker.add("besluiten", body="Gemeenteraad", act="stelt vast", text=text, date=day)
