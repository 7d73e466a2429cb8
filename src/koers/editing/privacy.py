"""What the editing room holds about people."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare("editing.Removal", by=Personal.ACTOR, kind=NOT_PERSONAL, name=Personal.FREE_TEXT)
declare(
    "editing.SheetImport",
    by=Personal.ACTOR,
    kind=NOT_PERSONAL,
    name=NOT_PERSONAL,
    rows=Personal.FREE_TEXT,
    outcomes=Personal.FREE_TEXT,
    problem=NOT_PERSONAL,
)
