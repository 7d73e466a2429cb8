from __future__ import annotations

import pytest

from koers.ui.parts import Column, Link, Rail, Table

COLUMNS = [Column("Doel"), Column("Nu", number=True)]


def test_a_table_pairs_cells_with_columns() -> None:
    table = Table("Doelen", COLUMNS, [["HR", "4"]], ["Samen", "4"])
    assert [[(column.label, cell) for column, cell in line] for line in table.lines()] == [
        [("Doel", "HR"), ("Nu", "4")]
    ]
    assert [cell for _, cell in table.foot_line()] == ["Samen", "4"]
    assert Table("Doelen", COLUMNS, []).foot_line() == []


@pytest.mark.parametrize(("rows", "foot"), [([["HR"]], []), ([["HR", "4"]], ["a", "b", "c"])])
def test_a_torn_row_is_refused(rows: list[list[str]], foot: list[str]) -> None:
    with pytest.raises(ValueError, match="in a table of 2 columns"):
        Table("Doelen", COLUMNS, rows, foot)


def test_a_rail_names_the_chosen_part() -> None:
    links = [Link("Overzicht", "#a"), Link("Doelen", "#b", current=True)]
    assert Rail("Dit programma", links).current == "Doelen"
    assert Rail("Dit programma", links[:1]).current == "Dit programma"
