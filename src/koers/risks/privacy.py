"""What risks hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import Personal, declare

declare("risks.Risk", text=Personal.FREE_TEXT)
declare("risks.Measure", text=Personal.FREE_TEXT)
