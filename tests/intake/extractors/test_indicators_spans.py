"""Heads and names that count for several columns or rows, and sentences that carry on about a figure."""

from __future__ import annotations

import pytest

from intake.extractors.test_indicators import html, rows_of


def cut(rows: list[str], *places: int) -> list[list[str]]:
    return [[row.split(" | ")[place].strip(" |") for place in places] for row in rows]


def test_years_over_stages_in_a_text() -> None:
    rows = rows_of(
        "Kengetal\t2023\t\t2024\t\n\tBegroting\tRekening\tBegroting\tRekening\nOverhead (%)\t9,1\t9,2\t9,3\t9,4\n"
    )
    assert cut(rows, 3, 4, 5) == [
        ["9.1", "2023", "budget"],
        ["9.2", "2023", "realised"],
        ["9.3", "2024", "budget"],
        ["9.4", "2024", "realised"],
    ]


def test_years_in_the_middle_of_their_columns_are_not_shifted() -> None:
    rows = rows_of(
        "Kengetal\t\t2023\t\t\t2024\t\n\tBegroting\tRaming\tRekening\tBegroting\tRaming\tRekening\n"
        "Overhead (%)\t9,1\t9,2\t9,3\t9,4\t9,5\t9,6\n"
    )
    assert [row.rpartition("|")[2].strip() for row in rows] == [
        "ambiguous_column",
        "",
        "ambiguous_column",
        "ambiguous_column",
        "",
        "ambiguous_column",
    ]


def test_a_name_that_is_merged_over_two_rows() -> None:
    page = (
        "<html><body><table><tr><th>Indicator</th><th>Eenheid</th><th>2023</th></tr>"
        "<tr><td rowspan='2'>Externe inhuur</td><td>% van totale loonsom + inhuur externen</td><td rowspan='2'>12,1</td></tr>"
        "<tr><td>in euro's</td></tr>"
        "<tr><td rowspan='2'>Overhead</td><td>% van totale lasten</td><td>9,1</td></tr>"
        "<tr><td>€ per inwoner</td><td>512</td></tr></table></body></html>"
    )
    assert cut(rows_of(page, "a.html"), 0, 1, 2, 3, 4) == [
        ["external_hire_share", "Externe inhuur", "percent", "12.1", "2023"],
        ["overhead_share", "Overhead", "percent", "9.1", "2023"],
        ["overhead_share", "Overhead", "eur_per_resident", "512", "2023"],
    ]


def test_an_amount_in_thousands_is_no_amount_in_euros() -> None:
    table = "Omschrijving\tRekening 2023\nTotaal externe inhuur\t3.150\n"
    for above in (
        "Externe inhuur (x € 1.000)\n",
        "Bedragen in duizenden euro's\n\n",
        "Inhuur, bedragen x € 1.000\n",
    ):
        assert cut(rows_of(above + table), 0, 2, 3) == [["", "", "3150"]]
    assert cut(rows_of(table), 0, 3) == [["external_hire_amount", "3150"]]


def test_ages_and_counts_in_brackets() -> None:
    rows = rows_of(
        html(["Groep", "2023"], ["60 jaar en ouder", "74 (16,3%)"], ["35 tot 60 jaar", "90 (19,8%)"]),
        "a.html",
    )
    assert cut(rows, 0, 1, 3) == [
        ["", "60 jaar en ouder", "74"],
        ["share_60_plus", "60 jaar en ouder", "16.3"],
        ["", "35 tot 60 jaar", "90"],
        ["", "35 tot 60 jaar", "19.8"],
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Het verzuim was 6,7%. Landelijk is het gemiddelde 5,6% voor gemeenten.", ["6.7", "5.6 benchmark"]),
        (
            "Het verzuim was 6,7%. In de gemeenten met meer dan 100.000 inwoners is dat 5,6%.",
            ["6.7", "5.6 benchmark"],
        ),
        ("Het verzuim was 6,7%. Dat is veel. De kosten zijn 5,6% hoger.", ["6.7"]),
        ("Het verzuim was 6,7%. Dat is 1,1 dag.", ["6.7"]),
        ("Het verzuim was 6,7%. Dat is 1,1% of 1,2%.", ["6.7"]),
        ("Het verzuim was 6,7% en de uitstroom 9%. Dat is 5,6%.", ["6.7", "9"]),
        ("De formatie is 7,1 fte per 1.000 inwoners. Dat is 5,6%.", ["7.1"]),
        ("De gemeente gaf € 4 ton en € 1,5 miljoen uit aan externe inhuur.", ["1500000"]),
        ("Op externe inhuur is een tekort van € 2 miljoen.", []),
        ("De instroom en uitstroom waren 10%, 8% en 7%.", []),
        ("Van het personeel is 10% instroom; de uitstroom is hoger.", ["10"]),
    ],
)
def test_sentences_that_carry_on(printed: str, expected: list[str]) -> None:
    found = cut(rows_of(f"Verzuim\n\n{printed}\n"), 3, 6)
    assert [" ".join(filter(None, one)) for one in found] == expected
