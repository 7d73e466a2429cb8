"""The pages in docs say what the code does: printed tables equal the data, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from koers.intake import shapes
from koers.intake.items import KINDS
from koers.intake.vocabulary.headings import LESSON_KINDS
from koers.intake.vocabulary.money import KINDS as MONEY_KINDS
from koers.intake.vocabulary.themes import SYNONYMS
from koers.intake.vocabulary.verbs import DELIVERABLE_STATUS_WORDS, RECOMMENDATION_STATUS, TRACK_STATUS_WORDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def _table(page: str, heading: str, number: int = 0) -> list[list[str]]:
    """The rows, without the head, of a table under a heading of a page in docs."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    under = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    tables = re.findall(r"(?:^\|.*\n)+", under, re.MULTILINE)
    lines = tables[number].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _codes(rows: Iterable[list[str]]) -> list[str]:
    return [row[0].strip("`") for row in rows if row[0].startswith("`")]


def test_the_words_of_themes() -> None:
    printed = {row[0].strip("`"): tuple(row[1].split(", ")) for row in _table("reading.md", "Themes")}
    assert printed == SYNONYMS


@pytest.mark.parametrize(("number", "words"), [(0, TRACK_STATUS_WORDS), (1, DELIVERABLE_STATUS_WORDS)])
def test_the_words_of_a_status_column(number: int, words: dict[str, str]) -> None:
    rows = _table("reading-programme.md", "Words of a status column", number)
    assert {word: row[0].strip("`") for row in rows for word in row[1].split(", ")} == words


def test_the_printed_words_of_money_are_read_as_that_kind() -> None:
    rows = [row for row in _table("reading-programme.md", "Kind of money") if row[0].startswith("`")]
    assert _codes(rows) == list(MONEY_KINDS)
    wrong = [
        word for row in rows for word in row[1].split(", ") if not MONEY_KINDS[row[0].strip("`")].search(word)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("Status of a track", dict(shapes.TRACK_STATUS)),
        ("Status of a deliverable", dict(shapes.DELIVERABLE_STATUS)),
        ("Kind of money", dict(shapes.MONEY_KIND)),
        ("Kind of a lesson", dict(shapes.LESSON_KIND)),
        ("Kind of a lesson", LESSON_KINDS),
        ("Status of a recommendation", dict(RECOMMENDATION_STATUS)),
    ],
)
def test_every_code_of_a_programme_report_is_printed(heading: str, codes: dict[str, object]) -> None:
    assert set(_codes(_table("reading-programme.md", heading))) == set(codes)


def test_every_kind_of_document_has_its_page() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"^\|[^|]+\| `([\w-]+)` \| (this page|\[[^|]+) \|$", text, re.MULTILINE))
    assert set(found) == set(KINDS)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\s-]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        other = page.parent / name if name else page
        if not other.exists():
            lost.append(target)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            if anchor not in map(_anchor, headings):
                lost.append(target)
    assert lost == []
