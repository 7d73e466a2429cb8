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
import sqlite3
import sys
import tarfile
import tempfile
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
    """Whether the prepared database was made with the migrations that this version has."""
    return (folder / _FINGERPRINT).read_text() == fingerprint()


def fingerprint() -> str:
    """SHA-256 over the names and contents of every room's migrations: another model gives another fingerprint."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.glob("*/migrations/*.py")):
        digest.update(f"{path.relative_to(package)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def pack(folder: Path) -> bytes:
    """The archive of a demo folder: one database file without its journal, and the stored files."""
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("DELETE FROM django_session")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        Path(__file__).with_name(_ARCHIVE).write_bytes(pack(folder))
    print(f"{_ARCHIVE} is gemaakt.", file=sys.stderr)  # noqa: T201 - a maintainer's command


def make(folder: Path) -> None:
    """Makes the usual demo in an empty folder, in a process that has not loaded its settings yet."""
    os.environ["KOERS_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "koers.config.settings"
    os.environ.pop("KOERS_DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from koers.demo.building import build

    build(PREPARED_STAGE)
    from django.db import connection

    connection.close()


if __name__ == "__main__":
    main()
