"""Bytes to text: UTF-8, UTF-16, Windows-1252, or a mixture of them.

Nothing is guessed silently away: a byte that means nothing in any of these becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re

from koers.documents.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 4096
_MOST_CONTROLS = 0.02


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows-1252, byte by byte, and carry on in UTF-8."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("koers.windows_1252", _windows_1252)


def decode(data: bytes) -> str:
    """Text with the byte order mark removed and line ends as `\\n`; `Unreadable` when it is no text."""
    text = _decoded(data)
    controls = len(_CONTROL.findall(text[: 64 * _SAMPLE]))
    if "\0" in text or controls > _MOST_CONTROLS * min(len(text), 64 * _SAMPLE):
        raise Unreadable("not_text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            errors = "koers.windows_1252" if name == "utf-8" else "replace"
            return data[len(mark) :].decode(name, errors)
    without_mark = _utf_16_without_mark(data[:_SAMPLE])
    if without_mark:
        return data.decode(without_mark, "replace")
    return data.decode("utf-8", "koers.windows_1252")


def _utf_16_without_mark(sample: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every other byte, always on the same side."""
    half = len(sample) // 2
    if half == 0:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
