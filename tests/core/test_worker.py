"""The worker as a process and as a thread: killed, stopped, and two at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core import background
from koers.core.models import Job
from koers.core.tasks.worker import run_forever

TESTS = Path(__file__).resolve().parents[1]
START = "import django; django.setup()\n"
WORK = START + "from koers.core.tasks.worker import run_forever; run_forever(poll=0.1)"


def wait_for(met: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if met():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database of its own in a folder of its own; the worker processes share it."""
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    found = {**os.environ, "KOERS_DATA_DIR": str(tmp_path), "PYTHONPATH": path}
    found.pop("KOERS_DATABASE_URL", None)
    found.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    return found


def run(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START + code], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def start_worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORK], env=environment)


def test_a_killed_workers_job_is_taken_up_again_exactly_once(
    environment: dict[str, str], tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    run(
        "from django.core.management import call_command; call_command('migrate', 'core', verbosity=0)\n"
        f"from core.background import hangs_the_first_time as f; f.enqueue({str(marks)!r})",
        environment,
    )
    first = start_worker(environment)
    others: list[subprocess.Popen[bytes]] = []
    try:
        assert wait_for(marks.exists)
        first.kill()
        first.wait()
        others = [start_worker(environment), start_worker(environment)]
        assert wait_for(lambda: "finished" in marks.read_text())
        time.sleep(1.5)  # longer than the lease: nobody may take it a third time
        for worker in others:
            worker.send_signal(signal.SIGTERM)
        assert [worker.wait(timeout=10) for worker in others] == [0, 0]
    finally:
        for worker in [first, *others]:
            worker.kill()
    assert [line.split()[0] for line in marks.read_text().splitlines()] == ["started", "started", "finished"]
    seen = "from koers.core.models import Job; job = Job.objects.get(); print(job.state, job.attempts)"
    assert run(seen, environment) == "done 2"


@pytest.mark.django_db(transaction=True)
def test_a_thread_works_until_it_is_told_to_stop() -> None:
    background.add.enqueue(4, 4)
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    run_forever(stop, poll=0.05)
    assert Job.objects.get().result == 8
