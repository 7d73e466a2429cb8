"""Dutch dates: every printed form, its precision, its place, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.dates import MONTHS, conflicting_order, find_dates, find_printed

NAMES = {
    1: "januari", 2: "februari", 3: "maart", 4: "april", 5: "mei", 6: "juni", 7: "juli", 8: "augustus",
    9: "september", 10: "oktober", 11: "november", 12: "december",
}  # fmt: skip


def isos(text: str, *, seasons: bool = False) -> list[str]:
    return [found.value.iso for found in find_dates(text, seasons=seasons)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1 september 2019", ["2019-09-01"]),
        ("1 sept. 2019", ["2019-09-01"]),
        ("1e maart 2020", ["2020-03-01"]),
        ("01-11-2020", ["2020-11-01"]),
        ("1-11-'20", ["2020-11-01"]),
        ("1/11/2020", ["2020-11-01"]),
        ("1.11.2020", ["2020-11-01"]),
        ("1-11-95", ["1995-11-01"]),
        ("juli 2019", ["2019-07"]),
        ("Oktober ’20", ["2020-10"]),
        ("mrt 2021", ["2021-03"]),
        ("in 2020 en 2021", ["2020", "2021"]),
        ("2019-07", ["2019-07"]),
        ("11-2020 tot 5/2021", ["2020-11", "2021-05"]),
        ("februari-2019", ["2019-02"]),
        ("1-1-2021-31-12-2021", ["2021-01-01", "2021-12-31"]),
        ("2019-07-01", ["2019-07-01"]),
        ("2018-2019", ["2018", "2019"]),
        ("2017-februari 2019", ["2017", "2019-02"]),
        ("2019-20", ["2019", "2020"]),
        ("begroting '23", ["2023"]),
        ("eind 2023", ["2023"]),
        ("06/26/2025", ["2025-06-26"]),
    ],
)
def test_printed_forms(printed: str, expected: list[str]) -> None:
    assert isos(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "€ 2020", "EUR 2020", "2.020", "2020,-", "2020 euro", "2020%", "12020", "06-20201234", "eind juni",
        "mei", "32-13-2020", "26/30/2025", "X2020", "2020a", "13-2010",
    ],
)  # fmt: skip
def test_what_is_no_date(printed: str) -> None:
    assert isos(printed) == []


def test_a_day_that_does_not_exist_keeps_its_month() -> None:
    (found,) = find_dates("tot en met 31 september 2021")
    assert (found.value.iso, found.invalid_day) == ("2021-09", True)
    (numeric,) = find_dates("30-02-2021")
    assert (numeric.value.iso, numeric.invalid_day) == ("2021-02", True)


def test_seasons_and_quarters_count_only_when_asked() -> None:
    text = "najaar 2022, Q3 2023, derde kwartaal van 2024 en tweede helft 2025"
    assert isos(text) == []
    assert isos(text, seasons=True) == ["2022", "2023", "2024", "2025"]
    assert all(found.approximate for found in find_dates(text, seasons=True))


@pytest.mark.parametrize(
    "words", ["begin", "eind", "medio", "circa", "ca.", "verwacht:", "(wrs)", "eind van"]
)
def test_words_that_make_a_date_approximate(words: str) -> None:
    (found,) = find_dates(f"klaar {words} juni 2021")
    assert found.approximate
    assert not find_dates("klaar juni 2021")[0].approximate


def test_the_place_is_that_of_the_date() -> None:
    text = "Vastgesteld op 8 april 2021 door de raad"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "8 april 2021"
    assert find_dates(text, 0, 14) == []


def test_order_of_day_and_month_in_numeric_dates() -> None:
    mixed = find_dates("06/26/2025 en 07/01/2025")
    assert [found.month_first for found in mixed] == [True, None]
    assert conflicting_order(mixed)
    assert not conflicting_order(find_dates("26/06/2025 en 07/01/2025"))


def test_pieces_without_year_and_with_a_broken_year() -> None:
    april, juni = find_printed("april - juni 2021")
    assert (april.year, april.month, juni.year) == (None, 4, 2021)
    assert april.dated() is None
    lent = april.dated(2021)
    assert lent is not None and lent.value.iso == "2021-04"
    (cut,) = find_printed("juli 202")
    assert cut.cut and cut.year is None


def test_a_short_year_counts_only_behind_an_earlier_year() -> None:
    assert [piece.year for piece in find_printed("2021-20")] == [2021]
    assert [piece.year for piece in find_printed("1-1-2021/22")] == [2021]


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)), st.sampled_from("abcdefg"))
def test_every_day_is_read_back_in_every_notation(day: date, form: str) -> None:
    month = NAMES[day.month]
    printed = {
        "a": f"{day.day} {month} {day.year}",
        "b": f"{day:%d-%m-%Y}",
        "c": f"{day.day}-{day.month}-'{day:%y}",
        "d": day.isoformat(),
        "e": f"{day.day} {month.upper()} {day.year}",
        "f": f"{day.day}/{day.month}/{day.year}",
        "g": f"{day.day} {month[:3]}. {day.year}" if month[:3] in MONTHS else f"{day.day} {month} {day.year}",
    }[form]
    assert isos(f"({printed})") == [day.isoformat()]


@given(st.text(alphabet="0123456789-/.' €januriqt", max_size=40))
def test_any_text_gives_dates_inside_it(text: str) -> None:
    for found in find_dates(text, seasons=True):
        assert 0 <= found.start < found.end <= len(text)
        assert str(found.value.year)[2:] in text[: found.end]
