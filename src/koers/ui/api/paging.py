"""Pages of a list: which rows, and the addresses of the pages around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

DEFAULT_SIZE = 25
LARGEST_SIZE = 100
LAST_PAGE = 100_000
"""Counting rows to skip has an end: whoever wants everything asks with `updatedSince` and goes on from there."""


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (from 1) of `size` rows."""

    number: int
    size: int

    @property
    def rows(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    def document(self, items: list[Any], total: int, address: str, asked: dict[str, str]) -> dict[str, Any]:
        """The JSON of a page. `address` is the list's, `asked` the query as it was sent."""
        pages = max(1, -(-total // self.size))
        around = {"self": self.number, "first": 1, "last": pages}
        if self.number > 1:
            around["previous"] = min(self.number - 1, pages)
        if self.number < pages:
            around["next"] = self.number + 1
        links = {name: f"{address}?{urlencode({**asked, 'page': page})}" for name, page in around.items()}
        return {
            "items": items,
            "page": self.number,
            "pageSize": self.size,
            "totalItems": total,
            "totalPages": pages,
            "links": links,
        }


def page_schema(item: str) -> dict[str, Any]:
    """The JSON schema of a page of the component `item`."""
    whole = {"type": "integer", "minimum": 0}
    link = {"type": "string", "format": "uri-reference"}
    names = ("self", "first", "last", "previous", "next")
    return {
        "type": "object",
        "required": ["items", "page", "pageSize", "totalItems", "totalPages", "links"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}},
            "page": whole,
            "pageSize": whole,
            "totalItems": whole,
            "totalPages": whole,
            "links": {
                "type": "object",
                "required": ["self", "first", "last"],
                "properties": dict.fromkeys(names, link),
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    }
