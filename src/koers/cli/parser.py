"""argparse in Dutch: help, headings and one-line errors; wrong use exits with 2."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_ERRORS = (
    (re.compile(r"the following arguments are required: (.+)"), r"U noemt geen \1."),
    (
        re.compile(r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)"),
        r"\2 kan niet bij \1. Kies uit \3.",
    ),
    (re.compile(r"unrecognized arguments: (.+)"), r"Onbekend: \1."),
    (re.compile(r"argument (\S+): expected one argument"), r"Bij \1 hoort een waarde."),
    (
        re.compile(r"argument (\S+): invalid (?:int|whole number) value: (.+)"),
        r"Bij \1 hoort een heel getal, niet \2.",
    ),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 en \2 gaan niet samen."),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose every word to the user is Dutch."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, allow_abbrev=False, add_help=False
        )
        self._positionals.title = "Wat u opgeeft"
        self._optionals.title = "Keuzes"
        self.add_argument("-h", "--help", action="help", help="toont deze uitleg")

    def error(self, message: str) -> NoReturn:
        for pattern, dutch in _ERRORS:
            if pattern.fullmatch(message):
                message = pattern.sub(dutch, message)
                break
        print(f"{message} Uitleg: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)
