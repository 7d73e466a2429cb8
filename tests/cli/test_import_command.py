"""`koers import` as an administrator runs it: counts, idempotence, one line per mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Koers

pytestmark = pytest.mark.uncovered
REPORT = Path(__file__).parents[1] / "fixtures" / "programme" / "wendelmeer.md"


def rows(output: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output)
    return found


def test_importing_proposes_then_accepts_then_changes_nothing(koers: Koers) -> None:
    arguments = ("import", str(REPORT), "--organisation", "gm0344", "--format", "json")
    first = koers(*arguments)
    assert first.returncode == 0, first.stderr
    (row,) = rows(first.stdout)
    assert set(row) == {"file", "proposed", "accepted", "waiting", "unchanged"}
    assert row["proposed"] == row["waiting"] > 0
    assert (row["accepted"], row["unchanged"]) == (0, 0)
    (accepted,) = rows(koers(*arguments, "--accept").stdout)
    assert accepted["proposed"] == 0
    assert 0 < accepted["accepted"] < row["proposed"]
    (everything,) = rows(koers(*arguments, "--accept-all").stdout)
    assert everything["waiting"] == 0
    (again,) = rows(koers(*arguments, "--accept-all").stdout)
    assert (again["proposed"], again["accepted"], again["waiting"]) == (0, 0, 0)
    assert again["unchanged"] == row["proposed"]


def test_an_unknown_organisation_needs_a_name(koers: Koers) -> None:
    refused = koers("import", str(REPORT), "--organisation", "aeno")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "--name" in refused.stderr
    made = koers("import", str(REPORT), "--organisation", "aeno", "--name", "A en O")
    assert made.returncode == 0
    assert "voorstellen" in made.stdout


def test_a_bad_file_is_told_and_the_others_are_imported(koers: Koers, tmp_path: Path) -> None:
    bad = tmp_path / "stuk.pdf"
    bad.write_bytes(b"%PDF-1.7 stuk")
    done = koers("import", str(bad), str(REPORT), "--organisation", "0344", "--format", "json")
    assert done.returncode == 2
    assert "beschadigd" in done.stderr
    first, second = rows(done.stdout)
    assert first == {"file": str(bad), "proposed": 0, "accepted": 0, "waiting": 0, "unchanged": 0}
    assert second["proposed"] > 0


def test_a_database_that_cannot_be_reached_is_one_line(koers: Koers) -> None:
    done = koers(
        "import", str(REPORT), "--organisation", "0344", KOERS_DATABASE_URL="postgresql://x@/x?host=/geen/map"
    )
    assert done.returncode == 2
    assert "niet bereikbaar" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_line(koers: Koers) -> None:
    done = koers("check", KOERS_DEBUG="soms")
    assert (done.returncode, done.stderr) == (2, "KOERS_DEBUG moet 0 of 1 zijn\n")
