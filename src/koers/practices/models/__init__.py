"""Practice projects of municipalities and joint bodies."""

from koers.practices.models.parts import (
    PracticeAttachment,
    PracticeContact,
    PracticeOrganisation,
    PracticeSection,
)
from koers.practices.models.practices import Practice, Theme

__all__ = [
    "Practice",
    "PracticeAttachment",
    "PracticeContact",
    "PracticeOrganisation",
    "PracticeSection",
    "Theme",
]
