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
from django.db import OperationalError, connection

from core import background
from koers.core.models import Job
from koers.core.tasks import leases, worker
from koers.core.tasks.worker import run_forever

pytestmark = pytest.mark.uncovered
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
        for process in others:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(timeout=10) for process in others] == [0, 0]
    finally:
        for process in [first, *others]:
            process.kill()
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


def test_a_lease_is_kept_until_the_work_is_over_or_it_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy database is no reason to stop; a lost lease is."""
    answers: list[bool | Exception] = [True, OperationalError("database is locked"), True, False]
    asked: list[Job] = []

    def extend(job: Job) -> bool:
        asked.append(job)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(leases, "extend", extend)
    job = Job(lease_seconds=0.03)
    thread = threading.Thread(target=worker._extend_until, args=(job, threading.Event()))
    thread.start()
    thread.join(timeout=5)
    assert not thread.is_alive()
    assert asked == [job] * 4


@pytest.mark.parametrize("error", [OperationalError("gone for a moment"), RuntimeError("anything")])
def test_no_error_outside_the_work_ends_the_worker(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    stop, calls = threading.Event(), []

    def run_one(name: str) -> bool:
        calls.append(name)
        if len(calls) == 1:
            raise error
        stop.set()
        return False

    monkeypatch.setattr(worker, "run_one", run_one)
    thread = threading.Thread(target=lambda: run_forever(stop, poll=0.01))
    thread.start()
    thread.join(timeout=5)
    assert len(calls) == 2
    assert len(set(calls)) == 1


@pytest.mark.django_db
def test_who_loses_a_job_to_another_looks_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    background.add.enqueue(1, 1)
    take = leases._take
    lost: list[Job] = []

    def lose_once(job: Job, name: str) -> bool:
        if not lost:
            lost.append(job)
            return False
        return take(job, name)

    monkeypatch.setattr(leases, "_take", lose_once)
    job = leases.claim("second")
    assert job is not None
    assert job.worker == "second"


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_every_job_once() -> None:
    """Real threads, each with a connection of its own."""
    if connection.vendor == "sqlite":
        return  # the embedded test database lives in memory; processes are tested above
    for number in range(20):
        background.add.enqueue(number, 0)
    background.SEEN.clear()
    threads = [threading.Thread(target=work_and_close) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(background.SEEN) == [(number, 0) for number in range(20)]  # type: ignore[type-var]
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}


def work_and_close() -> None:
    try:
        worker.run_waiting()
    finally:
        connection.close()
