"""The suggestion from dates and money: its rules one by one, and what must hold for any facts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.programmes.suggestion import (
    ALARM,
    END_ALARM,
    END_WARN,
    LATE_ALARM,
    LATE_NAMED,
    LATE_WARN,
    OK,
    ORDER,
    WARN,
    Dated,
    Facts,
    Money,
    Suggestion,
    Update,
    days_late,
    late_parts,
    suggest,
)

TODAY = date(2026, 6, 30)


def day(moved: int = 0) -> PartialDate:
    found = TODAY + timedelta(days=moved)
    return PartialDate(found.year, found.month, found.day)


def thing(planned: int | None = None, promised: int | None = None, *, done: bool = False) -> Dated:
    return Dated(
        "deliverable",
        "Jaarplan",
        None if planned is None else day(planned),
        None if promised is None else day(promised),
        done,
    )


def suggested(**facts: object) -> Suggestion:
    found = suggest(Facts(TODAY, **facts))  # type: ignore[arg-type]
    assert found is not None
    return found


def codes(found: Suggestion) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    "facts",
    [
        Facts(TODAY),
        Facts(TODAY, dated=[thing()]),
        Facts(TODAY, money=[Money("structural")]),
        Facts(TODAY, money=[Money("structural", available=Decimal(5))]),
        Facts(TODAY, money=[Money("structural", allocated=Decimal(5), spent=Decimal(5))]),
        Facts(TODAY, updates=[Update("HR", None)]),
        Facts(TODAY, updates=[Update("HR", TODAY)]),
        Facts(TODAY, end=thing(100)),
    ],
)
def test_without_data_there_is_no_suggestion(facts: Facts) -> None:
    assert suggest(facts) is None


@pytest.mark.parametrize(
    ("things", "level"),
    [
        ([thing(10)], OK),
        ([thing(0)], OK),
        ([thing(-LATE_WARN + 1)], OK),
        ([thing(-LATE_WARN)], WARN),
        ([thing(-LATE_ALARM + 1)], WARN),
        ([thing(-LATE_ALARM)], ALARM),
        ([thing(-LATE_ALARM, done=True)], OK),
        ([thing(30, 5)], WARN),  # put off 25 days ahead of time
        ([thing(100, 5)], ALARM),
        ([thing(None, -20)], WARN),  # it lost its date, the baseline has not forgotten it
        ([thing(-20)] * 3 + [thing(10)] * 6, ALARM),  # a third is late
        ([thing(-20)] * 3 + [thing(10)] * 7, WARN),
        ([thing(-20)] * 2, WARN),  # too few to speak of a share
    ],
)
def test_dated_things(things: list[Dated], level: str) -> None:
    assert suggested(dated=things).level == level


def test_the_reason_names_the_worst() -> None:
    found = suggested(
        dated=[thing(-20), replace(thing(-30), text="Formatie", kind="goal"), thing(5), thing()]
    )
    assert codes(found) == ["late"]
    assert found.reasons[0].figures == {
        "late": 2,
        "dated": 3,
        "days": 30,
        "kind": "goal",
        "text": "Formatie",
        "parts": [
            {"kind": "goal", "id": "", "text": "Formatie", "days": 30},
            {"kind": "deliverable", "id": "", "text": "Jaarplan", "days": 20},
        ],
    }


@given(st.lists(st.integers(-400, 40), max_size=30))
def test_the_late_parts_are_those_the_reason_counts(ends: list[int]) -> None:
    dated = [thing(end) for end in ends]
    late = late_parts(dated, TODAY)
    assert [one.days for one in late] == sorted((-end for end in ends if -end >= LATE_WARN), reverse=True)
    if late:
        figures = suggested(dated=dated).reasons[0].figures
        assert figures["late"] == len(late)
        assert figures["parts"] == [one.written() for one in late[:LATE_NAMED]]


def test_what_is_known_by_the_year_is_late_after_that_year() -> None:
    whole_year = Dated("goal", "Vertrouwen", PartialDate(2026))
    assert days_late(whole_year, date(2026, 12, 31)) == 0
    assert days_late(whole_year, date(2027, 1, 20)) == 20
    assert days_late(replace(whole_year, promised=PartialDate(2026, 2, 1)), date(2026, 2, 1)) == 0


@pytest.mark.parametrize(
    ("end", "level", "code"),
    [
        (thing(200, 200), OK, "end_kept"),
        (thing(200, 200 - END_WARN), WARN, "end_later"),
        (thing(200, 200 - END_ALARM), ALARM, "end_later"),
        (thing(-END_WARN), WARN, "end_later"),
        (thing(-END_ALARM), ALARM, "end_later"),
        (thing(-END_ALARM, -END_ALARM, done=True), OK, "end_kept"),
    ],
)
def test_the_end(end: Dated, level: str, code: str) -> None:
    found = suggested(end=end)
    assert (found.level, codes(found)) == (level, [code])


@pytest.mark.parametrize(
    ("promised", "planned", "level", "figures"),
    [
        ("2026", "2027-01-05", OK, None),
        ("2026-11", "2026-12-01", OK, None),
        ("2026", "2027", OK, None),
        ("2026", "2027-01-14", WARN, {"days": 14, "unit": "year", "count": 1}),
        ("2026-11", "2027-01-05", WARN, {"days": 36, "unit": "month", "count": 2}),
        ("2026-11-01", "2027", ALARM, {"days": 61, "unit": "year", "count": 1}),
        ("2026", "2028", ALARM, {"days": 366, "unit": "year", "count": 2}),
        ("2026-11-01", "2026-11-21", WARN, {"days": 20}),
        ("2026-05", "2026-06-15", WARN, {"days": 30}),  # overdue is known by the day
    ],
)
def test_a_delay_is_told_and_judged_no_finer_than_the_dates(
    promised: str, planned: str, level: str, figures: dict[str, object] | None
) -> None:
    late = Dated("goal", "Vertrouwen", PartialDate.from_iso(planned), PartialDate.from_iso(promised))
    reason = suggested(dated=[late]).reasons[0]
    assert reason.level == level
    if figures is None:
        assert reason.code == "nothing_late"
    else:
        shown = {key: reason.figures[key] for key in ("days", "unit", "count") if key in reason.figures}
        assert shown == figures


@pytest.mark.parametrize(
    ("promised", "planned", "code", "figures"),
    [
        ("2026", "2027-01-05", "end_moved", {"days": 5, "unit": "year", "count": 1}),
        ("2026-11-01", "2026-11-04", "end_moved", {"days": 3}),
        ("2026", "2027-03", "end_later", {"days": 60, "unit": "year", "count": 1}),
        ("2026", "2026-11-04", "end_kept", {}),
    ],
)
def test_an_end_that_moved_is_not_called_kept(
    promised: str, planned: str, code: str, figures: dict[str, object]
) -> None:
    end = Dated("programme", "Op pad", PartialDate.from_iso(planned), PartialDate.from_iso(promised))
    reason = suggested(end=end).reasons[0]
    assert (reason.code, reason.figures) == (code, figures)


@pytest.mark.parametrize(
    ("allocated", "spent", "level", "expected"),
    [
        ("100", None, OK, ["allocated_within"]),
        ("101", None, WARN, ["allocated_over"]),
        ("105", None, WARN, ["allocated_over"]),
        ("105.01", None, ALARM, ["allocated_over"]),
        ("100", "110", ALARM, ["spent_over", "allocated_within"]),
        (None, "90", OK, ["spent_within"]),
    ],
)
def test_money(allocated: str | None, spent: str | None, level: str, expected: list[str]) -> None:
    money = Money(
        "structural",
        Decimal(100),
        Decimal(allocated) if allocated else None,
        Decimal(spent) if spent else None,
    )
    found = suggested(money=[money])
    assert (found.level, codes(found)) == (level, expected)


def test_indexation_keeps_the_real_amount() -> None:
    found = suggested(money=[Money("structural", Decimal(100), Decimal(150), indexed=True)])
    assert found.level == OK
    assert codes(found) == ["allocated_within_indexation"]
    figures = {"kind": "structural", "available": "100", "amount": "150", "over": "50"}
    assert found.reasons[0].figures == figures
    spent = suggested(money=[Money("structural", Decimal(100), spent=Decimal(150), indexed=True)])
    assert codes(spent) == ["spent_over"]


def test_an_old_update_asks_attention_and_never_more() -> None:
    old = [Update("HR", TODAY - timedelta(days=900)), Update("Geld", TODAY - timedelta(days=31))]
    found = suggested(updates=[*old, Update("Nieuw", None)])
    assert found.level == WARN
    assert found.reasons[0].figures == {"tracks": 2, "days": 900, "text": "HR"}
    assert suggest(Facts(TODAY, updates=[Update("HR", TODAY - timedelta(days=30))])) is None


def test_the_gravest_reason_decides_and_comes_first() -> None:
    found = suggested(
        dated=[thing(10)], end=thing(200, 0), updates=[Update("HR", TODAY - timedelta(days=40))]
    )
    assert codes(found) == ["end_later", "stale", "nothing_late"]
    assert found.level == ALARM


partial_dates = st.one_of(
    st.integers(2024, 2028).map(PartialDate),
    st.builds(PartialDate, st.integers(2024, 2028), st.integers(1, 12)),
    st.integers(-900, 900).map(day),
)
things = st.builds(
    Dated,
    st.just("deliverable"),
    st.text(max_size=5),
    st.none() | partial_dates,
    st.none() | partial_dates,
    st.booleans(),
)
amounts = st.none() | st.decimals(0, 10_000_000, places=2)
all_facts = st.builds(
    Facts,
    st.just(TODAY),
    st.lists(things, max_size=6),
    st.none() | things,
    st.lists(st.builds(Money, st.just("structural"), amounts, amounts, amounts), max_size=2),
    st.lists(
        st.builds(Update, st.text(max_size=5), st.none() | st.dates(date(2024, 1, 1), TODAY)), max_size=3
    ),
    st.integers(1, 366),
)


def rank(found: Suggestion | None) -> int:
    return -1 if found is None else ORDER.index(found.level)


@given(all_facts, st.integers(0, 800))
def test_time_that_passes_never_makes_it_better(facts: Facts, days: int) -> None:
    later = replace(facts, today=facts.today + timedelta(days=days))
    assert rank(suggest(later)) >= rank(suggest(facts))


@given(all_facts, st.data())
def test_putting_off_never_makes_it_better(facts: Facts, data: st.DataObject) -> None:
    """Against a baseline, a later plan of the same precision is never judged milder."""

    def put_off(one: Dated) -> Dated:
        if one.planned is None or one.promised is None:
            return one
        by = data.draw(st.integers(0, 500))
        start = one.planned.first_day + timedelta(days=by)
        return replace(one, planned=PartialDate.from_first_day(start, one.planned.precision))

    later = replace(
        facts, dated=[put_off(one) for one in facts.dated], end=put_off(facts.end) if facts.end else None
    )
    assert rank(suggest(later)) >= rank(suggest(facts))


@given(all_facts, st.decimals(0, 1_000_000, places=2))
def test_spending_more_never_makes_it_better(facts: Facts, more: Decimal) -> None:
    dearer = [
        replace(money, spent=None if money.spent is None else money.spent + more) for money in facts.money
    ]
    assert rank(suggest(replace(facts, money=dearer))) >= rank(suggest(facts))


@given(all_facts)
def test_every_suggestion_has_its_reasons_and_can_be_kept(facts: Facts) -> None:
    found = suggest(facts)
    if found is None:
        return
    assert found.reasons
    assert found.level == max((reason.level for reason in found.reasons), key=ORDER.index)
    assert json.loads(json.dumps(found.written())) == found.written()


@given(st.lists(things.map(lambda one: replace(one, planned=None, promised=None)), max_size=5))
def test_what_has_no_date_never_counts(undated: list[Dated]) -> None:
    assert suggest(Facts(TODAY, dated=undated, end=undated[0] if undated else None)) is None
