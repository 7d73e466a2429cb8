"""What a file is, from its content and its name; a name that lies about its content is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath

from koers.documents.errors import Unreadable, wrong_extension

EXTENSIONS = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
STANDARD_INPUT = "-"

_NAMES = {
    "pdf": "een PDF",
    "docx": "een Word-document",
    "odt": "een ODT-document",
    "html": "een webpagina",
    "xlsx": "een werkblad",
    "pptx": "een presentatie",
    "ole": "een oud Word-bestand",
    "rtf": "een RTF-bestand",
    "open": "een ander OpenDocument-bestand",
    "zip": "een ingepakt bestand (zip)",
    "picture": "een plaatje",
    "text": "gewone tekst",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTUAL = frozenset({"txt", "md", "html"})


def sniff(data: bytes, name: str) -> str:
    """One of txt, md, html, docx, odt, pdf; `Unreadable` when it is none of these or not what it says."""
    named = "txt" if name == STANDARD_INPUT else EXTENSIONS.get(_extension(name))
    if named is None:
        raise Unreadable("unknown_type")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    found = content_of(data)
    if found == "ole" and _encrypted(data):
        raise Unreadable("password")
    if named in _TEXTUAL:
        if found not in (None, "html", "text"):
            raise wrong_extension(_shown(name), _NAMES[found])
        return named
    if found == named:
        return named
    if found is None or (found == "zip" and named in ("docx", "odt")):
        raise Unreadable("broken")
    if found == "ole":
        raise Unreadable("old_word")
    raise wrong_extension(_shown(name), _NAMES[found])


def _extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def _shown(name: str) -> str:
    return _extension(name) or "niets"


def content_of(data: bytes) -> str | None:
    """The kind the content shows; None when it shows nothing (damaged, or text that is not recognisable)."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(_OLE):
        return "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text" if _looks_like_text(head) else None


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = frozenset(package.namelist())
            mime = _start(package, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return "zip"
    for kind, part in (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/")):
        if "[Content_Types].xml" in names and any(name.startswith(part) for name in names):
            return kind
    if "content.xml" in names:
        return "odt" if not mime or b"opendocument.text" in mime else "open"
    return "zip"


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(100)


def _encrypted(data: bytes) -> bool:
    """Office puts an encrypted package in an OLE container with this stream."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _looks_like_text(head: bytes) -> bool:
    strange = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return strange <= len(head) // 50
