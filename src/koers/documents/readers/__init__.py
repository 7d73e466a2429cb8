"""Readers: the bytes of a file to one `Text`, whatever the format."""

from __future__ import annotations

import importlib

from koers.documents import limits
from koers.documents.errors import Unreadable, too_large
from koers.documents.sniffing import sniff
from koers.documents.text import Text

_MODULES = {
    "txt": "koers.documents.readers.txt",
    "md": "koers.documents.readers.markdown",
    "html": "koers.documents.readers.html",
    "docx": "koers.documents.readers.docx",
    "odt": "koers.documents.readers.odt",
    "pdf": "koers.documents.readers.pdf",
}


def read_bytes(data: bytes, name: str) -> Text:
    """The text of a file; `name` decides what it should be (`-` is standard input: text).

    Raises `Unreadable`, and nothing else, for any input.
    """
    if len(data) > limits.FILE_BYTES:
        raise too_large(limits.FILE_BYTES)
    kind = sniff(data, name)
    reader = importlib.import_module(_MODULES[kind])
    try:
        text: Text = reader.read(data)
    except MemoryError:
        raise Unreadable("memory_limit") from None
    except RecursionError:
        raise Unreadable("nesting") from None
    if not text.masked.strip():
        raise Unreadable("no_text")
    return text
