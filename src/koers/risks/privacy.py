"""What risks hold about people: who owns one, and what someone wrote."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "risks.Risk",
    text=Personal.FREE_TEXT,
    cause=Personal.FREE_TEXT,
    event=Personal.FREE_TEXT,
    consequence=Personal.FREE_TEXT,
    state_reason=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
)
declare(
    "risks.Measure",
    text=Personal.FREE_TEXT,
    effect=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
)
declare("risks.RiskAssessment", note=Personal.FREE_TEXT)
declare("risks.CapacityPart", source=NOT_PERSONAL)
declare(
    "risks.SimulationRun",
    given=NOT_PERSONAL,
    given_hash=NOT_PERSONAL,
    left_out=NOT_PERSONAL,
    outcome=NOT_PERSONAL,
    made_by=Personal.ACTOR,
)
