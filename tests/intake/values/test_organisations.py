"""Organisations in a line: prefixes, joint projects, unfolded joint bodies, names that stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.organisations import (
    find_organisations,
    is_known,
    is_municipality,
    joint_bodies,
    key,
    municipalities,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Gemeente Aalten", ["Aalten"]),
        ("Gemeente: Kapelle", ["Kapelle"]),
        ("Gemeenten: Assen, Groningen en Westerkwartier", ["Assen", "Groningen", "Westerkwartier"]),
        ("Gemeente 1Stroom (Duiven en Westervoort)", ["Duiven", "Westervoort"]),
        (
            "SED Organisatie (Stede Broec, Enkhuizen en Drechterland)",
            ["Stede Broec", "Enkhuizen", "Drechterland"],
        ),
        (
            "Gemeenten Hillegom, Lisse, Teylingen (werkorganisatie HLTsamen)",
            ["Hillegom", "Lisse", "Teylingen"],
        ),
        ("Gemeente Tilburg en gemeente Utrecht", ["Tilburg", "Utrecht"]),
        ("Gemeente Venray en Horst aan de Maas", ["Venray", "Horst aan de Maas"]),
        ("Gemeente Peel en Maas", ["Peel en Maas"]),
        ("Gemeente Bergen op Zoom", ["Bergen op Zoom"]),
        ("Gemeente ‘s-Hertogenbosch", ["‘s-Hertogenbosch"]),
        ("Gemeente Sittard-Geleen", ["Sittard-Geleen"]),
        ("De Wolden-Hoogeveen", ["De Wolden", "Hoogeveen"]),
        ("Werkorganisatie Druten Wijchen", ["Druten", "Wijchen"]),
        ("Regio Gooi en Vechtstreek", ["Regio Gooi en Vechtstreek"]),
        ("Gemeente Eemsdelta i.o.", ["Eemsdelta"]),
        (
            "Gemeente Schiedam i.s.m. Vlaardingen, Maassluis en Stroomopwaarts",
            ["Schiedam", "Vlaardingen", "Maassluis", "Stroomopwaarts"],
        ),
        (
            "Een samenwerking tussen Tilburg, Provincie Noord-Brabant en Waterschap Aa en Maas.",
            ["Tilburg", "Provincie Noord-Brabant", "Waterschap Aa en Maas"],
        ),
        (
            "Gemeente Emmen, Borger-Odoon en woningbouwcorporatie Huisvast",
            ["Emmen", "Borger-Odoon", "woningbouwcorporatie Huisvast"],
        ),
        ("Gemeente Havelingen", ["Havelingen"]),
        ("Aalten, Aalten en Aalten", ["Aalten"]),
        ("Gemeente Aalten (fase 2)", ["Aalten"]),
        ("  ", []),
    ],
)
def test_lines(line: str, names: list[str]) -> None:
    found = find_organisations(line, 0, len(line))
    assert [item.value for item in found] == names
    assert [line[item.start : item.end] for item in found] == names


def test_the_data_holds_today_and_the_recent_past() -> None:
    assert len(municipalities()) >= 358
    assert len(joint_bodies()) >= 390
    assert is_municipality("Noardeast-Fryslan") and is_municipality("NOARDEAST-FRYSLÂN")
    assert is_municipality("Langedijk"), "ended in 2022, still in older documents"
    assert is_known("BAR-organisatie") and not is_municipality("BAR-organisatie")
    assert not is_known("Havelingen")


def test_keys_ignore_case_accents_and_punctuation() -> None:
    assert key("’s-Hertogenbosch") == key("'S Hertogenbosch")
    assert key("Súdwest-Fryslân") == key("Sudwest Fryslan")


@given(
    st.lists(
        st.sampled_from(["Aalten", "Breda", "Peel en Maas", "Horst aan de Maas", "De Wolden"]),
        min_size=1,
        unique=True,
    )
)
def test_a_printed_list_is_read_back(names: list[str]) -> None:
    line = "Gemeenten: " + (", ".join(names[:-1]) + " en " if names[1:] else "") + names[-1]
    assert [item.value for item in find_organisations(line, 0, len(line))] == names
