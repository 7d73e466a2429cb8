"""A document cut into pieces: headings, paragraphs, list items and tables, whatever the file format.

Readers give blocks; this cuts further where a cell or a line holds several paragraphs or list items (tags printed in
the text, bullets inside a line) and puts together what a page break tore apart. Offsets are in the plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from koers.documents.text import Block, BlockKind, Cell, Text, trim
from koers.intake.extractors.programme_report.roles import is_column, role_of, track_name_start
from koers.intake.vocabulary.headings import NOTHING
from koers.intake.vocabulary.matching import plain_words

_BREAK = re.compile(
    r"<(?P<tag>/?(?:p|ul|ol|li|div|br|h[1-6]|tr|td|th|table|tbody))\b[^<>]*>"
    r"|(?P<bullet>[•▪●◦‣∙·○■□✓➢]\s?|(?<=\n)[*-]\s)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\s*<(i|b|em|strong|u)>[^<>]*</\1>\s*", re.IGNORECASE)
_OPENED = re.compile(r"<p\b[^<>]*>\s*(?:<(?:i|b|u|em|strong)>\s*)*$", re.IGNORECASE)
_ROW_FOLLOWS = re.compile(r"\s*(?:</p>\s*)?(?:\t|<p\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+")
_BULLETS = re.compile(r"[•▪●◦‣∙○■□✓➢]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^\t\n<>]{3,60}?)\s*(?:</p>\s*)?(?:\t|(?=<p>))", re.IGNORECASE)
_END_MARKS = (".", ",", ";", ":", "!", "?", "…")
_LONGEST_HEADING = 90
_MOST_WORDS = 12
_VERBS = frozenset(
    ["is", "zijn", "wordt", "worden", "heeft", "hebben", "was", "waren", "kan", "kunnen", "zal", "zullen"]
)
_STARTERS = frozenset(
    [
        "De",
        "Het",
        "Een",
        "In",
        "Op",
        "Er",
        "We",
        "Wij",
        "Dit",
        "Deze",
        "Met",
        "Na",
        "Voor",
        "Om",
        "Bij",
        "Door",
        "Vanaf",
        "Inmiddels",
        "Momenteel",
        "Daarnaast",
        "Ook",
        "Alle",
        "Tijdens",
        "Eind",
        "Begin",
        "Per",
        "Vanuit",
        "Hier",
        "Ten",
        "Tot",
        "Sinds",
        "Begonnen",
    ]
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`label`: a heading that stands before a tab, in a table's first column or before a tag, as a form's label."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    label: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()


def remasked(text: Text) -> Text:
    """The text with tags and bullets blank in `masked`, also where they were typed into a Word file."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"\S", " ", match[0])

    masked = _BULLETS.sub(" ", _TAG.sub(blank, text.masked))
    return text if masked == text.masked else replace(text, masked=masked)


def pieces_of(text: Text) -> list[Piece]:
    """The document's pieces in order; what is torn by a page break is one piece again."""
    pieces: list[Piece] = []
    for block in text.blocks or _line_blocks(text):
        for piece in _cut_block(text, block):
            if pieces and _carries_on(text, pieces[-1], piece):
                pieces[-1] = replace(pieces[-1], end=piece.end)
            else:
                pieces.append(piece)
    return [_as_heading(text, pieces, index) for index in range(len(pieces))]


def torn_heading(text: Text, piece: Piece) -> tuple[Piece, Piece] | None:
    """Heading and paragraph of a piece whose heading lost its line: "Fysiek domein De inrichting is …"."""
    if piece.kind is not BlockKind.PARAGRAPH:
        return None
    words = list(re.finditer(r"\S+", text.masked[piece.start : piece.end]))[:_MOST_WORDS]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if before[0].endswith(_END_MARKS) or before[0].lower() in _VERBS or before[0] in _STARTERS:
            return None
        if word[0] in _STARTERS and after[0][:1].islower() and words[0][0][:1].isupper():
            cut = piece.start + word.start()
            heading = Piece(BlockKind.HEADING, *trim(text.masked, piece.start, cut))
            return heading, replace(piece, start=cut)
    return None


def _line_blocks(text: Text) -> Iterator[Block]:
    for start, end in text.lines():
        yield Block(BlockKind.PARAGRAPH, start, end)


def _cut_block(text: Text, block: Block) -> Iterator[Piece]:
    if block.kind is BlockKind.HEADING:
        label = text.masked[block.end : block.end + 40].split("\n")[0].strip(" ").startswith("\t")
        yield Piece(BlockKind.HEADING, block.start, block.end, block.level, label=label)
    elif block.kind is BlockKind.TABLE:
        yield from _cut_table(text, block)
    else:
        opened = _OPENED.search(text.plain[max(0, block.start - 80) : block.start])
        kind = BlockKind.PARAGRAPH if opened else block.kind  # a paragraph typed behind a list
        tail = _label_at_end(text, block)
        for piece in _cut(text, block.start, tail, kind):
            yield replace(piece, level=block.level) if piece.kind is BlockKind.LIST_ITEM else piece
        if tail < block.end:
            yield Piece(BlockKind.HEADING, tail, block.end, label=True)


def _label_at_end(text: Text, block: Block) -> int:
    """Where a row's label begins that a PDF put at the end of the row before it; the block's end when none does."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text.masked, block.start, block.end)]
    if not ends or not _ROW_FOLLOWS.match(text.plain, block.end):
        return block.end
    label = text.clean(ends[-1], block.end)
    return ends[-1] if label and len(label) < 60 and role_of(label) else block.end


def _cut_table(text: Text, block: Block) -> Iterator[Piece]:
    """A table whose first column holds the report's headings is the report itself; others stay tables."""
    labels = [row[0] for row in block.rows if len(row) == 2]
    known = sum(role_of(text.clean(cell.start, cell.end)) is not None for cell in labels)
    filled = sum(cell.start < cell.end for cell in labels)
    if len(labels) < len(block.rows) or known < 2 or known * 2 < filled or _has_columns(text, block):
        yield Piece(BlockKind.TABLE, block.start, block.end, rows=block.rows)
        return
    for label, content in block.rows:
        if label.start < label.end:
            yield Piece(BlockKind.HEADING, label.start, label.end, label=True)
        yield from _cut(text, content.start, content.end, BlockKind.PARAGRAPH, cell=True)


def _has_columns(text: Text, block: Block) -> bool:
    """True when the first row is a row of column headings: both short, and the second no sentence."""
    first, second = (text.clean(cell.start, cell.end) for cell in block.rows[0])
    if is_column(first) and is_column(second):
        return True
    return len(second.split()) <= 3 and not second.endswith(_END_MARKS) and role_of(second) is not None


def _cut(text: Text, start: int, end: int, kind: BlockKind, *, cell: bool = False) -> Iterator[Piece]:
    label = _LABEL.match(text.plain, start, end)
    if label and kind is BlockKind.PARAGRAPH and not cell:
        place = trim(text.masked, label.start("label"), label.end("label"))
        tabbed = text.plain[label.end() - 1] == "\t"
        if place[0] < place[1] and (tabbed or role_of(text.clean(*place))):
            yield Piece(BlockKind.HEADING, *place, label=True)
            start = label.end()
    position, current = start, kind
    for stop, after, following in sorted(_breaks(text, start, end, kind)):
        yield from _piece(text, position, stop, current)
        position, current = after, following
    yield from _piece(text, position, end, current)


def _breaks(text: Text, start: int, end: int, kind: BlockKind) -> Iterator[tuple[int, int, BlockKind]]:
    """Where a block is cut: (end of what is before, begin of what follows, what follows is)."""
    for match in _BREAK.finditer(text.plain, start, end):
        tag = (match["tag"] or "").lower()
        listed = match["bullet"] or tag == "li"
        if match["bullet"] and text.plain[match.start() - 1 : match.start()].isalnum():
            continue  # a dot or dash inside a word
        yield match.start(), match.end(), BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH
    for match in re.finditer(r"\n", text.plain[start:end]):
        here = start + match.start()
        if _new_line(text.masked[start:here], text.masked[here + 1 : end]):
            listed = _NUMBERED.match(text.masked[here + 1 : end].lstrip(" "))
            yield here, here + 1, BlockKind.LIST_ITEM if listed else kind


def _new_line(before: str, after: str) -> bool:
    """Whether a line end inside a block also ends a paragraph."""
    line = before.rsplit("\n", 1)[-1].strip()
    if _NUMBERED.match(after.lstrip(" ")) or (
        track_name_start(line) is not None and len(line) < _LONGEST_HEADING
    ):
        return True
    if line.endswith((":", ";", ".", "!", "?")) and len(line) < _LONGEST_HEADING:
        return True
    following = after.split("\n", 1)[0].strip()
    return track_name_start(following) is not None and len(following) < _LONGEST_HEADING


def _piece(text: Text, start: int, end: int, kind: BlockKind) -> Iterator[Piece]:
    place = trim(text.masked, start, end)
    if place[0] == place[1]:
        return
    if kind is BlockKind.LIST_ITEM:
        number = _NUMBERED.match(text.masked, *place)
        if number and number.end() < place[1]:
            place = number.end(), place[1]
    if kind is BlockKind.PARAGRAPH and _EMPHASIS.fullmatch(text.plain[start:end]) and _short(text, *place):
        yield Piece(BlockKind.HEADING, *place, 9)
        return
    yield Piece(kind, *place)


def _carries_on(text: Text, before: Piece, piece: Piece) -> bool:
    """A page break in the middle of a sentence: no end mark before, no capital after."""
    if before.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or piece.kind is not BlockKind.PARAGRAPH:
        return False
    return not text.masked[before.start : before.end].endswith((*_END_MARKS, ")")) and (
        text.masked[piece.start].islower()
    )


def _as_heading(text: Text, pieces: list[Piece], index: int) -> Piece:
    """A short paragraph without an end mark, with text behind it, is a heading also when it has no style."""
    piece = pieces[index]
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if piece.kind is BlockKind.LIST_ITEM and _lone_number(text, pieces, index):
        start = text.plain.rfind("\n", 0, piece.start) + 1
        return Piece(BlockKind.HEADING, *trim(text.masked, start, piece.end))
    if piece.kind is not BlockKind.PARAGRAPH or after is None or not _short(text, piece.start, piece.end):
        return piece
    content = text.masked[piece.start : piece.end]
    if not (content[0].isupper() or content[0].isdigit()) or (
        _says_something(content) and role_of(content) is None
    ):
        return piece
    alone = after.kind is BlockKind.HEADING and index > 0 and pieces[index - 1].label
    if alone or content.lower() in NOTHING:
        return piece  # the content of a label's row
    return Piece(BlockKind.HEADING, piece.start, piece.end)


def _says_something(content: str) -> bool:
    named = track_name_start(content) is not None
    return bool(_VERBS & set(plain_words(content))) or (":" in content and not named) or "\t" in content


def _lone_number(text: Text, pieces: list[Piece], index: int) -> bool:
    """A numbered line that is no list item: nothing announces it and no other number stands beside it."""
    piece = pieces[index]
    line = text.masked[text.plain.rfind("\n", 0, piece.start) + 1 : piece.start]
    if not _NUMBERED.search(line[-5:]):
        return False
    before = pieces[index - 1] if index and not _restarts(text, pieces, index) else None
    around = [before, *pieces[index + 1 : index + 2]]
    lonely = all(other is None or not _is_numbered(text, other) for other in around)
    return lonely and index > 0 and _short(text, piece.start, piece.end)


def _is_numbered(text: Text, piece: Piece) -> bool:
    """A list item with a number of its own, as far as the format shows numbers; a bulleted one is no neighbour."""
    if piece.kind is not BlockKind.LIST_ITEM:
        return False
    bulleted = re.search(r"(?:^|\n)[ \t]*[-*•]\s+$", text.plain[max(0, piece.start - 6) : piece.start])
    return bulleted is None


def _restarts(text: Text, pieces: list[Piece], index: int) -> bool:
    """ "1." behind a list that was already further: a chapter, not the next item."""
    numbers = [
        re.search(r"(\d{1,2})[.)]\s+$", text.masked[max(0, pieces[i].start - 6) : pieces[i].start])
        for i in (index - 1, index)
    ]
    before, own = numbers
    return before is not None and own is not None and int(own[1]) <= int(before[1])


def _short(text: Text, start: int, end: int) -> bool:
    content = text.clean(start, end)
    return (
        len(content) <= _LONGEST_HEADING
        and len(content.split()) <= _MOST_WORDS
        and (not content.endswith(_END_MARKS) or (content.endswith("?") and role_of(content) is not None))
    )
