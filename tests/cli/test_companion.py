"""The process beside the server: started again when it dies, and never after it was told to stop."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from koers.cli.companion import Companion

STAYS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep({seconds})"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + STAYS


def companion(marks: Path, code: str = STAYS, *, seconds: float = 60) -> Companion:
    return Companion(
        [sys.executable, "-c", code.replace("{seconds}", str(seconds)), str(marks)], first_pause=0.05
    )


def started(marks: Path, times: int) -> list[int]:
    """The numbers of the processes, as soon as there are so many."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = marks.read_text().split() if marks.exists() else []
        if len(found) >= times:
            return [int(number) for number in found]
        time.sleep(0.02)
    raise AssertionError("it was not started so often")


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_was_killed_is_started_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    beside = companion(tmp_path / "marks")
    beside.start()
    try:
        (first,) = started(tmp_path / "marks", 1)
        os.kill(first, 9)
        second = started(tmp_path / "marks", 2)[1]
        assert alive(second)
    finally:
        beside.stop()
    assert not alive(second)
    assert f"The worker (process {first}) ended" in caplog.text


def test_what_ends_at_once_is_started_with_growing_pauses(tmp_path: Path) -> None:
    beside = companion(tmp_path / "marks", seconds=0)
    begin = time.monotonic()
    beside.start()
    started(tmp_path / "marks", 4)
    beside.stop()
    assert time.monotonic() - begin > 0.05 + 0.1 + 0.2


def test_after_stopping_nothing_is_started_any_more(tmp_path: Path) -> None:
    beside = companion(tmp_path / "marks")
    beside.start()
    started(tmp_path / "marks", 1)
    beside.stop()
    time.sleep(0.3)
    assert len(started(tmp_path / "marks", 1)) == 1
    assert beside._launch() is None
    companion(tmp_path / "other").stop()  # never started: nothing to end


def test_what_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    beside = companion(tmp_path / "marks", DEAF)
    beside.start()
    (number,) = started(tmp_path / "marks", 1)
    beside.stop(patience=0.2)
    assert not alive(number)


def test_a_forked_child_leaves_it_alone(tmp_path: Path) -> None:
    beside = companion(tmp_path / "marks")
    beside.start()
    (number,) = started(tmp_path / "marks", 1)
    beside._owner = -1
    beside.stop()
    assert alive(number)
    beside._owner = os.getpid()
    beside.stop()


def test_a_machine_that_cannot_start_it_now_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = companion(tmp_path / "marks")
    launch = beside._launch
    refused: list[bool] = []

    def refuse_once() -> object:
        if not refused and started(tmp_path / "marks", 1):
            refused.append(True)
            raise OSError("no memory")
        return launch()

    beside.start()
    (first,) = started(tmp_path / "marks", 1)
    monkeypatch.setattr(beside, "_launch", refuse_once)
    os.kill(first, 9)
    try:
        assert len(started(tmp_path / "marks", 2)) == 2
        assert refused
    finally:
        beside.stop()
