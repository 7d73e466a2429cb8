"""Items under construction: every value is put in together with its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from koers.documents.text import Text, fold
from koers.intake.items import Found, Item, Span, null_values
from koers.intake.values.money import MoneyValue

VALUES: dict[str, tuple[str, ...]] = {
    "programme": ("name", "organisation", "period", "purpose", "edition", "covers", "final"),
    "goal": ("text", "target_date"),
    "track": ("name", "status", "text"),
    "deliverable": ("name", "track", "status", "adoptions"),
    "progress": ("track", "text"),
    "recommendation": ("text", "source_document", "status"),
    "risk": ("text", "measures"),
    "budget": ("amount", "kind", "from_year", "to_year"),
    "allocation": ("amount", "kind", "from_year", "until", "purposes"),
    "decision": ("text", "date", "body"),
    "lesson": ("text", "kind"),
    "handover": ("text",),
    "dependency": ("name", "text"),
    "stakeholder": ("name",),
    "value": ("name",),
    "event": ("text", "date"),
}
"""The values of each item type, as the reading contract names them."""

Place = tuple[int, int]


class Draft:
    """One item being filled in. Values are cut from the text, so they cannot differ from their passage."""

    def __init__(self, text: Text, kind: str, start: int, end: int) -> None:
        self.text = text
        self.item = Item(kind, null_values(VALUES[kind]), Span.of(text, start, end))

    def put(self, name: str, *places: Place) -> Draft:
        """A text value: what stands at the places, joined by blanks."""
        self.item.values[name] = fold(" ".join(self.text.masked[start:end] for start, end in places))
        return self.at(name, *places)

    def put_list(self, name: str, places: Sequence[Place]) -> Draft:
        self.item.values[name] = [self.text.clean(*place) for place in places]
        for number, place in enumerate(places):
            self.at(f"{name}.{number}", place)
        return self

    def put_money(self, found: Found[MoneyValue]) -> Draft:
        self.item.values["amount"] = found.value.as_json()
        start = found.start
        if found.value.includes:
            self.at("amount.includes", self._near(found, found.value.includes))
        return self.at("amount", (start, found.end))

    def derive(self, name: str, value: Any, *places: Place) -> Draft:
        """A value mapped from words by a table, or a date or year in the contract's notation, with its evidence."""
        self.item.values[name] = value
        return self.at(name, *places) if places else self

    def at(self, name: str, *places: Place) -> Draft:
        self.item.sources[name] = [Span.of(self.text, start, end) for start, end in places]
        return self

    def warn(self, code: str) -> Draft:
        if code not in self.item.warnings:
            self.item.warnings.append(code)
        return self

    def _near(self, found: Found[MoneyValue], words: str) -> Place:
        """Where the words beside an amount stand: just before it, else just behind it."""
        length = 80
        before = self.text.masked.rfind(words, max(0, found.start - length), found.start)
        start = before if before >= 0 else self.text.masked.find(words, found.end, found.end + length)
        return (start, start + len(words)) if start >= 0 else (found.start, found.end)
