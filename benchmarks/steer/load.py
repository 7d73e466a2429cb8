"""Open arrivals on a server of this machine: how long the pages take at 35 requests a second.

    ./do python benchmarks/steer/load.py FOLDER [--postgresql] [--rate 35] [--seconds 30] [--workers 2]

Requests come at moments fixed beforehand (a Poisson process with a seed), whether earlier ones were answered or not,
and a latency counts from the moment the request should have come. So a server that stalls is not asked less, and
what waited for it counts in full. Only loopback, at most 60 seconds and 100 requests a second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from http1 import Connections
from pages import MIX
from place import Place, start_django
from serve import Visitor, require_pages, running, visitors

MOST_SECONDS, HIGHEST_RATE = 60.0, 100.0


@dataclass(frozen=True, slots=True)
class Arrival:
    at: float
    kind: str
    path: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: str
    seconds: float
    ok: bool
    size: int


def arrivals(rng: Random, who: Sequence[Visitor], rate: float, seconds: float) -> list[Arrival]:
    """Moments with exponential gaps; whom and which page by chance, in the proportions of the mix."""
    if not (0 < rate <= HIGHEST_RATE and 0 < seconds <= MOST_SECONDS):
        raise ValueError(f"at most {HIGHEST_RATE:g} requests a second for {MOST_SECONDS:g} seconds")
    found, at = [], rng.expovariate(rate)
    while at < seconds:
        visitor = rng.choice(who)
        kinds = [kind for kind in MIX if visitor.pages.get(kind)]
        kind = rng.choices(kinds, [MIX[kind] for kind in kinds])[0]
        found.append(Arrival(at, kind, rng.choice(visitor.pages[kind]), visitor.cookie))
        at += rng.expovariate(rate)
    return found


async def play(port: int, planned: Sequence[Arrival]) -> list[Outcome]:
    """Sends every request at its moment; nothing waits for an earlier answer."""
    connections = Connections(port)
    loop = asyncio.get_running_loop()
    begun = loop.time()

    async def one(arrival: Arrival) -> Outcome:
        try:
            status, size = await connections.get(arrival.path, arrival.cookie)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status, size = 0, 0
        return Outcome(arrival.kind, loop.time() - begun - arrival.at, status == 200, size)

    tasks = []
    for arrival in planned:
        await asyncio.sleep(max(0.0, begun + arrival.at - loop.time()))
        tasks.append(asyncio.create_task(one(arrival)))
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        connections.close()


def percentile(sorted_seconds: Sequence[float], share: float) -> float:
    """The nearest rank: a latency that really occurred."""
    rank = max(1, -(-len(sorted_seconds) * share // 1))
    return sorted_seconds[int(rank) - 1]


def table(outcomes: Sequence[Outcome], seconds: float) -> str:
    """One row per page and one for all, in milliseconds."""
    lines = [
        "| page | requests | errors | p50 ms | p95 ms | p99 ms | longest ms | a second | kB sent |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind in [*MIX, "all"]:
        some = [one for one in outcomes if kind in ("all", one.kind)]
        if not some:
            continue
        taken = sorted(one.seconds for one in some)
        p50, p95, p99 = (percentile(taken, share) * 1000 for share in (0.5, 0.95, 0.99))
        wrong = sum(not one.ok for one in some)
        size = statistics.median(one.size for one in some) / 1000
        lines.append(
            f"| {kind} | {len(some)} | {wrong} | {p50:.0f} | {p95:.0f} | {p99:.0f} | {taken[-1] * 1000:.0f} "
            f"| {len(some) / seconds:.1f} | {size:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--rate", type=float, default=35)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    with Place(chosen.folder, chosen.postgresql).database():
        start_django()
        who = visitors(20)
        with running(chosen.port, chosen.workers) as server:
            require_pages(server.address, who[0])
            warm = arrivals(Random(1), who, 10, 5)
            asyncio.run(play(chosen.port, warm))
            planned = arrivals(Random(342), who, chosen.rate, chosen.seconds)
            before, used = os.getloadavg()[0], server.cpu_seconds()
            outcomes = asyncio.run(play(chosen.port, planned))
            used = server.cpu_seconds() - used
    where = "PostgreSQL" if chosen.postgresql else "SQLite"
    print(
        f"{where}, {chosen.workers} processes, load average {before:.1f} before and {os.getloadavg()[0]:.1f} after\n"
    )
    print(table(outcomes, chosen.seconds))
    print(
        f"\nThe server used {used:.1f} CPU seconds: {used / max(1, len(outcomes)) * 1000:.0f} ms per request"
    )


if __name__ == "__main__":
    main()
