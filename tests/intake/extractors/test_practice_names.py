"""When a heading and an organisation line count as two spellings of one name."""

from __future__ import annotations

import pytest

from koers.intake.extractors.practice_catalogue.names import differ_in_spelling


@pytest.mark.parametrize(
    ("heading", "organisation", "differ"),
    [
        ("Bernhuize", "Gemeente Bernhuijze", True),
        ("HLTsamen", "HLT Samen", True),
        ("Bernhuize", "Gemeente Bernhuize", False),
        ("Dommelvallei", "Dienst Dommelvallei", False),
        ("GR Peelgemeenten", "Gemeenschappelijke Regeling Peelgemeenten", False),
        ("Maasgouw", "Gemeente Maashorst", False),
        ("Gemeente Aalten en Breda", "Gemeenten Aalten en Breda", False),
        ("Oss", "Gemeente Os", False),
        ("Rijswijk", "Gemeente Rijswijk en Wijk bij Duurstede", False),
        ("Noardeast-Fryslân", "Gemeente Noardeast-Fryslan", False),
    ],
)
def test_spellings(heading: str, organisation: str, differ: bool) -> None:
    assert differ_in_spelling(heading, organisation) is differ
