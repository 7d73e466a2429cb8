"""Marks that were typed into a text but are no content: HTML tags, bullets, Markdown links.

`mask` blanks them, keeping the length. A mark that starts a new block in the middle of a line becomes a
line end in the masked text, so that the lines of the masked text are the same whatever format a document
came in.
"""

from __future__ import annotations

import re

from koers.documents.text import Link

_BLOCK_TAGS = [
    "p",
    "ul",
    "ol",
    "li",
    "div",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "section",
    "article",
    "blockquote",
    "dl",
    "dt",
    "dd",
]
_INLINE_TAGS = [
    "i",
    "b",
    "u",
    "s",
    "em",
    "strong",
    "span",
    "a",
    "sup",
    "sub",
    "small",
    "font",
    "img",
    "mark",
    "code",
    "abbr",
    "cite",
    "label",
    "center",
    "body",
    "html",
]
_BLOCK = frozenset(_BLOCK_TAGS)
_NAMES = "|".join(sorted(_BLOCK_TAGS + _INLINE_TAGS, key=len, reverse=True))
_MARK = re.compile(
    r"<(?P<gone>script|style)\b[^<>]{0,500}>.*?</(?P=gone)\s*>"
    r"|<!--.*?-->"
    rf"|</?(?P<tag>{_NAMES})(?:\s[^<>\n]{{0,500}})?/?>"
    r"|&nbsp;"
    r"|(?P<bullet>[•\uf0b7\uf0a7])",
    re.IGNORECASE | re.DOTALL,
)
_MARK_HINT = re.compile(r"[<&•\uf0b7\uf0a7]")
_LINE_BULLET = re.compile(
    r"(?:^|(?<=\t))[ \t\u00a0]*([-*–●▪◦‣■□\uf0fc\uf0d8\uf076])(?=[ \t\u00a0])", re.MULTILINE
)
_BULLET_BEFORE = re.compile(
    r"[•●▪◦‣■□\uf0b7\uf0a7\uf0fc\uf0d8\uf076]|<li\b|(?<![^\s>])[-*–](?=\s)", re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(((?:#|https?:|mailto:|/|www\.)[^()\s]*)\)")


def mask(plain: str) -> tuple[str, tuple[Link, ...]]:
    """The masked text of the same length, and the links that were typed as `[label](target)`."""
    masked, links = _mask_links(plain)
    if _MARK_HINT.search(masked):
        masked = _mask_tags(masked)
    return _LINE_BULLET.sub(lambda m: m[0][:-1] + " ", masked), links


def bullet_before(plain: str, masked: str, start: int) -> bool:
    """Whether the content that starts at `start` has a bullet or a list item's tag before it."""
    position = start
    while position > 0 and masked[position - 1].isspace() and plain[position - 1] != "\n":
        position -= 1
    return _BULLET_BEFORE.search(plain, position, start) is not None


def _mask_links(plain: str) -> tuple[str, tuple[Link, ...]]:
    if "](" not in plain:
        return plain, ()
    parts: list[str] = []
    links: list[Link] = []
    position = 0
    for match in _LINK.finditer(plain):
        start, end = match.span(1)
        parts += [plain[position : match.start()], " " * (start - match.start())]
        picture = match[0].startswith("!")
        parts += [" " * (end - start) if picture else match[1], " " * (match.end() - end)]
        if not picture and start < end:
            links.append(Link(start, end, match[2]))
        position = match.end()
    return "".join([*parts, plain[position:]]), tuple(links)


def _mask_tags(text: str) -> str:
    """Tags and bullets to blanks; one that opens a block behind content on its line becomes a line end."""
    parts: list[str] = []
    position = 0
    behind_content = False
    for match in _MARK.finditer(text):
        between = text[position : match.start()]
        parts.append(between)
        tail = between[max(between.rfind("\n"), between.rfind("\t")) + 1 :]
        behind_content = bool(tail.strip()) or (behind_content and len(tail) == len(between))
        tag = match["tag"]
        opens = match["bullet"] or (tag and tag.lower() in _BLOCK)
        if opens and behind_content:
            parts.append("\n" + " " * (len(match[0]) - 1))
            behind_content = False
        else:
            parts.append(re.sub(r"[^\n]", " ", match[0]))
        position = match.end()
    return "".join([*parts, text[position:]])
