"""Programmes with all that hangs from them, and the operations paragraphs of an organisation."""

from koers.programmes.models.change import Pilot, Reorganisation, RollOut, UnitChange
from koers.programmes.models.compass import Behaviour, Compass, CompassLevel, CompassValue
from koers.programmes.models.context import CoreValue, Dependency, Event, Stakeholder
from koers.programmes.models.deliverables import Adoption, Deliverable
from koers.programmes.models.feeds import CalendarFeed
from koers.programmes.models.goals import Goal, Indicator, Measurement, Mission
from koers.programmes.models.learning import HandoverPoint, HandoverReview, Lesson
from koers.programmes.models.links import ProgrammeDecision, ProgrammeRecommendation
from koers.programmes.models.paragraphs import (
    Development,
    DevelopmentAction,
    IndicatorValue,
    OperationsParagraph,
)
from koers.programmes.models.phases import PhaseChange
from koers.programmes.models.planning import PeriodGoal, PlanningPeriod
from koers.programmes.models.programmes import Aspect, Client, Participant, Programme, ReportedEdition
from koers.programmes.models.status import AspectJudgement, Baseline, LegendWord, Level, Status
from koers.programmes.models.tracks import Progress, Track, TrackMember
from koers.programmes.models.updates import DigestPreference, TrackUpdate

__all__ = [
    "Adoption",
    "Aspect",
    "AspectJudgement",
    "Baseline",
    "Behaviour",
    "CalendarFeed",
    "Client",
    "Compass",
    "CompassLevel",
    "CompassValue",
    "CoreValue",
    "Deliverable",
    "Dependency",
    "Development",
    "DevelopmentAction",
    "DigestPreference",
    "Event",
    "Goal",
    "HandoverPoint",
    "HandoverReview",
    "Indicator",
    "IndicatorValue",
    "LegendWord",
    "Lesson",
    "Level",
    "Measurement",
    "Mission",
    "OperationsParagraph",
    "Participant",
    "PeriodGoal",
    "PhaseChange",
    "Pilot",
    "PlanningPeriod",
    "Programme",
    "ProgrammeDecision",
    "ProgrammeRecommendation",
    "Progress",
    "Reorganisation",
    "ReportedEdition",
    "RollOut",
    "Stakeholder",
    "Status",
    "Track",
    "TrackMember",
    "TrackUpdate",
    "UnitChange",
]
