"""Stored files: once per content, by hash, served as downloads."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from koers.core.files import DamagedFile, download, read_stored, sniff, storage_path, store
from koers.core.models import StoredFile


def zipped(*names: str, first: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        if first:
            package.writestr("mimetype", first)
        for name in names:
            package.writestr(name, "inhoud")
    return buffer.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (zipped("xl/workbook.xml"), XLSX),
        (zipped("content.xml", first=ODT.encode()), ODT),
        (zipped("a.txt"), "application/zip"),
        (zipped(), "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/x-ole-storage"),
        (b"MZ\x90\x00", "application/x-msdownload"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "text/html"),
        (b"<HTML><body>", "text/html"),
        ("gewone tekst é".encode(), "text/plain"),
        ("ook tekst".encode("utf-16"), "text/plain"),
        (b"", "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(data: bytes, media_type: str) -> None:
    assert sniff(data) == media_type


@given(st.binary(max_size=200))
def test_anything_can_be_sniffed(data: bytes) -> None:
    assert "/" in sniff(data)


@pytest.mark.django_db
def test_the_same_content_is_kept_once() -> None:
    first, again, other = store(b"inhoud"), store(b"inhoud"), store(b"anders")
    assert first == again != other
    assert StoredFile.objects.count() == 2
    assert first.content_hash == hashlib.sha256(b"inhoud").hexdigest()
    assert (first.size, first.media_type) == (6, "text/plain")
    assert read_stored(first) == b"inhoud"
    assert "6 bytes" in str(first)


@pytest.mark.django_db
def test_a_file_left_by_a_crash_is_used() -> None:
    default_storage.save(storage_path(hashlib.sha256(b"x").hexdigest()), ContentFile(b"x"))
    assert read_stored(store(b"x")) == b"x"


@pytest.mark.django_db
def test_when_another_process_is_just_before_us_one_file_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    store(b"x")
    monkeypatch.setattr(type(default_storage), "exists", lambda self, name: False, raising=False)
    path = storage_path(hashlib.sha256(b"x").hexdigest())
    stored = store(b"x")
    assert read_stored(stored) == b"x"
    monkeypatch.undo()
    assert default_storage.listdir(path.rpartition("/")[0])[1] == [stored.content_hash]


@pytest.mark.django_db
def test_a_damaged_file_is_noticed() -> None:
    stored = store(b"inhoud")
    default_storage.delete(storage_path(stored.content_hash))
    default_storage.save(storage_path(stored.content_hash), ContentFile(b"iets anders"))
    with pytest.raises(DamagedFile):
        read_stored(stored)


@pytest.mark.django_db
def test_a_file_is_a_download_whatever_it_holds() -> None:
    answer = download(store(b"<html><script>alert(1)</script>"), "naam.html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="naam.html"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert b"".join(answer.streaming_content).startswith(b"<html>")  # type: ignore[arg-type]
    answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "A" * 64])
def test_the_database_refuses_what_is_no_hash(wrong: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(content_hash=wrong, size=1, media_type="text/plain")
