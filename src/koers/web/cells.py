"""What stands in table cells that hold more than one thing."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def lines(texts: Iterable[object], absent: str) -> SafeString | str:
    """One line per text; `absent` when there is none."""
    return format_html_join(SafeString("<br>"), "{}", ((text,) for text in texts)) or absent
