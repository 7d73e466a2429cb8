"""What practices hold about people. Contacts are shown to nobody; texts may name people."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "practices.Practice",
    period_raw=NOT_PERSONAL,
    title=NOT_PERSONAL,
    organisation_line=NOT_PERSONAL,
    project=NOT_PERSONAL,
    theme_raw=NOT_PERSONAL,
    summary=Personal.FREE_TEXT,
    search_text=Personal.FREE_TEXT,
)
declare("practices.PracticeOrganisation", name=NOT_PERSONAL)
declare("practices.PracticeSection", heading=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("practices.PracticeAttachment", label=NOT_PERSONAL)
declare(
    "practices.PracticeContact",
    name=Personal.IDENTITY,
    email=Personal.CONTACT,
    phone=Personal.CONTACT,
    role=Personal.IDENTITY,
)
