"""The same indicator table gives the same items as a web page, in Word, in ODT and in a drawn PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documents.made_documents import converted
from intake.evidence import assert_evidence
from intake.extractors.test_indicators import EXPECTED, FIXTURES, row
from koers.documents.readers import read_bytes
from koers.intake.extractors import indicators

PAGES = ("merged_heads.html", "spanned_figures.html", "torn_cells.html", "ages_and_flow.html")
DRAWN = '<table border="1" cellspacing="0" cellpadding="4"'


def rows(data: bytes, name: str) -> list[str]:
    text = read_bytes(data, name)
    items = indicators.extract(text).items
    for item in items:
        assert_evidence(text, item)
    return [row(item).replace("Meldings-frequentie", "Meldings- frequentie") for item in items]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All pages below each other, saved in every format."""
    folder: Path = tmp_path_factory.mktemp("pages")
    page = folder / "pages.html"
    bodies = (
        re.search(r"<body>(.*)</body>", (FIXTURES / name).read_text(encoding="utf-8"), re.S) for name in PAGES
    )
    together = "".join(body[1].replace("<table", DRAWN) for body in bodies if body)
    page.write_text(f"<html><body>{together}</body></html>", encoding="utf-8")
    found = {"html": page.read_bytes(), "odt": converted(page, "odt:writer8", folder / "profile")}
    for kind in ("docx:MS Word 2007 XML", "pdf:writer_pdf_Export"):
        found[kind[:4].strip(":")] = converted(folder / "pages.odt", kind, folder / "profile")
    return found


@pytest.mark.parametrize("kind", ["html", "odt", "docx", "pdf"])
def test_the_same_items(saved: dict[str, bytes], kind: str) -> None:
    expected = [line for name in PAGES for line in EXPECTED[name][1:]]
    assert rows(saved[kind], f"a.{kind}") == expected
