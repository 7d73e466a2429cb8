"""What programmes and operations paragraphs hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "programmes.Programme",
    period_raw=NOT_PERSONAL,
    name=NOT_PERSONAL,
    purpose=Personal.FREE_TEXT,
    organisation_raw=NOT_PERSONAL,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
    central_question=Personal.FREE_TEXT,
    aspects=NOT_PERSONAL,
)
declare("programmes.Client", name=Personal.FREE_TEXT, person=Personal.ACTOR, role=NOT_PERSONAL)
declare("programmes.Participant", name=NOT_PERSONAL)
declare("programmes.ReportedEdition", period_raw=NOT_PERSONAL)
declare("programmes.Dependency", name=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare(
    "programmes.Stakeholder",
    name=Personal.FREE_TEXT,
    how=Personal.FREE_TEXT,
    when=Personal.FREE_TEXT,
    interest=Personal.FREE_TEXT,
)
declare("programmes.CoreValue", name=NOT_PERSONAL)
declare("programmes.Event", text=Personal.FREE_TEXT)
declare(
    "programmes.Track",
    name=NOT_PERSONAL,
    text=Personal.FREE_TEXT,
    needed_expertise=NOT_PERSONAL,
    needed_units=NOT_PERSONAL,
)
declare(
    "programmes.TrackMember",
    person=Personal.ACTOR,
    name=Personal.IDENTITY,
    unit=NOT_PERSONAL,
    expertise=NOT_PERSONAL,
)
declare("programmes.Progress", track_name=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare(
    "programmes.Deliverable",
    track_name=NOT_PERSONAL,
    name=NOT_PERSONAL,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
    text=Personal.FREE_TEXT,
)
declare("programmes.Adoption", body=NOT_PERSONAL, act=NOT_PERSONAL, case_number=NOT_PERSONAL)
declare(
    "programmes.Goal",
    text=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
    verdict_text=Personal.FREE_TEXT,
    verdict_evidence=Personal.FREE_TEXT,
)
declare("programmes.Mission", name=NOT_PERSONAL, budget_programme=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare(
    "programmes.Indicator",
    name=NOT_PERSONAL,
    unit=NOT_PERSONAL,
    source=NOT_PERSONAL,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
)
declare("programmes.Measurement", source=NOT_PERSONAL)
declare("programmes.Lesson", text=Personal.FREE_TEXT)
declare(
    "programmes.HandoverPoint",
    text=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
)
declare("programmes.HandoverReview", text=Personal.FREE_TEXT, by=Personal.ACTOR)
declare("programmes.RollOut", team=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare(
    "programmes.Pilot",
    name=NOT_PERSONAL,
    question=Personal.FREE_TEXT,
    evaluation=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.FREE_TEXT,
)
declare("programmes.Reorganisation", name=NOT_PERSONAL, advice=Personal.FREE_TEXT)
declare("programmes.UnitChange", becomes=NOT_PERSONAL, becomes_part_of=NOT_PERSONAL)
declare("programmes.Compass", mission=NOT_PERSONAL, vision=NOT_PERSONAL)
declare("programmes.CompassLevel", name=NOT_PERSONAL)
declare("programmes.CompassValue", name=NOT_PERSONAL, meaning=NOT_PERSONAL)
declare("programmes.Behaviour", text=NOT_PERSONAL)
declare("programmes.PlanningPeriod", name=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare("programmes.PeriodGoal", text=Personal.FREE_TEXT, reason=Personal.FREE_TEXT)
declare("programmes.LegendWord", word=NOT_PERSONAL, meaning=NOT_PERSONAL)
declare(
    "programmes.Status",
    line=Personal.FREE_TEXT,
    cause=Personal.FREE_TEXT,
    consequence=Personal.FREE_TEXT,
    adjustment=Personal.FREE_TEXT,
    suggested_because=NOT_PERSONAL,
    override_reason=Personal.FREE_TEXT,
    by=Personal.ACTOR,
)
declare("programmes.AspectJudgement", line=Personal.FREE_TEXT)
declare(
    "programmes.Baseline",
    reason=Personal.FREE_TEXT,
    body_name=NOT_PERSONAL,
    content=Personal.FREE_TEXT,
    by=Personal.ACTOR,
)
declare("programmes.PhaseChange", reason=Personal.FREE_TEXT, by=Personal.ACTOR)
declare(
    "programmes.TrackUpdate",
    person=Personal.ACTOR,
    asked_by=Personal.ACTOR,
    key_digest=Personal.SECRET,
    reminder_digest=Personal.SECRET,
    draft=Personal.FREE_TEXT,
    next_goals=Personal.FREE_TEXT,
)
declare("programmes.DigestPreference", person=Personal.ACTOR)
declare("programmes.CalendarFeed", person=Personal.ACTOR, key_digest=Personal.SECRET)
declare("programmes.OperationsParagraph", title=NOT_PERSONAL)
declare("programmes.Development", heading=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("programmes.DevelopmentAction", text=Personal.FREE_TEXT)
declare(
    "programmes.IndicatorValue", name_raw=NOT_PERSONAL, value_text=NOT_PERSONAL, denominator_raw=NOT_PERSONAL
)
