"""Reads one file with one tool, some times over, and prints what it took as JSON.

Run in a process of its own, so that the peak of memory is the tool's. `first` includes the tool's imports, as a
command or an upload would pay them; `warm` does not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

type Reader = Callable[[Path], int]
"""Reads a file and returns the number of characters found."""


def koers() -> Reader:
    from koers.documents.readers import read_bytes

    return lambda path: len(read_bytes(path.read_bytes(), path.name).plain)


def markitdown() -> Reader:
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda path: len(converter.convert(str(path)).text_content)


def docling() -> Reader:
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def read(path: Path) -> int:
        document = InputDocument(
            path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend, filename=path.name
        )
        found = MsWordDocumentBackend(document, path).convert()
        return sum(len(item.text) for item in found.texts) + sum(
            len(cell.text) for table in found.tables for cell in table.data.table_cells
        )

    return read


TOOLS: dict[str, Callable[[], Reader]] = {"koers": koers, "markitdown": markitdown, "docling": docling}


def main(tool: str, name: str, times: str) -> None:
    path = Path(name)
    begun = time.perf_counter()
    read = TOOLS[tool]()
    characters = read(path)
    first = time.perf_counter() - begun
    warm: list[float] = []
    for _ in range(int(times)):
        begun = time.perf_counter()
        read(path)
        warm.append(time.perf_counter() - begun)
    print(json.dumps({"characters": characters, "first": first, "warm": warm, "peak": _peak()}))


def _peak() -> int:
    """The most resident memory this program ever had, in bytes; `getrusage` would count the parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


if __name__ == "__main__":
    main(*sys.argv[1:4])
