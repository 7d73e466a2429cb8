"""A registry by name: rooms put something in at start-up, others take it out without importing the room. No
Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class AlreadyRegistered(ValueError):
    """Two things want the same name."""


class NotRegistered(LookupError):
    """Nothing goes by this name."""


class Registry[T]:
    """Entries by `<room>.<name>`. The same object twice is harmless; another one under a taken name
    raises."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        if not _NAME.fullmatch(name):
            raise ValueError(f"a {self.kind} is named <room>.<name> in lower case, not {name!r}")
        if self._entries.setdefault(name, entry) is not entry:
            raise AlreadyRegistered(f"there is a {self.kind} {name!r} already")
        return entry

    def get(self, name: str) -> T:
        try:
            return self._entries[name]
        except KeyError:
            raise NotRegistered(f"there is no {self.kind} {name!r}") from None

    def remove(self, name: str) -> None:
        """For tests: takes back what `add` put in."""
        self._entries.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))
