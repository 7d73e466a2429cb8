"""Starts the production server on the data of a folder, with sessions of programme managers.

    ./do python benchmarks/steer/serve.py FOLDER [--postgresql] [--port 8765] [--workers 2]

Prints the address, and the cookie and pages of one manager, until Ctrl+C. Ends only what it started.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from place import Place, start_django

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who is logged in, with the address of each kind of page that he or she visits."""

    cookie: str
    pages: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    process: int

    def cpu_seconds(self) -> float:
        """What its processes used up to now: says more than seconds do on a machine that is busy with other work."""
        ticks = 0
        waiting = [self.process]
        while waiting:
            number = waiting.pop()
            with suppress(OSError):
                after_name = Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2].split()
                ticks += int(after_name[11]) + int(after_name[12])
                for thread in Path(f"/proc/{number}/task").iterdir():
                    waiting += map(int, (thread / "children").read_text().split())
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(port: int, workers: int = 2) -> Iterator[Server]:
    """`koers serve` with its own worker, as an administrator starts it; ended as a whole afterwards. What it says
    goes to `server.log` beside the data.
    """
    command = [sys.executable, "-m", "koers.cli", "serve", "--port", str(port), "--workers", str(workers)]
    settings = os.environ | {
        "KOERS_COLLECTED_STATIC": "1"
    }  # hashed and compressed files, as an installation has
    with (Path(settings["KOERS_DATA_DIR"]) / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(process, address)
        yield Server(address, process.pid)
    finally:
        end(process)


def wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    """Until it answers; an answer that refuses is one too."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with status {process.returncode}")
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError:
            return
        except URLError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {address} within {PATIENCE} seconds")


def end(process: subprocess.Popen[bytes]) -> None:
    """Asks once, as Ctrl+C does; by force when that does not help."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def require_pages(address: str, visitor: Visitor) -> None:
    """A measurement of error pages is none: each kind of page must answer."""
    for kind, paths in visitor.pages.items():
        try:
            with urlopen(
                Request(address + paths[0], headers={"Cookie": visitor.cookie}), timeout=PATIENCE
            ) as answer:
                reached = answer.url
        except HTTPError as error:
            raise RuntimeError(f"{kind}: {paths[0]} answered with {error.code}, see server.log") from error
        if reached != address + paths[0]:
            raise RuntimeError(f"{kind}: {paths[0]} sent on to {reached}")


def visitors(number: int) -> list[Visitor]:
    """Programme managers of different organisations, evenly over the list, each with a session of its own."""
    from pages import pages_of

    from koers.organisations.models import Organisation
    from koers.organisations.permissions import Role

    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    chosen = keys[:: max(1, len(keys) // number)][:number]
    found = []
    for key in chosen:
        organisation = Organisation.objects.get(pk=key)
        membership = (
            organisation.memberships.filter(role=Role.PROGRAMME_MANAGER).select_related("user").earliest("pk")
        )
        found.append(Visitor(session_of(membership.user), pages_of(organisation)))
    return found


def session_of(user: object) -> str:
    """The cookie of a session as the log-in page would have made it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with Place(chosen.folder, chosen.postgresql).database():
        start_django()
        (visitor,) = visitors(1)
        with running(chosen.port, chosen.workers) as server:
            address = server.address
            print(f"{address} (process {server.process})\nCookie: {visitor.cookie}", flush=True)
            for kind, paths in visitor.pages.items():
                print(f"{kind}: {address}{paths[0]}", flush=True)
            with suppress(KeyboardInterrupt):
                signal.pause()


if __name__ == "__main__":
    main()
