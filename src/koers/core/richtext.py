"""Rich text: the limited HTML that is kept, shown and exported. Cleaned on the way in, with nh3. No Django.

The subset is what web page, Word and PDF can all show: paragraphs, lists, two levels of headings below the
page's own, emphasis, quotations and links. No styles, classes, pictures, tables or scripts.
"""

from __future__ import annotations

import re

TAGS = frozenset({"p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a"})
ATTRIBUTES = {"a": {"href"}}
URL_SCHEMES = frozenset({"http", "https", "mailto"})
# Their content is not text for a reader, so it goes along with the tag.
DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
)
_RENAMED = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p"}
_OLD_NAMES = re.compile(rf"<(/?)({'|'.join(_RENAMED)})(?=[\s>/])[^<>]*>", re.IGNORECASE)


def clean(html: str) -> str:
    """The allowed subset of the HTML; cleaning it again changes nothing. Links get no access to our window.

    Equal tags of other names are kept under ours (`b` becomes `strong`, `h1` becomes `h3`); a tag outside
    the subset goes, its text stays.
    """
    import nh3

    renamed = _OLD_NAMES.sub(lambda found: f"<{found[1]}{_RENAMED[found[2].lower()]}>", html)
    return nh3.clean(
        renamed,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(URL_SCHEMES),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        link_rel="noopener noreferrer nofollow",
    ).strip()


def from_plain(text: str) -> str:
    """Plain text as rich text: a blank line makes a paragraph, a line end a break, and nothing in it is
    markup."""
    from html import escape

    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
    lines = ["<br>".join(escape(line, quote=False) for line in part.splitlines()) for part in paragraphs]
    return clean("".join(f"<p>{line}</p>" for line in lines))


def plain(html: str) -> str:
    """The words of rich text, for search and for counting; blocks end in a line end."""
    import html as entities

    import nh3

    spaced = re.sub(r"<br\s*/?>|</(?:p|h3|h4|li|blockquote)>", "\n", clean(html))
    words = entities.unescape(nh3.clean(spaced, tags=set()))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())
