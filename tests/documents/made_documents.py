"""Documents of our own, made in code, for the tests of the readers."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

from koers.documents.text import Block, BlockKind, Text

SENTENCE = (
    "In het voorjaar van 2023 heeft de gemeente Wendelmeer een plan gemaakt voor de eigen organisatie. "
    "Het plan telt vier onderdelen en loopt door tot en met december 2024. "
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT_MIME = b"application/vnd.oasis.opendocument.text"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A bare Word package around body XML; other parts by name with `__` for `/` and `_xml` left off."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="urn:r" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'
    )
    others = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return zipped({"[Content_Types].xml": _CONTENT_TYPES, "word/document.xml": document, **others})


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt_of(body: str, styles: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {_ODT_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    others = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return zipped({"mimetype": ODT_MIME, "content.xml": content, **others})


def report() -> bytes:
    """A Word document as a progress report is: title, headings, prose, lists, figures, a form, a footer."""
    import docx

    document = docx.Document()
    house = document.styles.add_style("WendelmeerKop", 1)
    house.base_style = document.styles["Heading 2"]
    document.add_paragraph("Voortgang organisatieontwikkeling", style="Title")
    document.add_heading("Inleiding", 1)
    document.add_paragraph(SENTENCE * 2)
    document.add_paragraph("Wat we doen", style="WendelmeerKop")
    for item in (
        "Een koers voor de lange termijn",
        "Een leergang voor leidinggevenden die in het najaar van 2023 is begonnen en door alle afdelingen "
        "wordt gevolgd",
        "Minder HR-formulieren",
    ):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Wat het kost", style="WendelmeerKop")
    document.add_paragraph("De cijfers staan in de tabel.")
    _fill(document.add_table(4, 4), FIGURES)
    document.add_paragraph("")
    _fill(document.add_table(3, 2), FORM)
    document.add_heading("Vervolg", 1)
    for number in range(8):
        document.add_paragraph(f"Stap {number + 1}. " + SENTENCE * 3)
    document.sections[0].footer.paragraphs[0].text = "Gemeente Wendelmeer, voortgang"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


FIGURES = [
    ["Indicator", "Begroting 2023", "Rekening 2022", "Eenheid"],
    ["Formatie per 1.000 inwoners", "7,10", "6,95", "fte"],
    ["Ziekteverzuim", "5,5", "6,2", "%"],
    ["Externe inhuur als deel van de totale loonsom plus inhuur", "12,5", "14,0", "%"],
]
FORM = [
    [
        "De risico’s",
        "Er zijn twee risico’s die wij elke maand bespreken met de directie en met de ondernemingsraad.\n"
        "Krapte op de arbeidsmarkt waardoor vacatures lang open staan en het werk blijft liggen.",
    ],
    ["De financiën", "Voor 2023 is € 250.000 incidenteel beschikbaar. Vanaf 2024 € 400.000 per jaar."],
    ["De beslismomenten", "Geen"],
]


def _fill(table: object, rows: list[list[str]]) -> None:
    table.style = "Table Grid"  # type: ignore[attr-defined]
    for cells, texts in zip(table.rows, rows, strict=True):  # type: ignore[attr-defined]
        for cell, text in zip(cells.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


def converted(source: Path, kind: str, profile: Path) -> bytes:
    """The same document saved by LibreOffice in another format."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice makes the test documents"
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(source.parent), str(source)], check=True, capture_output=True, timeout=120
    )
    return source.with_suffix("." + kind.split(":")[0]).read_bytes()


def lines(text: Text) -> list[str]:
    return [text.clean(start, end) for start, end in text.lines()]


def shown(text: Text) -> list[tuple[str, int | None, str]]:
    """The blocks as (kind, level, content)."""
    return [(str(block.kind), block.level, text.clean(block.start, block.end)) for block in text.blocks]


def table_texts(text: Text, block: Block | None = None) -> list[list[str]]:
    """The cells of a table (the first one when none is given)."""
    found = block or next(found for found in text.blocks if found.kind is BlockKind.TABLE)
    return [[text.clean(cell.start, cell.end) for cell in row] for row in found.rows]


def assert_sound(text: Text) -> None:
    """What holds for every text: equal lengths, blocks in order and in bounds, cells within their table."""
    assert len(text.plain) == len(text.masked)
    position = 0
    for block in text.blocks:
        assert position <= block.start < block.end <= len(text.plain)
        position = block.end
        for cell in (cell for row in block.rows for cell in row):
            assert block.start <= cell.start <= cell.end <= block.end
    for link in text.links:
        assert 0 <= link.start < link.end <= len(text.plain)
    assert list(text.page_starts) == sorted(text.page_starts)
    for mine, theirs in zip(text.masked, text.plain, strict=True):
        assert mine == theirs or mine.isspace()
