"""Uploaded files one by one; a zip is unpacked within limits and never trusted."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given as given_bytes
from hypothesis import strategies as st

from koers.intake import uploads
from koers.intake.uploads import given_files


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def given(name: str, data: bytes) -> list[uploads.GivenFile]:
    return list(given_files([SimpleUploadedFile(name, data)]))


def test_a_file_is_given_as_it_is() -> None:
    assert given("verslag.txt", b"tekst") == [uploads.GivenFile("verslag.txt", b"tekst")]


def test_an_empty_file_has_its_error() -> None:
    (found,) = given("leeg.txt", b"")
    assert found.data is None
    assert "leeg" in found.error


def test_a_zip_gives_its_files_without_folders() -> None:
    found = given("alles.zip", zipped(**{"map/een.txt": b"1", "twee": b"2", "__MACOSX/x": b"rest"}))
    assert [(f.name, f.data) for f in found] == [("een.txt", b"1"), ("twee", b"2")]


def test_an_empty_file_in_a_zip_does_not_keep_the_others() -> None:
    found = given("alles.zip", zipped(leeg=b"", vol=b"x"))
    assert [f.data for f in found] == [None, b"x"]


def test_a_path_in_a_zip_cannot_leave_its_place() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    assert [f.name for f in given("a.zip", target.getvalue())] == ["passwd"]


def test_a_broken_zip_is_told() -> None:
    (found,) = given("stuk.zip", b"PK\x03\x04 geen zip")
    assert found.data is None
    assert "beschadigd" in found.error


def test_a_damaged_file_in_a_zip_does_not_keep_the_others() -> None:
    data = bytearray(zipped(een=b"aaaaaaaaaabbbb", twee=b"goed"))
    data[34:38] = b"\xff\xff\xff\xff"  # inside the packed bytes of the first
    first, second = given("alles.zip", bytes(data))
    assert first.data is None and "beschadigd" in first.error
    assert second == uploads.GivenFile("twee", b"goed")


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_file_packed_in_any_way_may_be_damaged(packed: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packed) as archive:
        archive.writestr("a", bytes(range(256)))
        archive.writestr("b", b"goed")
    data = bytearray(target.getvalue())
    data[35:60] = b"\xff" * 25
    first, second = given("a.zip", bytes(data))
    assert first.data is None
    assert second.data == b"goed"


def test_a_way_of_packing_nobody_knows_and_a_name_in_no_alphabet_are_told() -> None:
    unknown = bytearray(zipped(een=b"aaaa", twee=b"goed"))
    place = unknown.index(b"PK\x01\x02")
    unknown[place + 10 : place + 12] = b"\x63\x00"
    assert [f.data for f in given("a.zip", bytes(unknown))] == [None, b"goed"]
    strange = zipped(é=b"x").replace("é".encode(), b"\xff\xfe")
    (found,) = given("a.zip", strange)
    assert found.data is None and "beschadigd" in found.error


@given_bytes(st.data())
def test_no_damage_breaks_the_upload(data: st.DataObject) -> None:
    whole = bytearray(zipped(een=b"aaaaaaaaaabbbb", twee=b"goed"))
    for _change in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for found in given("a.zip", bytes(whole)):
        assert (found.data is None) == bool(found.error)


def test_too_many_files_are_refused() -> None:
    (found,) = given("veel.zip", zipped(**{f"f{n}": b"x" for n in range(uploads.ZIP_FILES + 1)}))
    assert found.data is None


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PACKAGE_BYTES", 1000)
    (found,) = given("bom.zip", zipped(groot=b"0" * 5000))
    assert found.data is None
    assert "uitpakken" in found.error


def test_a_file_with_a_password_in_a_zip_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("geheim.txt", b"x")
    data = target.getvalue()
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    (found,) = given("a.zip", locked)
    assert found.data is None
    assert "wachtwoord" in found.error


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 3)
    (found,) = given("groot.txt", b"vier")
    assert found.data is None
    assert "te groot" in found.error


def test_a_zip_that_lies_about_its_sizes_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says 10 bytes per file; what is really unpacked counts."""
    data = zipped(een=b"0" * 900, twee=b"0" * 900)
    size = (900).to_bytes(4, "little")
    monkeypatch.setattr(uploads, "PACKAGE_BYTES", 1000)
    monkeypatch.setattr(uploads, "FILE_BYTES", 100_000)
    found = given("bom.zip", data.replace(size, (10).to_bytes(4, "little")))
    assert any(f.data is None for f in found)
