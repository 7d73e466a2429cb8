"""Balances of a large ledger: any programme and the whole organisation, at any day of booking and of value.

    ./do python benchmarks/money/ledger.py FOLDER [--entries 1000000] [--programmes 500] [--postgresql] [--smaller]

Books through the product's own actions, a file a week for ten years, into an embedded database in FOLDER or a private
PostgreSQL cluster beside it. The same seed gives the same ledger. `--smaller` first books a tenth and three tenths
in other organisations, to see whether booking a million goes as fast as booking a hundred thousand.

Every balance is compared with the plain sum over all entries, to the cent.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "steer"))

from place import Place, start_django

if TYPE_CHECKING:
    from koers.finance.balances import Sum
    from koers.finance.sums import AsOf
    from koers.organisations.models import Organisation
    from koers.programmes.models import Programme

SEED, ROUNDS = 26_480, 25
FIRST, WEEKS = date(2016, 1, 4), 520
STAGES = ("made_available", "allocated", "committed", "committed", "spent", "spent", "spent", "forecast")
KINDS = ("structural", "incidental", "regular")


@dataclass(frozen=True, slots=True)
class Ledger:
    organisation: Organisation
    programmes: list[Programme]
    entries: int
    seconds: float


def make(name: str, entries: int, programmes: int) -> Ledger:
    """A ledger of its own organisation. Some programmes are large: the n-th is as heavy as 1 / the root of n."""
    from koers.finance.actions.ledger import book
    from koers.finance.models import LedgerEntry
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

    rng = Random(SEED)
    kind = Organisation.Kind.MUNICIPALITY
    organisation, new = Organisation.objects.get_or_create(slug=name, defaults={"name": name, "kind": kind})
    if new:
        Programme.objects.bulk_create(
            Programme(organisation=organisation, name=f"Programma {n}", slug=f"{name}-{n}")
            for n in range(programmes)
        )
    mine = list(Programme.objects.of(organisation).order_by("pk"))
    by = User.objects.filter(email="maker@example.org").first() or User.objects.create_user(
        "maker@example.org", None, name="Maker"
    )
    begun = time.perf_counter()
    if not LedgerEntry.objects.of(organisation).exists():
        weights = [1 / (n + 1) ** 0.5 for n in range(len(mine))]
        for week in range(WEEKS):
            size = entries * (week + 1) // WEEKS - entries * week // WEEKS
            day = FIRST + timedelta(weeks=week)
            moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            rows = [entry(rng, one, day) for one in rng.choices(mine, weights, k=size)]
            book(by=by, organisation=organisation, entries=rows, at=moment)
    return Ledger(organisation, mine, entries, time.perf_counter() - begun)


def entry(rng: Random, programme: Programme, day: date) -> Any:
    from koers.finance.actions.ledger import NewEntry

    value = day - timedelta(days=rng.randrange(0, 45))
    return NewEntry(
        stage=rng.choice(STAGES),
        kind=rng.choice(KINDS),
        year=value.year + rng.choice((0, 0, 0, 1)),
        value_date=value,
        amount=Decimal(rng.randrange(1, 10**7) * rng.choice((1, 1, 1, -1))) / 100,
        programme=programme,
        description="Boeking",
    )


def moments(rng: Random) -> list[AsOf]:
    """Any day of value and of booking, and half of the time as known now."""
    from koers.finance.sums import AsOf

    days = WEEKS * 7
    return [
        AsOf(
            FIRST + timedelta(days=rng.randrange(days)),
            None if number % 2 else FIRST + timedelta(days=rng.randrange(days)),
        )
        for number in range(ROUNDS)
    ]


def timed(work: Callable[[], list[Sum]]) -> tuple[float, list[Sum]]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def measure(ledger: Ledger) -> None:
    from koers.finance import sums, totals
    from koers.finance.models import LedgerEntry

    rng = Random(SEED + 1)
    biggest, asked = ledger.programmes[0], moments(rng)
    one, largest, whole, plain, apart = [], [], [], [], []
    for as_of in asked:
        programme = rng.choice(ledger.programmes)
        one.append(timed(lambda p=programme, a=as_of: sums.of_programme(p, a))[0])
        largest.append(timed(lambda a=as_of: sums.of_programme(biggest, a))[0])
        taken, found = timed(lambda a=as_of: sums.of_organisation(ledger.organisation, a))
        whole.append(taken)
        entries = LedgerEntry.objects.of(ledger.organisation)
        taken, expected = timed(lambda a=as_of, e=entries: sums.plainly(e, a))
        plain.append(taken)
        assert found == expected, f"a balance differs at {as_of}"
    for as_of in asked[:5]:
        apart.append(timed(lambda a=as_of: list(sums.per_programme(ledger.organisation, a)))[0])  # type: ignore[arg-type]
    print("| what | median ms | longest ms |\n|---|---|---|")
    for label, taken_ms in (
        ("one programme", one),
        ("the largest programme", largest),
        ("whole organisation", whole),
        ("whole organisation, plain sum over the entries", plain),
        ("all programmes apart (dashboard)", apart),
    ):
        print(f"| {label} | {statistics.median(taken_ms) * 1000:.1f} | {max(taken_ms) * 1000:.1f} |")
    begun = time.perf_counter()
    assert totals.wrong(ledger.organisation) == []
    print(f"\nTotals equal entries: checked in {time.perf_counter() - begun:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--programmes", type=int, default=500)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--smaller", action="store_true")
    chosen = parser.parse_args()
    place = Place(chosen.folder, chosen.postgresql)
    with ExitStack() as stack:
        stack.enter_context(place.database())
        start_django()
        from dataset import analyse, migrate

        migrate()
        shares = (10, 30, 100) if chosen.smaller else (100,)
        for share in shares:
            ledger = make(f"geld-{share}", chosen.entries * share // 100, chosen.programmes)
            speed = ledger.entries / ledger.seconds
            print(f"{ledger.entries} entries in {ledger.seconds:.0f} s: {speed:.0f} a second", flush=True)
        analyse()
        if chosen.postgresql:
            vacuum()
        print(f"{place.megabytes():.0f} MB on disk\n")
        measure(ledger)


def vacuum() -> None:
    """PostgreSQL does this by itself after a while; then an index answers without the table."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE finance_ledgerentry")


if __name__ == "__main__":
    main()
