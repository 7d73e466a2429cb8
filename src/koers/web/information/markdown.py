"""The few signs of Markdown that our own texts use: headings, lists, paragraphs, bold, code and links. No Django.

A text starts with `# title`. Everything in it is escaped; only what is listed here becomes markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

_HEADING = re.compile(r"(#{2,3}) +(.+)")
_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)\"]+|/[^\s)\"]*)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is h3, p or ul. Each line is safe HTML; only a list has more than one."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `## heading`; the heading is safe HTML, and empty for what comes before the first."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    sections: tuple[Section, ...]


def read(markdown: str) -> Page:
    """Raises ValueError for a text without a title on its first line."""
    first, *lines = markdown.strip().splitlines()
    if not first.startswith("# "):
        raise ValueError("a text begins with its title: # …")
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for piece in _pieces(lines):
        block = _block(piece)
        if block.kind == "h2":
            sections.append((block.lines[0], []))
        else:
            sections[-1][1].append(block)
    filled = [Section(heading, tuple(blocks)) for heading, blocks in sections if heading or blocks]
    return Page(first[2:].strip(), tuple(filled))


def _pieces(lines: list[str]) -> list[list[str]]:
    """The lines that belong together: a blank line ends a piece, and a heading is a piece of its own."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            pieces.append([])
        elif _HEADING.match(line):
            pieces += [[line], []]
        elif line.startswith("- ") and pieces[-1] and not pieces[-1][0].startswith("- "):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return [piece for piece in pieces if piece]


def _block(piece: list[str]) -> Block:
    heading = _HEADING.match(piece[0])
    if heading:
        return Block(f"h{len(heading[1])}", (inline(heading[2].strip()),))
    if not piece[0].startswith("- "):
        return Block("p", (inline(" ".join(line.strip() for line in piece)),))
    points: list[str] = []
    for line in piece:
        if line.startswith("- "):
            points.append(line[2:].strip())
        else:
            points[-1] += f" {line.strip()}"
    return Block("ul", tuple(inline(point) for point in points))


def inline(text: str) -> str:
    """One line as safe HTML."""
    html = escape(text)
    html = _CODE.sub(r"<code>\1</code>", html)
    html = _BOLD.sub(r"<b>\1</b>", html)
    return _LINK.sub(r'<a class="utrecht-link" href="\2">\1</a>', html)
