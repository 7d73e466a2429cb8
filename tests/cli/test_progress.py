from __future__ import annotations

import sys

import pytest

from koers.cli import progress


class Terminal:
    """A standard error that says whether it is a terminal, and keeps what is written."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal, self.written = terminal, ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None: ...


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(terminal=False)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "SHOW_AFTER_SECONDS", -1)
    assert list(progress.steps(["a", "b"], "gelezen")) == ["a", "b"]
    assert terminal.written == ""


def test_long_work_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(terminal=True)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "SHOW_AFTER_SECONDS", -1)
    list(progress.steps(["a", "b"], "bestanden gelezen"))
    assert "0 van 2 bestanden gelezen" in terminal.written
    assert terminal.written.endswith("2 van 2 bestanden gelezen\n")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(terminal=True)
    monkeypatch.setattr(sys, "stderr", terminal)
    list(progress.steps(["a"], "gelezen"))
    assert terminal.written == ""


@pytest.mark.parametrize(("done", "total", "filled"), [(0, 4, 0), (2, 4, 12), (4, 4, 24), (0, 0, 24)])
def test_the_line_is_filled_in_proportion(done: int, total: int, filled: int) -> None:
    assert progress.line(done, total, "x").count("━") == filled
