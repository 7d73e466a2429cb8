"""Names that are nearly the same, so that one programme is not kept twice. Pure Python, no Django.

Near is: the same after leaving out case, accents, order and words that say nothing, or one letter apart.
Numbers count in full: "Jaarplan 2025" and "Jaarplan 2026" are two things.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

SAYS_NOTHING = frozenset(
    {"programma", "project", "plan", "de", "het", "een", "van", "en", "in", "naar", "voor"}
)
SHORTEST = 6  # letters; below it one letter makes another word
_WORD = re.compile(r"[a-z]+|\d+")


def key(name: str) -> str:
    """What is compared: plain letters, the telling words, in alphabetical order."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain)
    telling = [word for word in words if word not in SAYS_NOTHING] or words
    return " ".join(sorted(telling))


def near(names: Iterable[tuple[int, str]]) -> dict[int, list[int]]:
    """For every id whose name is near another: the ids of those others, in the order given.

    Linear in the total length of the names: two keys that are one letter apart share a form with one letter
    left out.
    """
    keys = [(number, key(name)) for number, name in names]
    buckets: dict[str, list[int]] = defaultdict(list)
    for position, (_number, found) in enumerate(keys):
        for form in _forms(found):
            buckets[form].append(position)
    pairs: dict[int, set[int]] = defaultdict(set)
    for positions in buckets.values():
        for one in positions:
            pairs[one].update(other for other in positions if other != one)
    return {
        keys[one][0]: [keys[other][0] for other in sorted(others)] for one, others in pairs.items() if others
    }


@lru_cache(64)
def near_once(names: tuple[tuple[int, str], ...]) -> dict[int, list[int]]:
    """`near`, remembered for the last lists of names: a list is asked for far more often than a name changes. What it
    gives may not be changed.
    """
    return near(names)


def _forms(found: str) -> set[str]:
    forms = {found} if found else set()
    if len(found) >= SHORTEST:
        forms |= {
            found[:place] + found[place + 1 :] for place, letter in enumerate(found) if letter.isalpha()
        }
    return forms
