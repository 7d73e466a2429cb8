"""A generated table is read back exactly, in whatever layout it was printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.intake.extractors import indicators, operations_paragraph

NAMES = {
    "Formatie (fte per 1.000 inwoners)": "establishment_per_1000",
    "Apparaatskosten (euro per inwoner)": "overhead_cost_per_resident",
    "Overhead (% van totale lasten)": "overhead_share",
    "Ziekteverzuim (%)": "absence_rate",
    "Meldingsfrequentie": "report_frequency",
    "Gemiddelde leeftijd": "mean_age",
}
HEADS = {
    "Rekening": ("realised", False),
    "Begroting": ("budget", False),
    "Begroting na wijziging": ("amended_budget", False),
    "Prognose": ("forecast", False),
    "Benchmark": (None, True),
}
COLUMNS = st.lists(
    st.tuples(st.sampled_from(list(HEADS)), st.integers(2010, 2035)), min_size=2, max_size=5, unique=True
)
FIGURE = st.decimals(min_value=Decimal("0.1"), max_value=9999, places=2)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[str, int]], list[tuple[str, list[Decimal | None]]]]:
    columns = draw(COLUMNS)
    names = draw(st.lists(st.sampled_from(list(NAMES)), min_size=1, max_size=5, unique=True))
    figures = st.lists(FIGURE, min_size=len(columns), max_size=len(columns))
    return columns, [(name, list(draw(figures))) for name in names]


def dutch(figure: Decimal | None) -> str:
    return "-" if figure is None else f"{figure:,.2f}".replace(",", "#").replace(".", ",").replace("#", ".")


def printed(layout: str, columns: list[tuple[str, int]], rows: list[tuple[str, list[Decimal | None]]]) -> str:
    cells = [["Indicator", *(f"{head} {year}" for head, year in columns)]]
    cells += [[name, *map(dutch, figures)] for name, figures in rows]
    match layout:
        case "tabs":
            return "\n".join("\t".join(row) for row in cells) + "\n"
        case "bars":
            return "\n".join("| " + " | ".join(row) + " |" for row in cells) + "\n"
        case "blanks":
            return "\n".join("".join(cell.ljust(42) for cell in row).rstrip() for row in cells) + "\n"
        case "single":
            return "\n".join(" ".join(row) for row in cells) + "\n"
        case "lines":
            return "\n".join("\n".join(row) for row in cells) + "\n"
        case _:
            lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
            return f"<html><body><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></body></html>"


@settings(max_examples=120, deadline=None)
@given(tables(), st.sampled_from(["tabs", "bars", "blanks", "single", "lines", "html"]))
def test_a_table_is_read_back(
    table: tuple[list[tuple[str, int]], list[tuple[str, list[Decimal | None]]]], layout: str
) -> None:
    columns, rows = table
    name = "a.html" if layout == "html" else "a.txt"
    text = read_bytes(printed(layout, columns, rows).encode(), name)
    items = indicators.extract(text).items
    found = [
        (v["indicator"], Decimal(v["value"]), v["year"], v["stage"], v["benchmark"])
        for v in (item.values for item in items)
    ]
    assert found == [
        (NAMES[row], figure, year, *HEADS[head])
        for row, figures in rows
        for figure, (head, year) in zip(figures, columns, strict=True)
    ]
    for item in items:
        assert item.warnings == []
        assert_evidence(text, item)


SCRAPS = st.sampled_from(
    [
        "Indicator",
        "Rekening 2023",
        "Begroting",
        "2024",
        "Formatie",
        "Overhead (%)",
        "% van totale lasten",
        "7,10",
        "-",
        "n.v.t.",
        "7,107,25",
        "€ 606",
        "\t",
        "\n",
        "  ",
        "|",
        "Jaar",
        "Benchmark",
        "Totaal",
        "606612",
        "1. ",
        "• ",
        "Een zin in 2024.",
        "doelstellingen:",
        "aanbevelingen",
        "( ",
        "2024 5,1",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SCRAPS, min_size=1, max_size=40), st.booleans())
def test_whatever_stands_there_is_read_with_evidence(scraps: list[str], paged: bool) -> None:
    """No scrap of a table breaks the reading, and nothing is invented; also for lines of a PDF."""
    plain = "Kop\n" + " ".join(scraps)
    text = read_bytes(plain.encode(), "a.txt")
    if paged:
        text = replace(text, page_starts=(0,))
    for item in [*indicators.extract(text).items, *operations_paragraph.extract(text).items]:
        assert_evidence(text, item)
