"""Programme reports: final and interim reports, annexes and letters about a programme of organisation development.

Works from structure (headings, rows, lists, tables) and vocabulary (`koers.intake.vocabulary`), never from the place
of a line. What the words are mapped to is printed in `docs/reading-programme.md`.
"""

from __future__ import annotations

from koers.documents.text import Text
from koers.intake.extractors.programme_report.checks import check
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.decisions import read_decisions
from koers.intake.extractors.programme_report.deliverables import read_deliverables
from koers.intake.extractors.programme_report.events import read_events
from koers.intake.extractors.programme_report.goals import read_goals, read_values
from koers.intake.extractors.programme_report.lessons import read_handover, read_lessons, read_risk_lessons
from koers.intake.extractors.programme_report.money import read_money
from koers.intake.extractors.programme_report.outline import outline_of
from koers.intake.extractors.programme_report.pieces import remasked
from koers.intake.extractors.programme_report.programme import read_programme
from koers.intake.extractors.programme_report.risks import read_risks
from koers.intake.extractors.programme_report.scoring import score
from koers.intake.extractors.programme_report.surroundings import (
    read_dependencies,
    read_recommendations,
    read_stakeholders,
)
from koers.intake.extractors.programme_report.tracks import read_progress, read_tracks
from koers.intake.items import Extraction

__all__ = ["extract", "score"]

_READERS = (
    read_programme, read_goals, read_values, read_tracks, read_progress, read_deliverables,
    read_recommendations, read_risks,
    read_money, read_decisions, read_lessons, read_risk_lessons, read_handover, read_dependencies,
    read_stakeholders, read_events,
)  # fmt: skip
"""In this order: later readers look at what earlier ones found."""


def extract(text: Text) -> Extraction:
    """The report's items in the order of the text. An empty text yields none."""
    if not text.masked.strip():
        return Extraction()
    report = Report(outline_of(remasked(text)))
    for read in _READERS:
        read(report)
    warnings = check(report)
    items = sorted(
        (draft.item for draft in report.drafts), key=lambda item: (item.source.start, item.source.end)
    )
    return Extraction(items=items, warnings=warnings)
