"""Makes the Word document that is read in the benchmark: 100 pages, 60 tables of 10 rows and 5 columns."""

from __future__ import annotations

from pathlib import Path

CHAPTERS = 60
PARAGRAPHS = 8
ROWS, COLUMNS = 10, 5
_SENTENCE = (
    "De gemeente werkt in dit jaar verder aan een organisatie die past bij wat inwoners van haar vragen. "
)


def write(path: Path) -> None:
    """About 100 pages A4 as LibreOffice lays them out: per chapter a heading, prose, a list and a table."""
    import docx

    document = docx.Document()
    for chapter in range(1, CHAPTERS + 1):
        document.add_heading(f"{chapter} Onderdeel van het programma", 1)
        for number in range(PARAGRAPHS):
            document.add_paragraph(f"Alinea {number + 1}. " + _SENTENCE * 5)
        for item in ("plannen", "uitvoeren", "leren"):
            document.add_paragraph(f"Wij gaan verder met {item} in {2020 + chapter % 5}", style="List Bullet")
        table = document.add_table(ROWS, COLUMNS)
        table.style = "Table Grid"
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells.cells):
                cell.text = f"{chapter},{row}{column}" if row and column else f"Kop {row}{column}"
    document.save(str(path))
