"""Whether two lines spell the same organisation differently ("Bernheeze" and "Bernheze")."""

from __future__ import annotations

import difflib
from itertools import pairwise

from koers.intake.values.organisations import is_known, key

_LIKE = 0.8
_SHORTEST = 4


def differ_in_spelling(heading: str, organisation: str) -> bool:
    """True when a word of the heading is only nearly, or only without its blanks, a word of the other line.

    An abbreviation, a word more or a word less is no other spelling; nor are two words that are both known
    names.
    """
    words, others = key(heading).split(), key(organisation).split()
    return any(word not in others and _nearly(word, others) for word in words if len(word) >= _SHORTEST)


def _nearly(word: str, others: list[str]) -> bool:
    pairs = {first + second for first, second in pairwise(others)}
    if word in pairs:
        return True
    near = difflib.get_close_matches(word, others, n=1, cutoff=_LIKE)
    return bool(near) and not (is_known(word) and is_known(near[0])) and not _inflected(word, near[0])


def _inflected(first: str, second: str) -> bool:
    """Another form of the word ("gemeente" and "gemeenten"), not another spelling."""
    return first + "n" == second or second + "n" == first
