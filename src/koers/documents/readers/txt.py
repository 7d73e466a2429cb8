"""Plain text: the file itself is the text; its blocks are read from its lines."""

from __future__ import annotations

from koers.documents.encodings import decode
from koers.documents.lines import blocks_of_lines, join_wrapped
from koers.documents.marks import mask
from koers.documents.text import Text


def read(data: bytes) -> Text:
    plain = decode(data)
    masked, links = mask(plain)
    blocks = blocks_of_lines(plain, masked)
    return Text(plain, join_wrapped(masked, blocks), blocks, links=links)
