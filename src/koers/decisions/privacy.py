"""What decisions and recommendations hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "decisions.Decision",
    body=NOT_PERSONAL,
    act=NOT_PERSONAL,
    text=Personal.FREE_TEXT,
    case_number=NOT_PERSONAL,
)
declare("decisions.DecisionDocument", title=Personal.FREE_TEXT, reference=NOT_PERSONAL)
declare("decisions.DecisionEffect", text=Personal.FREE_TEXT)
declare("decisions.SourceReport", title=NOT_PERSONAL, author=NOT_PERSONAL, reference=NOT_PERSONAL)
declare(
    "decisions.Recommendation",
    number=NOT_PERSONAL,
    text=Personal.FREE_TEXT,
    reading=Personal.FREE_TEXT,
    source_document=NOT_PERSONAL,
    status=NOT_PERSONAL,
    portfolio_holder=Personal.IDENTITY,
    owner=Personal.ACTOR,
    owner_name=Personal.IDENTITY,
    reaction_text=Personal.FREE_TEXT,
)
declare(
    "decisions.FollowUpAction",
    text=Personal.FREE_TEXT,
    owner=Personal.ACTOR,
    owner_name=Personal.IDENTITY,
)
declare("decisions.Evidence", title=NOT_PERSONAL, reference=NOT_PERSONAL)
declare(
    "decisions.FollowUpStep",
    by=Personal.ACTOR,
    reporter=Personal.ACTOR,
    text=Personal.FREE_TEXT,
    document=NOT_PERSONAL,
    reference=NOT_PERSONAL,
)
declare(
    "decisions.LongTermItem",
    subject=Personal.FREE_TEXT,
    portfolio_holder=Personal.IDENTITY,
    programme_name=NOT_PERSONAL,
    state_of_affairs=Personal.FREE_TEXT,
    reason=Personal.FREE_TEXT,
)
declare("decisions.Body", name=NOT_PERSONAL, rhythm=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare("decisions.BodyMember", person=Personal.ACTOR, name=Personal.IDENTITY, role=NOT_PERSONAL)
declare("decisions.Meeting", place=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare("decisions.AgendaItem", title=NOT_PERSONAL, outcome=Personal.FREE_TEXT)
