"""How states, stages and steps are said. Colour is never alone: every state is a word with a sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from koers.decisions.states import FollowUp, Kind, Reaction, Rule, Sort, Stage
from koers.ui.formats import dutch_date
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.decisions.following import Count, Overdue
    from koers.decisions.models import FollowUpStep, Recommendation

STATE_SIGNS = {
    FollowUp.NOT_STARTED: "rest",
    FollowUp.IN_PROGRESS: "ok",
    FollowUp.PARTLY: "warn",
    FollowUp.FOLLOWED: "done",
    FollowUp.NOT_FOLLOWED: "alarm",
    FollowUp.LAPSED: "rest",
}
STAGE_SIGNS = {
    Stage.OPEN: "warn",
    Stage.ANSWERED: "ok",
    Stage.TOLD: "ok",
    Stage.PROPOSED: "warn",
    Stage.CLOSED: "done",
}


def state_words(code: str) -> str:
    return str(FollowUp(code).label) if code else _("nothing said yet")


def state_sign(code: str) -> SafeString:
    return status(STATE_SIGNS[FollowUp(code)] if code else "rest", state_words(code))


def stage_words(one: Recommendation) -> str:
    """A closed motion, promise or point each ended in its own way."""
    if one.stage == Stage.OPEN and one.kind == Kind.PROMISE:
        return pgettext("promise", "Open")
    if one.stage == Stage.CLOSED and one.kind == Kind.MOTION:
        return _("Written off by the council")
    return str(Stage(one.stage).label)


def stage_sign(one: Recommendation) -> SafeString:
    promised = one.kind == Kind.PROMISE and one.stage == Stage.OPEN
    return status("ok" if promised else STAGE_SIGNS[Stage(one.stage)], stage_words(one))


def reaction_words(one: Recommendation) -> str:
    return str(Reaction(one.reaction).label) if one.reaction else _("no reaction yet")


def title_of(one: Recommendation) -> str:
    """Short: the number and kind; the literal text is on the page itself."""
    name = str(one.get_kind_display())
    return f"{name} {one.number}" if one.number else name


def short(text: str, length: int = 110) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def button_words(rule: Rule, one: Recommendation) -> str:
    """What the button of a step says: a verb."""
    words = {
        Sort.ANSWERED: _("Write down the reaction"),
        Sort.REPORTED: _("Report how far it is"),
        Sort.ASSESSED: _("Judge how far it is"),
        Sort.TOLD: _("Tell it back to the council"),
        Sort.KEPT: _("Note that the promise was kept"),
        Sort.PROPOSED: _("Propose to write it off"),
        Sort.WRITTEN_OFF: _("Write down that the council wrote it off"),
        Sort.KEPT_OPEN: _("The council keeps it open"),
        Sort.CLOSED: _("Close it"),
        Sort.LAPSED: _("The promise has lapsed"),
        Sort.REOPENED: _("Open it again"),
    }
    if rule.sort == Sort.ANSWERED and one.reaction:
        return _("Change the reaction")
    return words[Sort(rule.sort)]


def step_words(step: FollowUpStep) -> str:
    """A step in the timeline: what happened, in one sentence."""
    sort = Sort(step.sort)
    if sort == Sort.ANSWERED:
        return _("Reaction: %(reaction)s") % {"reaction": Reaction(step.reaction).label}
    if sort == Sort.REPORTED:
        return _("Reported by those responsible: %(state)s") % {"state": state_words(step.status)}
    if sort == Sort.ASSESSED:
        return _("Judged independently: %(state)s") % {"state": state_words(step.status)}
    return str(sort.label)


def late_words(late: Overdue) -> str:
    days = ngettext("%(count)s day late", "%(count)s days late", late.days) % {"count": late.days}
    return _("since %(day)s, %(days)s") % {"day": dutch_date(late.since), "days": days}


def conclusion(counts: Sequence[Count], total: int) -> str:
    """The chart in one sentence."""
    done = next((one for one in counts if one.status == FollowUp.FOLLOWED), None)
    reported, assessed = (done.reported, done.assessed) if done else (0, 0)
    words = ngettext(
        "Of %(total)s item %(reported)s was followed up as reported, %(assessed)s as judged independently",
        "Of %(total)s items %(reported)s were followed up as reported, %(assessed)s as judged independently",
        total,
    )
    return words % {"total": total, "reported": reported, "assessed": assessed}
