"""An entry's period: its labelled period, several of them, or separate fields for start and end."""

from __future__ import annotations

from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue.entries import Entry
from koers.intake.extractors.practice_catalogue.labels import FieldKind
from koers.intake.values.dates import find_dates
from koers.intake.values.periods import PeriodFound, read_period


def entry_period(text: Text, entry: Entry) -> tuple[PeriodFound | None, list[str]]:
    """The period with its warnings. Several printed periods: the first counts, `raw` holds all."""
    printed = [f for f in entry.fields if f.kind is FieldKind.PERIOD and f.start < f.end]
    if not printed:
        return _from_ends(text, entry)
    found = read_period(text.masked, printed[0].start, printed[0].end)
    assert found is not None
    if len(printed) > 1:
        stretch = printed[0].start, printed[-1].end
        found.raw = text.clean(*stretch)
        found.spans["raw"] = [stretch]
        found.warnings = list(dict.fromkeys([*found.warnings, "several_periods"]))
    return found, found.warnings


def _from_ends(text: Text, entry: Entry) -> tuple[PeriodFound | None, list[str]]:
    """A start or an end under a label of its own; a period is missing as long as one of them is."""
    ends = [f for f in entry.fields if f.kind in (FieldKind.STARTED, FieldKind.FINISHED) and f.start < f.end]
    found = PeriodFound(" ".join(text.clean(f.label_start, f.end) for f in ends))
    found.spans["raw"] = [(f.label_start, f.end) for f in ends]
    for field in ends:
        dates = find_dates(text.masked, field.start, field.end)
        if not dates:
            continue
        name = "start" if field.kind is FieldKind.STARTED else "end"
        setattr(found, name, dates[0].value)
        found.spans[name] = [(dates[0].start, dates[0].end)]
        found.approximate = found.approximate or dates[0].approximate
        if dates[0].invalid_day:
            found.warnings.append("invalid_day")
    if found.start is None and found.end is None:
        return None, ["missing_period"]
    return found, _warnings(found)


def _warnings(found: PeriodFound) -> list[str]:
    codes = list(found.warnings)
    if found.approximate:
        codes.append("approximate_period")
    if found.start is None or found.end is None:
        codes.append("missing_period")
    elif found.start.first_day > found.end.last_day:
        codes.append("end_before_start")
    return codes
