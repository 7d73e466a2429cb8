"""What this room holds about people: who owns something and who did it, and what somebody wrote. Role matrices name
parties, never persons; participation jobs are totals of the organisation.
"""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "control.RoleMatrix",
    name=NOT_PERSONAL,
    note=Personal.FREE_TEXT,
)
declare("control.MatrixParty", name=NOT_PERSONAL)
declare("control.MatrixTask", text=Personal.FREE_TEXT)
declare("control.MatrixCell", parts=NOT_PERSONAL)
declare(
    "control.ControlItem",
    name=Personal.FREE_TEXT,
    description=Personal.FREE_TEXT,
    reason=Personal.FREE_TEXT,
    source=Personal.FREE_TEXT,
    owner=Personal.IDENTITY,
    owner_name=Personal.IDENTITY,
)
declare(
    "control.Occurrence",
    done_by=Personal.IDENTITY,
    evidence=Personal.FREE_TEXT,
    finding=Personal.FREE_TEXT,
    follow_up=Personal.FREE_TEXT,
    dropped_because=Personal.FREE_TEXT,
)
declare(
    "control.LegalityYear",
    tolerance_source=Personal.FREE_TEXT,
    expenses_source=Personal.FREE_TEXT,
    conclusion=Personal.FREE_TEXT,
    concluded_by=Personal.IDENTITY,
)
declare(
    "control.LegalityRisk",
    process=Personal.FREE_TEXT,
    controls=Personal.FREE_TEXT,
    explanation=Personal.FREE_TEXT,
)
declare(
    "control.WorkplaceMeasure",
    text=Personal.FREE_TEXT,
    source=Personal.FREE_TEXT,
    owner=Personal.IDENTITY,
    owner_name=Personal.IDENTITY,
)
declare("control.ParticipationYear", source=Personal.FREE_TEXT, quota_source=Personal.FREE_TEXT)
