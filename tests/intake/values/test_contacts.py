"""Contacts: who has which address and number, and what is odd about it. All persons are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.contacts import ContactsFound, Person, belongs_to, is_shared, read_contacts


def read(names: str, details: str, organisation: str = "") -> ContactsFound:
    text = f"{names}\n{details}"
    fields = [(0, len(names))] if names else []
    return read_contacts(text, fields, [(len(names) + 1, len(text))], organisation)


def shown(people: list[Person]) -> list[tuple[str | None, ...]]:
    return [
        tuple(part.value if part else None for part in (p.name, p.email, p.phone, p.role)) for p in people
    ]


@pytest.mark.parametrize(
    ("names", "details", "people"),
    [
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl,tel: 088 12 345 67",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "088 12 345 67", None)],
        ),
        (
            "Anna Bos",
            "abos@voorbeeld.example.nl , tel. 0543 123456",
            [("Anna Bos", "abos@voorbeeld.example.nl", "0543 123456", None)],
        ),
        (
            "Anna Bos",
            "A.bos@voorbeeld.example.nl, tel.06 12345678",
            [("Anna Bos", "A.bos@voorbeeld.example.nl", "06 12345678", None)],
        ),
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl tel.nr. : 06 -12 34 56 78",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "06 -12 34 56 78", None)],
        ),
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl | 14 0180",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "14 0180", None)],
        ),
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl, T +31-591-123 456",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "+31-591-123 456", None)],
        ),
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl, tel. 076 1234567 of 06 12345678",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "076 1234567", None)],
        ),
        (
            "Anna Bos",
            "06 12345678, a.bos@voorbeeld.example.nl",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "06 12345678", None)],
        ),
        ("Anna Bos", "tel. 06 12345678", [("Anna Bos", None, "06 12345678", None)]),
        (
            "Anna Bos en Piet van der Meer",
            "p.vandermeer@voorbeeld.example.nl, tel. 06 11111111 of a.bos@voorbeeld.example.nl tel. 06 22222222",
            [
                ("Anna Bos", "a.bos@voorbeeld.example.nl", "06 22222222", None),
                ("Piet van der Meer", "p.vandermeer@voorbeeld.example.nl", "06 11111111", None),
            ],
        ),
        (
            "Anna Bos & Piet de Wit",
            "a.bos@voorbeeld.example.nl p.de.wit@voorbeeld.example.nl 0495-123456",
            [
                ("Anna Bos", "a.bos@voorbeeld.example.nl", "0495-123456", None),
                ("Piet de Wit", "p.de.wit@voorbeeld.example.nl", "0495-123456", None),
            ],
        ),
        (
            "Anna Bos | Piet de Wit",
            "a.bos@voorbeeld.example.nl - pdwit@voorbeeld.example.nl | 06 12 345 678",
            [
                ("Anna Bos", "a.bos@voorbeeld.example.nl", None, None),
                ("Piet de Wit", "pdwit@voorbeeld.example.nl", "06 12 345 678", None),
            ],
        ),
        (
            "Anna Bos (programmamanager), Piet de Wit (project Kust) en Kees Vos (projectleider West)",
            "a.bos@voorbeeld.example.nl",
            [
                ("Anna Bos", "a.bos@voorbeeld.example.nl", None, "programmamanager"),
                ("Piet de Wit", None, None, None),
                ("Kees Vos", None, None, "projectleider West"),
            ],
        ),
        (
            "mw. A. Bos, directeur Dienst West",
            "a.bos@voorbeeld.example.nl",
            [("A. Bos", "a.bos@voorbeeld.example.nl", None, "directeur Dienst West")],
        ),
        (
            "Anna Bos",
            "a.bos@voorbeeld.example.nl, tel. 06 11111111 of Mark Smal (beleidsadviseur) m.smal@voorbeeld.example.nl, "
            "tel. 06 22222222",
            [
                ("Anna Bos", "a.bos@voorbeeld.example.nl", "06 11111111", None),
                ("Mark Smal", "m.smal@voorbeeld.example.nl", "06 22222222", "beleidsadviseur"),
            ],
        ),
        (
            "Anna Bos, a.bos@voorbeeld.example.nl, 06 12345678",
            "",
            [("Anna Bos", "a.bos@voorbeeld.example.nl", "06 12345678", None)],
        ),
        (
            "Truus Zon – de Beuk",
            "t.zon@voorbeeld.example.nl",
            [("Truus Zon – de Beuk", "t.zon@voorbeeld.example.nl", None, None)],
        ),
        (
            "H. Plas-Beek",
            "h.plas@voorbeeld.example.nl",
            [("H. Plas-Beek", "h.plas@voorbeeld.example.nl", None, None)],
        ),
        (
            "Renée Çelik",
            "Renée.Celik@voorbeeld.example.nl",
            [("Renée Çelik", "Renée.Celik@voorbeeld.example.nl", None, None)],
        ),
    ],
)
def test_people(names: str, details: str, people: list[tuple[str | None, ...]]) -> None:
    found = read(names, details)
    assert shown(found.people) == people
    assert found.warnings == []


def test_an_address_of_somebody_else_is_kept_and_flagged() -> None:
    found = read("Anna Bos", "p.dewit@voorbeeld.example.nl")
    assert shown(found.people) == [("Anna Bos", "p.dewit@voorbeeld.example.nl", None, None)]
    assert found.warnings == ["contact_mismatch"]


def test_an_address_that_is_none_of_theirs_stands_alone() -> None:
    found = read("Anna Bos en Piet de Wit", "a.bos@voorbeeld.example.nl of k.vos@voorbeeld.example.nl")
    assert shown(found.people)[2] == (None, "k.vos@voorbeeld.example.nl", None, None)
    assert found.warnings == ["contact_mismatch"]


def test_a_mailbox_of_the_organisation_serves_all() -> None:
    found = read(
        "Anna Bos en Piet de Wit", "loopbaancentrum@west.example.nl, tel. 076 1234567", "Loopbaancentrum West"
    )
    assert {(p[1], p[2]) for p in shown(found.people)} == {("loopbaancentrum@west.example.nl", "076 1234567")}
    assert found.warnings == []
    assert read("Anna Bos", "info@voorbeeld.example.nl").warnings == []


@pytest.mark.parametrize(
    ("names", "details"),
    [("", ""), ("Anna Bos", ""), ("", "a.bos@voorbeeld.example.nl"), ("Anna Bos", "volgt nog")],
)
def test_nobody_named_or_no_way_to_reach_them(names: str, details: str) -> None:
    assert read(names, details).warnings == ["missing_contact"]


@pytest.mark.parametrize(
    ("address", "name", "own"),
    [
        ("r.zwam@x.example.nl", "Renske Zwam-de Kwast", True),
        ("qbxkwast@x.example.nl", "Bob Kwast", True),
        ("d.vd.zwam@x.example.nl", "Dolf van den Zwam", True),
        ("rdkwast@x.example.nl", "Renske de Kwast", True),
        ("q.elzwam@x.example.nl", "Quint El Zwam", True),
        ("r.vankwast@x.example.nl", "Renske van Zwam", False),
        ("renske@x.example.nl", "Renske Zwam", False),
        ("wat@x.example.nl", "X.", True),
    ],
)
def test_whose_address_it_is(address: str, name: str, own: bool) -> None:
    assert belongs_to(address, name) is own


def test_shared_mailboxes() -> None:
    assert is_shared("info@x.example.nl") and is_shared("team.communicatie@x.example.nl")
    assert is_shared("omgevingsdienst@x.example.nl", "Omgevingsdienst West")
    assert not is_shared("a.bos@x.example.nl", "Gemeente Bosch")


SURNAMES = ["Bos", "Vos", "Smal", "Zwart", "Groen", "Plas"]


@given(
    st.permutations(SURNAMES).flatmap(lambda names: st.tuples(st.just(names[:4]), st.permutations(names[:4])))
)
def test_addresses_find_their_owners_in_any_order(case: tuple[list[str], list[str]]) -> None:
    names, order = case
    found = read(
        " en ".join(f"Anna {name}" for name in names), ", ".join(f"a.{n.lower()}@x.example.nl" for n in order)
    )
    assert [(p[0], p[1]) for p in shown(found.people)] == [
        (f"Anna {n}", f"a.{n.lower()}@x.example.nl") for n in names
    ]
    assert found.warnings == []


@given(st.text(alphabet="Aab .,@|-06 1(en)\n", max_size=60), st.text(alphabet="ab.@nl 0612|-,", max_size=60))
def test_parts_stand_where_they_say(names: str, details: str) -> None:
    text = f"{names}\n{details}"
    for person in read(names, details).people:
        for part in (person.name, person.email, person.phone, person.role):
            assert part is None or " ".join(text[part.start : part.end].split()) == part.value
