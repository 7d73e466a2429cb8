"""What year plans hold about people: who agreed, and what someone wrote. Hours are of teams, not of people."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "yearplans.TeamPlan",
    unit_name=NOT_PERSONAL,
    agreed_by=Personal.IDENTITY,
    overload_reason=Personal.FREE_TEXT,
    note=Personal.FREE_TEXT,
)
declare("yearplans.PlanLine", text=Personal.FREE_TEXT)
declare("yearplans.Capacity", note=Personal.FREE_TEXT)
