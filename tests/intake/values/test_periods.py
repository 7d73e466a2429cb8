"""Periods as printed: the contract's table, forms that occur in print, and what holds for all of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.dates import find_printed
from koers.intake.values.durations import find_duration
from koers.intake.values.periods import PeriodFound, read_period


def read(printed: str) -> PeriodFound:
    found = read_period(printed, 0, len(printed))
    assert found is not None
    return found


def short(printed: str) -> tuple[str | None, str | None, str, int | None, list[str]]:
    """Start, end, flags (X exclusive, A approximate, O open end), months and warnings."""
    values = read(printed).as_values()
    assert values["raw"] == printed
    names = (("X", "end_exclusive"), ("A", "approximate"), ("O", "open_end"))
    flags = "".join(letter for letter, name in names if values[name])
    return values["start"], values["end"], flags, values["duration_months"], sorted(read(printed).warnings)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1 september 2019 t/m 31 december 2019", ("2019-09-01", "2019-12-31", "", None, [])),
        ("juli 2019 tot 1 september 2021", ("2019-07", "2021-09-01", "X", None, [])),
        ("april - juni 2021", ("2021-04", "2021-06", "", None, [])),
        ("oktober '20 tot juli '21", ("2020-10", "2021-07", "X", None, [])),
        ("2020", ("2020", "2020", "", None, [])),
        ("begin 2020 t/m eind 2021", ("2020", "2021", "A", None, ["approximate_period"])),
        ("vanaf 2018", ("2018", None, "O", None, ["open_end"])),
        ("juni 2021 - ntb", ("2021-06", None, "O", None, ["open_end"])),
        ("januari 2019 - ?", ("2019-01", None, "O", None, ["open_end"])),
        ("tot 1 januari 2021", (None, "2021-01-01", "X", None, [])),
        (
            "begindatum 1 maart 2020 (looptijd = 3 jaar)",
            ("2020-03-01", None, "", 36, ["duration_only"]),
        ),
        ("1 jaar", (None, None, "", 12, ["duration_only"])),
        ("maart 2021 - juli 202", ("2021-03", None, "", None, ["incomplete_year"])),
        (
            "1 maart 2020 tot en met 31 september 2021",
            ("2020-03-01", "2021-09", "", None, ["invalid_day"]),
        ),
        ("1 maart 2021 - 1 januari 2021", ("2021-03-01", "2021-01-01", "", None, ["end_before_start"])),
        ("1 juni 2018 – 30 juni 2019 (fase 1)", ("2018-06-01", "2019-06-30", "", None, [])),
    ],
)
def test_the_table_of_the_contract(printed: str, expected: tuple[object, ...]) -> None:
    assert short(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("15 januari - 1 september 2021", ("2021-01-15", "2021-09-01", "", None, [])),
        ("01-11-2020 tot 01-11-2022", ("2020-11-01", "2022-11-01", "X", None, [])),
        ("1-1-2021 t/m 28-2-2023", ("2021-01-01", "2023-02-28", "", None, [])),
        ("1 januari 2021 tm 31 december 2021", ("2021-01-01", "2021-12-31", "", None, [])),
        ("01-01-2020 t/ 2022", ("2020-01-01", "2022", "", None, [])),
        ("2018-2019", ("2018", "2019", "", None, [])),
        ("2019- 2020", ("2019", "2020", "", None, [])),
        ("schooljaar 2020/2021", ("2020", "2021", "", None, [])),
        ("2019-01-01/2020-06-30", ("2019-01-01", "2020-06-30", "", None, [])),
        ("2017-februari 2019", ("2017", "2019-02", "", None, [])),
        ("1 februari tot 1 juli 2021", ("2021-02-01", "2021-07-01", "X", None, [])),
        ("medio oktober tot en met november 2020", ("2020-10", "2020-11", "A", None, ["approximate_period"])),
        ("media april 2021 tot april 2022", ("2021-04", "2022-04", "XA", None, ["approximate_period"])),
        ("Oktober 2020 – (wrs) Februari 2021", ("2020-10", "2021-02", "A", None, ["approximate_period"])),
        (
            "begin januari 2020, verwachtte einddatum: juli 2021",
            ("2020-01", "2021-07", "A", None, ["approximate_period"]),
        ),
        (
            "start tussen 1 mei/1 juni 2021 t/m 1 december 2021",
            ("2021-05-01", "2021-12-01", "A", None, ["approximate_period"]),
        ),
        ("tussen 1 mei en 1 juni 2021", ("2021-05-01", "2021-06-01", "A", None, ["approximate_period"])),
        ("start december 2020- looptijd 2 jaar", ("2020-12", None, "", 24, ["duration_only"])),
        ("medio juni 2021 - ntb", ("2021-06", None, "AO", None, ["approximate_period", "open_end"])),
        ("sinds 1 mei 2020", ("2020-05-01", None, "O", None, ["open_end"])),
        ("doorlopend", (None, None, "O", None, ["open_end"])),
        ("anderhalf jaar", (None, None, "", 18, ["duration_only"])),
        ("18 weken", (None, None, "", None, ["duration_only"])),
        ("einddatum: 1 juli 2021", (None, "2021-07-01", "", None, [])),
        ("najaar 2021 - voorjaar 2022", ("2021", "2022", "A", None, ["approximate_period"])),
        ("oktober - februari 2021", (None, "2021-02", "", None, ["incomplete_year"])),
        ("1 maart 2021 - 1 september", ("2021-03-01", "2021-09-01", "", None, [])),
        ("1 oktober 2021 - 1 februari", ("2021-10-01", None, "", None, ["incomplete_year"])),
        (
            "september 2020 - september 2022 (aanloop en 1,5 jaar contract)",
            ("2020-09", "2022-09", "", None, []),
        ),
        (
            "juni 2020 – mrt 2021 (gaat uitlopen naar eind juni 2021)",
            ("2020-06", "2021-03", "", None, ["several_periods"]),
        ),
        (
            "1 oktober 2020 tot 1 mei 2020, borging tot maart 2022",
            ("2020-10-01", "2020-05-01", "X", None, ["end_before_start", "several_periods"]),
        ),
        ("ontwikkeling 4 maanden (mei – augustus 2021)", ("2021-05", "2021-08", "", 4, [])),
        (
            "1 mei 2020 - 1 juli 2020 en 1 september 2020 - 1 december 2020",
            ("2020-05-01", "2020-07-01", "", None, ["several_periods"]),
        ),
        (
            "We zijn al jaren bezig. De afbakening loopt van juni 2020 tot eind 2021.",
            ("2020-06", "2021", "XA", None, ["approximate_period"]),
        ),
        ("nog af te spreken", (None, None, "", None, [])),
    ],
)
def test_other_printed_forms(printed: str, expected: tuple[object, ...]) -> None:
    assert short(printed) == expected


def test_an_empty_field_is_no_period() -> None:
    assert read_period("Looptijd:  \n", 9, 12) is None


def test_places_count_in_the_whole_text() -> None:
    text = "Looptijd: april - juni 2021\n"
    found = read_period(text, 9, len(text))
    assert found is not None
    assert {part: [text[a:b] for a, b in places] for part, places in found.spans.items()} == {
        "raw": ["april - juni 2021"],
        "start": ["april", "juni 2021"],
        "end": ["juni 2021"],
    }


def test_the_duration_has_its_own_place() -> None:
    found = read("start december 2020- looptijd 2 jaar")
    ((start, end),) = found.spans["duration_months"]
    assert found.raw[start:end] == "2 jaar"


@pytest.mark.parametrize(
    ("printed", "months"),
    [
        ("een half jaar", 6), ("half jaar", 6), ("drie maanden", 3), ("1,5 jaar", 18), ("2 kwartalen", 6),
        ("6 mnd", 6), ("1,3 jaar", None), ("10 dagen", None),
    ],
)  # fmt: skip
def test_durations(printed: str, months: int | None) -> None:
    found = find_duration(printed, 0, len(printed))
    assert found is not None and found.months == months


def test_no_duration() -> None:
    assert find_duration("in het jaar 2020", 0, 16) is None


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31))


@given(
    DAYS, DAYS, st.sampled_from([(" t/m ", False), (" tot en met ", False), (" - ", False), (" tot ", True)])
)
def test_two_days_are_kept_as_printed(first: date, second: date, link: tuple[str, bool]) -> None:
    found = read(f"{first:%d-%m-%Y}{link[0]}{second:%d-%m-%Y}")
    assert found.start is not None and found.end is not None
    assert (found.start.iso, found.end.iso) == (first.isoformat(), second.isoformat())
    assert found.end_exclusive is link[1]
    assert ("end_before_start" in found.warnings) is (first > second)


WORDS = st.sampled_from(
    ["juni", "1 mei", "31 juni", "2020", "2021", "'22", "tot", "t/m", "-", "en", "begin", "eind", "(fase 2)",
     "ntb", "3 jaar",
     "vanaf", "/", ",", "juli 202", "tussen", "1-2-2021", "heden", "?", "einddatum:", "najaar 2021"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join))
def test_nothing_is_invented(printed: str) -> None:
    """Any mix of words gives values whose years are printed, and places inside the field."""
    found = read(printed)
    years = {piece.year for piece in find_printed(printed)}
    for name, value in (("start", found.start), ("end", found.end)):
        assert (value is None) == (name not in found.spans)
        assert value is None or value.year in years
    if found.duration_months is not None:
        assert "jaar" in printed
    for places in found.spans.values():
        assert all(0 <= a < b <= len(printed) for a, b in places)
    assert found.open_end == ("open_end" in found.warnings)
    assert not (found.open_end and found.end)
