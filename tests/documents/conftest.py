"""One report saved in every format, made once per run: LibreOffice takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.made_documents import converted, lines, report
from koers.documents.readers import read_bytes


@pytest.fixture(scope="session")
def saved_report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """File extension → bytes of the same report; the text file holds the lines of the Word document."""
    folder = tmp_path_factory.mktemp("report")
    source = folder / "report.docx"
    source.write_bytes(report())
    saved = {"docx": source.read_bytes()}
    for kind in ("odt", "pdf", "html:HTML:EmbedImages"):
        saved[kind.split(":")[0]] = converted(source, kind, folder / "profile")
    saved["txt"] = "\n".join(lines(read_bytes(saved["docx"], "report.docx"))).encode()
    return saved


@pytest.fixture(scope="session")
def saved_typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A plain text file, and the same opened in LibreOffice and saved in every format."""
    folder = tmp_path_factory.mktemp("typed")
    source = Path(folder / "typed.txt")
    source.write_bytes(b"\xef\xbb\xbf" + TYPED.encode())
    saved = {"txt": source.read_bytes()}
    for kind in ("docx", "odt", "pdf", "html:HTML:EmbedImages"):
        saved[kind.split(":")[0]] = converted(source, kind, folder / "profile")
    return saved


_PROSE = (
    "De gemeente werkt in 2024 verder aan een organisatie die past bij wat inwoners van haar vragen. " * 3
)
TYPED = f"""Jaarplan organisatieontwikkeling 2024

Inleiding

{_PROSE.strip()}

Wat we gaan doen
{_PROSE.strip()}
Dit doen we met alle afdelingen.

• Een leergang voor leidinggevenden
• Minder formulieren

Altena: Jong talent

Gemeente Altena

Project: Jong talent
Thema: Jongeren
Looptijd: 1 januari 2024 t/m 31 december 2024

1. Eerst een plan maken
2. Dan het plan uitvoeren
"""
