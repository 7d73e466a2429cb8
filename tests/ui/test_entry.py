"""What people type in Dutch: read back exactly, and refused in words when it is nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.ui.entry import number_entry, read_date, read_money, read_number, read_whole
from koers.ui.formats import dutch_date, euros, short_date

DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
DATES = st.one_of(
    DAYS.map(lambda day: PartialDate(day.year)),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
)


@given(value=DATES)
def test_a_date_reads_back_however_it_is_shown(value: PartialDate) -> None:
    assert read_date(dutch_date(value)) == read_date(short_date(value)) == read_date(value.iso) == value


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1-7-2027", "2027-07-01"),
        ("01/07/2027", "2027-07-01"),
        ("1.7.2027", "2027-07-01"),
        (" 1  Juli 2027 ", "2027-07-01"),
        ("1e sept. 2027", "2027-09-01"),
        ("7-2027", "2027-07"),
        ("mrt 2027", "2027-03"),
    ],
)
def test_the_ways_people_write_a_date(typed: str, iso: str) -> None:
    assert read_date(typed).iso == iso


@pytest.mark.parametrize(
    "typed", ["", "morgen", "31 juni 2027", "30-2-2027", "13-2027", "27", "9" * 500, "1 foo 2027"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_date(typed)


@given(cents=st.integers(-(10**16), 10**16))
def test_an_amount_reads_back_to_the_cent(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_money(euros(amount)) == read_money(number_entry(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("2 mln", "2000000"), ("€ 85.000,-", "85000"), ("1,5 miljoen", "1500000"), ("- 12,50", "-12.5")],
)
def test_the_ways_people_write_an_amount(typed: str, amount: str) -> None:
    assert read_money(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "veel", "1e9", "1.23", "12,345", "9" * 16, "9" * 900])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_money(typed)


@given(number=st.decimals(-(10**10), 10**10, places=3))
def test_a_number_reads_back(number: Decimal) -> None:
    assert read_number(number_entry(number)) == number


@given(number=st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_back(number: int) -> None:
    assert read_whole(number_entry(number)) == number


@pytest.mark.parametrize("typed", ["7,5", "1e3", "nan", ""])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_whole(typed)
