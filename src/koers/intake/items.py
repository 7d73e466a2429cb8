"""What reading a document yields: items with their values, passages and warnings, in the contract's shape.

`as_json` gives exactly the structure of the `koers read` contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from koers.documents.text import Text

KINDS = ("practice-catalogue", "programme-report", "operations-paragraph", "indicators")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the plain text, end exclusive. `page` counts from 1, PDF only."""

    start: int
    end: int
    page: int | None = None

    def as_json(self) -> dict[str, int | None]:
        return {"start": self.start, "end": self.end, "page": self.page}

    @classmethod
    def of(cls, text: Text, start: int, end: int) -> Span:
        return cls(start, end, text.page_at(start))


@dataclass(frozen=True, slots=True)
class Found[T]:
    """A value found in the text together with its place (end exclusive)."""

    value: T
    start: int
    end: int


@dataclass(slots=True)
class Item:
    """One thing a document states. `sources` maps (dotted) value names to their places in the text."""

    type: str
    values: dict[str, Any]
    source: Span
    sources: dict[str, list[Span]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "values": self.values,
            "source": self.source.as_json(),
            "sources": {name: [s.as_json() for s in spans] for name, spans in self.sources.items()},
            "warnings": list(dict.fromkeys(self.warnings)),
        }


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch that no value covers, with the reason."""

    start: int
    end: int
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "reason": self.reason}


@dataclass(slots=True)
class Extraction:
    """What one extractor made of a text. `unread_reasons` are hints for stretches it knows to be no content."""

    items: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread_reasons: list[Unread] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """The result for one file: read (kind set) or failed (error set)."""

    file: str
    kind: str | None = None
    characters: int = 0
    items: list[Item] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"file": self.file, "kind": self.kind}
        if self.error is None:
            body["characters"] = self.characters
        body |= {
            "items": [item.as_json() for item in self.items],
            "unread": [stretch.as_json() for stretch in self.unread],
            "warnings": list(dict.fromkeys(self.warnings)),
            "error": self.error,
        }
        return body


def null_values(names: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
    """All values of an item type as null: a reader fills in only what the text says."""
    return dict.fromkeys(names)
