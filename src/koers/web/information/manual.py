"""The user manual of `docs/handleiding`, shown under `/hulp/`. No Django.

The files are linked into `texts/handleiding`, so that manual and pages are one text. A picture of a page is left
out: who reads the manual here has the page itself at hand.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from koers.web.information import markdown

_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n?", re.MULTILINE)
_CHAPTER = re.compile(r"\]\(([a-z0-9-]+)\.md\)")
_ELSEWHERE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
INDEX = "README"


def _folder() -> resources.abc.Traversable:
    return resources.files(__package__) / "texts" / "handleiding"


@cache
def slugs() -> frozenset[str]:
    """The chapters; the index is no chapter."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".md"))
    return frozenset(name.removesuffix(".md") for name in names) - {INDEX}


@cache
def chapter(slug: str) -> markdown.Page:
    """One of `slugs`, or the index."""
    text = (_folder() / f"{slug}.md").read_text(encoding="utf-8")
    return markdown.read(for_the_product(text))


def for_the_product(text: str) -> str:
    """Without pictures, with links to the chapters as the product has them, and none to other documents."""
    without = _PICTURE.sub("", text)
    return _ELSEWHERE.sub(r"\1", _CHAPTER.sub(r"](/hulp/\1/)", without))
