"""A file of a financial system, as rows of cells with what a reader must know about them.

Runs in the limited child process; knows no Django. Beside the cells of `koers.documents.sheets` it tells what a
spreadsheet shows or hides: rows and columns that are hidden, merged cells, formulas without a stored value,
cells that hold an error, and further sheets that were not read. Rows count from 1, as the program shows them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from koers.documents.errors import Unreadable
from koers.documents.packages import Package, local
from koers.documents.sheets import rows_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ROWS = 20_000
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_HIDDEN_IN_ODS = ("collapse", "filter")

type Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(slots=True)
class Book:
    """What was read. `merged` holds areas: first row, first column, last row, last column."""

    rows: list[list[Any]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    without_value: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)


def read_book(payload: bytes) -> bytes:
    """For `run_limited`: the Book as JSON. Raises Unreadable with a sentence for the user."""
    book = Book(rows_of(payload, MOST_ROWS))
    if payload[:2] == b"PK":
        package = Package(payload)
        if "xl/workbook.xml" in package.names:
            _look_at_xlsx(package, book)
        elif "content.xml" in package.names:
            _look_at_ods(package, book)
        else:  # a binary workbook: nothing tells what is hidden in it
            raise Unreadable("broken", "Koers leest .xlsx, .ods en .csv. Er is niets geboekt.")
    return json.dumps(asdict(book)).encode()


def _attribute(element: _Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _elements(data: bytes, *names: str) -> Iterator[_Element]:
    """Whole elements with these names, each forgotten after use: a long sheet does not stay in memory."""
    from lxml import etree

    if _DECLARED.search(data):
        raise Unreadable("entities", "Koers heeft dit bestand niet geopend. Er is niets geboekt.")
    parts = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _event, element in parts:
            yield element
            element.clear()
    except etree.XMLSyntaxError:
        raise Unreadable("broken", "Dit rekenblad is beschadigd. Er is niets geboekt.") from None


def _look_at_xlsx(package: Package, book: Book) -> None:
    sheets = list(_sheets_of(package))
    book.other_sheets = [name for name, _target in sheets[1:]]
    target = sheets[0][1] if sheets else ""
    if target not in package.names:
        raise Unreadable("broken", "Dit rekenblad is beschadigd. Er is niets geboekt.")
    number = 0
    for element in _elements(package.read(target), "row", "col", "mergeCell"):
        match local(element):
            case "row":
                number = int(_attribute(element, "r") or number + 1)
                _row_of_xlsx(element, number, book)
            case "col" if _attribute(element, "hidden") in ("1", "true"):
                first, last = int(_attribute(element, "min")), int(_attribute(element, "max"))
                book.hidden_columns += range(first, min(last, first + 200) + 1)
            case "mergeCell":
                area = _area(_attribute(element, "ref"))
                book.merged += [area] if area else []


def _sheets_of(package: Package) -> Iterator[tuple[str, str]]:
    targets = {
        _attribute(one, "Id"): _attribute(one, "Target").lstrip("/")
        for one in package.xml("xl/_rels/workbook.xml.rels")
    }
    for one in package.xml("xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(_attribute(one, "id"), "")
        yield _attribute(one, "name"), target if target.startswith("xl/") else f"xl/{target}"


def _row_of_xlsx(row: _Element, number: int, book: Book) -> None:
    if _attribute(row, "hidden") in ("1", "true"):
        book.hidden_rows.append(number)
    column = 0
    for cell in row:
        found = _PLACE.fullmatch(_attribute(cell, "r"))
        column = _column(found[1]) if found else column + 1
        parts = {local(part): part for part in cell}
        value = parts.get("v")
        if _attribute(cell, "t") == "e":
            book.errors.append((number, column))
        elif "f" in parts and (value is None or not value.text) and _attribute(cell, "t") != "str":
            book.without_value.append((number, column))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _area(reference: str) -> tuple[int, int, int, int] | None:
    first, _colon, last = reference.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    return int(begin[2]), _column(begin[1]), int(end[2]), _column(end[1])


def _look_at_ods(package: Package, book: Book) -> None:
    tables = [one for one in package.xml("content.xml").iter("{*}table") if _attribute(one, "name")]
    book.other_sheets = [_attribute(one, "name") for one in tables[1:]]
    column = 0
    for one in tables[0].iter("{*}table-column"):
        repeated = min(_repeated(one, "number-columns-repeated"), 200)
        if _attribute(one, "visibility") in _HIDDEN_IN_ODS:
            book.hidden_columns += range(column + 1, column + repeated + 1)
        column += repeated
    number = 0
    for row in tables[0].iter("{*}table-row"):
        repeated = _repeated(row, "number-rows-repeated")
        if number >= len(book.rows):
            break
        if _attribute(row, "visibility") in _HIDDEN_IN_ODS:
            book.hidden_rows += range(number + 1, min(number + repeated, len(book.rows)) + 1)
        _row_of_ods(row, number + 1, book)
        number += repeated


def _row_of_ods(row: _Element, number: int, book: Book) -> None:
    column = 1
    for cell in row:
        down, across = _repeated(cell, "number-rows-spanned"), _repeated(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            book.merged.append((number, column, number + down - 1, column + across - 1))
        if "error" in [value for key, value in cell.attrib.items() if str(key).endswith("}value-type")]:
            book.errors.append((number, column))
        elif _attribute(cell, "formula") and not _attribute(cell, "value-type"):
            book.without_value.append((number, column))
        column += _repeated(cell, "number-columns-repeated")


def _repeated(element: _Element, name: str) -> int:
    found = _attribute(element, name)
    return int(found) if found.isdigit() else 1
