from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.ui import formats
from koers.ui.formats import NBSP


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (737710, "€ 737.710"),
        (Decimal("737710.00"), "€ 737.710"),
        (Decimal("12.5"), "€ 12,50"),
        (Decimal("0.05"), "€ 0,05"),
        (Decimal("1.005"), "€ 1,01"),
        (Decimal("-1200"), "−€ 1.200"),
        (Decimal("-0.001"), "€ 0"),
        (0, "€ 0"),
        (1_000_000_000, "€ 1.000.000.000"),
    ],
)
def test_euros_read_as_dutch_money(amount: Decimal | int, text: str) -> None:
    assert formats.euros(amount) == text.replace(" ", NBSP)


@pytest.mark.parametrize("wrong", [1.5, True])
def test_floats_are_refused(wrong: float) -> None:
    with pytest.raises(TypeError):
        formats.euros(wrong)  # type: ignore[arg-type]


def test_cents_are_shown_as_euros() -> None:
    assert formats.euros_of_cents(73_771_000) == f"€{NBSP}737.710"
    assert formats.euros_of_cents(1) == f"€{NBSP}0,01"


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_every_amount_can_be_read_back(cents: int) -> None:
    text = formats.euros_of_cents(cents)
    number = (
        text.replace("€", "").replace(NBSP, "").replace(".", "").replace(",", ".").replace(formats.MINUS, "-")
    )
    assert int(Decimal(number) * 100) == cents


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        (PartialDate(2019, 7, 1), "1 juli 2019", "1 jul 2019"),
        (PartialDate(2019, 3), "maart 2019", "mrt 2019"),
        (PartialDate(2019), "2019", "2019"),
        (date(2026, 11, 22), "22 november 2026", "22 nov 2026"),
    ],
)
def test_a_date_reads_as_precisely_as_it_is_known(value: PartialDate | date, long: str, short: str) -> None:
    assert formats.dutch_date(value).replace(NBSP, " ") == long
    assert formats.short_date(value).replace(NBSP, " ") == short


@pytest.mark.parametrize(
    ("begin", "end", "text"),
    [
        (PartialDate(2025, 1, 1), PartialDate(2027, 3, 31), "1 januari 2025 – 31 maart 2027"),
        (PartialDate(2025), PartialDate(2027, 3), "2025 – maart 2027"),
        (PartialDate(2025), PartialDate(2025), "2025"),
        (PartialDate(2025, 5), None, "vanaf mei 2025"),
        (None, PartialDate(2025, 5), "tot en met mei 2025"),
        (None, None, ""),
    ],
)
def test_an_open_period_says_so(begin: PartialDate | None, end: PartialDate | None, text: str) -> None:
    assert formats.dutch_period(begin, end).replace(NBSP, " ") == text


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_two_days_never_read_the_same(day: date) -> None:
    number, month, year = formats.dutch_date(day).replace(NBSP, " ").split()
    assert date(int(year), formats.MONTHS.index(month) + 1, int(number)) == day


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 kB"), (340_400, "340 kB"), (999_999, "1000 kB"), (1_240_000, "1,2 MB")]
)
def test_sizes(size: int, text: str) -> None:
    assert formats.file_size(size).replace(NBSP, " ") == text
