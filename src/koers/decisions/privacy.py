"""What decisions and recommendations hold about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare("decisions.Decision", body=NOT_PERSONAL, act=NOT_PERSONAL, text=Personal.FREE_TEXT)
declare("decisions.DecisionDocument", title=Personal.FREE_TEXT, reference=NOT_PERSONAL)
declare(
    "decisions.Recommendation",
    text=Personal.FREE_TEXT,
    source_document=NOT_PERSONAL,
    status=NOT_PERSONAL,
    reaction_text=Personal.FREE_TEXT,
)
declare("decisions.Body", name=NOT_PERSONAL, rhythm=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare("decisions.BodyMember", person=Personal.ACTOR, name=Personal.IDENTITY, role=NOT_PERSONAL)
declare("decisions.Meeting", place=NOT_PERSONAL, note=Personal.FREE_TEXT)
declare("decisions.AgendaItem", title=NOT_PERSONAL, outcome=Personal.FREE_TEXT)
