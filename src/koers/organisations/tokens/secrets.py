"""How a token reads and how it is kept. 32 random bytes cannot be guessed, so a plain digest is enough."""

from __future__ import annotations

import hashlib
import re
import secrets

BEGINS = "koers_"
_FORM = re.compile(r"koers_[A-Za-z0-9_-]{43}")
_SHOWN = len(BEGINS) + 6


def new_secret() -> str:
    return f"{BEGINS}{secrets.token_urlsafe(32)}"


def prefix_of(secret: str) -> str:
    """What lists show, so that people recognise a token; far too little to guess the rest."""
    return secret[:_SHOWN]


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal; empty for what cannot be a token."""
    return hashlib.sha256(secret.encode()).hexdigest() if _FORM.fullmatch(secret) else ""
