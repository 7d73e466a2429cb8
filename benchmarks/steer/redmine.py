"""Requests a second of Koers' portfolio beside Redmine's issue list: same machine, same number of rows, both logged in.

    ./do python benchmarks/steer/redmine.py FOLDER [--rounds 5] [--seconds 5]

FOLDER holds data set L in an embedded database (`dataset.py`). Redmine is Debian's package (docs/benchmarks.md says
how to install it), as a private instance with a database of its own beside FOLDER: as many issues as Koers has
programmes, in as many projects as there are organisations. Each runs as one process with four threads; four requests
are under way at any time. The servers are up in turn, never together; medians of alternating rounds count. Where
Redmine is absent this says so and ends with status 0.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from pathlib import Path

from http1 import Connections
from place import Absent, Place, start_django
from redmine_instance import Instance
from serve import Visitor, require_pages, running, visitors

AT_ONCE, MOST_SECONDS = 4, 15.0
AIM = 5.0


async def requests_per_second(port: int, path: str, cookie: str, seconds: float) -> float:
    """As many as the server answers with four under way; anything but 200 ends the measurement."""
    connections, answered = Connections(port), 0
    until = time.perf_counter() + min(seconds, MOST_SECONDS)

    async def keep_asking() -> None:
        nonlocal answered
        while time.perf_counter() < until:
            status, _size = await connections.get(path, cookie)
            if status != 200:
                raise RuntimeError(f"{path} answered with {status}")
            answered += 1

    begun = time.perf_counter()
    try:
        await asyncio.gather(*(keep_asking() for _ in range(AT_ONCE)))
    finally:
        connections.close()
    return answered / (time.perf_counter() - begun)


def koers_round(port: int, visitor: Visitor, seconds: float) -> float:
    with running(port, 1) as server:
        require_pages(server.address, visitor)
        return _measured(port, visitor.pages["portfolio"][0], visitor.cookie, seconds)


def redmine_round(instance: Instance, port: int, paths: list[str], seconds: float) -> list[float]:
    with instance.running(port):
        cookie = instance.logged_in(port)
        return [_measured(port, path, cookie, seconds) for path in paths]


def _measured(port: int, path: str, cookie: str, seconds: float) -> float:
    asyncio.run(requests_per_second(port, path, cookie, 2))  # warm: caches of templates and queries
    return asyncio.run(requests_per_second(port, path, cookie, seconds))


def counts() -> tuple[int, int]:
    """Programmes and organisations in Koers."""
    from koers.organisations.models import Organisation
    from koers.programmes.models import Programme

    programmes = Programme.objects.across_organisations("the other side gets as many rows").count()
    return programmes, Organisation.objects.count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--port", type=int, default=8767)
    chosen = parser.parse_args()
    try:
        instance = Instance.beside(chosen.folder)
    except Absent as absent:
        print(f"Skipped: {absent}")
        return
    with Place(chosen.folder).database():
        start_django()
        programmes, organisations = counts()
        instance.fill(programmes, organisations)
        (visitor,) = visitors(1)
        compare(instance, visitor, chosen.rounds, chosen.seconds, chosen.port)


def compare(instance: Instance, visitor: Visitor, rounds: int, seconds: float, port: int) -> None:
    lists = {"issues of one project": instance.project_list, "all issues": instance.whole_list}
    koers: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in lists}
    before = os.getloadavg()[0]
    for _ in range(rounds):
        koers.append(koers_round(port, visitor, seconds))
        found = redmine_round(instance, port, list(lists.values()), seconds)
        for name, one in zip(lists, found, strict=True):
            theirs[name].append(one)
    print(
        f"load average {before:.1f} before and {os.getloadavg()[0]:.1f} after; medians of {rounds} rounds\n"
    )
    print(
        "| list | requests a second | lowest and highest | Koers is so many times faster |\n|---|---|---|---|"
    )
    ours = statistics.median(koers)
    print(f"| Koers, portfolio | {ours:.1f} | {min(koers):.1f} - {max(koers):.1f} | |")
    for name, measured in theirs.items():
        other = statistics.median(measured)
        met = "met" if ours >= AIM * other else f"aim {AIM:g} missed"
        print(
            f"| Redmine, {name} | {other:.1f} | {min(measured):.1f} - {max(measured):.1f} | {ours / other:.1f} ({met}) |"
        )


if __name__ == "__main__":
    main()
