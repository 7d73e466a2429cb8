"""Warnings that most proposals of a document share are told once, with how many have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.intake.warnings import Words, in_words

FEWEST = 5
"""Below this many proposals a warning stays beside its proposal, however many share it."""


@dataclass(frozen=True, slots=True)
class SharedWarnings:
    codes: frozenset[str]
    lines: list[Words]


def shared_warnings(warnings: Sequence[Sequence[str]]) -> SharedWarnings:
    """The warnings that more than half of the proposals have, at least `FEWEST` of them."""
    common = {
        code: count
        for code, count in counted(warnings).items()
        if count >= FEWEST and count * 2 > len(warnings)
    }
    return SharedWarnings(frozenset(common), in_lines(common))


def counted(warnings: Iterable[Sequence[str]]) -> dict[str, int]:
    """How many proposals have each warning, the most frequent first."""
    return dict(Counter(code for codes in warnings for code in dict.fromkeys(codes)).most_common())


def in_lines(counts: Mapping[str, int]) -> list[Words]:
    """ "141 proposals: no contact is stated." with what one can do about it."""
    lines = []
    for code, count in counts.items():
        (words,) = in_words([code])
        number = ngettext("%(count)s proposal:", "%(count)s proposals:", count) % {"count": count}
        lead = str(words.lead)
        lines.append(
            Words(_("%(number)s %(warning)s") % {"number": number, "warning": _lowered(lead)}, words.text)
        )
    return lines


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
