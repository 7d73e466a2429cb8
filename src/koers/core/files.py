"""Stored files: kept once per content, by hash, outside the web root, and only ever served as downloads."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse

from koers.core.models import StoredFile

# The first bytes tell what a file is; its name only tells what somebody calls it.
_SIGNATURES: list[tuple[bytes, str]] = [
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
]
_ZIP_KINDS = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
}
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def sniff(data: bytes) -> str:
    """The media type by content. Text without a signature is `text/plain` or `text/html`, else
    octet-stream."""
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return _sniff_zip(data) if media_type == "application/zip" else media_type
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML_STARTS):
        return "text/html"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data[:8192]:
        return "text/plain"
    return "application/octet-stream"


def _sniff_zip(data: bytes) -> str:
    """Names of parts stand in the package's local headers (near the start) and directory (at the end)."""
    edges = data[:65536] + data[-65536:]
    return next((kind for mark, kind in _ZIP_KINDS.items() if mark in edges), "application/zip")


def store(data: bytes) -> StoredFile:
    """Keeps the content, once: the same content gives the same row. Works on any storage backend.

    The bytes are written before the row, so that a row always has its file; a crash in between leaves a
    file that the next `store` of the same content finds and uses.
    """
    content_hash = hashlib.sha256(data).hexdigest()
    path = storage_path(content_hash)
    if not default_storage.exists(path):
        written = default_storage.save(path, ContentFile(data))
        if written != path:  # another process was just before us and the storage chose another name
            default_storage.delete(written)
    stored, _created = StoredFile.objects.get_or_create(
        content_hash=content_hash, defaults={"size": len(data), "media_type": sniff(data)}
    )
    return stored


def storage_path(content_hash: str) -> str:
    """Two levels of folders keep every folder small; no part of the path comes from a user."""
    return f"stored/{content_hash[:2]}/{content_hash[2:4]}/{content_hash}"


def open_stored(stored: StoredFile) -> File[bytes]:
    return default_storage.open(storage_path(stored.content_hash), "rb")


def read_stored(stored: StoredFile) -> bytes:
    """The content. Raises `DamagedFile` when it is no longer what was stored."""
    with open_stored(stored) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != stored.content_hash:
        raise DamagedFile(stored.content_hash)
    return data


def download(stored: StoredFile, name: str) -> FileResponse:
    """The file as a download under a name; never shown inside a page of ours, whatever it holds."""
    response = FileResponse(
        open_stored(stored), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


class DamagedFile(Exception):
    """The stored bytes do not have the hash they were stored under."""
