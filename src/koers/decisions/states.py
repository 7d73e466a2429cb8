"""What recommendations, motions, promises, management-letter points and audit findings go through: one table.

`RULES` is the whole machine. A step is possible when a rule names it for this kind and this stage; `who` says whose
step it is, `needs` what must be filled in. Everything else is refused. The database holds the outcome (see
`models.recommendations`), so no other way in can break it: a motion that is closed has a decision of the council.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    MOTION = "motion", _("Motion")
    PROMISE = "promise", _("Promise")
    MANAGEMENT_LETTER = "management_letter", _("Point of a management letter")
    AUDIT_FINDING = "audit_finding", _("Audit finding")


class Reaction(models.TextChoices):
    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Partly adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


class FollowUp(models.TextChoices):
    """What became of it. Said by who does the work and by who judges independently; the two stay apart."""

    NOT_STARTED = "not_started", pgettext_lazy("follow-up", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("follow-up", "In progress")
    PARTLY = "partly", pgettext_lazy("follow-up", "Partly followed up")
    FOLLOWED = "followed", pgettext_lazy("follow-up", "Followed up")
    NOT_FOLLOWED = "not_followed", pgettext_lazy("follow-up", "Not followed up")
    LAPSED = "lapsed", pgettext_lazy("follow-up", "Lapsed")


class Stage(models.TextChoices):
    OPEN = "open", _("Waits for a reaction")
    ANSWERED = "answered", _("Reaction given")
    TOLD = "told", _("Told back to the council")
    PROPOSED = "proposed", _("Writing off proposed")
    CLOSED = "closed", pgettext_lazy("follow-up", "Closed")


class Sort(models.TextChoices):
    """The steps, in the order in which they are offered."""

    ANSWERED = "answered", _("Reaction")
    REPORTED = "reported", _("State reported")
    ASSESSED = "assessed", _("State assessed")
    TOLD = "told", _("Told back to the council")
    KEPT = "kept", _("Promise kept")
    PROPOSED = "proposed", _("Writing off proposed to the council")
    WRITTEN_OFF = "written_off", _("Written off by the council")
    KEPT_OPEN = "kept_open", _("Kept open by the council")
    CLOSED = "closed", pgettext_lazy("follow-up", "Closed")
    LAPSED = "lapsed", _("Lapsed, says the council")
    REOPENED = "reopened", _("Opened again")


class Who(Enum):
    """Whose step it is; `koers.decisions.stepping.may_take` says which permission that asks."""

    KEEPER = auto()
    """Who keeps the register."""
    COLLEGE = auto()
    """Who keeps the register, or records what the college decides."""
    COUNCIL = auto()
    """Who records what the council decides: nobody else."""
    TELLER = auto()
    """Who keeps the register; of motions and promises also who records what the council decides."""
    REPORTER = auto()
    """Who keeps the register, and the owner."""
    ASSESSOR = auto()
    """Who judges independently: never the owner, nor who reported on this one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`to` is the stage after the step; None leaves the stage as it is. `needs` are the fields that must be filled in,
    beside the date; `asks` may be filled in."""

    sort: Sort
    kinds: frozenset[Kind]
    stages: frozenset[Stage]
    to: Stage | None
    who: Who
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


COUNCIL_KINDS = frozenset({Kind.MOTION, Kind.PROMISE})
"""What the council itself began, and only the council ends."""
_ALL = frozenset(Kind)
_ADVISED = _ALL - COUNCIL_KINDS
_ANSWERABLE = _ALL - {Kind.PROMISE}
_O, _A, _T, _P, _C = Stage.OPEN, Stage.ANSWERED, Stage.TOLD, Stage.PROPOSED, Stage.CLOSED


def _set[T](*members: T) -> frozenset[T]:
    return frozenset(members)


RULES: tuple[Rule, ...] = (
    #    step             of which kinds        in which stages then   whose        must have         may have
    Rule(Sort.ANSWERED,   _ANSWERABLE,          _set(_O, _A), _A,    Who.COLLEGE,  ("reaction",), ("text", "decision")),
    Rule(Sort.REPORTED,   _ALL,                 _set(_O, _A, _T, _P), None, Who.REPORTER, ("status", "text")),
    Rule(Sort.ASSESSED,   _ALL,                 _set(_O, _A, _T, _P), None, Who.ASSESSOR, ("status", "text")),
    # A promise is a reaction in itself; all else is told back only after a reaction.
    Rule(Sort.TOLD,       _ANSWERABLE,          _set(_A, _T), _T,    Who.TELLER,   ("document",), ("reference", "text")),
    Rule(Sort.TOLD,       _set(Kind.PROMISE),   _set(_O, _T), _T,    Who.TELLER,   ("document",), ("reference", "text")),
    Rule(Sort.KEPT,       _set(Kind.PROMISE),   _set(_O, _T), _C,    Who.COUNCIL,  ("text",), ("document", "reference")),
    Rule(Sort.LAPSED,     _set(Kind.PROMISE),   _set(_O, _T), _C,    Who.COUNCIL,  ("text",)),
    # Only the council writes off a motion: the college proposes, the council decides.
    Rule(Sort.PROPOSED,   _set(Kind.MOTION),    _set(_A, _T), _P,    Who.COLLEGE,  ("text",)),
    Rule(Sort.WRITTEN_OFF, _set(Kind.MOTION),   _set(_P),     _C,    Who.COUNCIL,  ("decision_text",), ("case_number",)),
    Rule(Sort.KEPT_OPEN,  _set(Kind.MOTION),    _set(_P),     _A,    Who.COUNCIL,  ("text",)),
    # Of a recommendation to the council `stepping` asks that the council was told first.
    Rule(Sort.CLOSED,     _ADVISED,             _set(_A, _T), _C,    Who.KEEPER,   ("text",)),
    Rule(Sort.REOPENED,   COUNCIL_KINDS,        _set(_C),     _O,    Who.COUNCIL,  ("text",)),
    Rule(Sort.REOPENED,   _ADVISED,             _set(_C),     _O,    Who.KEEPER,   ("text",)),
)  # fmt: skip

MOVES = frozenset(rule.sort for rule in RULES if rule.to is not None)
"""The steps that bring something further: in the order of their days."""
STATEMENTS = frozenset({Sort.REPORTED, Sort.ASSESSED})
READ_STATUS: dict[str, FollowUp] = {
    "open": FollowUp.NOT_STARTED,
    "in_progress": FollowUp.IN_PROGRESS,
    "done": FollowUp.FOLLOWED,
    "rejected": FollowUp.NOT_FOLLOWED,
}
"""What a document says of itself (the reader's code) as a self-reported state; "adopted" is a reaction, not a state."""


SLUGS: dict[Sort, str] = {
    Sort.ANSWERED: "reactie",
    Sort.REPORTED: "stand",
    Sort.ASSESSED: "oordeel",
    Sort.TOLD: "teruggemeld",
    Sort.KEPT: "nagekomen",
    Sort.PROPOSED: "voorstel-afvoeren",
    Sort.WRITTEN_OFF: "afgevoerd",
    Sort.KEPT_OPEN: "aangehouden",
    Sort.CLOSED: "afgesloten",
    Sort.LAPSED: "vervallen",
    Sort.REOPENED: "heropend",
}
"""The steps in addresses."""
BY_SLUG = {slug: sort for sort, slug in SLUGS.items()}


def rule_for(kind: str, stage: str, sort: str) -> Rule | None:
    """The rule by which this step is possible now; None when it is not."""
    found = (rule for rule in RULES if rule.sort == sort and kind in rule.kinds and stage in rule.stages)
    return next(found, None)


def possible(kind: str, stage: str) -> list[Rule]:
    """The rules for this kind in this stage, in the order of the steps."""
    order = list(Sort)
    found = [rule for rule in RULES if kind in rule.kinds and stage in rule.stages]
    return sorted(found, key=lambda rule: order.index(rule.sort))
