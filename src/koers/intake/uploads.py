"""What someone uploaded, as separate files: a zip is unpacked here, within limits."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from koers.documents.errors import Unreadable, too_large
from koers.documents.limits import FILE_BYTES, PACKAGE_BYTES

ZIP_FILES = 50
"""Files taken from one zip; a folder of a whole year's reports is below that."""


BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OverflowError,
    OSError,
    RuntimeError,  # with it NotImplementedError: a way of packing Python does not know
    ValueError,  # with it UnicodeDecodeError: a name in no known alphabet
)
"""What Python's zip reader raises for a damaged or unusual zip."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    name: str
    data: bytes | None
    error: str = ""


def given_files(uploads: Iterable[UploadedFile[bytes]]) -> Iterator[GivenFile]:
    """The files one by one; a file that cannot be taken in has its error instead of its data."""
    for upload in uploads:
        name = PurePosixPath((upload.name or "bestand").replace("\\", "/")).name
        if (upload.size or 0) > FILE_BYTES:
            yield GivenFile(name, None, too_large(FILE_BYTES).message)
            continue
        data = upload.read()
        if not data:
            yield GivenFile(name, None, Unreadable("empty").message)
        elif name.lower().endswith(".zip"):
            yield from _unpacked(name, data)
        else:
            yield GivenFile(name, data)


def _unpacked(name: str, data: bytes) -> Iterator[GivenFile]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        yield GivenFile(name, None, Unreadable("broken").message)
        return
    with archive:
        yield from _members(name, archive)


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[GivenFile]:
    """A member that cannot be read has its error; the others go on."""
    members = [
        info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    ]
    if len(members) > ZIP_FILES or sum(info.file_size for info in members) > PACKAGE_BYTES:
        yield GivenFile(name, None, Unreadable("expansion").message)
        return
    left = PACKAGE_BYTES
    for info in members:
        shown = PurePosixPath(info.filename.replace("\\", "/")).name
        if info.flag_bits & 0x1:
            yield GivenFile(shown, None, Unreadable("password").message)
            continue
        try:
            with archive.open(info) as file:
                data = file.read(min(left, FILE_BYTES) + 1)
        except BROKEN:
            yield GivenFile(shown, None, Unreadable("broken").message)
            continue
        left -= len(data)
        if left < 0 or len(data) > FILE_BYTES:
            yield GivenFile(shown, None, Unreadable("expansion").message)
            return
        yield GivenFile(shown, data) if data else GivenFile(shown, None, Unreadable("empty").message)
