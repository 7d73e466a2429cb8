"""Reads a gettext .po file, so that the tests can look at a catalogue without gettext's own programs."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

_PART = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")')


@dataclass(frozen=True, slots=True)
class Message:
    """One entry. `translations` has one text, or one per plural form."""

    context: str
    id: str
    plural: str
    translations: tuple[str, ...]
    fuzzy: bool
    obsolete: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.id, self.plural

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each translation beside the English it stands for: the singular's, then the plural's."""
        english = (self.id, self.plural or self.id)
        return list(zip(english, self.translations, strict=False))

    @property
    def catalogue(self) -> dict[str | tuple[str, int], str]:
        """The entries that Python's `gettext` makes of this message."""
        name = f"{self.context}\x04{self.id}" if self.context else self.id
        if not self.plural:
            return {name: self.translations[0]}
        return {(name, number): words for number, words in enumerate(self.translations)}


def read_po(path: Path) -> tuple[str, list[Message]]:
    """The header, and the messages in order."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    messages = [_message(block) for block in blocks]
    header = next(message for message in messages if not message.id)
    return header.translations[0], [message for message in messages if message.id]


def _message(block: str) -> Message:
    parts: dict[str, str] = {}
    name = ""
    lines = block.splitlines()
    for line in lines:
        text = line.removeprefix("#~ ")
        if text.startswith("#"):
            continue
        start = _PART.fullmatch(text)
        if start:
            name, text = start.groups()
        parts[name] = parts.get(name, "") + str(ast.literal_eval(text))
    return Message(
        context=parts.get("msgctxt", ""),
        id=parts.get("msgid", ""),
        plural=parts.get("msgid_plural", ""),
        translations=tuple(words for part, words in parts.items() if part.startswith("msgstr")),
        fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in lines),
        obsolete=any(line.startswith("#~") for line in lines),
    )
