"""From the rows of a grid to indicator items: which figure belongs to which column, and what that column says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from koers.documents.text import Text, fold
from koers.intake.extractors.indicators.cells import CellText, Grid, Row
from koers.intake.extractors.indicators.columns import Column, is_benchmark, read_column
from koers.intake.extractors.indicators.names import Measure, is_source, is_unit, known, measure
from koers.intake.items import Found, Item, Span
from koers.intake.values.numbers import Number, split_run

_TASK_FIELD = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\D.*")
_OWN = re.compile(r"(?:gemeente\b|eigen\b|totaal\b|gehele organisatie|organisatie$)", re.IGNORECASE)
_LISTED = re.compile(r"\(?\d{1,2}[.)]\s+(?=\D)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PASTED = 6
"""A whole number of this many digits without points, in a row that is short of figures, may be several."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its column; `column` is None when the column could not be told. `number` None: unreadable."""

    number: Found[Number] | None
    cell: CellText
    column: Column | None
    warnings: tuple[str, ...] = ()


def items_of(text: Text, grid: Grid) -> list[Item]:
    """The indicator items of one table, in reading order."""
    if grid.by_year:
        return [item for row in grid.rows for item in _by_year(text, grid, row)]
    doubled = _doubled(grid.columns)
    items = []
    for row in _joined(text, grid):
        items += _by_name(text, grid, row, doubled)
    return items


def _doubled(columns: list[Column]) -> set[int]:
    """Places of the figure columns whose head does not tell them apart from another."""
    heads = [(c.year, c.stage, c.benchmark) for c in columns if c.figures]
    return {
        c.start
        for c in columns
        if c.figures and not c.benchmark and heads.count((c.year, c.stage, False)) > 1
    }


def _joined(text: Text, grid: Grid) -> list[Row]:
    """Rows whose name was torn over two rows put together; rows without figures left out."""
    rows: list[Row] = []
    torn: Row | None = None
    for row in grid.rows:
        if not row.figures:
            torn = row if row.words else None
            continue
        names = [cell for cell in row.words if cell.start < cell.end]
        carried = torn is not None and not any(known(text.masked, c.start, c.end) for c in names)
        only_unit = all(is_unit(text.masked, c.start, c.end) for c in names)
        if torn is not None and carried and (only_unit or _tails(text, names)):
            cells = [c for c in torn.words if c.start < c.end] + [
                c for c in row.cells if c.start < c.end or c.figure
            ]
            row = Row(cells)
        torn = None
        rows.append(row)
    return rows


def _tails(text: Text, names: list[CellText]) -> bool:
    """A name that begins in lower case carries on the line before it."""
    return bool(names) and text.masked[names[0].start].islower()


def _by_name(text: Text, grid: Grid, row: Row, doubled: set[int]) -> list[Item]:
    name, unit = _name_and_unit(text, grid, row)
    whose, name = _whose(text, grid, name)
    figures = _figures(text, grid, row)
    year_cell = _cell_of(grid, row, "year")
    if year_cell is None and any(column.role == "year" for column in grid.columns):
        year_cell = _year_in_front(text, row)
    items = []
    for figure in figures:
        number = figure.number
        sign = (number.value.unit if number else None) or _unit_behind(text, figure.cell)
        found = measure(
            text.masked,
            name,
            unit or _words_behind(figure.cell),
            sign,
            number.value.value if number else None,
        )
        if grid.scaled and found.unit in (None, "eur") and found.indicator in (None, "external_hire_amount"):
            found = Measure(None, None, found.denominator, ("unknown_indicator",))
        item = new_item(text, row.start, row.end, name, found.indicator, found.unit, number)
        if found.denominator:
            put(text, item, "denominator_raw", *found.denominator)
        if number is not None or figure.warnings:
            item.warnings += [*figure.warnings, *found.warnings]
        _place(text, item, figure, year_cell, doubled)
        if whose is not None and is_benchmark(text.masked, *whose):
            item.values["benchmark"] = True
            item.sources["benchmark"] = [Span.of(text, *whose)]
        items.append(item)
    return items


def _whose(
    text: Text, grid: Grid, name: tuple[int, int] | None
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """In a table about one indicator, named in the first head, rows tell whose figures they are.

    Returns the place of those words and the indicator's place as the name; (None, name) for any other row.
    """
    head = grid.columns[0] if grid.columns else None
    if head is None or name is None or head.figures or not known(text.masked, head.start, head.end):
        return None, name
    if not is_benchmark(text.masked, *name) and not _OWN.match(text.masked, *name):
        return None, name
    return name, (head.start, head.end)


def new_item(
    text: Text,
    start: int,
    end: int,
    name: tuple[int, int] | None,
    code: str | None,
    unit: str | None,
    number: Found[Number] | None,
) -> Item:
    values = {
        "indicator": code,
        "name_raw": None,
        "unit": unit,
        "value": number.value.value if number else None,
        "year": None,
        "stage": None,
        "benchmark": False,
        "denominator_raw": None,
    }
    item = Item("indicator", values, Span.of(text, start, end))
    if name:
        put(text, item, "name_raw", *name)
    if number:
        item.sources["value"] = [Span.of(text, number.start, number.end)]
    return item


def put(text: Text, item: Item, key: str, start: int, end: int) -> None:
    item.values[key] = text.clean(start, end)
    item.sources[key] = [Span.of(text, start, end)]


def _place(text: Text, item: Item, figure: Figure, year_cell: CellText | None, doubled: set[int]) -> None:
    """Year, stage and benchmark from the column; a year in the row itself goes first."""
    column = figure.column
    if column is not None:
        item.values["stage"] = column.stage
        item.values["benchmark"] = column.benchmark
        if column.stage_at:
            item.sources["stage"] = [Span.of(text, *column.stage_at)]
        if column.benchmark:
            item.sources["benchmark"] = [Span.of(text, column.start, column.end)]
        put_year(text, item, column)
    if year_cell is not None:
        put_year(text, item, read_column(text.masked, year_cell.start, year_cell.end))
    unclear = (
        column is None or column.start in doubled or (item.values["year"] is None and not column.benchmark)
    )
    if unclear and "run_together_numbers" not in item.warnings:
        item.warnings.append("ambiguous_column")


def put_year(text: Text, item: Item, column: Column) -> None:
    if column.year is not None and column.year_at is not None:
        item.values["year"] = column.year
        item.sources["year"] = [Span.of(text, *column.year_at)]


def _words_behind(cell: CellText) -> tuple[int, int] | None:
    return cell.numbers.unit_text if cell.numbers else None


def _unit_behind(text: Text, cell: CellText) -> str | None:
    return "percent" if "%" in text.masked[cell.start : cell.end] else None


def _cell_of(grid: Grid, row: Row, role: str) -> CellText | None:
    """The row's cell in the column of a role, where cells stand in the table's own columns.

    Under a head of two columns, such as a number and a name, the cell with words is the name.
    """
    if not row.exact:
        return None
    pairs = zip(row.cells, grid.columns, strict=True)
    cells = [cell for cell, column in pairs if column.role == role and cell.start < cell.end]
    if role == "name":
        cells.sort(key=lambda cell: cell.numbers is not None)
    return cells[0] if cells else None


def _name_and_unit(text: Text, grid: Grid, row: Row) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The name is the cell under the name's head, else the first that names an indicator, else the first words."""
    masked = text.masked
    name, unit = _cell_of(grid, row, "name"), _cell_of(grid, row, "unit")
    others = (_cell_of(grid, row, "other"), _cell_of(grid, row, "year"))
    cells = [
        c for c in row.words if c.start < c.end and c not in others and not is_source(masked[c.start : c.end])
    ]
    if unit is None:
        unit = next((c for c in cells if c is not name and is_unit(masked, c.start, c.end)), None)
    names = [c for c in cells if c is not unit]
    if name is None or (name is unit and names):
        name = next((c for c in names if known(masked, c.start, c.end)), None)
    if name is None and len(names) > 1:
        names = [c for c in names if not _TASK_FIELD.fullmatch(fold(masked[c.start : c.end]))] or names
    if name is None:
        name = names[0] if names else unit
    if unit is None and name is not None and name in names:
        behind = names[names.index(name) + 1 :]
        unit = next((c for c in behind if c.end - c.start < 90), None)
    shown = _without_number(masked, name) if name else None
    return shown, (unit.start, unit.end) if unit and unit is not name else None


def _without_number(masked: str, name: CellText) -> tuple[int, int]:
    """A name's place without its number in a list ("1. Formatie") and without a colon behind it."""
    number = _LISTED.match(masked, name.start, name.end)
    end = name.end
    while end > name.start and masked[end - 1] in ": ":
        end -= 1
    return (number.end() if number else name.start), end


def _figures(text: Text, grid: Grid, row: Row) -> list[Figure]:
    """Every figure of a row with its column.

    Cells in the table's own columns keep them. Otherwise as many figures as columns go in order; a table aligned
    with blanks tells by position; anything else is `ambiguous_column`, its columns unknown.
    """
    columns = [column for column in grid.columns if column.role in ("value", "unknown")]
    if row.exact and _undoubtful(row, grid):
        return [
            Figure(cell.numbers.numbers[0], cell, _shared(row, grid, cell) or column)
            for cell, column in zip(row.cells, grid.columns, strict=True)
            if cell.figure
            and cell.numbers
            and cell.numbers.numbers
            and column.role in ("value", "unknown")
            and cell in _behind_words(row)
        ]
    columns = _trimmed(columns, row)
    cells = _behind_words(row)
    split = [_split(text, cell, len(columns) - len(cells) + 1 if columns else None) for cell in cells]
    numbers: list[tuple[Found[Number] | None, CellText, bool]] = []
    for cell, (found, pasted) in zip(cells, split, strict=True):
        numbers += [(number, cell, pasted) for number in found] or [(None, cell, pasted)]
    if any(column.role == "year" for column in grid.columns):
        front = _year_in_front(text, row)
        numbers = [n for n in numbers if front is None or n[0] is None or n[0].start != front.start]
    in_order = len(numbers) == len(columns) and not any(
        pasted and number is None for number, _, pasted in numbers
    )
    aligned = None if in_order else _aligned(columns, [cell for _, cell, _ in numbers])
    if not in_order and aligned is None and len(numbers) < len(columns):
        numbers = [(None, cell, True) if _pastable(text, n) else (n, cell, p) for n, cell, p in numbers]
    figures = []
    for position, (number, cell, pasted) in enumerate(numbers):
        column = columns[position] if in_order else aligned[position] if aligned else None
        if number is None and not pasted:
            continue
        figures.append(Figure(number, cell, column, ("run_together_numbers",) if pasted else ()))
    return figures


def _shared(row: Row, grid: Grid, cell: CellText) -> Column | None:
    """The head of a figure whose merged cell stands under several heads of figures: what these have in common."""
    place = (cell.start, cell.end)
    pairs = zip(row.cells, grid.columns, strict=True)
    heads = [column for other, column in pairs if other is cell or (other.of == place and column.figures)]
    if len(heads) < 2:
        return None
    first = heads[0]
    one_year = len({head.year for head in heads}) == 1
    one_stage = len({head.stage for head in heads}) == 1
    return replace(
        first,
        year=first.year if one_year else None,
        year_at=first.year_at if one_year else None,
        stage=first.stage if one_stage else None,
        stage_at=first.stage_at if one_stage else None,
        benchmark=all(head.benchmark for head in heads),
    )


def _behind_words(row: Row) -> list[CellText]:
    """The cells with figures, without a row number in front of the name."""
    first = next((n for n, cell in enumerate(row.cells) if cell.numbers is None), 0)
    return [cell for cell in row.cells[first:] if cell.figure]


def _year_in_front(text: Text, row: Row) -> CellText | None:
    """The first number of a row that has a column of years, when it is one and shares its cell with a figure."""
    cells = _behind_words(row)
    numbers = cells[0].numbers.numbers if cells and cells[0].numbers else ()
    if numbers and _YEAR.fullmatch(text.masked, numbers[0].start, numbers[0].end):
        return CellText(numbers[0].start, numbers[0].end)
    return None


def _undoubtful(row: Row, grid: Grid) -> bool:
    """Every figure under a head of figures, one number to a cell."""
    for cell, _column in zip(row.cells, grid.columns, strict=True):
        if cell.numbers is None or not cell.figure:
            continue
        if cell.numbers.run_together or len(cell.numbers.numbers) > 1:
            return False
    return True


def _trimmed(columns: list[Column], row: Row) -> list[Column]:
    """Heads we cannot place are name columns when the row has words for them."""
    known_heads = [column for column in columns if column.figures]
    figures = len(_behind_words(row))
    return columns if len(columns) == figures else known_heads if known_heads else columns


def _split(text: Text, cell: CellText, room: int | None) -> tuple[tuple[Found[Number], ...], bool]:
    """The numbers of a cell; pasted numbers are split when the columns leave exactly that many places."""
    numbers = cell.numbers
    assert numbers is not None
    if not numbers.run_together:
        return numbers.numbers, False
    raw = text.masked[cell.start : cell.end]
    if re.fullmatch(r"[\d.,]+", raw) and room is not None:
        pieces = split_run(raw, room) or []
        return tuple(Found(Number(v), cell.start + a, cell.start + b) for v, a, b in pieces), True
    return numbers.numbers, True


def _pastable(text: Text, number: Found[Number] | None) -> bool:
    """A long whole number without points may be several that were pasted together."""
    return (
        number is not None
        and re.fullmatch(rf"\d{{{_PASTED},}}", text.masked[number.start : number.end]) is not None
    )


def _aligned(columns: list[Column], cells: list[CellText]) -> list[Column] | None:
    """Columns by position in the line, only when every figure stands under exactly one head of its own."""
    if not columns or not cells or any(column.left == 0 for column in columns):
        return None
    chosen = []
    for cell in cells:
        right = cell.left + cell.end - cell.start
        under = [c for c in columns if cell.left < c.left + (c.end - c.start) and c.left < right]
        if cell.left == 0 or len(under) != 1 or under[0] in chosen:
            return None
        chosen.append(under[0])
    return chosen


def _by_year(text: Text, grid: Grid, row: Row) -> list[Item]:
    """A row that begins with its year (and stage, or a benchmark); its columns are indicators."""
    filled = [cell for cell in row.cells if cell.start < cell.end]
    if not filled:
        return []
    head = read_column(text.masked, filled[0].start, filled[0].end)
    columns = [c for c in grid.columns if c.start < c.end]
    columns = (
        columns[1:]
        if len(columns) > 1 and not known(text.masked, columns[0].start, columns[0].end)
        else columns
    )
    cells = row.cells[1:]
    figures = [c for c in cells if c.numbers is not None and (c.figure or row.exact)]
    items = []
    for position, cell in enumerate(figures):
        number = cell.numbers.numbers[0] if cell.numbers and len(cell.numbers.numbers) == 1 else None
        if number is None and not (cell.numbers and cell.numbers.run_together):
            continue
        column = columns[position] if len(figures) == len(columns) else None
        name = (column.start, column.end) if column else None
        found = measure(
            text.masked,
            name,
            None,
            number.value.unit if number else None,
            number.value.value if number else None,
        )
        item = new_item(text, row.start, row.end, name, found.indicator, found.unit, number)
        if found.denominator:
            put(text, item, "denominator_raw", *found.denominator)
        item.warnings += ["run_together_numbers"] if number is None else []
        item.warnings += found.warnings
        place = Figure(
            number, cell, head if column else Column("value", head.start, head.end, benchmark=head.benchmark)
        )
        _place(text, item, place, None, set())
        if column is None and "ambiguous_column" not in item.warnings:
            item.warnings.append("ambiguous_column")
        items.append(item)
    return items
