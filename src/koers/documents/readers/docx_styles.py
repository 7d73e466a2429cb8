"""What a Word document's styles and relations say: which are headings, which are lists, where links go.

House styles carry their own names; what makes a heading is the outline level of the style, or of one it
is based on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from koers.documents.packages import Package, attribute, child, local

_HEADING_NAME = re.compile(r"(?:heading|kop)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "titel"})
_LIST_NAME = re.compile(r"(?:list|lijst|opsomming)", re.IGNORECASE)
_BODY_TEXT = 9
"""Outline level 9 is Word's way to say: no heading."""
_DEEPEST_BASE = 30


@dataclass(slots=True)
class Style:
    name: str
    based_on: str | None
    outline: int | None
    listing: int | None
    """Nesting level of the list this style puts a paragraph in, 0 for a style that takes it out of one."""


@dataclass(slots=True)
class Styles:
    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    @classmethod
    def of(cls, package: Package, name: str) -> Styles:
        styles = cls()
        root = package.xml_or_none(name)
        for element in root if root is not None else ():
            if local(element) == "style" and attribute(element, "type") == "paragraph":
                style_id = attribute(element, "styleId") or ""
                properties = child(element, "pPr")
                styles.by_id[style_id] = Style(
                    attribute(child(element, "name"), "val") or "",
                    attribute(child(element, "basedOn"), "val"),
                    number(attribute(child(properties, "outlineLvl"), "val")),
                    list_level(child(properties, "numPr")),
                )
                if attribute(element, "default") in ("1", "true"):
                    styles.default = style_id
        return styles

    def chain(self, style_id: str | None) -> list[Style]:
        """The style and those it is based on, nearest first; a circle is cut."""
        found: list[Style] = []
        name = style_id if style_id in self.by_id else self.default
        while name in self.by_id and len(found) < _DEEPEST_BASE:
            found.append(self.by_id[name])
            name = found[-1].based_on
        return found

    def heading_level(self, style_id: str | None) -> int | None:
        for style in self.chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_TEXT else None
            match = _HEADING_NAME.match(style.name.strip())
            if match:
                return int(match[1])
            if style.name.strip().lower() in _TITLE_NAMES:
                return 1
        return None

    def listing(self, style_id: str | None) -> int | None:
        for style in self.chain(style_id):
            if style.listing is not None:
                return style.listing
        return None

    def named_list(self, style_id: str | None) -> bool:
        return any(_LIST_NAME.match(style.name) for style in self.chain(style_id)[:1])


def list_level(numbering: object) -> int | None:
    """Nesting from 1; 0 when numbering is switched off (`numId` 0); None when nothing is said."""
    from lxml.etree import _Element

    if not isinstance(numbering, _Element):
        return None
    if attribute(child(numbering, "numId"), "val") == "0":
        return 0
    return (number(attribute(child(numbering, "ilvl"), "val")) or 0) + 1


def number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 6 else None


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, target) of a part; kind is the last word of the relation's type."""
    folder, _, name = part.rpartition("/")
    root = package.xml_or_none(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    for element in root if root is not None else ():
        kind = (attribute(element, "Type") or "").rpartition("/")[2]
        found[attribute(element, "Id") or ""] = (kind, attribute(element, "Target") or "")
    return found
