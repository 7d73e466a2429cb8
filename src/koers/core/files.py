"""Stored files: kept once per content, by hash, outside the web root, and only ever served as downloads."""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.http import FileResponse, Http404

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
    file that the next `store` of the same content finds and uses, after looking whether it is whole.
    """
    content_hash = hashlib.sha256(data).hexdigest()
    path = storage_path(content_hash)
    if not _is_whole(path, data):
        _write(path, data)
    stored, _created = StoredFile.objects.get_or_create(
        content_hash=content_hash, defaults={"size": len(data), "media_type": sniff(data)}
    )
    if not default_storage.exists(path):  # somebody forgot the same content in between
        _write(path, data)
    return stored


def forget(stored: StoredFile) -> bool:
    """Removes the row and the bytes, for when nothing refers to them any more; False when something still does.

    A file cannot be brought back by a rollback, so call it after the transaction that removed the last reference:
    `transaction.on_commit(lambda: files.forget(stored))`. Inside a transaction the bytes go when that commits.
    """
    path = storage_path(stored.content_hash)
    try:
        with transaction.atomic():
            StoredFile.objects.filter(content_hash=stored.content_hash).delete()
    except (ProtectedError, RestrictedError, IntegrityError):
        return False
    transaction.on_commit(lambda: _delete_without_row(stored.content_hash, path))
    return True


def _delete_without_row(content_hash: str, path: str) -> None:
    if not StoredFile.objects.filter(content_hash=content_hash).exists():
        default_storage.delete(path)


def _is_whole(path: str, data: bytes) -> bool:
    """Whether exactly these bytes stand there: a crash or a full disk may have left a part of them."""
    try:
        if default_storage.size(path) != len(data):
            return False
        with default_storage.open(path, "rb") as file:
            return bool(file.read() == data)
    except FileNotFoundError:
        return False


def _write(path: str, data: bytes) -> None:
    """On the file system whole or not at all: under another name, onto the disk, then renamed."""
    if isinstance(default_storage, FileSystemStorage):
        half = default_storage.save(f"{path}.{uuid.uuid4().hex}.part", ContentFile(data))
        try:
            with default_storage.open(half, "rb") as file:
                os.fsync(file.fileno())
            Path(default_storage.path(half)).replace(default_storage.path(path))
        finally:
            default_storage.delete(half)  # gone already when all went well
        return
    if default_storage.exists(path):
        default_storage.delete(path)
    written = default_storage.save(path, ContentFile(data))
    if written != path:  # another process was just before us and the storage chose another name
        default_storage.delete(written)


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
    """The file as a download under a name; never shown inside a page of ours, whatever it holds.

    Raises Http404 when the bytes are gone, for example after putting back a backup without its files.
    """
    try:
        opened = open_stored(stored)
    except FileNotFoundError as error:
        raise Http404("the stored file is gone") from error
    response = FileResponse(
        opened, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


class DamagedFile(Exception):
    """The stored bytes do not have the hash they were stored under."""
