"""How many database queries each page takes with 1 row and with 100 of everything it lists.

    ./do python benchmarks/steer/queries.py

Makes two organisations in an embedded database of its own, that is gone afterwards: one with a single programme that
has one of everything, one with 100 programmes of which the measured one has 100 deliverables, goals and periods.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dataset import migrate
from pages import pages_of
from place import Place, start_django

if TYPE_CHECKING:
    from staff import Staff

MOST = 12


def make_two() -> list[Staff]:
    """Of the second organisation the first programme is the large one; the others are small."""
    from datetime import date

    from rows import Batch, Shape
    from staff import make_staff

    one = Shape(1, 1, 1, 1, 1, 1, 1, 1)
    hundred = Shape(*[100] * 3, periods=100, period_goals=1, deliverables=100, statuses=100, decisions=100)
    small, large = staff = make_staff(Random(1), 2)
    batch = Batch(Random(1), date.today(), one)
    batch.programme(1, small, None)
    batch.shape = replace(hundred, members=2)
    earlier = batch.programme(2, large, None)
    batch.shape = one
    for number in range(3, 102):
        batch.programme(number, large, earlier)
    batch.store()
    return staff


def count(staff: Staff, path: str) -> tuple[int, list[str]]:
    """Queries of one page, asked for a second time, and those that came more than once."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(staff.managers[0])
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered with {answer.status_code}")
    alike = Counter(_shape_of(query["sql"]) for query in captured.captured_queries)
    return len(captured), [f"{times} × {sql}" for sql, times in alike.items() if times > 1]


def _shape_of(sql: str) -> str:
    """Enough of a query to see that it is asked once per row: from what table, with which columns in WHERE."""
    table = sql.partition(" FROM ")[2][:60] or sql[:60]
    return " ".join(table.split()[:1]) + " …" + sql.partition(" WHERE ")[2][:60]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeated", action="store_true", help="also what was asked more than once")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Place(Path(folder)).database():
        Path(folder, "static").mkdir()  # WhiteNoise warns when it is absent
        start_django()
        migrate()
        small, large = make_two()
        print("| page | queries with 1 row | with 100 rows | aims |\n|---|---|---|---|")
        for kind, (path, *_) in pages_of(small.organisation).items():
            (other, *_) = pages_of(large.organisation)[kind]
            one, _alike = count(small, path)
            hundred, alike = count(large, other)
            met = "met" if one == hundred <= MOST else "missed"
            print(f"| {kind} | {one} | {hundred} | {met} |")
            if chosen.repeated:
                print("".join(f"  {line}\n" for line in alike), end="")


if __name__ == "__main__":
    main()
