"""Stored files: once per content, by hash, served as downloads."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from koers.core.files import DamagedFile, download, forget, read_stored, sniff, storage_path, store
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
@pytest.mark.parametrize("left", [b"inh", b"", b"inhouD"])
def test_a_half_written_or_damaged_file_is_written_again(left: bytes) -> None:
    path = storage_path(hashlib.sha256(b"inhoud").hexdigest())
    default_storage.save(path, ContentFile(left))
    assert read_stored(store(b"inhoud")) == b"inhoud"
    assert in_folder_of(path) == [path.rpartition("/")[2]]


@pytest.mark.django_db
def test_a_full_disk_leaves_nothing_under_the_final_name(monkeypatch: pytest.MonkeyPatch) -> None:
    path = storage_path(hashlib.sha256(b"inhoud").hexdigest())

    def full(_number: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("koers.core.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(b"inhoud")
    assert in_folder_of(path) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_two_that_write_at_the_same_time_leave_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = store(b"x")
    monkeypatch.setattr("koers.core.files._is_whole", lambda path, data: False)
    assert read_stored(store(b"x")) == b"x"
    assert in_folder_of(storage_path(stored.content_hash)) == [stored.content_hash]


@pytest.mark.django_db
def test_content_forgotten_while_it_was_stored_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koers.core.files._is_whole", lambda path, data: True)
    assert read_stored(store(b"x")) == b"x"


@pytest.mark.django_db
def test_another_kind_of_storage_is_used_as_it_is(settings: LazySettings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    path = storage_path(hashlib.sha256(b"inhoud").hexdigest())
    default_storage.save(path, ContentFile(b"inh"))
    stored = store(b"inhoud")
    assert read_stored(stored) == read_stored(store(b"inhoud")) == b"inhoud"
    assert in_folder_of(path) == [stored.content_hash]


@pytest.mark.django_db
def test_another_storage_may_choose_another_name(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    stored = store(b"x")
    monkeypatch.setattr("koers.core.files._is_whole", lambda path, data: False)
    monkeypatch.setattr(InMemoryStorage, "delete", keep_final(InMemoryStorage.delete))
    assert read_stored(store(b"x")) == b"x"
    assert in_folder_of(storage_path(stored.content_hash)) == [stored.content_hash]


def keep_final(delete: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """Plays the process that is just before us: what we delete under the final name is there again."""

    def deleted(storage: Any, name: str) -> None:
        if len(name.rpartition("/")[2]) != 64:
            delete(storage, name)

    return deleted


@pytest.mark.django_db(transaction=True)
def test_what_nothing_refers_to_is_forgotten_with_its_bytes() -> None:
    stored, other = store(b"weg"), store(b"blijft")
    path = storage_path(stored.content_hash)
    assert forget(stored)
    assert not default_storage.exists(path)
    assert list(StoredFile.objects.all()) == [other]
    assert read_stored(other) == b"blijft"
    assert forget(stored)  # nothing left to do
    assert read_stored(store(b"weg")) == b"weg"


@pytest.mark.django_db(transaction=True)
def test_a_rollback_keeps_row_and_bytes_and_who_stored_it_again_keeps_both() -> None:
    stored = store(b"weg")
    with pytest.raises(RuntimeError), transaction.atomic():
        forget(stored)
        raise RuntimeError
    assert read_stored(StoredFile.objects.get()) == b"weg"
    with transaction.atomic():
        forget(stored)
        again = store(b"weg")
    assert read_stored(again) == b"weg"


@pytest.mark.django_db
def test_what_is_still_referred_to_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = store(b"nodig")

    def protected(*_arguments: Any) -> None:
        raise ProtectedError("a document refers to it", set())

    monkeypatch.setattr(QuerySet, "delete", protected)
    assert not forget(stored)
    assert read_stored(stored) == b"nodig"


@pytest.mark.django_db
def test_a_file_that_is_gone_is_not_found() -> None:
    stored = store(b"inhoud")
    default_storage.delete(storage_path(stored.content_hash))
    with pytest.raises(Http404):
        download(stored, "naam.pdf")


def in_folder_of(path: str) -> list[str]:
    return default_storage.listdir(path.rpartition("/")[0])[1]


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
