"""A progress line on a terminal for work that takes longer than a second; silent elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

SHOW_AFTER_SECONDS = 1.0
WIDTH = 24


def steps[T](work: Sequence[T], words: str) -> Iterator[T]:
    """Yields the items; after a second, when standard error is a terminal, shows how many are done."""
    started = time.monotonic()
    shown = False
    for done, item in enumerate(work):
        if sys.stderr.isatty() and time.monotonic() - started > SHOW_AFTER_SECONDS:
            shown = True
            sys.stderr.write("\r" + line(done, len(work), words))
            sys.stderr.flush()
        yield item
    if shown:
        sys.stderr.write("\r" + line(len(work), len(work), words) + "\n")


def line(done: int, total: int, words: str) -> str:
    filled = round(WIDTH * done / total) if total else WIDTH
    return f"[{'━' * filled}{'╌' * (WIDTH - filled)}] {done} van {total} {words}"
