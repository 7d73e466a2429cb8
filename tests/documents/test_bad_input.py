"""What is wrong with a file is said in one Dutch line; nothing but `Unreadable` comes out of a reader."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.made_documents import assert_sound, docx_of, odt_of, paragraph, zipped
from koers.documents import limits, packages
from koers.documents.errors import MESSAGES, Unreadable, too_large, wrong_extension
from koers.documents.packages import Package
from koers.documents.readers import read_bytes

DOCX = docx_of(paragraph("Tekst"))
ODT = odt_of("<text:p>Tekst</text:p>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
XLSX = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"})


def code_of(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.docx", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (b"x", "a.xyz", "unknown_type"),
        (b"x", "zonder", "unknown_type"),
        (XLSX, "a.xlsx", "unknown_type"),
        (b"%PDF-1.7 ...", "a.docx", "wrong_extension"),
        (b"%PDF-1.7 ...", "a.txt", "wrong_extension"),
        (DOCX, "a.pdf", "wrong_extension"),
        (DOCX, "a.odt", "wrong_extension"),
        (DOCX, "a.TXT", "wrong_extension"),
        (ODT, "a.docx", "wrong_extension"),
        (XLSX, "a.docx", "wrong_extension"),
        (zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "a.docx", "wrong_extension"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}), "a.odt",
         "wrong_extension"),
        (b"gewone tekst", "a.docx", "wrong_extension"),
        (b"<html><p>x</p></html>", "a.pdf", "wrong_extension"),
        (b"{\\rtf1 x}", "a.docx", "wrong_extension"),
        (b"\x89PNG\r\n\x1a\n....", "a.pdf", "wrong_extension"),
        (OLE, "a.docx", "old_word"),
        (OLE, "a.txt", "wrong_extension"),
        (ENCRYPTED, "a.docx", "password"),
        (DOCX[:-30], "a.docx", "broken"),
        (zipped({"readme": "x"}), "a.odt", "broken"),
        (b"\x01\x02\x03\x04" * 9, "a.pdf", "broken"),
        (b"%PDF-1.7 rest ontbreekt", "a.pdf", "broken"),
        (b"<p> </p>", "a.txt", "no_text"),
    ],
)  # fmt: skip
def test_every_wrong_file_has_its_own_reason(data: bytes, name: str, code: str) -> None:
    assert code_of(data, name) == code


def test_standard_input_is_text() -> None:
    assert read_bytes(b"Tekst", "-").plain == "Tekst"


def test_every_message_is_one_line_that_says_what_to_do() -> None:
    for code, message in MESSAGES.items():
        assert "\n" not in message
        assert message.endswith(".")
        assert "De andere bestanden zijn gelezen." in message, code
        assert message.count(". ") >= 2, code


def test_messages_with_particulars() -> None:
    assert ".docx" in wrong_extension(".docx", "een PDF").message
    assert "een PDF" in wrong_extension(".docx", "een PDF").message
    assert "50 MB" in too_large(50_000_000).message
    with pytest.raises(Unreadable, match=r"heet \.docx|eindigt op \.docx"):
        read_bytes(b"%PDF-1.7", "jaarplan.docx")


def test_a_file_over_the_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    assert code_of(b"meer dan tien bytes", "a.txt") == "too_large"


def test_two_hundred_megabytes_are_refused() -> None:
    assert code_of(b"a" * 200_000_000, "a.txt") == "too_large"


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    assert code_of(docx_of(paragraph(" " * 60_000_000)), "a.docx") == "expansion"
    assert code_of(odt_of("<text:p>" + "a" * 60_000_000 + "</text:p>"), "a.odt") == "expansion"


def test_a_zip_bomb_is_refused_by_what_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 1000)
    package = Package(zipped({"a.bin": b"x" * 2000}))
    with pytest.raises(Unreadable) as caught:
        package.read("a.bin")
    assert caught.value.code == "expansion"
    assert code_of(docx_of(paragraph("abcdefgh" * 200)), "a.docx") == "expansion"


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE_PARTS", 1)
    assert code_of(DOCX, "a.docx") == "expansion"


def test_pictures_may_be_packed_tightly() -> None:
    data = zipped({"word/media/a.emf": b"\0" * 5_000_000, "a.xml": "x"})
    assert "a.xml" in Package(data).names


def test_a_part_that_is_damaged_absent_or_locked() -> None:
    damaged = bytearray(zipped({"a.xml": b"abc" * 999}))
    damaged[40:44] = b"\xff\xff\xff\xff"
    locked = bytearray(zipped({"a.xml": "x"}))
    central = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[central + 8] |= 1
    for data, name, code in (
        (damaged, "a.xml", "broken"),
        (damaged, "b.xml", "broken"),
        (locked, "a.xml", "password"),
    ):
        with pytest.raises(Unreadable) as caught:
            Package(bytes(data)).read(name)
        assert caught.value.code == code
    with pytest.raises(Unreadable):
        Package(b"geen zip")


def test_an_entity_bomb_is_refused_unread() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        with pytest.raises(Unreadable) as caught:
            packages.parse_xml(bomb.encode(encoding))
        assert caught.value.code == "entities"
    assert code_of(docx_of(paragraph("x"), word__styles=bomb), "a.docx") == "entities"


def test_a_damaged_mimetype_is_a_damaged_package() -> None:
    data = bytearray(zipped({"mimetype": "application/vnd.oasis.opendocument.text" * 9, "content.xml": "x"}))
    data[40:46] = b"\xff" * 6
    assert code_of(bytes(data), "a.odt") == "broken"


def test_memory_and_recursion_come_out_as_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    from koers.documents.readers import txt

    for raised, code in ((MemoryError(), "memory_limit"), (RecursionError(), "nesting")):

        def read(data: bytes, error: Exception = raised) -> None:
            raise error

        monkeypatch.setattr(txt, "read", read)
        assert code_of(b"x", "a.txt") == code


def test_a_reason_survives_a_pickle() -> None:
    import pickle

    again = pickle.loads(pickle.dumps(Unreadable("password")))
    assert (again.code, again.message) == ("password", MESSAGES["password"])


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.pdf"])


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_random_bytes_never_raise_anything_else(data: bytes, name: str) -> None:
    _read_or_refuse(data, name)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from([("a.docx", DOCX), ("a.odt", ODT)]))
def test_damaged_packages_never_raise_anything_else(data: st.DataObject, file: tuple[str, bytes]) -> None:
    name, content = file
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    _read_or_refuse(bytes(damaged), name)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from('<w:p>/tbltrc "=azh\n&;x'), max_size=150))
def test_strange_xml_never_raises_anything_else(body: str) -> None:
    _read_or_refuse(docx_of(body), "a.docx")
    _read_or_refuse(odt_of(body), "a.odt")


def _read_or_refuse(data: bytes, name: str) -> None:
    try:
        assert_sound(read_bytes(data, name))
    except Unreadable as error:
        assert error.message


def test_a_macro_is_never_opened() -> None:
    target = io.BytesIO(DOCX)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert read_bytes(target.getvalue(), "a.docx").plain == "Tekst"
