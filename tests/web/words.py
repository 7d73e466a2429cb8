"""What a page says, without its tags."""

from __future__ import annotations

import re


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())
