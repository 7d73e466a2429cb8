"""Balances of a large ledger: any programme and the whole organisation, at any day of booking and of value.

    ./do python benchmarks/money/ledger.py FOLDER [--entries 1000000] [--programmes 500] [--postgresql]

Into an embedded database in FOLDER or a private PostgreSQL cluster beside it, a file a week for ten years. The same
seed gives the same ledger. At the end a hundredth, three hundredths and a tenth of it are booked through the
product's own action, in organisations of their own, to see that building grows no faster than linear (processor time, so
that a busy machine says the same). The large ledger itself
is written straight into the tables: a tenth of it row by row, the rest by copying that with other amounts.

Every balance is compared with the plain sum over all entries, to the cent.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "steer"))

from place import Place, start_django

if TYPE_CHECKING:
    from koers.finance.balances import Sum
    from koers.finance.sums import AsOf
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

SEED, ROUNDS = 26_480, 25
FIRST, WEEKS = date(2016, 1, 4), 520
STAGES = ("made_available", "allocated", "committed", "committed", "spent", "spent", "spent", "forecast")
KINDS = ("structural", "incidental", "regular")


def place_for(name: str, programmes: int) -> tuple[Organisation, list[Programme], User]:
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

    kind = Organisation.Kind.MUNICIPALITY
    organisation, new = Organisation.objects.get_or_create(slug=name, defaults={"name": name, "kind": kind})
    if new:
        Programme.objects.bulk_create(
            Programme(organisation=organisation, name=f"Programma {n}", slug=f"{name}-{n}")
            for n in range(programmes)
        )
    by = User.objects.filter(email="maker@example.org").first() or User.objects.create_user(
        "maker@example.org", None, name="Maker"
    )
    return organisation, list(Programme.objects.of(organisation).order_by("pk")), by


def weeks(entries: int, programmes: list[Programme]) -> Iterator[tuple[datetime, list[Any]]]:
    """A file a week. Some programmes are large: the n-th is as heavy as 1 / the root of n."""
    rng = Random(SEED)
    weights = [1 / (n + 1) ** 0.5 for n in range(len(programmes))]
    for week in range(WEEKS):
        size = entries * (week + 1) // WEEKS - entries * week // WEEKS
        day = FIRST + timedelta(weeks=week)
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        yield moment, [entry(rng, one, day) for one in rng.choices(programmes, weights, k=size)]


def booked(name: str, entries: int, programmes: int) -> float:
    """Processor seconds of booking them, a week at a time, as an import does."""
    from koers.finance.actions.ledger import book
    from koers.finance.models import LedgerEntry

    organisation, mine, by = place_for(name, programmes)
    if LedgerEntry.objects.of(organisation).exists():
        return 0.0
    files = list(weeks(entries, mine))
    begun = time.process_time()
    for moment, rows in files:
        book(by=by, organisation=organisation, entries=rows, at=moment)
    return time.process_time() - begun


def written(name: str, entries: int, programmes: int) -> tuple[Organisation, list[Programme], float]:
    """The large ledger, straight into the tables; the seconds it took."""
    from django.db import connection, transaction

    from koers.finance import totals
    from koers.finance.models import LedgerEntry

    organisation, mine, by = place_for(name, programmes)
    begun = time.perf_counter()
    if LedgerEntry.objects.of(organisation).exists():
        return organisation, mine, 0.0
    fields = [field for field in LedgerEntry._meta.concrete_fields if not field.primary_key]
    names, places = ", ".join(field.column for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {LedgerEntry._meta.db_table} ({names}) VALUES ({places})"
    for moment, rows in weeks(entries, mine):
        with transaction.atomic(), connection.cursor() as cursor:
            made = [_row(organisation, by, moment, row) for row in rows]
            if not made:
                continue
            values = [
                [
                    field.get_db_prep_save(one.get(field.attname, _default(field)), connection)
                    for field in fields
                ]
                for one in made
            ]
            cursor.executemany(statement, values)
            totals.add(SimpleNamespace(**one) for one in made)
    return organisation, mine, time.perf_counter() - begun


def multiplied(organisation: Organisation, programmes: list[Programme]) -> float:
    """Copies what is there nine times, each to the next programme and with other amounts; the totals are made anew."""
    from django.db import connection
    from django.db.models import Count, Sum
    from django.db.models.functions import TruncMonth

    from koers.finance.models import LedgerEntry, LedgerTotal
    from koers.finance.totals import month_of

    begun = time.perf_counter()
    fields = [field.column for field in LedgerEntry._meta.concrete_fields if not field.primary_key]
    new_id = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    first, size = programmes[0].pk, len(programmes)
    table = LedgerEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table} WHERE organisation_id = %s", [organisation.pk])
        last = cursor.fetchone()[0]
        for copy in range(1, 10):
            other = {
                "public_id": new_id,
                "programme_id": f"{first} + (programme_id - {first} + {copy}) %% {size}",
                "amount": f"amount + {copy}",
            }
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(fields)}) "
                f"SELECT {', '.join(other.get(name, name) for name in fields)} FROM {table} "
                f"WHERE organisation_id = %s AND id <= %s AND amount <> {-copy}",
                [organisation.pk, last],
            )
    months = {"booked_month": TruncMonth("booked_at"), "value_month": TruncMonth("value_date")}
    keys = ("stage", "kind", "year")
    rows = LedgerEntry.objects.of(organisation).order_by().annotate(**months).values(*months, *keys)
    summed = rows.annotate(a=Sum("amount"), n=Count("pk"))
    LedgerTotal.objects.of(organisation).delete()
    LedgerTotal.objects.bulk_create(
        [
            LedgerTotal(
                organisation=organisation, booked_month=month_of(row["booked_month"]), value_month=row["value_month"],
                amount=row["a"], entries=row["n"], **{key: row[key] for key in keys},
            )
            for row in summed
        ],
        batch_size=500,
    )  # fmt: skip
    return time.perf_counter() - begun


def _row(organisation: Organisation, by: User, moment: datetime, new: Any) -> dict[str, Any]:
    names = ("stage", "kind", "year", "value_date", "amount", "description")
    return {name: getattr(new, name) for name in names} | {
        "organisation_id": organisation.pk, "programme_id": new.programme.pk, "by_id": by.pk, "booked_at": moment,
        "created_at": moment, "updated_at": moment, "public_id": uuid4(), "about": 0, "unknown": 0,
    }  # fmt: skip


def _default(field: Any) -> Any:
    return field.get_default()


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


def measure(organisation: Organisation, programmes: list[Programme]) -> None:
    from koers.finance import sums, totals
    from koers.finance.models import LedgerEntry

    rng = Random(SEED + 1)
    biggest, asked = programmes[0], moments(rng)
    one, largest, whole, plain, apart = [], [], [], [], []
    for as_of in asked:
        programme = rng.choice(programmes)
        one.append(timed(lambda p=programme, a=as_of: sums.of_programme(p, a))[0])
        largest.append(timed(lambda a=as_of: sums.of_programme(biggest, a))[0])
        taken, found = timed(lambda a=as_of: sums.of_organisation(organisation, a))
        whole.append(taken)
        entries = LedgerEntry.objects.of(organisation)
        taken, expected = timed(lambda a=as_of, e=entries: sums.plainly(e, a))
        plain.append(taken)
        assert found == expected, f"a balance differs at {as_of}"
    for as_of in asked[:5]:
        begun = time.perf_counter()
        sums.per_programme(organisation, as_of)
        apart.append(time.perf_counter() - begun)
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
    assert totals.wrong(organisation) == []
    print(f"\nTotals equal entries: checked in {time.perf_counter() - begun:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--programmes", type=int, default=500)
    parser.add_argument("--postgresql", action="store_true")
    chosen = parser.parse_args()
    place = Place(chosen.folder, chosen.postgresql)
    with ExitStack() as stack:
        stack.enter_context(place.database())
        start_django()
        from dataset import analyse, migrate

        migrate()
        organisation, programmes, seconds = written("geld", chosen.entries // 10, chosen.programmes)
        if seconds:
            seconds += multiplied(organisation, programmes)
        print(f"{chosen.entries} entries written in {seconds:.0f} s", flush=True)
        analyse()
        if chosen.postgresql:
            vacuum()
        print(f"{place.megabytes():.0f} MB on disk\n", flush=True)
        measure(organisation, programmes)
        print()
        for share in (1, 3, 10):
            size = chosen.entries * share // 100
            seconds = booked(f"geld-{share}", size, chosen.programmes)
            print(
                f"{size} entries booked in {seconds:.1f} CPU s: {seconds / size * 1e6:.0f} µs each",
                flush=True,
            )


def vacuum() -> None:
    """PostgreSQL does this by itself after a while; then an index answers without the table."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE finance_ledgerentry")


if __name__ == "__main__":
    main()
