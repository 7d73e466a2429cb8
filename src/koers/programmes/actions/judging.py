"""Judging a programme or a track, and the organisation's words for the levels."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit, records
from koers.organisations.access import check
from koers.organisations.permissions import Permission
from koers.programmes.models import AspectJudgement, LegendWord, Level, Status
from koers.programmes.queries_status import may_judge

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme, Track
    from koers.programmes.suggestion import Suggestion

# Long enough for an explanation, short enough to be read.
LONGEST_TEXT = 4000
EXPLAINED = ("cause", "consequence", "adjustment")


@dataclass(frozen=True, slots=True)
class AspectGiven:
    """The judgement of one aspect; not green asks its line."""

    level: str
    line: str = ""


@transaction.atomic
def judge(
    *,
    by: User,
    programme: Programme,
    track: Track | None = None,
    level: str,
    line: str,
    cause: str = "",
    consequence: str = "",
    adjustment: str = "",
    aspects: Mapping[str, AspectGiven] | None = None,
    suggested: Suggestion | None = None,
    override_reason: str = "",
    date: datetime.date | None = None,
) -> Status:
    """Adds a judgement; the ones before it stay.

    Raises PermissionDenied for who may not judge this (`may_judge`), ValidationError with messages per field:
    the names of the keywords, and `aspect_<name>` and `aspect_<name>_line` for the aspects the programme
    chose, all of which a judgement of the whole needs.
    """
    if not may_judge(by, programme, track):
        raise PermissionDenied(_("You may judge only the tracks you lead."))
    if track is not None and track.programme_id != programme.pk:
        raise ValueError("the track is of another programme")
    status = Status(
        programme=programme,
        track=track,
        organisation=programme.organisation,
        date=date or timezone.localdate(),
        level=level,
        line=line.strip(),
        cause=cause.strip(),
        consequence=consequence.strip(),
        adjustment=adjustment.strip(),
        suggested=suggested.level if suggested else "",
        suggested_because=suggested.written() if suggested else [],
        override_reason=override_reason.strip() if suggested and suggested.level != level else "",
        by=by,
    )
    given = dict(aspects or {})
    _refuse(_mistakes(status) | _aspect_mistakes([] if track else programme.aspects, given))
    records.add(status, by=by, organisation=programme.organisation)
    for aspect, judged in given.items():
        part = AspectJudgement(status=status, aspect=aspect, level=judged.level, line=judged.line.strip())
        records.store(part, by=by)
    return status


def _refuse(mistakes: Mapping[str, str]) -> None:
    if mistakes:
        raise ValidationError({name: [told] for name, told in mistakes.items()})


def _mistakes(status: Status) -> dict[str, str]:
    found: dict[str, str] = {}
    if status.level not in Level.values:
        found["level"] = _("Choose a judgement.")
    if not status.line:
        found["line"] = _("Say in one line how things stand.")
    if status.date > timezone.localdate():
        found["date"] = _("This day is still to come. A judgement is of today or before.")
    if status.level in (Level.WARN, Level.ALARM):
        found |= {name: told for name, told in _asked().items() if not getattr(status, name)}
    if status.suggested and status.suggested != status.level and not status.override_reason:
        found["override_reason"] = _("Your judgement differs from the suggestion. Say why.")
    for name in (*EXPLAINED, "override_reason"):
        if len(getattr(status, name)) > LONGEST_TEXT:
            found[name] = _("Use at most %(count)s characters.") % {"count": LONGEST_TEXT}
    return found


def _asked() -> dict[str, str]:
    return {
        "cause": _("Not on course: say what the cause is."),
        "consequence": _("Not on course: say what follows from it."),
        "adjustment": _("Not on course: say what you do about it."),
    }


def _aspect_mistakes(chosen: list[str], given: Mapping[str, AspectGiven]) -> dict[str, str]:
    found: dict[str, str] = {}
    for aspect in chosen:
        judged = given.get(aspect)
        if judged is None or judged.level not in Level.values:
            found[f"aspect_{aspect}"] = _("Choose a judgement.")
        elif judged.level != Level.OK and not judged.line.strip():
            found[f"aspect_{aspect}_line"] = _("Say in one line why this aspect is not on course.")
    for aspect in set(given) - set(chosen):
        found[f"aspect_{aspect}"] = _("The programme does not judge this aspect apart.")
    return found


@transaction.atomic
def set_legend(
    *, by: User, organisation: Organisation, words: Mapping[str, tuple[str, str]]
) -> list[LegendWord]:
    """Sets word and meaning per level. An empty word goes back to Koers' own; two levels cannot have one
    word. Raises PermissionDenied without CHANGE_REGISTER, ValidationError per field (`<level>_word`).
    """
    check(by, Permission.CHANGE_REGISTER, organisation)
    cleaned = {Level(level): (word.strip(), meaning.strip()) for level, (word, meaning) in words.items()}
    _refuse(_same_words(cleaned))
    known = {row.level: row for row in LegendWord.objects.of(organisation)}
    kept = []
    for level, (word, meaning) in cleaned.items():
        row = known.get(level)
        if not word and row is not None:
            records.remove(row, by=by)
        elif word:
            kept.append(_set_word(by, organisation, row, level=level, word=word, meaning=meaning))
    audit.record(by=by, action="legend.changed", subject=None, organisation=organisation)
    return kept


def _set_word(by: User, organisation: Organisation, row: LegendWord | None, **values: Any) -> LegendWord:
    if row is None:
        return records.store(LegendWord(organisation=organisation, **values), by=by)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    allowed = frozenset({"word", "meaning"})
    return records.change(row, by=by, version=row.version, values=changed, allowed=allowed)


def _same_words(words: Mapping[Level, tuple[str, str]]) -> dict[str, str]:
    """Who reads one word must know which level it is; an empty word reads as Koers' own."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for level, (word, _meaning) in words.items():
        shown = (word or str(level.label)).casefold()
        if shown in seen:
            found[f"{level}_word"] = _("Another level has this word already. Choose another one.")
        seen.add(shown)
    return found
