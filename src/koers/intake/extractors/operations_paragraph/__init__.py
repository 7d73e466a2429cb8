"""Operations paragraphs ("paragraaf bedrijfsvoering") of budgets and annual accounts. No Django.

`extract` yields a development for every printed heading with text under it (a heading that only groups others is
none), with its actions; goals, decisions, events, recommendations, values and risks where the text states them; and
the indicators of tables and sentences.
"""

from __future__ import annotations

import re
from itertools import pairwise

from koers.documents.text import Text
from koers.intake.extractors import indicators
from koers.intake.extractors.indicators.notices import ambiguous_dates, missing_figures
from koers.intake.extractors.operations_paragraph.actions import actions_of
from koers.intake.extractors.operations_paragraph.facts import facts_of
from koers.intake.extractors.operations_paragraph.parts import Part, parts_of
from koers.intake.items import Extraction, Item, Span
from koers.intake.vocabulary import operations as words

__all__ = ["extract", "score"]

_TITLE = re.compile(words.TITLE, re.IGNORECASE)
_SUBJECTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in words.SUBJECTS)


def extract(text: Text) -> Extraction:
    figures, grids = indicators.table_items(text)
    tables = [(grid.start, grid.end) for grid in grids]
    missing = missing_figures(text, tables)
    items = figures + indicators.prose_items(text, grids)
    for part in parts_of(text, tables):
        items += facts_of(text, part)
        if part.heading is not None and part.pieces:
            items.append(_development(text, part, missing))
    items.sort(key=lambda item: (item.source.start, -item.source.end))
    warnings = ["missing_figure"] if missing else []
    warnings += ["ambiguous_date_order"] if ambiguous_dates(text) else []
    return Extraction(items, warnings)


def _development(text: Text, part: Part, missing: list[tuple[int, int]]) -> Item:
    assert part.heading is not None
    start, end = part.heading[0], part.pieces[-1].end
    actions = actions_of(text, part)
    values = {
        "heading": text.clean(*part.heading),
        "text": " ".join(text.clean(piece.start, piece.end) for piece in part.pieces),
        "actions": [
            {
                "text": text.clean(action.start, action.end),
                "year": int(text.masked[slice(*action.year)]) if action.year else None,
            }
            for action in actions
        ],
    }
    item = Item("development", values, Span.of(text, start, end))
    item.sources["heading"] = [Span.of(text, *part.heading)]
    item.sources["text"] = [Span.of(text, piece.start, piece.end) for piece in part.pieces]
    for number, action in enumerate(actions):
        item.sources[f"actions.{number}.text"] = [Span.of(text, action.start, action.end)]
        if action.year:
            item.sources[f"actions.{number}.year"] = [Span.of(text, *action.year)]
    if any(start <= place[0] < end for place in missing):
        item.warnings.append("missing_figure")
    return item


def score(text: Text) -> float:
    """How sure this is an operations paragraph: its title says so, and its headings have the usual subjects."""
    parts = parts_of(text, [])
    headings = [text.clean(*part.heading) for part in parts if part.heading]
    if not headings:
        return 0.0
    top = text.clean(0, min(len(text.masked), 400))
    subjects = sum(any(subject.search(heading) for heading in headings) for subject in _SUBJECTS)
    titled = _TITLE.search(headings[0]) is not None or any(
        _TITLE.search(one) for one, _ in pairwise(headings[:3])
    )
    points = (0.5 if titled else 0.2 if _TITLE.search(top) else 0.0) + min(0.45, 0.09 * subjects)
    return round(points, 2) if titled or subjects >= 3 else 0.0
