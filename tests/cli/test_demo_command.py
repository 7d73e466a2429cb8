"""A demo of another version is set aside, never thrown away and never served."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.cli.demo_command import _set_aside_when_older
from koers.demo.preparing import fingerprint


def demo(folder: Path, made_with: str | None) -> Path:
    folder.mkdir(parents=True)
    (folder / "koers.sqlite3").write_text("iets")
    if made_with is not None:
        (folder / "fingerprint").write_text(made_with)
    return folder


@pytest.mark.parametrize("made_with", [None, "van een andere versie"])
def test_an_older_demo_is_set_aside(
    made_with: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        folder = demo(tmp_path / "demo" / "closed", made_with)
        _set_aside_when_older(folder)
        aside = tmp_path / "demo" / f"closed-oud-{number}"
        assert not folder.exists()
        assert (aside / "koers.sqlite3").read_text() == "iets"
        assert str(aside) in capsys.readouterr().err


def test_a_demo_of_this_version_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = demo(tmp_path / "demo" / "closed", fingerprint())
    _set_aside_when_older(folder)
    _set_aside_when_older(tmp_path / "nergens")
    assert folder.exists()
    assert capsys.readouterr().err == ""
