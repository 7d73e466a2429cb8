"""What a track misses among its members: an expertise it needs, or a unit that must take part. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PARTS = re.compile(r"[,;/]|\ben\b")


@dataclass(frozen=True, slots=True)
class Gap:
    """Needed things nobody of the track brings, in the order and the words of the track itself."""

    expertise: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.expertise or self.units)


def wanted(text: str) -> list[str]:
    """The lines of a text, each once; empty lines say nothing."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list({line.casefold(): line for line in lines if line}.values())


def gap(needed_expertise: str, needed_units: str, members: Iterable[tuple[str, str]]) -> Gap:
    """`members` are (expertise, unit); one member may bring several, divided by a comma, slash or "en"."""
    brought = list(members)
    expertise = _brought(words for words, _unit in brought)
    units = _brought(unit for _words, unit in brought)
    return Gap(
        tuple(line for line in wanted(needed_expertise) if line.casefold() not in expertise),
        tuple(line for line in wanted(needed_units) if line.casefold() not in units),
    )


def _brought(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        whole = " ".join(text.split()).casefold()
        found |= {whole, *(part.strip() for part in _PARTS.split(whole))}
    return found - {""}
