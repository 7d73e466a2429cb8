"""Decisions and recommendations, and the bodies whose meetings they come from."""

from koers.decisions.models.bodies import AgendaItem, Body, BodyMember, Meeting
from koers.decisions.models.decisions import Decision, DecisionDocument, Recommendation

__all__ = [
    "AgendaItem",
    "Body",
    "BodyMember",
    "Decision",
    "DecisionDocument",
    "Meeting",
    "Recommendation",
]
