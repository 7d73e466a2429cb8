"""What documents and proposals hold about people: a document names whom it names, so all its text may."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "intake.Document",
    name=Personal.FREE_TEXT,
    content_hash=NOT_PERSONAL,
    requested_kind=NOT_PERSONAL,
    kind=NOT_PERSONAL,
    error=NOT_PERSONAL,
    warnings=NOT_PERSONAL,
    unread=NOT_PERSONAL,
    plain=Personal.FREE_TEXT,
    masked=Personal.FREE_TEXT,
    blocks=Personal.FREE_TEXT,
    page_starts=NOT_PERSONAL,
    added_by=Personal.ACTOR,
)
declare(
    "intake.Proposal",
    type=NOT_PERSONAL,
    values=Personal.FREE_TEXT,
    read_values=Personal.FREE_TEXT,
    sources=NOT_PERSONAL,
    warnings=NOT_PERSONAL,
    decided_by=Personal.ACTOR,
)
