"""Thousands of random ledgers: every balance at every date equals a sum by hand, to the cent and in any order."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.core.money import from_cents
from koers.finance import sums, totals
from koers.finance.actions.ledger import ABOUT, EXACT, UNKNOWN, NewEntry, book, counter
from koers.finance.balances import KINDS, STAGES, Sum, balances
from koers.finance.models import LedgerEntry
from koers.finance.sums import AsOf
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme

HERE = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2019, 1, 1), date(2026, 3, 31)
EDGES = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 29), date(2023, 12, 31), date(2024, 1, 1)]
days = st.one_of(st.sampled_from(EDGES), st.dates(FIRST, LAST))
moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=HERE) + timedelta(minutes=minutes),
    days,
    st.sampled_from([0, 1, 719, 1439]),
)
numbers = count(1)
LEDGERS = int(os.environ.get("KOERS_RANDOM_LEDGERS", "60"))
"""Through the database, where each takes a fifth of a second; docs/benchmarks.md says with how many it was run."""


@dataclass(frozen=True)
class Move:
    stage: str
    kind: str
    year: int
    value: date
    booked: datetime
    cents: int
    certainty: str
    place: int | None
    countered: datetime | None


moves = st.builds(
    Move,
    stage=st.sampled_from(STAGES),
    kind=st.sampled_from(KINDS),
    year=st.integers(2019, 2027),
    value=days,
    booked=moments,
    cents=st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**13), 10**13)).filter(bool),
    certainty=st.sampled_from([EXACT, EXACT, EXACT, ABOUT, UNKNOWN]),
    place=st.sampled_from([None, 0, 1]),
    countered=st.none() | moments,
)
ledgers = st.lists(moves, max_size=25)


def booked_on(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


def by_hand(
    ledger: list[Move], as_of: AsOf, place: int | str
) -> dict[tuple[str, str, int], tuple[Fraction, int, int]]:
    """Every movement one by one, in fractions of euros; nothing of the code under test."""
    found: dict[tuple[str, str, int], tuple[Fraction, int, int]] = {}
    for move in ledger:
        if place != "all" and move.place != place:
            continue
        signs = [(1, move.booked)] + ([(-1, max(move.countered, move.booked))] if move.countered else [])
        for sign, moment in signs:
            if move.value > as_of.value or (as_of.booked and booked_on(moment) > as_of.booked):
                continue
            euros, about, unknown = found.get((move.stage, move.kind, move.year), (Fraction(0), 0, 0))
            exact = Fraction(0) if move.certainty == UNKNOWN else Fraction(move.cents, 100)
            found[move.stage, move.kind, move.year] = (
                euros + sign * exact,
                about + sign * (move.certainty == ABOUT),
                unknown + sign * (move.certainty == UNKNOWN),
            )
    return found


def enter(ledger: list[Move], by: User, organisation: Organisation, places: list[Programme]) -> None:
    for move in ledger:
        new = NewEntry(
            stage=move.stage,
            kind=move.kind,
            year=move.year,
            value_date=move.value,
            amount=from_cents(0 if move.certainty == UNKNOWN else move.cents),
            certainty=move.certainty,
            programme=None if move.place is None else places[move.place],
            description="onbekend",
        )
        [entry] = book(by=by, organisation=organisation, entries=[new], at=move.booked)
        if move.countered:
            counter(by=by, entry=entry, reason="fout", at=max(move.countered, move.booked))


def as_found(found: list[Sum]) -> dict[tuple[str, str, int], tuple[Fraction, int, int]]:
    return {(s.stage, s.kind, s.year): (Fraction(s.cents, 100), s.about, s.unknown) for s in found}


def without_nothing(found: dict[tuple[str, str, int], tuple[Fraction, int, int]]) -> object:
    return {key: value for key, value in found.items() if value != (Fraction(0), 0, 0)}


class Undo(Exception):
    pass


@pytest.mark.django_db
@settings(max_examples=LEDGERS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ledger=ledgers,
    asked=st.lists(st.builds(AsOf, days, st.none() | days), min_size=2, max_size=4),
    seed=st.integers(),
)
def test_every_balance_at_every_date_is_the_sum_by_hand(
    controller: User, organisation: Organisation, ledger: list[Move], asked: list[AsOf], seed: int
) -> None:
    shuffled = list(ledger)
    random.Random(seed).shuffle(shuffled)
    with pytest.raises(Undo), transaction.atomic():
        places = [
            Programme.objects.create(organisation=organisation, name=f"P{n}", slug=f"p{next(numbers)}")
            for n in (0, 1)
        ]
        enter(shuffled, controller, organisation, places)
        for as_of in asked:
            _compare(ledger, as_of, organisation, places)
        assert totals.wrong(organisation) == []
        raise Undo
    assert not LedgerEntry.objects.of(organisation).exists()


def _compare(ledger: list[Move], as_of: AsOf, organisation: Organisation, places: list[Programme]) -> None:
    whole = sums.of_organisation(organisation, as_of)
    assert without_nothing(as_found(whole)) == without_nothing(by_hand(ledger, as_of, "all"))
    apart = sums.per_programme(organisation, as_of)
    for number, programme in enumerate(places):
        wanted = without_nothing(by_hand(ledger, as_of, number))
        assert without_nothing(as_found(sums.of_programme(programme, as_of))) == wanted
        assert without_nothing(as_found(apart.get(programme.pk, []))) == wanted
    assert without_nothing(
        as_found(sums.merged(s for found in apart.values() for s in found))
    ) == without_nothing(as_found(whole))


@settings(max_examples=2000, deadline=None)
@given(ledger=ledgers, as_of=st.builds(AsOf, days, st.none() | days), seed=st.integers())
def test_the_chain_is_exact_and_knows_no_order(ledger: list[Move], as_of: AsOf, seed: int) -> None:
    """Without a database, so that there can be thousands: the chain from the sums, in any order."""
    hand = by_hand(ledger, as_of, "all")
    rows = [Sum(*key, int(euros * 100), about, unknown) for key, (euros, about, unknown) in hand.items()]
    random.Random(seed).shuffle(rows)
    found = balances(rows, as_of.value)
    for year in range(2019, 2028):
        mine = {
            stage: sum((hand[k][0] for k in hand if k[0] == stage and k[2] == year), Fraction(0))
            for stage in STAGES
        }
        balance = found.of_year(year)
        assert Fraction(balance.free_to_allocate.at_least) == mine["made_available"] - mine["allocated"]
        assert (
            Fraction(balance.remainder.at_least) == mine["made_available"] - mine["spent"] - mine["committed"]
        )
        assert Fraction(balance.expected.at_least) == mine["made_available"] - mine["forecast"]
    assert found == balances(sorted(rows, key=lambda one: (one.year, one.kind, one.stage)), as_of.value)
    together = sum((hand[key][0] for key in hand if key[0] == "made_available"), Fraction(0))
    assert Fraction(found.total.made_available.at_least) == together


def test_the_moment_of_booking_is_that_of_the_municipality() -> None:
    as_of = AsOf(date(2024, 3, 31), date(2024, 3, 31))
    assert as_of.before == datetime(2024, 3, 31, 22, tzinfo=UTC)  # summer time began that day
