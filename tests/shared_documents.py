"""Where the five real documents are, beside the project; tests that need them are skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
DOCUMENTS = SHARED / "documents"

needs_shared = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the real documents are not beside the project"
)


def document(number: str) -> Path:
    """The real document whose name starts with the number, for example `002`."""
    return next(DOCUMENTS.glob(f"{number}_*.txt"))
