"""What a track misses, and names that are nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.programmes.duplicates import key, near
from koers.programmes.team import Gap, gap, wanted

words = st.text("abcdeéXYZ", min_size=1, max_size=12)


def test_what_nobody_brings_is_missing() -> None:
    found = gap("Recht\nFinanciën\n\nrecht", "HR\nJuridisch", [("recht en advies", "HR"), ("", "")])
    assert found == Gap(("Financiën",), ("Juridisch",))
    assert found
    assert not gap("", "", [])


@given(st.lists(words, max_size=6))
def test_who_brings_everything_leaves_no_gap(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert not gap(text, text, [(line, line) for line in lines])
    assert gap(text, "", []).expertise == tuple(wanted(text))


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("Programma Koers", "koers", True),
        ("Dienstverlening", "Dienstverlenning", True),
        ("Dienstverlening", "Dienstvarlening", True),
        ("Jaarplan 2025", "Jaarplan 2026", False),
        ("Wonen", "Zorg", False),
        ("Zorg", "Borg", False),
        ("Eén stad", "Een stad", True),
    ],
)
def test_names(one: str, other: str, close: bool) -> None:
    assert bool(near([(1, one), (2, other)])) is close


@given(st.lists(st.text(max_size=20), max_size=12))
def test_near_goes_both_ways_and_holds_equal_keys(names: list[str]) -> None:
    found = near(list(enumerate(names)))
    for one, others in found.items():
        assert one not in others
        assert all(one in found[other] for other in others)
    for one, name in enumerate(names):
        for other, second in enumerate(names):
            if one != other and key(name) and key(name) == key(second):
                assert other in found[one]
