"""Making records of the demo by their kind, as a form would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from koers.editing.actions import create
from koers.editing.kinds import by_slug
from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody who keeps the register of an organisation."""

    by: User
    organisation: Organisation
    people: dict[str, User]

    def add(self, slug: str, under: ScopedRecord | Organisation | None = None, **values: Any) -> Any:
        return create(by=self.by, kind=by_slug(slug), under=under or self.organisation, values=values)

    def person(self, name: str) -> User:
        return self.people[f"{name}@wendelmeer.example"]
