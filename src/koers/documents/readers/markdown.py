"""Markdown: the file itself is the text; its marks are blanked in the masked text, which keeps its lines.

Headings by `#` or underlining, list items, tables with pipes (the pipes become tabs), emphasis, links
and code fences. Lines that an editor wrapped are one line in the masked text; short ones and labels stay lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from koers.documents.encodings import decode
from koers.documents.lines import blocks_of_lines
from koers.documents.marks import mask
from koers.documents.text import Block, BlockKind, Cell, Link, Text, trim

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*(#*)[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:[-*_][ \t]*){3,}$")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_BULLET = re.compile(r"([ \t]*)([-*+])(?:[ \t]+\[[ xX]\])?[ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)\d{1,3}[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ \t]?)+")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"\n]*\")?\s*\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?![\s*_])(.+?)(?<![\s*_])\1(?![\w*_])")
_STRUCK = re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1")
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_LABEL = re.compile(r"\s*[A-ZÀ-Þ][\w’'/-]*(?: [\w’'/-]+){0,3}:(?:\s|$)")
_WRAPPED_FROM, _WRAPPED_TO = 60, 140
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|~<>])")


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    kind: BlockKind | None = None
    level: int | None = None
    divider: bool = False
    fixed: bool = False
    """Code and rules: a line that is never joined."""


def read(data: bytes) -> Text:
    plain = decode(data)
    lines = _lines(plain)
    links: list[Link] = []
    _mark_lines(lines, links)
    masked, typed = mask(_joined(lines))
    blocks = _blocks(plain, masked, lines)
    return Text(plain, masked, blocks, links=tuple(sorted((*links, *typed), key=lambda link: link.start)))


def _lines(plain: str) -> list[_Line]:
    lines: list[_Line] = []
    position = 0
    for text in plain.split("\n"):
        lines.append(_Line(position, text))
        position += len(text) + 1
    return lines


def _joined(lines: list[_Line]) -> str:
    """The marked lines; the divider under a table's head is no line, so that the table hangs together."""
    text = "\n".join(line.text for line in lines)
    for above, line in pairwise(lines):
        if line.divider or _wrapped(above, line):
            text = f"{text[: line.start - 1]} {text[line.start :]}"
    return text


def _wrapped(above: _Line, line: _Line) -> bool:
    """Whether a line only stands on its own because the author's editor wrapped it; labels keep their lines."""
    if line.kind is not None or not line.text.strip() or above.kind in (BlockKind.HEADING, BlockKind.TABLE):
        return False
    if above.fixed or line.fixed or not _WRAPPED_FROM <= len(above.text) <= _WRAPPED_TO:
        return False
    return not above.text.endswith("  ") and _LABEL.match(line.text) is None


def _mark_lines(lines: list[_Line], links: list[Link]) -> None:
    """Gives every line its kind and blanks its marks; the next may make it a heading or a table."""
    fenced = False
    index = 0
    while index < len(lines):
        line = lines[index]
        if _FENCE.match(line.text):
            fenced = not fenced
            line.text, line.fixed = " " * len(line.text), True
        elif not fenced:
            after = lines[index + 1] if index + 1 < len(lines) else None
            if after is not None and "|" in line.text and "|" in after.text and _DIVIDER.match(after.text):
                index = _table(lines, index, links)
                continue
            if after is not None and line.text.strip() and not line.kind and _underlined(line, after):
                index += 1
            elif _RULE.match(line.text):
                line.text = " " * len(line.text)
            else:
                _line(line)
            _inline(line, links)
        else:
            line.fixed = True
        index += 1


def _underlined(line: _Line, after: _Line) -> bool:
    match = _UNDERLINE.match(after.text)
    if not match or _BULLET.match(line.text) or _HEADING.match(line.text):
        return False
    line.kind, line.level = BlockKind.HEADING, 1 if match[1].startswith("=") else 2
    after.text = " " * len(after.text)
    return True


def _line(line: _Line) -> None:
    quote = _QUOTE.match(line.text)
    quoted = quote.end() if quote else 0
    line.text = _blank(line.text, 0, quoted)
    heading = _HEADING.match(line.text)
    bullet, number = _BULLET.match(line.text), _NUMBER.match(line.text)
    if heading:
        line.kind, line.level = BlockKind.HEADING, len(heading[1])
        line.text = _blank(_blank(line.text, *heading.span(1)), *heading.span(3))
    elif bullet:
        line.kind, line.level = BlockKind.LIST_ITEM, 1 + (_indent(bullet[1]) - quoted) // 2
        line.text = _blank(line.text, *bullet.span())
    elif number:
        line.kind, line.level = BlockKind.LIST_ITEM, 1 + (_indent(number[1]) - quoted) // 3


def _indent(white: str) -> int:
    return len(white.replace("\t", "    "))


def _table(lines: list[_Line], index: int, links: list[Link]) -> int:
    """Marks the table's lines from its head; returns the index of the line behind it."""
    divider = lines[index + 1]
    divider.text, divider.divider = " " * len(divider.text), True
    position = index
    while position < len(lines) and (position == index + 1 or "|" in lines[position].text):
        line = lines[position]
        if position != index + 1:
            line.kind = BlockKind.TABLE
            line.text = _pipes(line.text)
            _inline(line, links)
        position += 1
    return position


def _pipes(text: str) -> str:
    """Pipes to tabs, except the ones at the ends, which become blanks; an escaped pipe is content."""
    start, end = trim(text, 0, len(text))
    inner = [
        "\t" if sign == "|" and not (position and text[position - 1] == "\\") else sign
        for position, sign in enumerate(text)
    ]
    for edge in (start, end - 1):
        if inner[edge] == "\t":
            inner[edge] = " "
    return "".join(inner)


def _inline(line: _Line, links: list[Link]) -> None:
    text = line.text
    for match in _LINK.finditer(text):
        start, end = match.span(2)
        if not match[1] and start < end:
            links.append(Link(line.start + start, line.start + end, match[3]))
        text = _blank(_blank(text, match.start(), start), match.start() if match[1] else end, match.end())
    for match in _AUTOLINK.finditer(text):
        links.append(Link(line.start + match.start(1), line.start + match.end(1), match[1]))
        text = _blank(_blank(text, match.start(), match.start(1)), match.end(1), match.end())
    for pattern in (_CODE, _STRONG, _EMPHASIS, _STRUCK):
        for match in pattern.finditer(text):
            start, end = match.span(2)
            text = _blank(_blank(text, match.start(), start), end, match.end())
    line.text = _ESCAPE.sub(" ", text)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _blocks(plain: str, masked: str, lines: list[_Line]) -> tuple[Block, ...]:
    """Blocks of the marked lines; what stands unmarked between them is read as plain text."""
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind is BlockKind.TABLE:
            rows: list[tuple[Cell, ...]] = []
            while index < len(lines) and (
                lines[index].kind is BlockKind.TABLE or not lines[index].text.strip()
            ):
                if lines[index].kind is None and rows and len(rows) > 1:
                    break
                if lines[index].kind is BlockKind.TABLE:
                    rows.append(_cells(masked, lines[index]))
                index += 1
            blocks.append(Block(BlockKind.TABLE, rows[0][0].start, rows[-1][-1].end, rows=tuple(rows)))
            continue
        stop = line.start + len(line.text)
        while stop < len(plain) and plain[stop] == "\n" and masked[stop] == " ":
            index += 1
            stop = lines[index].start + len(lines[index].text)
        start, end = trim(masked, line.start, stop)
        if line.kind is not None and start < end:
            blocks.append(Block(line.kind, start, end, line.level))
        elif start < end:
            blocks += _plain_line(plain, masked, line.start, stop)
        index += 1
    return tuple(blocks)


def _plain_line(plain: str, masked: str, start: int, end: int) -> list[Block]:
    """Paragraphs of one unmarked line (more than one where tags were typed); it never is a heading."""
    found = blocks_of_lines(plain[start:end], masked[start:end])
    return [
        Block(
            BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind,
            block.start + start,
            block.end + start,
            None if block.kind is BlockKind.HEADING else block.level,
        )
        for block in found
    ]


def _cells(masked: str, line: _Line) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    position, stop = line.start, line.start + len(line.text)
    for text in masked[position:stop].split("\t"):
        cells.append(Cell(*trim(masked, position, position + len(text))))
        position += len(text) + 1
    return tuple(cells)
