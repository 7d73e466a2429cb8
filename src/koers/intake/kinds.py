"""Which kind of document a text is, and reading it as that kind."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from koers.documents.text import Text
from koers.intake.items import KINDS, Extraction

LEAST = 0.25
"""Below this score a text is of no kind we read."""
SURE = 0.95
"""From this score on nobody else is asked: a long catalogue need not be scored as a table of figures too."""
MOSTLY = 0.95
"""From this score on a text is nothing but indicators: its headings are those of tables."""


class Extractor(Protocol):
    """What every module of `koers.intake.extractors` offers."""

    def extract(self, text: Text) -> Extraction: ...

    def score(self, text: Text) -> float: ...


@cache
def extractor(kind: str) -> Extractor:
    """The extractor of a kind, imported on first use. Raises ValueError for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of document: {kind!r}")
    return cast(Extractor, import_module(f"koers.intake.extractors.{kind.replace('-', '_')}"))


def scores(text: Text) -> dict[str, float]:
    """How sure each extractor is that the text is its kind, 0 to 1."""
    return {kind: extractor(kind).score(text) for kind in KINDS}


def detect(text: Text) -> str | None:
    """The kind with the highest score, None when no extractor is sure enough; the first of `KINDS` wins a tie."""
    found: dict[str, float] = {}
    for kind in KINDS:
        found[kind] = extractor(kind).score(text)
        if found[kind] >= SURE:
            return kind
    best = max(KINDS, key=lambda kind: found[kind])
    if best == "indicators" and found[best] < MOSTLY and found["operations-paragraph"] >= LEAST:
        return "operations-paragraph"  # it reads the indicators too, and the text around them
    return best if found[best] >= LEAST else None


def extract(text: Text, kind: str) -> Extraction:
    """Reads the text as a kind. Raises ValueError for an unknown kind."""
    return extractor(kind).extract(text)
