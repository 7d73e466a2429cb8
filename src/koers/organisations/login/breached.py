"""Refuses passwords that stand in a list of leaked ones, without loading the list.

The list is the file haveibeenpwned.com publishes: `SHA1-IN-HEX:count` on every line, sorted by hash. It is 40 GB, so it
is searched by halving: about forty short reads. A list of only the first characters of each hash works too, and
then refuses a little more. Nothing leaves the machine.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def stands_in(path: Path, password: str) -> bool:
    """Whether the sorted list at `path` has the password's SHA-1. Raises OSError when it cannot be read."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, os.fstat(file.fileno()).st_size
        # What is looked for begins at or after `low` and before `high`; both always lie at the start of a line.
        while low < high:
            start, line = _line_at((low + high) // 2, low, file)
            found = line.partition(b":")[0].strip().upper()
            if found and wanted.startswith(found):
                return True
            if found < wanted:
                low = start + len(line)
            else:
                high = start
    return False


def _line_at(middle: int, low: int, file: BinaryIO) -> tuple[int, bytes]:
    """The line that holds the byte at `middle`, and where it starts; lines are short, so we look back in one go."""
    reach = 128
    begin = max(low, middle - reach)
    file.seek(begin)
    before = file.read(middle - begin)
    start = begin + before.rfind(b"\n") + 1
    file.seek(start)
    return start, file.readline()


class BreachedPasswordValidator:
    """Django's password validator for the list of KOERS_BREACHED_PASSWORDS; without a list it accepts everything."""

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path) if path else None

    def validate(self, password: str, user: object = None) -> None:
        if self.path is not None and stands_in(self.path, password):
            raise ValidationError(
                _(
                    "This password has leaked from some website and is known to people who guess. Choose another."
                ),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Your password must not stand in lists of leaked passwords.") if self.path else ""
