"""Zip packages (docx, odt) opened with care, and their XML parsed without entities, network or huge trees."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from koers.documents import limits
from koers.documents.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_PIECE = 1 << 20
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_DTD_UTF_16 = (
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
    "<!ENTITY".encode("utf-16-le"),
    "<!ENTITY".encode("utf-16-be"),
)


class Package:
    """The parts of a docx or odt; sizes are checked as declared when opening and as found when reading."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Unreadable("broken") from None
        self._left = limits.PACKAGE_BYTES
        parts = self._zip.infolist()
        if len(parts) > limits.PACKAGE_PARTS or any(_suspicious(part) for part in parts):
            raise Unreadable("expansion")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The content of a part; stops as soon as the parts read together exceed the limit."""
        pieces: list[bytes] = []
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable("expansion")
                    pieces.append(piece)
        except RuntimeError:  # the zip itself has a password
            raise Unreadable("password") from None
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
            raise Unreadable("broken") from None
        return b"".join(pieces)

    def xml(self, name: str) -> _Element:
        return parse_xml(self.read(name))

    def xml_or_none(self, name: str) -> _Element | None:
        """For parts a document may do without (styles, numbering, notes)."""
        return self.xml(name) if name in self.names else None


def _suspicious(part: zipfile.ZipInfo) -> bool:
    """A text part that claims to unpack to too much; pictures and fonts are never unpacked by us."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    if part.file_size > limits.PACKAGE_BYTES:
        return True
    tight = part.file_size > limits.PACKAGE_RATIO * max(part.compress_size, 1)
    return tight and part.file_size > limits.PACKAGE_RATIO_FROM


def parse_xml(data: bytes) -> _Element:
    """The root of an XML part. Office parts have no document type: one that has is refused unread."""
    from lxml import etree

    if _DTD.search(data) or any(mark in data for mark in _DTD_UTF_16):
        raise Unreadable("entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("nesting" if "depth" in str(error) else "broken") from None
    if root is None:  # a document of nothing but comments
        raise Unreadable("broken")
    return root


def local(element: _Element) -> str:
    """The name of an element without its namespace: strict and transitional Word differ only there."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child (of the first child …) with these names."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element
