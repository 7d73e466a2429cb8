"""Who may open the pages for everyone."""

from __future__ import annotations

from access.table import public

ROWS = [public(f"web:{name}") for name in ("news", "accessibility", "privacy", "help")]
ROWS.append(public("web:manual", kwargs=lambda world: {"slug": "update"}))
