"""The simulation of risks beside a plain Python loop, in one run: `./do python benchmarks/risks/simulation.py`.

The loop draws a tenth of the years, because it is slow; its time is given for as many draws. Both draw the same
risks, 200 with chances of 10 to 90 %, half of them with a most likely amount.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from random import Random
from uuid import UUID

from koers.risks.simulation import DRAWS, HUNDRED, Drawn, exact, simulate

RUNS = 5


def risks(count: int) -> list[Drawn]:
    source = Random(1)
    found = []
    for number in range(count):
        low = source.randrange(10**7)
        high = low + source.randrange(10**8)
        likely = source.randrange(low, high + 1) if number % 2 else None
        found.append(Drawn(str(UUID(int=number)), 1000 + 2000 * (number % 5), low, high, likely))
    return found


def plain(found: Sequence[Drawn], seed: int, draws: int) -> list[float]:
    """As one would write it without a second thought."""
    source = Random(seed)
    totals = []
    for _ in range(draws):
        total = 0.0
        for one in found:
            if source.random() < one.chance / HUNDRED:
                if one.likely is None:
                    total += source.uniform(one.low, one.high)
                else:
                    total += source.triangular(one.low, one.high, one.likely)
        totals.append(total)
    totals.sort()
    return totals


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--risks", type=int, default=200)
    parser.add_argument("--draws", type=int, default=DRAWS)
    asked = parser.parse_args()
    found = risks(asked.risks)
    first = seconds(lambda: simulate(found[:1], seed=1))
    times = [seconds(lambda: simulate(found, seed=1, draws=asked.draws)) for _ in range(RUNS)]
    outcome = simulate(found, seed=1, draws=asked.draws)
    fewer = max(asked.draws // 10, 1)
    loop = seconds(lambda: plain(found, 1, fewer)) * asked.draws / fewer
    totals = plain(found, 1, fewer)
    ours = statistics.median(times)
    known = exact(found)
    required = outcome.at(90)
    print(f"{asked.risks} risks, {asked.draws} draws")
    print(f"simulation: median of {RUNS} {ours:.2f} s (from {min(times):.2f} to {max(times):.2f})")
    print(f"first run with the import of numpy: {first:.2f} s")
    print(f"plain loop: {loop:.1f} s; {loop / ours:.0f} times as long")
    print(
        f"mean: {float(outcome.mean) / 100:.2f}, exact {float(known.mean) / 100:.2f}: {outcome.distance:.2f} standard errors"
    )
    share = totals[int(0.9 * fewer)] / required.amount - 1
    print(f"required at 90 %: {required.amount / 100:.2f}; the loop's differs {share:+.2%}")


if __name__ == "__main__":
    main()
