"""`koers read` follows the contract: one array, one object per file in the order given, errors in their place."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from koers.cli import main
from koers.cli.read_command import _summary
from shared_documents import DOCUMENTS, needs_shared

FIXTURES = Path(__file__).parents[1] / "fixtures"
REPORT = FIXTURES / "programme" / "wendelmeer.md"


def read_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    status = main(["read", *arguments, "--format", "json"])
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


def test_a_file_gives_one_object_with_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, err = read_json(capsys, str(REPORT))
    assert (status, err) == (0, "")
    (document,) = found
    assert list(document) == ["file", "kind", "characters", "items", "unread", "warnings", "error"]
    assert document["file"] == str(REPORT)
    assert document["kind"] == "programme-report"
    assert document["characters"] == len(REPORT.read_text())
    for item in document["items"]:
        assert list(item) == ["type", "values", "source", "sources", "warnings"]
        assert set(item["source"]) == {"start", "end", "page"}


def test_a_file_that_cannot_be_read_keeps_its_place_and_the_others_are_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "leeg.txt"
    empty.touch()
    status, found, err = read_json(capsys, str(REPORT), str(empty), str(tmp_path / "weg.docx"), str(REPORT))
    assert status == 2
    assert [bool(document["error"]) for document in found] == [False, True, True, False]
    failed = found[1]
    assert list(failed) == ["file", "kind", "items", "unread", "warnings", "error"]
    assert (failed["kind"], failed["items"], failed["unread"], failed["warnings"]) == (None, [], [], [])
    assert len(err.strip().splitlines()) == 2
    assert "leeg" in err


def test_standard_input_is_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(REPORT.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, (document,), _ = read_json(capsys, "-")
    assert status == 0
    assert document["file"] == "-"
    assert document["items"]


def test_a_kind_that_is_asked_for_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    _, (document,), _ = read_json(capsys, str(REPORT), "--kind", "indicators")
    assert document["kind"] == "indicators"


def test_a_text_of_no_known_kind_is_read_without_items(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text(
        "Beste buren,\n\nZaterdag is er een feest in de straat en iedereen is welkom om te komen eten.\n"
    )
    status, (document,), _ = read_json(capsys, str(letter))
    assert (status, document["kind"], document["items"]) == (0, None, [])
    assert document["unread"]


def test_as_text_it_reads_like_a_summary(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["read", str(REPORT)]) == 0
    out = capsys.readouterr().out
    assert "soort: programme-report" in out
    assert "  - goal: " in out
    assert "niet begrepen" in out
    assert main(["read", str(tmp_path / "weg.txt")]) == 2
    assert "niet gelezen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("values", "summary"),
    [
        ({"name": "Roadtrip", "period": None}, "Roadtrip"),
        ({"amount": {"raw": "€ 5", "amount": "5.00"}, "kind": "incidental"}, "€ 5; incidental"),
        ({"final": True, "text": ""}, ""),
        ({"text": "x" * 200}, "x" * 159 + "…"),
    ],
)
def test_a_summary_is_short(values: dict[str, Any], summary: str) -> None:
    assert _summary(values) == summary


@needs_shared
def test_the_five_real_documents_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, _ = read_json(capsys, *(str(path) for path in sorted(DOCUMENTS.glob("*.txt"))))
    assert status == 0
    assert [document["kind"] for document in found] == [
        "programme-report",
        "programme-report",
        "practice-catalogue",
        "operations-paragraph",
        "operations-paragraph",
    ]
    assert len(found[2]["items"]) == 141
