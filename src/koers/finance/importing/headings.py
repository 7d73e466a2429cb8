"""What the columns of a financial system are called, in Dutch. Pure Python, no Django."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

LOOKED_AT = 25
"""The headings stand within so many rows from the top; a title or a print date may come first."""


class Column(StrEnum):
    DATE = "date"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    DESCRIPTION = "description"
    REFERENCE = "reference"
    STAGE = "stage"
    YEAR = "year"
    PROGRAMME = "programme"
    COST_CENTRE = "cost_centre"
    LEDGER_ACCOUNT = "ledger_account"
    TASK_FIELD = "taakveld"
    NOTHING = "nothing"


MONEY = (Column.AMOUNT, Column.DEBIT, Column.CREDIT)

_WORDS: dict[Column, str] = {
    Column.DATE: "datum, boekdatum, boekingsdatum, factuurdatum, journaaldatum, datum boeking, transactiedatum",
    Column.AMOUNT: "bedrag, bedrag eur, bedrag in euro, bedrag euro, boekbedrag, saldo, bedrag excl btw, netto bedrag",
    Column.DEBIT: "debet, debit, bedrag debet, debetbedrag",
    Column.CREDIT: "credit, bedrag credit, creditbedrag",
    Column.DESCRIPTION: "omschrijving, boekingsomschrijving, toelichting, tekst, boekingstekst, omschrijving boeking",
    Column.REFERENCE: "boekstuknummer, boekstuk, boekstuknr, referentie, factuurnummer, journaalpostnummer, kenmerk, "
    "documentnummer, verplichtingnummer, stuknummer, boekingsnummer",
    Column.STAGE: "soort, soort boeking, verplichting realisatie, verplichting of realisatie, stadium, boekingssoort",
    Column.YEAR: "jaar, boekjaar, begrotingsjaar, dienstjaar",
    Column.PROGRAMME: "programma, programmanaam, project",
    Column.COST_CENTRE: "kostenplaats, kostenplaatsnummer, kpl, kostenplaats code",
    Column.LEDGER_ACCOUNT: "grootboekrekening, grootboek, grootboeknummer, rekening, grootboekrekeningnummer, "
    "kostensoort, economische categorie",
    Column.TASK_FIELD: "taakveld, taakveldnummer, taakveld iv3, product taakveld",
}


def simple(heading: str) -> str:
    """As headings are compared and kept: small letters, words with one space between them."""
    return " ".join(re.findall(r"[^\W_]+", heading.casefold()))[:100]


KNOWN: dict[str, Column] = {
    simple(word): column for column, words in _WORDS.items() for word in words.split(",")
}


def recognised(headings: Sequence[str], kept: Mapping[str, str]) -> dict[int, Column]:
    """Columns (from 0) by what they hold; what an organisation kept goes before our own words.

    A column that is there twice is left to a person: both stay unknown.
    """
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        words = simple(heading)
        column = Column(kept[words]) if words in kept else KNOWN.get(words)
        if words and column is not None:
            found[place] = column
    counts = list(found.values())
    return {
        place: column
        for place, column in found.items()
        if column is Column.NOTHING or counts.count(column) == 1
    }


def text_of(cell: Any) -> str:
    """A cell as a text; a pair (number, date, yes or no) by its content."""
    return str(cell[1]).strip() if isinstance(cell, list | tuple) else str(cell).strip()


def heading_row(rows: Sequence[Sequence[Any]], kept: Mapping[str, str]) -> int:
    """The place (from 0) of the row with the most known headings; the first row that is not empty otherwise."""
    best, most = -1, 1
    for place, row in enumerate(rows[:LOOKED_AT]):
        known = sum(simple(text_of(cell)) in kept or simple(text_of(cell)) in KNOWN for cell in row)
        if known > most:
            best, most = place, known
    if best >= 0:
        return best
    return next(place for place, row in enumerate(rows) if any(text_of(cell) for cell in row))


def lacking(columns: Mapping[int, Column]) -> list[Column]:
    """What a file cannot do without and does not have: a date, and an amount (or debit or credit)."""
    have = set(columns.values())
    missing = [] if Column.DATE in have else [Column.DATE]
    return missing if have & set(MONEY) else [*missing, Column.AMOUNT]


def clashing(columns: Mapping[int, Column]) -> list[Column]:
    """What was chosen for two columns, or an amount beside debit and credit: then it is unclear what counts."""
    chosen = [column for column in columns.values() if column is not Column.NOTHING]
    twice = {column for column in chosen if chosen.count(column) > 1}
    if Column.AMOUNT in chosen and {Column.DEBIT, Column.CREDIT} & set(chosen):
        twice.add(Column.AMOUNT)
    return sorted(twice)
