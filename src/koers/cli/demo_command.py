"""`koers demo`: invented organisations in a folder of their own, a server and a worker, ready to try."""

from __future__ import annotations

import argparse
import os
import shutil
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
    address = f"http://{HOST}:{options.port}/"
    serve(
        host=HOST, port=options.port, workers=1, ready=lambda: _welcome(address, folder, options.no_browser)
    )
    return 0


def demo_folder(stage: str) -> Path:
    """`$KOERS_DATA_DIR/demo/<stage>`; the folder of real data is never touched."""
    from koers.config.environment import data_folder

    return data_folder() / "demo" / stage


def prepare(folder: Path, stage: str) -> None:
    """Points Koers at the demo's folder and fills it when it is new.

    It is built beside its place and moved there whole, so that a demo that was interrupted is never half there.
    """
    os.environ.pop("KOERS_DATABASE_URL", None)
    if (folder / "koers.sqlite3").exists():
        _use(folder)
        return
    half = folder.with_name(f".{folder.name}-in-aanbouw")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    _use(half)
    if not _unpacked(half, stage):
        _fill(stage)
    folder.parent.mkdir(parents=True, exist_ok=True)
    half.rename(folder)
    _move_settings(folder)


def _unpacked(folder: Path, stage: str) -> bool:
    """Whether the demo that comes with Koers could be used; if not, the folder is left empty."""
    from koers.demo import preparing

    if not preparing.unpack(folder, stage):
        return False
    if preparing.fits(folder):
        return True
    shutil.rmtree(folder)
    folder.mkdir()
    return False


def _use(folder: Path) -> None:
    from koers.cli.environment import start_django

    os.environ["KOERS_DATA_DIR"] = str(folder)
    start_django()


def _fill(stage: str) -> None:
    from django.db import connection

    from koers.cli.environment import migrate
    from koers.demo.building import build
    from koers.demo.stages import Stage

    print("De demo wordt gemaakt (eenmalig).", file=sys.stderr, flush=True)
    migrate()
    build(Stage(stage), tell=lambda name: print(f"  leest {name}", file=sys.stderr, flush=True))
    connection.close()


def _move_settings(folder: Path) -> None:
    """Settings were loaded for the folder under construction; the server must use the final one."""
    from django.conf import settings
    from django.db import connections

    os.environ["KOERS_DATA_DIR"] = str(folder)
    settings.DATA_DIR = folder
    settings.MEDIA_ROOT = folder / "files"
    settings.STATIC_ROOT = folder / "static"
    settings.DATABASES["default"]["NAME"] = folder / "koers.sqlite3"
    connections["default"].settings_dict["NAME"] = folder / "koers.sqlite3"


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
