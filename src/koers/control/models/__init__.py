"""Role matrices, the control calendar, and what an organisation states once a year."""

from koers.control.models.calendar import ControlItem, Occurrence
from koers.control.models.matrices import MatrixCell, MatrixParty, MatrixTask, RoleMatrix
from koers.control.models.yearly import LegalityRisk, LegalityYear, ParticipationYear, WorkplaceMeasure

__all__ = [
    "ControlItem",
    "LegalityRisk",
    "LegalityYear",
    "MatrixCell",
    "MatrixParty",
    "MatrixTask",
    "Occurrence",
    "ParticipationYear",
    "RoleMatrix",
    "WorkplaceMeasure",
]
