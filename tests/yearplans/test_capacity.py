"""Hours claimed against available: exact, per month, unknown is unknown, and the parts are the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.yearplans.capacity import (
    MONTHS,
    MOST_HOURS,
    Available,
    Claimed,
    Fit,
    Share,
    Work,
    added_overload,
    hours_of_staff,
    is_whole_or_half,
    loads_by_team,
    rolled_up,
    spread_evenly,
    team_load,
    together,
    total,
)

HOURS = st.integers(0, 400).map(lambda halves: Decimal(halves) / 2)
TEAMS = ("burgerzaken", "hr", "financien")
CLAIMS = st.builds(
    Claimed,
    team=st.sampled_from(TEAMS),
    month=st.sampled_from(MONTHS),
    hours=HOURS,
    work=st.sampled_from(Work),
    goal=st.sampled_from([None, 1, 2]),
    track=st.sampled_from([None, 7, 8]),
    programme=st.sampled_from([None, "p", "q"]),
)
AVAILABLE = st.builds(Available, team=st.sampled_from(TEAMS), month=st.sampled_from(MONTHS), hours=HOURS)


def claim(month: int, hours: str, work: Work = Work.FIXED, **rest: Any) -> Claimed:
    return Claimed("hr", month, Decimal(hours), work, **rest)


def has(month: int, hours: str) -> Available:
    return Available("hr", month, Decimal(hours))


def test_fixed_and_flexible_stand_apart() -> None:
    load = team_load([claim(3, "60"), claim(3, "64.5", Work.FLEXIBLE), claim(4, "10")], [has(3, "100")])
    march = load.month(3)
    assert (march.fixed, march.flexible, march.claimed) == (Decimal(60), Decimal("64.5"), Decimal("124.5"))
    assert (march.known, march.free, march.overload) == (Decimal(100), Decimal("-24.5"), Decimal("24.5"))
    assert (load.fixed, load.flexible, load.claimed) == (Decimal(70), Decimal("64.5"), Decimal("134.5"))


def test_what_nobody_filled_in_is_unknown_and_never_overload() -> None:
    load = team_load([claim(3, "60")], [has(1, "0")])
    assert load.month(3).fit is Fit.UNKNOWN
    assert load.month(3).overload == 0
    assert (load.month(3).known, load.month(3).free) == (None, None)
    assert load.month(1).fit is Fit.FITS
    assert load.available is None
    assert load.unknown_months == tuple(range(2, 13))
    assert load.fit is Fit.UNKNOWN


def test_nothing_available_is_known() -> None:
    assert team_load([claim(1, "0.5")], [has(1, "0")]).month(1).fit is Fit.OVER


@pytest.mark.parametrize(
    ("claimed", "fit"), [("99.5", Fit.FITS), ("100", Fit.FULL), ("100.5", Fit.OVER), ("0", Fit.FITS)]
)
def test_the_judgement_turns_at_the_half_hour(claimed: str, fit: Fit) -> None:
    assert team_load([claim(5, claimed)], [has(5, "100")]).month(5).fit is fit


def test_a_quiet_month_does_not_help_a_full_one() -> None:
    load = team_load([claim(m, "20" if m < 3 else "0") for m in MONTHS], [has(m, "10") for m in MONTHS])
    assert load.available == 120
    assert (load.overload, load.months_over, load.fit) == (Decimal(20), (1, 2), Fit.OVER)


@pytest.mark.parametrize(("claimed", "fit"), [("10", Fit.FULL), ("9", Fit.FITS)])
def test_a_year_is_full_when_every_month_is(claimed: str, fit: Fit) -> None:
    load = team_load([claim(m, claimed) for m in MONTHS], [has(m, "10") for m in MONTHS])
    assert load.fit is fit


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="13"):
        team_load([claim(13, "1")], [])
    with pytest.raises(ValueError, match="0"):
        team_load([], [has(0, "1")])


def test_one_team_does_not_help_another() -> None:
    loads = loads_by_team(
        ["a", "b", "c"],
        [Claimed("a", 1, Decimal(30), Work.FIXED)],
        [Available("a", 1, Decimal(10)), Available("b", 1, Decimal(50))],
    )
    whole = together(list(loads.values())).month(1)
    assert list(loads) == ["a", "b", "c"]
    assert [whole.claimed, whole.available, whole.overload] == [30, 60, 20]
    assert whole.unknown == 1
    assert (whole.known, whole.fit) == (None, Fit.OVER)


def test_no_team_at_all_fits() -> None:
    assert together([]).fit is Fit.FITS


def test_shares_name_the_teams() -> None:
    shares = rolled_up(
        [
            claim(1, "4", Work.FLEXIBLE, goal=5),
            claim(2, "6", goal=5),
            Claimed("burgerzaken", 2, Decimal("0.5"), Work.FIXED, goal=5),
            claim(3, "8"),
        ],
        lambda found: found.goal,
    )
    assert shares[5] == Share(Decimal("6.5"), Decimal(4), {"hr": Decimal(10), "burgerzaken": Decimal("0.5")})
    assert shares[5].hours == Decimal("10.5")
    assert shares[None].hours == 8


@given(st.lists(CLAIMS, max_size=12), st.lists(AVAILABLE, max_size=8))
def test_the_parts_are_the_whole(claims: list[Claimed], available: list[Available]) -> None:
    everything = total(found.hours for found in claims)
    for by in (lambda c: c.goal, lambda c: c.track, lambda c: c.programme, lambda c: c.team):
        shares = rolled_up(claims, by)
        assert total(share.hours for share in shares.values()) == everything
        assert all(share.hours == total(share.teams.values()) for share in shares.values())
    loads = loads_by_team(TEAMS, claims, available)
    whole = together(list(loads.values()))
    assert whole.claimed == everything
    assert whole.overload == total(load.overload for load in loads.values())
    assert whole.fixed == total(load.fixed for load in loads.values())


@given(st.lists(CLAIMS, max_size=12), st.lists(AVAILABLE, max_size=8), CLAIMS)
def test_a_claim_more_never_lowers_overload(
    claims: list[Claimed], available: list[Available], extra: Claimed
) -> None:
    before, after = team_load(claims, available), team_load([*claims, extra], available)
    for month in MONTHS:
        assert before.month(month).overload <= after.month(month).overload
        assert after.month(month).overload >= 0
    added = added_overload(before, after)
    assert set(added) <= {extra.month}
    assert after.overload - before.overload <= extra.hours


@given(st.lists(CLAIMS, max_size=12), st.lists(AVAILABLE, max_size=8))
def test_free_and_overload_tell_the_same(claims: list[Claimed], available: list[Available]) -> None:
    for load in team_load(claims, available).months:
        if load.free is None:
            assert load.fit is Fit.UNKNOWN
        else:
            assert load.overload == max(-load.free, Decimal(0))


@given(st.integers(0, 4000), st.lists(st.sampled_from(MONTHS), min_size=1, max_size=12, unique=True))
def test_spreading_loses_nothing(halves: int, months: list[int]) -> None:
    hours = Decimal(halves) / 2
    spread = spread_evenly(hours, months)
    assert list(spread) == months
    assert total(spread.values()) == hours
    assert max(spread.values()) - min(spread.values()) <= Decimal("0.5")
    assert all(is_whole_or_half(part) for part in spread.values())


@pytest.mark.parametrize(("hours", "months"), [("12", ()), ("0.25", (1,)), ("-1", (1,))])
def test_what_cannot_be_spread(hours: str, months: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="half hours"):
        spread_evenly(Decimal(hours), months)


@pytest.mark.parametrize(
    ("hours", "good"),
    [
        ("0", True),
        ("12.5", True),
        (str(MOST_HOURS), True),
        ("12.25", False),
        ("-0.5", False),
        (str(MOST_HOURS + 1), False),
        ("1e999999999", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_whole_or_half(hours: str, good: bool) -> None:
    assert is_whole_or_half(Decimal(hours)) is good


@pytest.mark.parametrize(
    ("fte", "each", "hours"),
    [("2", "110", "220"), ("1.33", "110", "146"), ("0.5", "0", "0"), ("1.25", "110", "137.5")],
)
def test_hours_of_staff_are_rounded_down(fte: str, each: str, hours: str) -> None:
    assert hours_of_staff(Decimal(fte), Decimal(each)) == Decimal(hours)
