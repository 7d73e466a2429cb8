"""What stated money hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare("finance.Budget", includes=NOT_PERSONAL, raw=NOT_PERSONAL)
declare("finance.Allocation", includes=NOT_PERSONAL, raw=NOT_PERSONAL)
declare("finance.AllocationPurpose", text=Personal.FREE_TEXT)
