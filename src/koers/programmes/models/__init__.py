"""Programmes with all that hangs from them, and the operations paragraphs of an organisation."""

from koers.programmes.models.context import CoreValue, Dependency, Event, Stakeholder
from koers.programmes.models.deliverables import Adoption, Deliverable
from koers.programmes.models.goals import Goal
from koers.programmes.models.learning import HandoverPoint, Lesson
from koers.programmes.models.links import ProgrammeDecision, ProgrammeRecommendation
from koers.programmes.models.paragraphs import (
    Development,
    DevelopmentAction,
    IndicatorValue,
    OperationsParagraph,
)
from koers.programmes.models.programmes import Participant, Programme, ReportedEdition
from koers.programmes.models.tracks import Progress, Track

__all__ = [
    "Adoption",
    "CoreValue",
    "Deliverable",
    "Dependency",
    "Development",
    "DevelopmentAction",
    "Event",
    "Goal",
    "HandoverPoint",
    "IndicatorValue",
    "Lesson",
    "OperationsParagraph",
    "Participant",
    "Programme",
    "ProgrammeDecision",
    "ProgrammeRecommendation",
    "Progress",
    "ReportedEdition",
    "Stakeholder",
    "Track",
]
