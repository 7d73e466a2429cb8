"""`koers worker`: does the background work until it is told to stop."""

from __future__ import annotations

import argparse

from koers.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    parser.add_argument("--once", action="store_true", help="doet wat er nu klaarstaat en stopt dan")


def run(options: argparse.Namespace) -> int:
    from koers.cli.environment import require_migrated, start_django

    start_django()
    require_migrated()
    from django.utils import timezone

    from koers.core.tasks.worker import run_forever, run_waiting
    from koers.web.work.weekly import schedule

    schedule(timezone.localdate())

    if options.once:
        print(f"{run_waiting()} taken gedaan.")
        return 0
    run_forever()
    return 0
