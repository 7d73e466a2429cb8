"""Which command is asked for, and the promise of every command: no traceback, 0 on success, 2 on wrong use or input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from koers.cli.parser import Parser


class WrongUse(Exception):
    """Wrong use or bad input: one clear Dutch line for standard error."""


_COMMANDS = {
    "demo": "maakt verzonnen gemeenten om mee te proberen en start Koers",
    "serve": "start Koers voor gebruikers",
    "worker": "doet alleen het werk op de achtergrond",
    "migrate": "brengt de gegevensbank op orde",
    "user": "geeft iemand een account, een rol of een nieuw wachtwoord",
    "check": "controleert of Koers veilig en goed is ingericht",
    "read": "leest documenten en toont wat erin staat",
    "import": "leest documenten in als voorstellen voor het register",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help"):
        print(_overview())
        return 0 if given else 2
    if given[0] == "--version":
        from koers import __version__

        print(f"koers {__version__}")
        return 0
    name, *rest = given
    if name not in _COMMANDS:
        print(
            f"Onbekende opdracht: {name}. Kies uit {', '.join(_COMMANDS)}. Uitleg: koers --help",
            file=sys.stderr,
        )
        return 2
    module = import_module(f"koers.cli.{name}_command")
    parser = Parser(prog=f"koers {name}", description=_COMMANDS[name].capitalize() + ".")
    module.add_arguments(parser)
    return _guarded(lambda: module.run(parser.parse_args(rest)))


def _guarded(work: Callable[[], int]) -> int:
    try:
        return work()
    except WrongUse as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output stopped reading, for example `head`
        return 0


def _overview() -> str:
    lines = ["Gebruik: koers OPDRACHT [KEUZES]", "", "Opdrachten:"]
    lines += [f"  {name:<8} {told}" for name, told in _COMMANDS.items()]
    return "\n".join([*lines, "", "Uitleg bij een opdracht: koers OPDRACHT --help"])
