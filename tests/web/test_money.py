"""The money of a programme: what is stated, what is unknown, and what follows from it, never mixed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from intake.documents_made import Given
from strict import StrictClient
from web.conftest import PROGRAMME, Accept, money

ALMOST = money("0", "bijna alles") | {"amount": None}


def budget(number: int, kind: str | None, amount: dict[str, Any] | None, **years: int) -> Given:
    return Given("budget", f"Budget {number}", {"amount": amount, "kind": kind, **years})


def allocation(number: int, kind: str | None, amount: dict[str, Any] | None, **rest: Any) -> Given:
    return Given(
        "allocation", f"Toewijzing {number}", {"amount": amount, "kind": kind, "purposes": [], **rest}
    )


def money_of(client: StrictClient) -> str:
    page = client.get("/programmas/waterveen/op-pad/geld/").content.decode()
    section = page.split('id="geld"')[-1].split("</section>")[0] if 'id="geld"' in page else ""
    return " ".join(re.sub(r"<[^>]+>", " ", section).replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((budget(1, None, ALMOST),), ["Soort niet vermeld", "bedrag onbekend (bijna alles)", "niet vermeld"]),
        ((budget(1, "structural", money("5.00", "€ 5")),), ["structureel", "€ 5"]),
        ((budget(1, "incidental", money("5.00", "€ 5"), from_year=2025),), ["Incidenteel", "2025"]),
        ((budget(1, "incidental", money("5.00", "€ 5"), from_year=2025, to_year=2025),), ["2025"]),
        ((allocation(1, "incidental", None, from_year=2025),), ["onbekend", "de bron noemt geen bedrag"]),
        ((allocation(1, "structural", money("5.00", "€ 5"), until="2026"),), ["tot en met 2026"]),
        (
            (allocation(1, "structural", money("5.00", "€ 5")), allocation(2, "structural", None)),
            ["ten minste", "som van 1"],
        ),
        (
            (
                budget(1, "structural", money("1000.00", "€ 1.000"), from_year=2025),
                allocation(1, "structural", money("900.00", "€ 900")),
                allocation(
                    2, "structural", money("150.00", "€ 150 (incl. indexatie)", includes="incl. indexatie")
                ),
            ),
            ["Indexatie (afgeleid)", "€ 50", "€ 900 + € 150 − € 1.000"],
        ),
    ],
)
def test_what_is_stated_and_what_is_not(
    given: tuple[Given, ...], words: list[str], controller_client: StrictClient, accept: Accept
) -> None:
    accept(PROGRAMME, *given)
    shown = money_of(controller_client)
    for expected in words:
        assert expected in shown, shown


def test_without_money_the_page_asks_which_decision_made_it_available(
    controller_client: StrictClient, accept: Accept
) -> None:
    accept(PROGRAMME)
    assert "Nog geen geld vermeld" in money_of(controller_client)
