"""PDFs drawn piece by piece: every piece of text stands exactly where the test puts it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from documents.made_documents import assert_sound, lines, shown, table_texts
from koers.documents import limits
from koers.documents.errors import Unreadable
from koers.documents.readers import pdf, read_bytes
from koers.documents.text import BlockKind, Text

type Piece = tuple[float, float, str] | tuple[float, float, str, str, float]
"""left, base, text and, when not regular 10 points, font and size"""

WIDE = "Deze regel vult met zijn woorden de hele breedte van het blad, van links tot aan de rechter kant"


def drawn(*pages: list[Piece], picture: bool = False) -> bytes:
    document = pikepdf.new()
    fonts = {
        name: document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name(f"/{base}"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for name, base in (("/F1", "Helvetica"), ("/F2", "Helvetica-Bold"))
    }
    for pieces in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        content = b"".join(_shown(piece) for piece in pieces)
        if picture:
            image = pikepdf.Stream(document, b"\xff", Width=1, Height=1, BitsPerComponent=8)
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.ColorSpace = pikepdf.Name.DeviceGray
            page.Resources.XObject = pikepdf.Dictionary({"/Im": image})
            content += b"q 500 0 0 700 40 40 cm /Im Do Q"
        page.Contents = pikepdf.Stream(document, content)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _shown(piece: Piece) -> bytes:
    left, base, text, *rest = piece
    font, size = rest if rest else ("F1", 10.0)
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return f"BT /{font} {size} Tf 1 0 0 1 {left} {base} Tm (".encode() + escaped + b") Tj ET\n"


def read(*pages: list[Piece]) -> Text:
    text = read_bytes(drawn(*pages), "a.pdf")
    assert_sound(text)
    return text


def column(*texts: str, top: float = 780, left: float = 60) -> list[Piece]:
    return [(left, top - 12 * number, text) for number, text in enumerate(texts)]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    text = read(column(WIDE, WIDE, "einde.", "Nieuwe alinea", WIDE, WIDE, "slot."))
    assert lines(text) == [f"{WIDE} {WIDE} einde.", "Nieuwe alinea", f"{WIDE} {WIDE} slot."]


def test_hyphens_at_the_end_of_a_line_are_kept() -> None:
    start = WIDE[:-9]
    text = read(
        column(f"{start} de HR-", f"beleidsmedewerkers {WIDE[:-12]} in-", "en uitstroom", WIDE, WIDE, WIDE)
    )
    assert "de HR-beleidsmedewerkers" in text.plain
    assert "in- en uitstroom" in text.plain


def test_headings_by_size_and_by_weight() -> None:
    text = read(
        [
            (60, 800, "Jaarplan", "F2", 20.0),
            (60, 770, "Hoofdstuk", "F1", 14.0),
            *column(WIDE, WIDE, "klaar.", top=750),
            (60, 700, "Vet kopje", "F2", 10.0),
            *column(WIDE, "klaar.", top=688),
        ]
    )
    assert shown(text)[:2] == [("heading", 1, "Jaarplan"), ("heading", 2, "Hoofdstuk")]
    assert ("heading", 3, "Vet kopje") in shown(text)


def test_bullets_and_numbers_make_list_items() -> None:
    text = read(
        [
            *column(WIDE, "Punten:"),
            (60, 744, "\u2022"),
            (80, 744, "een punt"),
            (60, 732, "1."),
            (80, 732, "twee"),
        ]
    )
    assert shown(text)[-2:] == [("list_item", 1, "een punt"), ("list_item", 1, "1. twee")]
    assert "\u2022" not in text.plain


def test_a_lone_bullet_is_text() -> None:
    assert read([*column(WIDE), (60, 700, "\u2022")]).plain.endswith("\u2022")


def test_rows_of_cells_with_wrapped_labels_and_gaps() -> None:
    rows: list[Piece] = [
        (60, 700, "Indicator"), (250, 700, "2022"), (350, 700, "2023"),
        (60, 686, "Kosten per inwoner van de"), (250, 686, "7,10"), (350, 686, "6,95"),
        (60, 674, "gemeente"),
        (60, 660, "Verzuim"), (350, 660, "5,5"),
        (250, 648, "zie de noot"),
        (250, 636, "onder"), (350, 636, "boven"),
    ]  # fmt: skip
    text = read([*column(WIDE, WIDE, "cijfers:"), *rows, *column("Na de tabel.", top=600)])
    assert table_texts(text) == [
        ["Indicator", "2022", "2023"],
        ["Kosten per inwoner van de gemeente", "7,10", "6,95"],
        ["Verzuim", "zie de noot onder", "5,5 boven"],
    ]
    assert text.blocks[-1].kind is BlockKind.PARAGRAPH
    assert "Verzuim\tzie" in text.plain


def test_rows_may_carry_on_on_the_next_page() -> None:
    def row(base: float, *cells: str) -> list[Piece]:
        return [(60 + 150 * number, base, cell) for number, cell in enumerate(cells)]

    text = read(
        [*column(WIDE), *row(100, "a", "1", "2")], [*row(780, "b", "3", "4"), *row(768, "c", "5", "6")]
    )
    assert table_texts(text) == [["a", "1", "2"], ["b", "3", "4"], ["c", "5", "6"]]
    assert text.page_at(text.plain.rindex("b")) == 2


def test_a_single_line_with_a_tab_is_no_table() -> None:
    text = read([*column(WIDE, WIDE, "klaar."), (60, 720, "Planning"), (200, 720, "Geen")])
    assert text.plain.endswith("Planning\tGeen")
    assert text.blocks[-1].kind is BlockKind.PARAGRAPH


def test_prose_with_a_tab_carries_on_at_the_left() -> None:
    end = "deze tekst loopt door tot aan de rechter kant van het blad"
    text = read(
        [*column(WIDE, WIDE, "klaar."), (60, 700, "Label"), (250, 700, end), (60, 688, "en dan verder.")]
    )
    assert lines(text)[-1].startswith("Label deze tekst")
    assert lines(text)[-1].endswith("en dan verder.")


def test_two_columns_of_prose_stay_apart() -> None:
    one = [f"linker kolom met een regel tekst {number}" for number in range(4)]
    two = [f"rechter kolom met een regel tekst {number}" for number in range(4)]
    text = read([*column(*one), *column(*two, left=320)])
    assert "\t" not in text.plain
    assert text.plain.index("linker kolom met een regel tekst 3") < text.plain.index("rechter kolom")


def test_running_lines_are_text_but_blank_and_in_no_block() -> None:
    def page(number: int) -> list[Piece]:
        body = column(WIDE, WIDE[:-20], f"Slot van {number}.", *[f"Regel {number} {part}" for part in "abcd"])
        return [*body, (60, 40, f"Gemeente Wendelmeer {number}")]

    text = read(*[page(number) for number in range(1, 5)])
    assert text.plain.count("Gemeente Wendelmeer") == 4
    assert "Gemeente Wendelmeer" not in text.masked
    assert not any("Wendelmeer" in content for _, _, content in shown(text))
    assert len(text.page_starts) == 4


def test_a_paragraph_runs_on_over_the_page_and_an_empty_page() -> None:
    text = read(column(WIDE, WIDE, WIDE), [], column("loopt door op dit blad.", "Anders."))
    assert f"{WIDE} loopt door" in lines(text)[0]
    assert text.page_starts[0] == 0
    assert text.page_starts[1] == text.page_starts[2]
    assert text.page_at(text.plain.index("loopt door")) == 3


def test_a_new_page_with_a_capital_behind_a_full_stop_is_new() -> None:
    full = WIDE[:-1] + "."
    assert (
        lines(read(column(WIDE, full), column("Altenahoofdstukken: Jong talent", WIDE)))[0]
        == f"{WIDE} {full}"
    )


def test_labels_on_lines_of_their_own_stay_apart() -> None:
    label = "Project: " + WIDE[:-9]
    assert lines(read(column(label, "Contactpersoon gemeente: iemand", WIDE, WIDE)))[0] == label


def test_password_broken_and_scan() -> None:
    plain = drawn(column("Tekst"))
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="baas", user="geheim"))
    cases = {
        "password": locked.getvalue(),
        "broken": plain[:60],
        "scan_without_text": drawn([], picture=True),
        "no_text": drawn([], []),
    }
    for code, data in cases.items():
        with pytest.raises(Unreadable) as caught:
            read_bytes(data, "a.pdf")
        assert caught.value.code == code


def test_only_an_owner_password_is_no_hindrance() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(column("Tekst")))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="baas", user=""))
    assert read_bytes(locked.getvalue(), "a.pdf").plain == "Tekst"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES", 1)
    with pytest.raises(Unreadable) as caught:
        pdf.read(drawn(column("a"), column("b")))
    assert caught.value.code == "output_limit"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_pdf_cut_short_never_raises_anything_else(cut: float) -> None:
    data = drawn(column(WIDE, WIDE), column("twee"))
    try:
        assert_sound(read_bytes(data[: int(len(data) * cut)], "a.pdf"))
    except Unreadable as error:
        assert error.code in ("broken", "no_text", "scan_without_text")
