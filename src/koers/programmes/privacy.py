"""What programmes and operations paragraphs hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "programmes.Programme",
    period_raw=NOT_PERSONAL,
    name=NOT_PERSONAL,
    purpose=Personal.FREE_TEXT,
    organisation_raw=NOT_PERSONAL,
)
declare("programmes.Participant", name=NOT_PERSONAL)
declare("programmes.ReportedEdition", period_raw=NOT_PERSONAL)
declare("programmes.Dependency", name=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("programmes.Stakeholder", name=Personal.FREE_TEXT)
declare("programmes.CoreValue", name=NOT_PERSONAL)
declare("programmes.Event", text=Personal.FREE_TEXT)
declare("programmes.Track", name=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("programmes.Progress", track_name=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("programmes.Deliverable", track_name=NOT_PERSONAL, name=NOT_PERSONAL)
declare("programmes.Adoption", body=NOT_PERSONAL, act=NOT_PERSONAL)
declare("programmes.Goal", text=Personal.FREE_TEXT)
declare("programmes.Lesson", text=Personal.FREE_TEXT)
declare("programmes.HandoverPoint", text=Personal.FREE_TEXT)
declare("programmes.OperationsParagraph", title=NOT_PERSONAL)
declare("programmes.Development", heading=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("programmes.DevelopmentAction", text=Personal.FREE_TEXT)
declare(
    "programmes.IndicatorValue", name_raw=NOT_PERSONAL, value_text=NOT_PERSONAL, denominator_raw=NOT_PERSONAL
)
