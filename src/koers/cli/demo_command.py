"""`koers demo`: invented organisations in a folder of their own, a server and a worker, ready to try."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from koers.cli.parser import Parser

STAGES = ("start", "running", "reporting", "closed")
HOST = "127.0.0.1"


def add_arguments(parser: Parser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="poort (standaard 8000)")
    parser.add_argument("--no-browser", action="store_true", help="opent geen browser")
    parser.add_argument(
        "--stage",
        choices=STAGES,
        default="closed",
        help="hoe ver het programma is: start (leeg), running, reporting of closed (standaard)",
    )


def run(options: argparse.Namespace) -> int:
    from koers.cli.serving import require_free_port, serve

    require_free_port(HOST, options.port)
    folder = demo_folder(options.stage)
    prepare(folder, options.stage)
    # By name: browsers keep passkeys for localhost, and never for a number.
    address = f"http://localhost:{options.port}/"
    serve(
        host=HOST, port=options.port, workers=1, ready=lambda: _welcome(address, folder, options.no_browser)
    )
    return 0


def demo_folder(stage: str) -> Path:
    """`$KOERS_DATA_DIR/demo/<stage>`; the folder of real data is never touched."""
    from koers.config.environment import data_folder

    return data_folder() / "demo" / stage


def prepare(folder: Path, stage: str) -> None:
    """Makes the demo in its folder when it is new, then points this process at it.

    It is made in a process of its own, beside its place, and moved there whole: a demo that was interrupted is never
    half there, and this process never holds anything (a storage, a connection) of the folder it was made in.
    """
    # Empty, not absent: the environment wins over a `.env` file, whose database must never become a demo.
    os.environ["KOERS_DATABASE_URL"] = ""
    _set_aside_when_older(folder)
    if not (folder / "koers.sqlite3").exists():
        half = folder.with_name(f".{folder.name}-in-aanbouw")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True, mode=0o700)
        print("De demo wordt gemaakt (eenmalig).", file=sys.stderr, flush=True)
        _make(half, stage)
        half.rename(folder)
    os.environ["KOERS_DATA_DIR"] = str(folder)
    from koers.cli.environment import start_django

    start_django()


def _set_aside_when_older(folder: Path) -> None:
    """A demo of another version has other tables. It is kept beside its place: somebody may have tried things in it."""
    from koers.demo.preparing import fits

    if not (folder / "koers.sqlite3").exists() or fits(folder):
        return
    number = 1
    while (aside := folder.with_name(f"{folder.name}-oud-{number}")).exists():
        number += 1
    folder.rename(aside)
    print(
        f"Uw demo is van een andere versie van Koers en staat nu in {aside}. U krijgt een nieuwe.",
        file=sys.stderr,
        flush=True,
    )


def _make(folder: Path, stage: str) -> None:
    from koers.cli.main import WrongUse

    done = subprocess.run(  # noqa: S603 - our own module, a stage from our own list
        [sys.executable, "-m", "koers.demo.preparing", stage, str(folder)],
        env={**os.environ, "KOERS_DATA_DIR": str(folder)},
        check=False,
    )
    if done.returncode:
        raise WrongUse("De demo kon niet worden gemaakt. Er is niets veranderd. Meld dit als fout van Koers.")


def _welcome(address: str, folder: Path, no_browser: bool) -> None:
    from koers.demo.people import ORGANISATIONS, PASSWORD, PEOPLE

    names = {organisation.slug: organisation.name for organisation in ORGANISATIONS}
    print(f"\nKoers staat klaar op {address}\n")
    print(f"Log in met een van deze adressen. Het wachtwoord is steeds: {PASSWORD}\n")
    width = max(len(person.email) for person in PEOPLE)
    for person in PEOPLE:
        print(f"  {person.email:<{width}}  {person.role.label}, {names[person.organisation]}")
    print(
        f"\nAlles is verzonnen en staat in {folder}. Verwijder die map om opnieuw te beginnen. Stoppen: Ctrl+C",
        flush=True,
    )
    if not no_browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
