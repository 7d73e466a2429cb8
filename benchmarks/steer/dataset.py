"""Makes data set L: 10,000 programmes in 342 organisations, each with goals, tracks, periods and deliverables.

    ./do python benchmarks/steer/dataset.py FOLDER [--programmes 10000] [--organisations 342] [--postgresql]

Into an embedded database in FOLDER, or with `--postgresql` into a private cluster in FOLDER. The same seed gives the
same rows on the same day. Prints what it made and how long that took.
"""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import batched
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from place import Place, start_django

if TYPE_CHECKING:
    from rows import Shape

SEED = 342
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Made:
    organisations: int
    programmes: int
    rows: int
    seconds: float


def make(
    *,
    programmes: int,
    organisations: int = 342,
    seed: int = SEED,
    today: date | None = None,
    shape: Shape | None = None,
) -> Made:
    """Fills an empty, migrated database. Programme n goes to organisation n modulo the number of organisations."""
    from django.db import transaction
    from rows import Batch
    from staff import make_staff

    begun, rng, rows = time.perf_counter(), Random(seed), 0
    with transaction.atomic():
        staff = make_staff(rng, organisations)
    earlier = None
    batch = Batch(rng, today or date.today(), shape)
    for numbers in batched(range(programmes), AT_ONCE, strict=False):
        for number in numbers:
            earlier = batch.programme(number, staff[number % len(staff)], earlier)
        with transaction.atomic():
            rows += batch.store()
    batch.finish()
    return Made(len(staff), programmes, rows, time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--programmes", type=int, default=10_000)
    parser.add_argument("--organisations", type=int, default=342)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--postgresql", action="store_true", help="a private cluster in the folder")
    chosen = parser.parse_args()
    place = Place(chosen.folder, chosen.postgresql)
    with ExitStack() as stack:
        stack.enter_context(place.database())
        start_django()
        migrate()
        made = make(programmes=chosen.programmes, organisations=chosen.organisations, seed=chosen.seed)
        analyse()
        print(
            f"{made.programmes} programmes in {made.organisations} organisations: {made.rows} rows in "
            f"{made.seconds:.0f} s ({made.rows / made.seconds:.0f} a second), {place.megabytes():.0f} MB on disk"
        )


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)


def analyse() -> None:
    """PostgreSQL does this by itself after a while, SQLite when asked; a plan without statistics is not a plan."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
