"""What a page says, without its tags; and records made in one word."""

from __future__ import annotations

import re
from typing import Any


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def make(model: Any, **values: Any) -> Any:
    """A record straight in the register; dates with precision go by their attribute."""
    return model.objects.create(**values)
