"""Decisions, recommendations with their follow-up, the long-term agenda, and the bodies all of this comes from."""

from koers.decisions.models.bodies import AgendaItem, Body, BodyMember, Meeting
from koers.decisions.models.decisions import Decision, DecisionDocument, DecisionEffect
from koers.decisions.models.follow_up import Evidence, FollowUpAction, FollowUpStep
from koers.decisions.models.long_term import LongTermItem
from koers.decisions.models.recommendations import Recommendation
from koers.decisions.models.reports import SourceReport

__all__ = [
    "AgendaItem",
    "Body",
    "BodyMember",
    "Decision",
    "DecisionDocument",
    "DecisionEffect",
    "Evidence",
    "FollowUpAction",
    "FollowUpStep",
    "LongTermItem",
    "Meeting",
    "Recommendation",
    "SourceReport",
]
