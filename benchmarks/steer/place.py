"""Where the data of a benchmark lives: a folder with an embedded database, or with a private PostgreSQL cluster.

The cluster listens on a socket in its own folder only, and is ended by the process that started it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER = "postgres"
"""initdb refuses root: then this user of Debian's package owns the cluster."""


class Absent(RuntimeError):
    """A program that the benchmark needs is not on this machine."""


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path
    postgresql: bool = False

    @property
    def cluster(self) -> Path:
        """Beside the folder, not in it: Koers closes its folder for other users, and the cluster has another owner."""
        return self.folder.with_name(f"{self.folder.name}-postgresql")

    @contextmanager
    def database(self) -> Iterator[None]:
        """Points Koers to the data, and has the database server running as long as needed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        os.environ["KOERS_DATA_DIR"] = str(self.folder.resolve())
        os.environ["KOERS_DATABASE_URL"] = ""
        if not self.postgresql:
            yield
            return
        os.environ["KOERS_DATABASE_URL"] = f"postgresql://postgres@/koers?host={self.cluster.resolve()}"
        with _running(self.cluster.resolve()):
            yield

    def megabytes(self) -> float:
        """Of the database on disk."""
        found = self.cluster.rglob("*") if self.postgresql else self.folder.glob("koers.sqlite3*")
        return sum(path.stat().st_size for path in found if path.is_file()) / 1e6


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    programs = _programs()
    new = not folder.exists()
    if new:
        folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(folder, OWNER)
        _owner(
            folder,
            programs / "initdb",
            f"--pgdata={folder}/data",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
        )
    socket = f"-c listen_addresses= -c unix_socket_directories={folder}"
    _owner(
        folder,
        programs / "pg_ctl",
        f"--pgdata={folder}/data",
        f"--log={folder}/log",
        "--wait",
        f"--options={socket}",
        "start",
    )
    try:
        if new:
            _owner(folder, programs / "createdb", f"--host={folder}", "--username=postgres", "koers")
        yield
    finally:
        _owner(folder, programs / "pg_ctl", f"--pgdata={folder}/data", "--mode=fast", "stop")


def _programs() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise Absent("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return versions[-1].parent


def _owner(folder: Path, *command: str | Path) -> None:
    """Runs it as who may own a cluster, with the cluster's own settings as they come: no speed bought with safety."""
    user = OWNER if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        user=user,
        group=pwd.getpwnam(user).pw_gid,
        extra_groups=[],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.strip()}")


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    django.setup()
