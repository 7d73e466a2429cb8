"""The prepared demo: the database and files of the usual stage, made once by the product and shipped with it.

Making a demo takes seconds of migrations and reading; unpacking it takes a tenth of one. It is used only when the models
are still those it was made with (the same migrations); else the demo is made anew. `tests/demo/test_prepared.py` proves that
it holds what a fresh demo holds. `python -m koers.demo.preparing` makes it again after a change.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from koers.demo.stages import Stage

PREPARED_STAGE = Stage.CLOSED
_ARCHIVE = "prepared.tar.xz"
_FINGERPRINT = "fingerprint"
DATABASE = "koers.sqlite3"


def unpack(folder: Path, stage: str) -> bool:
    """Fills the folder with the prepared demo. False when there is none for this stage."""
    archive = files("koers.demo").joinpath(_ARCHIVE)
    if stage != PREPARED_STAGE or not archive.is_file():
        return False
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive.read_bytes()))) as tar:
        tar.extractall(folder, filter="data")
    return True


def fits(folder: Path) -> bool:
    """Whether the database of this folder was made with the migrations that this version has."""
    path = folder / _FINGERPRINT
    return path.is_file() and path.read_text() == fingerprint()


def fingerprint() -> str:
    """SHA-256 over the names and contents of every room's migrations: another model gives another fingerprint."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.glob("*/migrations/*.py")):
        digest.update(f"{path.relative_to(package)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def pack(folder: Path) -> bytes:
    """The archive of a demo folder: one database file without its journal, and the stored files."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("DELETE FROM django_session")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")
    (folder / _FINGERPRINT).write_text(fingerprint())
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for path in sorted([folder / DATABASE, folder / _FINGERPRINT, *(folder / "files").rglob("*")]):
            if path.is_file():
                tar.add(path, arcname=str(path.relative_to(folder)), filter=_nobody)
    return lzma.compress(buffer.getvalue(), preset=9)


def _nobody(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """No owner and no moment: the archive says nothing about the machine that made it."""
    info.uid = info.gid = info.mtime = 0
    info.uname = info.gname = ""
    return info


def main(arguments: list[str]) -> None:
    """Without arguments: makes the archive again (a maintainer's work). With stage and folder: fills that folder."""
    if arguments:
        stage, folder = arguments
        fill(Path(folder), stage)
        return
    with tempfile.TemporaryDirectory() as name:
        folder_made = Path(name)
        make(folder_made)
        Path(__file__).with_name(_ARCHIVE).write_bytes(pack(folder_made))
    print(f"{_ARCHIVE} is gemaakt.", file=sys.stderr)  # noqa: T201 - a maintainer's command


def fill(folder: Path, stage: str) -> None:
    """The prepared demo where it fits, else a fresh one. The folder is empty and this process's own."""
    if unpack(folder, stage):
        if fits(folder):
            return
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    make(folder, stage, tell=lambda name: print(f"  leest {name}", file=sys.stderr, flush=True))  # noqa: T201
    (folder / _FINGERPRINT).write_text(fingerprint())


def make(
    folder: Path, stage: str = PREPARED_STAGE, *, tell: Callable[[str], None] = lambda name: None
) -> None:
    """Makes a demo in an empty folder, in a process that has not loaded its settings yet.

    Refuses any other database than the one in that folder: log-ins with a known password belong nowhere else.
    """
    os.environ["KOERS_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "koers.config.settings"
    os.environ["KOERS_DATABASE_URL"] = ""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if Path(connection.settings_dict["NAME"]).parent != folder:
        raise RuntimeError("a demo is only ever made in its own folder")
    call_command("migrate", interactive=False, verbosity=0)
    from koers.demo.building import build

    build(Stage(stage), tell=tell)
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
