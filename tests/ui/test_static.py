"""The files a browser gets: nothing from elsewhere, nothing missing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from koers import ui

STATIC = Path(ui.__file__).parent / "static/ui"
TEMPLATES = Path(ui.__file__).parent / "templates"
SHEETS = sorted(STATIC.rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_ask_only_for_files_that_are_there(sheet: Path) -> None:
    for address in re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text(encoding="utf-8")):
        assert not address.startswith(("http", "//")), address
        assert address.startswith("data:") or (sheet.parent / address).exists(), address


def test_every_font_has_its_licence() -> None:
    for font in (STATIC / "vendor").glob("*.woff2"):
        family = font.name.split("-latin")[0]
        licence = (STATIC / "vendor" / f"{family}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License" in licence


def test_every_sign_that_templates_use_is_in_the_sprite() -> None:
    sprite = ElementTree.parse(STATIC / "icons.svg").getroot()
    signs = {symbol.get("id") for symbol in sprite}
    used = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'\{% icon "(\w+)" %\}', template.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= signs


def test_own_style_sheets_stay_readable() -> None:
    assert all(len(sheet.read_text(encoding="utf-8").splitlines()) < 500 for sheet in SHEETS)
