"""Indicator tables in many layouts, each with the items that a person reads in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors import indicators
from koers.intake.items import Extraction, Item
from koers.intake.unread import unread_stretches

FIXTURES = Path(__file__).parents[2] / "fixtures" / "operations"


def expectations() -> dict[str, list[str]]:
    """The expected rows per fixture; the first of each says the document's own warnings."""
    expected: dict[str, list[str]] = {}
    for line in (FIXTURES / "indicators.expected").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name, _, warnings = line[2:].partition(" ")
            rows = expected[name] = [warnings]
        elif line:
            rows.append(line)
    return expected


EXPECTED = expectations()


def row(item: Item) -> str:
    values = item.values
    cells = [values[n] for n in ("indicator", "name_raw", "unit", "value", "year", "stage")]
    cells += [
        "benchmark" if values["benchmark"] else None,
        values["denominator_raw"],
        ", ".join(item.warnings),
    ]
    return " | ".join("" if cell is None else str(cell) for cell in cells).rstrip()


def read(content: str, name: str = "a.txt") -> tuple[Text, Extraction]:
    text = read_bytes(content.encode(), name)
    return text, indicators.extract(text)


def rows_of(content: str, name: str = "a.txt") -> list[str]:
    return [row(item) for item in read(content, name)[1].items]


@pytest.mark.parametrize("name", EXPECTED)
def test_layout(name: str) -> None:
    path = FIXTURES / name
    text = read_bytes(path.read_bytes(), name)
    extraction = indicators.extract(text)
    assert [", ".join(extraction.warnings), *map(row, extraction.items)] == EXPECTED[name]
    for item in extraction.items:
        assert_evidence(text, item)
    assert len(unread_stretches(text, extraction)) <= 6


def test_every_fixture_has_its_expectation() -> None:
    files = {path.name for path in FIXTURES.iterdir() if path.suffix in (".txt", ".md", ".html")}
    assert files - {"paragraph.txt"} == set(EXPECTED)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Formatie 412 fte", []),
        ("De overhead bedraagt € 12 miljoen.", []),
        ("De ambitie is een verzuim van maximaal 5%.", []),
        ("Het verzuim is met 0,4% gedaald.", []),
        ("Het verzuim ligt 0,4 procentpunt hoger.", []),
        ("De uitstroom steeg van 7,9% in 2023 naar 8,1% in 2024.", ["7.9 2023", "8.1 2024"]),
        ("In 2024 was het ziekteverzuim 5,2%, tegenover landelijk 6,3%.", ["5.2 2024", "6.3 None benchmark"]),
        ("In 2023 5,2% en in 2024 5,4% ziekteverzuim.", ["5.2 2023", "5.4 2024"]),
        ("De verwachting voor 2025 is een ziekteverzuim van 5,0%.", ["5.0 2025 forecast"]),
        ("De gerealiseerde overhead is 11,3% van de totale lasten.", ["11.3 None realised"]),
        ("De meldingsfrequentie is 1.", []),
    ],
)
def test_sentences(printed: str, expected: list[str]) -> None:
    found = []
    for item in read(f"Verzuim\n\n{printed}\n")[1].items:
        values = item.values
        parts = [
            values["value"],
            values["year"],
            values["stage"],
            "benchmark" if values["benchmark"] else None,
        ]
        found.append(" ".join(str(p) for n, p in enumerate(parts) if p is not None or n == 1))
    assert found == expected


def html(*rows: list[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"


def test_one_indicator_named_in_the_head() -> None:
    rows = rows_of(
        html(
            ["Ziekteverzuim (%)", "2022", "2023"],
            ["Gemeente Waterrijk", "5,2", "5,4"],
            ["Landelijk", "6,3", "6,1"],
        ),
        "a.html",
    )
    assert rows == [
        "absence_rate | Ziekteverzuim (%) | percent | 5.2 | 2022 |  |  |  |",
        "absence_rate | Ziekteverzuim (%) | percent | 5.4 | 2023 |  |  |  |",
        "absence_rate | Ziekteverzuim (%) | percent | 6.3 | 2022 |  | benchmark |  |",
        "absence_rate | Ziekteverzuim (%) | percent | 6.1 | 2023 |  | benchmark |  |",
    ]


def test_row_numbers_and_differences_are_no_figures() -> None:
    rows = rows_of(
        html(
            ["Beleidsindicatoren"],
            [
                "Nr.",
                "Naam indicator",
                "Eenheid",
                "Primitieve begroting 2023",
                "Jaarrekening 2023",
                "Verschil",
            ],
            ["1", "Formatie", "per 1.000 inwoners", "7,10", "7,3", "0,2"],
        ),
        "a.html",
    )
    assert [line.split(" | ")[3:6] for line in rows] == [
        ["7.10", "2023", "budget"],
        ["7.3", "2023", "realised"],
    ]


def test_numbered_rows_with_single_blanks() -> None:
    rows = rows_of(
        "Naam Eenheid 2023 2024\n1. Formatie Fte per 1.000 inwoners 7,1 7,2\n2. Overhead % van totale lasten 10 -\n"
    )
    assert [line.split(" | ")[3:5] for line in rows] == [["7.1", "2023"], ["7.2", "2024"], ["10", "2023"]]


def test_two_figures_in_one_cell() -> None:
    rows = rows_of(
        html(["Indicator", "Rekening 2023", "Begroting 2024"], ["Overhead (%)", "9,1 9,2", ""]), "a.html"
    )
    assert [line.split(" | ")[3:5] for line in rows] == [["9.1", "2023"], ["9.2", "2024"]]


def test_two_tables_below_each_other_keep_their_own_heads() -> None:
    rows = rows_of(
        "Indicator\tRekening 2023\nOverhead (%)\t9,1\nIndicator\tBegroting 2025\nOverhead (%)\t9,4\n"
        "\nEen gewone zin over iets anders, met een punt aan het einde.\n"
    )
    assert [line.split(" | ")[3:6] for line in rows] == [
        ["9.1", "2023", "realised"],
        ["9.4", "2025", "budget"],
    ]


def test_one_cell_per_line_twice() -> None:
    lines = "Indicator/Rekening 2023/Begroting 2024/Overhead (%)/9,1/9,2"
    again = "Indicator/Rekening 2024/Begroting 2025/Overhead (%)/9,3/9,4"
    rows = rows_of("\n".join(f"{lines}/{again}".split("/")) + "\n")
    assert [line.split(" | ")[3:5] for line in rows] == [
        ["9.1", "2023"], ["9.2", "2024"], ["9.3", "2024"], ["9.4", "2025"],
    ]  # fmt: skip


def test_a_table_of_money_is_no_indicator_table() -> None:
    text, extraction = read(
        "Omschrijving\tRekening 2023\tBegroting 2024\nLasten\t1.200\t1.300\nBaten\t800\t900\n"
    )
    assert extraction.items == []
    assert indicators.score(text) == 0.0


def test_the_score_tells_tables_from_prose() -> None:
    table = read_bytes((FIXTURES / "tabs.txt").read_bytes(), "tabs.txt")
    prose = read_bytes((FIXTURES / "sentences.txt").read_bytes(), "sentences.txt")
    assert indicators.score(table) > 0.9
    assert indicators.score(prose) < 0.25


def test_an_amended_budget_behind_a_budget_in_one_line() -> None:
    rows = rows_of("Indicator Begroting 2024 Begroting 2024 na wijziging\nOverhead (%) 9,1 9,2\n")
    assert [line.split(" | ")[3:6] for line in rows] == [
        ["9.1", "2024", "budget"],
        ["9.2", "2024", "amended_budget"],
    ]


def test_the_bare_year_of_a_list_is_no_figure() -> None:
    assert rows_of("Overzicht\n\nFormatie (fte per 1.000 inwoners): 7,10 in de rekening 2023\n") == []


def test_a_real_table_with_years_on_the_rows() -> None:
    rows = rows_of(
        html(
            ["Jaar", "Verzuim %", "Meldingsfrequentie"],
            ["2022", "5,2", "1,1"],
            ["", "", ""],
            ["2023", "5,252,3", "1,0"],
        ),
        "a.html",
    )
    assert rows == [
        "absence_rate | Verzuim % | percent | 5.2 | 2022 |  |  |  |",
        "report_frequency | Meldingsfrequentie | per_year | 1.1 | 2022 |  |  |  |",
        "absence_rate | Verzuim % | percent |  | 2023 |  |  |  | run_together_numbers",
        "report_frequency | Meldingsfrequentie | per_year | 1.0 | 2023 |  |  |  |",
    ]


def test_two_real_tables_in_one() -> None:
    rows = rows_of(
        html(
            ["Indicator", "Rekening 2023", "Rekening 2024"],
            ["Overhead (%)", "9,1", "9,2"],
            ["Indicator", "Begroting 2025", "Begroting 2026"],
            ["Overhead (%)", "9,3", "9,4"],
        ),
        "a.html",
    )
    years = [line.split(" | ")[3:5] for line in rows]
    assert years == [["9.1", "2023"], ["9.2", "2024"], ["9.3", "2025"], ["9.4", "2026"]]


def test_heads_over_two_lines_of_text() -> None:
    rows = rows_of("Indicator\tRekening\tBegroting\n\t2023\t2024\nOverhead (%)\t9,1\t9,2\n")
    assert [line.split(" | ")[3:6] for line in rows] == [
        ["9.1", "2023", "realised"],
        ["9.2", "2024", "budget"],
    ]


def test_a_head_that_goes_on_in_the_next_line() -> None:
    rows = rows_of(
        "Indicator\tRekening 2023\tBegroting 2024\nRekening 2024\tBegroting 2025\nOverhead (%) 9,1 9,2 9,3 9,4\n"
    )
    assert [line.split(" | ")[4] for line in rows] == ["2023", "2024", "2024", "2025"]


def test_figures_in_lines_of_their_own_behind_a_row() -> None:
    rows = rows_of("Indicator Rekening 2023 Begroting 2024\nOverhead (% van totale lasten) 9,1\n9,2\n")
    assert [line.split(" | ")[3:5] for line in rows] == [["9.1", "2023"], ["9.2", "2024"]]


def test_cells_under_each_other_without_heads() -> None:
    rows = rows_of("Kengetallen van het personeel\nOverhead (%)\n9,1\n9,2\n")
    assert [line.split(" | ")[3] + line.rpartition(" | ")[2] for line in rows] == [
        "9.1ambiguous_column",
        "9.2ambiguous_column",
    ]


def test_a_footnote_ends_the_table() -> None:
    rows = rows_of(
        "Indicator Rekening 2023\nOverhead (%) 9,1\nBron: eigen gegevens, na aftrek van de bijdragen.\n7,3 8,4\n"
    )
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("name", "denominator", "warnings"),
    [
        ("Gemiddelde leeftijd van medewerkers", "", ""),
        ("Bezetting per 31-12 (fte per 1.000 inwoners)", "1.000 inwoners", ""),
        ("Bezetting per 31 december", "", ""),
        ("Kosten van externe inhuur", "", ""),
        ("Percentage externe inhuur ten opzichte van de loonsom", "loonsom", "wrong_denominator"),
        ("Ziekteverzuim (% van het aantal fte)", "aantal fte", ""),
        ("Overhead (% van de totale baten)", "totale baten", "wrong_denominator"),
        ("Formatie per 1.000 huishoudens", "1.000 huishoudens", "wrong_denominator"),
        ("Apparaatskosten (€ / huishouden)", "huishouden", "wrong_denominator"),
    ],
)
def test_denominators(name: str, denominator: str, warnings: str) -> None:
    [line] = rows_of(f"Indicator\tRekening 2023\n{name}\t7,5\n")
    cells = [*line.split(" | "), ""]
    assert (cells[7].removesuffix(" |"), cells[8]) == (denominator, warnings)


def test_a_year_that_slipped_into_the_cell_beside_it() -> None:
    rows = rows_of(
        "Indicator\tJaar\tWaterrijk\tNederland\nOverhead (%)\t\t2024 9,1\t9,2\nOverhead (%)\t\t2023 9,3\t9,4\n"
    )
    assert [line.split(" | ")[3:5] for line in rows] == [
        ["9.1", "2024"], ["9.2", "2024"], ["9.3", "2023"], ["9.4", "2023"],
    ]  # fmt: skip


def test_a_long_line_with_years_is_no_head_of_a_column() -> None:
    rows = rows_of("Kengetallen\nRekening 2023 Begroting 2024 Rekening 2024 Formatie\nBezetting\n6,31\n")
    assert [line.split(" | ")[3:6] for line in rows] == [["6.31", "", ""]]
