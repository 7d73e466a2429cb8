"""The spreadsheet of a programme's money recalculates to Koers' own figures, to the cent."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.test import Client

from koers.finance import overview
from koers.finance.actions.ledger import NewEntry, book, counter
from koers.finance.balances import STAGES
from koers.finance.exporting.workbook import letter, money_book
from koers.finance.models import Budget, BudgetYear, CarryOver, Indexation
from koers.finance.sums import AsOf
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme

pytestmark = pytest.mark.django_db

ON = AsOf(date(2028, 12, 31))
RISKY = '=HYPERLINK("https://example.org")'


@pytest.fixture
def programme(organisation: Organisation, controller: User) -> Programme:
    """Two hundred entries over three years, some taken back, one unknown, one with a risky description."""
    made = Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")
    chance = Random(4)
    entries = [
        NewEntry(
            stage=chance.choice(STAGES),
            kind=chance.choice(("structural", "incidental", "")),
            year=chance.choice((2026, 2027, 2028)),
            value_date=date(2026, chance.randint(1, 12), 1),
            amount=Decimal(chance.randint(1, 10**9)) / 100 * chance.choice((1, 1, -1)),
            programme=made,
            description=RISKY if number == 0 else f"regel {number}",
        )
        for number in range(200)
    ]
    unknown = NewEntry(
        stage="allocated", kind="incidental", year=2026, value_date=date(2026, 1, 1), amount=Decimal(0),
        certainty="unknown", description="vrijwel geheel", programme=made,
    )  # fmt: skip
    booked = book(by=controller, organisation=organisation, entries=[*entries, unknown])
    for entry in booked[:20]:
        counter(by=controller, entry=entry, reason="Fout")
    budget = Budget.objects.create(
        organisation=organisation,
        programme=made,
        amount=Decimal(100_000),
        kind="structural",
        from_year=2026,
        raw="+1+1",
    )
    for year, amount in ((2026, "100000.10"), (2027, "99999.95")):
        BudgetYear.objects.create(budget=budget, year=year, amount=Decimal(amount))
    Indexation.objects.create(
        budget=budget, year=2027, date=date(2027, 1, 1), amount=Decimal("2499.99"), reason="Loon"
    )
    CarryOver.objects.create(budget=budget, from_year=2026, to_year=2027, amount=Decimal(5), reason="Later")
    return made


def made_of(programme: Programme, user: User) -> bytes:
    entries = overview.entries(user, programme=programme, as_of=ON).select_related("decision", "batch")
    return money_book(overview.of_programme(programme, ON), overview.matrix_of(programme), entries)


def cells_of(data: bytes, *, values: bool) -> dict[str, list[tuple[Any, ...]]]:
    from openpyxl import load_workbook

    found = load_workbook(io.BytesIO(data), data_only=values)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in found.worksheets}


def recalculated(data: bytes, folder: Path) -> bytes:
    office = shutil.which("soffice")
    if office is None or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not installed")
    source, target = folder / "geld.xlsx", folder / "uit"
    source.write_bytes(data)
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx",
            "--outdir", str(target), str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    return (target / "geld.xlsx").read_bytes()


def cents(value: object) -> int:
    return round(float(str(value)) * 100)


def test_libreoffice_comes_to_the_same_figures(
    programme: Programme, controller: User, tmp_path: Path
) -> None:
    found = overview.of_programme(programme, ON).balances
    sheets = list(cells_of(recalculated(made_of(programme, controller), tmp_path), values=True).values())
    lines, chain, entries = sheets[1], sheets[2], sheets[3]
    cells = sorted(
        found.cells, key=lambda one: (one[1], ("structural", "incidental", "regular", "").index(one[0]))
    )
    for row, (kind, year) in zip(chain[1:-1], cells, strict=True):
        balance = found.cell(kind, year)
        wanted = [balance.of(stage).known for stage in STAGES]
        assert [cents(value) for value in row[2:7]] == wanted
        assert cents(row[7]) == balance.free_to_allocate.known
        assert cents(row[8]) == balance.remainder.known
        assert row[9] == sum(balance.of(stage).unknown for stage in STAGES)
    total = found.total
    assert [cents(value) for value in chain[-1][2:7]] == [total.of(stage).known for stage in STAGES]
    assert cents(entries[-1][4]) == sum(total.of(stage).known for stage in STAGES)
    assert [cents(value) for value in lines[-1][3:6]] == [10_000_010, 10_249_994, 20_250_004]


def test_sums_are_formulas_and_texts_are_texts(programme: Programme, controller: User) -> None:
    sheets = list(cells_of(made_of(programme, controller), values=False).values())
    assert str(sheets[1][-1][3]).startswith("=SUM(")
    assert str(sheets[2][1][2]).startswith("=SUMIFS(")
    from openpyxl import load_workbook

    book_ = load_workbook(io.BytesIO(made_of(programme, controller)))
    typed = [
        cell for sheet in book_.worksheets for row in sheet.iter_rows() for cell in row if cell.value == RISKY
    ]
    assert typed
    assert all(cell.data_type == "s" for cell in typed)
    line = book_.worksheets[1]["A2"]
    assert (line.value, line.data_type) == ("+1+1", "s")


def test_a_programme_without_money(organisation: Organisation, controller: User) -> None:
    empty = Programme.objects.create(organisation=organisation, name="Leeg", slug="leeg")
    sheets = cells_of(made_of(empty, controller), values=False)
    assert [len(rows) for rows in sheets.values()][1:] == [1, 1, 1]


def test_the_download(client: Client, programme: Programme, controller: User) -> None:
    client.force_login(controller)
    response = client.get(f"/geld/programmas/{programme.public_id}/rekenblad/?op=2028-12-31")
    assert response["Content-Disposition"] == 'attachment; filename="geld-op-pad-2028-12-31.xlsx"'
    assert len(cells_of(response.content, values=False)) == 4


def test_names_of_columns() -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]
