"""Plain text: the file itself is the text; its blocks are read from its lines."""

from __future__ import annotations

from koers.documents.encodings import decode
from koers.documents.lines import blocks_of_lines
from koers.documents.marks import mask
from koers.documents.text import Text


def read(data: bytes) -> Text:
    plain = decode(data)
    masked, links = mask(plain)
    return Text(plain, masked, blocks_of_lines(plain, masked), links=links)
