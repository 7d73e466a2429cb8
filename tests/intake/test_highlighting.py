"""The document with its passages lit: nothing lost, nothing doubled, the smallest passage wins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koers.documents.text import Block, BlockKind, Cell, Text, fold
from koers.intake.highlighting import Passage, ShownBlock, excerpt, lit_blocks


def text_of(*paragraphs: str, page_starts: tuple[int, ...] = ()) -> Text:
    plain, blocks = "", []
    for words in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(plain), len(plain) + len(words)))
        plain += words + "\n\n"
    return Text(plain, plain, tuple(blocks), page_starts)


def words(block: ShownBlock) -> str:
    return "".join(stretch.text for stretch in block.stretches)


def lit(block: ShownBlock) -> list[tuple[str, int | None]]:
    return [(s.text, s.passage.number if s.passage else None) for s in block.stretches]


def test_a_passage_is_lit_in_the_middle_of_a_paragraph() -> None:
    text = text_of("Het budget is een miljoen per jaar.")
    start = text.plain.index("een miljoen")
    (block,) = lit_blocks(text, [Passage(3, start, start + len("een miljoen"), "now")])
    assert lit(block) == [("Het budget is ", None), ("een miljoen", 3), (" per jaar.", None)]
    assert [mark.number for mark in block.stretches[1].marks] == [3]
    assert block.stretches[1].marks[0].url == "#v3"


def test_where_passages_overlap_the_smallest_is_lit_and_both_have_their_ring() -> None:
    text = text_of("abcdefgh")
    (block,) = lit_blocks(text, [Passage(1, 0, 8, ""), Passage(2, 2, 4, "done")])
    assert lit(block) == [("ab", 1), ("cd", 2), ("efgh", 1)]
    assert [[m.number for m in s.marks] for s in block.stretches] == [[1], [2], []]


def test_two_passages_that_are_the_same_stretch_both_keep_a_ring() -> None:
    text = text_of("abcd")
    (block,) = lit_blocks(text, [Passage(7, 0, 4, ""), Passage(8, 0, 4, "")])
    assert [m.number for m in block.stretches[0].marks] == [7, 8]


def test_a_passage_over_two_paragraphs_is_lit_in_both_with_one_ring() -> None:
    text = text_of("eerste", "tweede")
    first, second = lit_blocks(text, [Passage(1, 2, 11, "")])
    assert lit(first) == [("ee", None), ("rste", 1)]
    assert lit(second)[0] == ("twe", 1)
    assert second.stretches[0].marks == ()


def test_markup_is_not_shown() -> None:
    plain = "<p>tekst</p>"
    text = Text(plain, "   tekst    ", (Block(BlockKind.PARAGRAPH, 0, len(plain)),))
    (block,) = lit_blocks(text, [])
    assert words(block).strip() == "tekst"


def test_a_table_is_shown_as_cells() -> None:
    plain = "risico\tmaatregel"
    table = Block(BlockKind.TABLE, 0, len(plain), rows=((Cell(0, 6), Cell(7, 16)),))
    (block,) = lit_blocks(Text(plain, plain, (table,)), [Passage(1, 7, 16, "")])
    assert [[s.text for s in cell] for cell in block.cells[0]] == [["risico"], ["maatregel"]]
    assert block.cells[0][1][0].passage is not None


def test_pages_are_named_once_where_they_begin() -> None:
    text = text_of("een", "twee", "drie", page_starts=(0, 5))
    assert [block.page for block in lit_blocks(text, [])] == [1, 2, None]


def test_only_the_asked_part_is_shown() -> None:
    text = text_of("een", "twee", "drie")
    start = text.plain.index("twee")
    assert [words(b) for b in lit_blocks(text, [], start, start + 1)] == ["twee"]


def test_an_excerpt_takes_whole_blocks_around_a_passage() -> None:
    text = text_of("a" * 100, "b" * 100, "c" * 100)
    start, end = excerpt(text, 110, 120, around=20)
    assert (start, end) == (0, 202)
    assert excerpt(Text("", "", ()), 0, 0) == (0, 0)


@given(
    st.lists(st.text("abc d", min_size=1, max_size=12), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5),
)
def test_lighting_changes_no_word(paragraphs: list[str], spans: list[tuple[int, int]]) -> None:
    text = text_of(*paragraphs)
    passages = [Passage(n, start, start + length, "") for n, (start, length) in enumerate(spans, start=1)]
    shown = lit_blocks(text, passages)
    for paragraph, block in zip(paragraphs, shown, strict=True):
        assert fold(words(block)) == fold(paragraph)
        for stretch in block.stretches:
            covering = [p for p in passages if stretch.passage is p]
            assert len(covering) == (0 if stretch.passage is None else 1)
