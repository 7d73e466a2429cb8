"""`koers migrate`: brings the database up to date; the embedded one is made when absent."""

from __future__ import annotations

import argparse

from koers.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    """No choices: there is one way to be up to date."""


def run(options: argparse.Namespace) -> int:
    from koers.cli.environment import migrate, start_django

    start_django()
    migrate()
    print("De gegevensbank is bij.")
    return 0
