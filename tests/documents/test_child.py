from __future__ import annotations

import builtins
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from koers.documents import child
from koers.documents.child import Limits, main, resident_bytes, run_limited
from koers.documents.errors import MESSAGES, Unreadable

SMALL = Limits(memory_mb=120, seconds=20, output_mb=5)


@pytest.fixture(autouse=True)
def importable_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


def run(function: str, payload: bytes = b"abc", limits: Limits = SMALL) -> bytes:
    return run_limited(f"documents.child_targets:{function}", payload, limits)


def test_the_answer_comes_back() -> None:
    assert run("echo") == b"cba"
    assert run("echo", b"ab" * 2_000_000) == b"ba" * 2_000_000


@pytest.mark.parametrize(
    ("function", "limits", "code"),
    [
        ("refuse", SMALL, "password"),
        ("crash", SMALL, "failed"),
        ("die", SMALL, "failed"),
        ("absent", SMALL, "failed"),
        ("hang", Limits(seconds=0.5), "time_limit"),
        ("hang_silently", Limits(seconds=0.5), "time_limit"),
        ("grow", SMALL, "memory_limit"),
        ("grab", SMALL, "memory_limit"),
        ("flood", SMALL, "output_limit"),
    ],
)
def test_what_goes_wrong_in_the_child_has_a_reason(function: str, limits: Limits, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        run(function, b"x" * 3_000_000, limits)
    assert caught.value.code == code
    assert caught.value.message == MESSAGES[code]


def test_no_process_is_left_behind() -> None:
    with pytest.raises(Unreadable):
        run("hang", limits=Limits(seconds=0.3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_hanging_child_is_ended_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(Unreadable):
        run("hang", limits=Limits(seconds=0.3))
    assert time.monotonic() - begun < 3


def test_our_settings_and_secrets_stay_with_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_SECRET_KEY", "geheim")
    assert b"KOERS_SECRET_KEY" not in run("surroundings")


def test_a_document_is_read_in_a_child() -> None:
    assert run_limited("zlib:compress", b"a" * 100) != b""


def test_resident_memory_of_this_and_of_no_process() -> None:
    assert resident_bytes(os.getpid()) > 1_000_000
    assert resident_bytes(2**22 + 1) == 0


class _Stream:
    """Standard input and output of the child's side, run in this process."""

    def __init__(self, content: bytes = b"") -> None:
        self.buffer = self
        self.content = content

    def read(self) -> bytes:
        return self.content

    def write(self, piece: bytes) -> None:
        self.content += piece

    def flush(self) -> None:
        return


@pytest.mark.parametrize(
    ("function", "status", "told"),
    [("echo", 0, b"cba"), ("refuse", 3, b"password"), ("no_memory", 4, b"")],
)
def test_the_side_of_the_child(
    monkeypatch: pytest.MonkeyPatch, function: str, status: int, told: bytes
) -> None:
    from documents import child_targets

    def no_memory(payload: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(child_targets, "no_memory", no_memory, raising=False)
    bounded: list[int] = []
    monkeypatch.setattr(child, "_bound_address_space", bounded.append)
    out = _Stream()
    monkeypatch.setattr(sys, "stdin", _Stream(b"abc"))
    monkeypatch.setattr(sys, "stdout", out)
    assert main([f"documents.child_targets:{function}", "300"]) == status
    assert bounded == [300]
    if status == 3:
        assert json.loads(out.content)["code"].encode() == told
    else:
        assert out.content == told


def test_a_system_without_resource_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "resource":
            raise ImportError(name)
        return real_import(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    child._bound_address_space(300)
