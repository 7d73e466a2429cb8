"""Every warning of the readers has words that say what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from koers.intake import warnings
from koers.intake.warnings import UNKNOWN, WORDS, in_words


@pytest.mark.parametrize("code", WORDS)
def test_a_warning_is_two_dutch_sentences(code: str) -> None:
    (words,) = in_words([code])
    for sentence in (str(words.lead), str(words.text)):
        assert sentence.endswith(".")
        assert not re.search(r"\b(the|is not|We|You|Check)\b", sentence), sentence


def test_a_code_is_told_once_and_in_order() -> None:
    assert in_words(["open_end", "missing_period", "open_end"]) == [
        WORDS["open_end"],
        WORDS["missing_period"],
    ]


def test_an_unknown_code_still_says_something() -> None:
    assert in_words(["something_new"]) == [UNKNOWN]


def test_every_code_of_the_readers_has_words() -> None:
    """Codes are written as literals where a reader warns: `warnings.append("…")` and `warnings=["…"]`."""
    folder = Path(warnings.__file__).parent
    found: set[str] = set()
    for path in [*folder.glob("extractors/**/*.py"), *folder.glob("values/*.py")]:
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"warn\w*(?:\.append|\.add|\()?\(?\s*\"([a-z]+_[a-z_]+)\"", source))
    assert found - set(WORDS) == set()
