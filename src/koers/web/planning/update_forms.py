"""The form of the five-minute update, and of its correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.programmes.actions.updating import Answers, Judgement, Slip
from koers.programmes.models import Level, PeriodGoal
from koers.programmes.queries_status import Legend
from koers.programmes.suggestion import ORDER, Suggestion
from koers.web.planning.forms import GOAL_LENGTH, REASON_LENGTH, ActionForm

TEXT_LENGTH = 2000
SETTLED = (PeriodGoal.State.MOVED, PeriodGoal.State.DROPPED)
_FILL_IN = {"required": gettext_lazy("Say in one line how things stand.")}


def _text(label: Any, rows: int = 2, **rest: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=TEXT_LENGTH, required=False, **rest)


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One of the large choices: sign, the organisation's word, and what it means there."""

    id: str
    value: str
    word: str
    meaning: str
    checked: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal that is open or done, with its fields; `was` is the state in which the form shows it."""

    goal: PeriodGoal
    was: forms.BoundField
    done: forms.BoundField
    fate: forms.BoundField
    why: forms.BoundField


class JudgementForm(ActionForm):
    none_required = (
        True  # judgement and line ask for themselves; "optional" at all the others is noise on a phone
    )
    level = forms.ChoiceField(
        label=gettext_lazy("How is it going?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a judgement.")},
    )
    line = forms.CharField(
        label=gettext_lazy("In one line"),
        help_text=gettext_lazy("What would you say if somebody asked in the corridor?"),
        max_length=300,
        error_messages=_FILL_IN,
    )
    cause = _text(gettext_lazy("What is the cause?"))
    consequence = _text(gettext_lazy("What follows from it?"))
    adjustment = _text(gettext_lazy("What do you do about it?"))
    override_reason = _text(
        gettext_lazy("Why do you judge otherwise?"),
        help_text=gettext_lazy("Only when you judge better than Koers suggests."),
    )

    def __init__(self, data: Any = None, *, suggested: Suggestion | None = None, **rest: Any) -> None:
        super().__init__(data, auto_id="veld-%s", **rest)
        self.suggested = suggested
        if suggested is None or suggested.level == Level.OK:
            del self.fields["override_reason"]

    def levels(self, legend: Legend) -> list[LevelChoice]:
        chosen = self["level"].value()
        return [
            LevelChoice(
                f"veld-level_{number}", level, legend.word(level), legend.meaning(level), chosen == level
            )
            for number, level in enumerate(Level.values)
        ]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        level = found.get("level")
        if level in (Level.WARN, Level.ALARM):
            for name, told in (
                ("cause", _("Not on course: say what the cause is.")),
                ("consequence", _("Not on course: say what follows from it.")),
                ("adjustment", _("Not on course: say what you do about it.")),
            ):
                if name not in self.errors and not found.get(name):
                    self.add_error(name, told)
        better = level is not None and not self._graver(level)
        if better and "override_reason" not in self.errors and not found.get("override_reason"):
            self.add_error("override_reason", _("Your judgement is better than the suggestion. Say why."))
        return found

    def _graver(self, level: str) -> bool:
        """As grave as suggested, or more: then the cause says why."""
        return self.suggested is None or ORDER.index(level) >= ORDER.index(self.suggested.level)

    def judgement(self) -> Judgement:
        """On course has no cause: what was typed before the choice changed does not count."""
        given, explained = self.cleaned_data, self.cleaned_data["level"] != Level.OK
        return Judgement(
            level=given["level"],
            line=given["line"],
            cause=given["cause"] if explained else "",
            consequence=given["consequence"] if explained else "",
            adjustment=given["adjustment"] if explained else "",
            suggested=self.suggested,
            override_reason=given.get("override_reason") or (given["cause"] if explained else ""),
        )


class UpdateForm(JudgementForm):
    """`running`: the period has not ended, so that what is not done may simply still be going on. `closed`: nothing
    is asked about its goals any more.
    """

    next_goals = forms.CharField(
        label=gettext_lazy("What comes in the next period?"),
        help_text=gettext_lazy("One on a line. You may also leave this empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        required=False,
    )

    def __init__(
        self,
        goals: Sequence[PeriodGoal],
        data: Any = None,
        *,
        draft: Mapping[str, str],
        running: bool,
        closed: bool = False,
        **rest: Any,
    ) -> None:
        super().__init__(data, initial=dict(draft), **rest)
        self.closed = closed
        self.goals = [goal for goal in goals if not closed and goal.state not in SETTLED]
        self.settled = [goal for goal in goals if closed or goal.state in SETTLED]
        self.running = running
        fates = [("moved", _("Moves to the next period")), ("dropped", _("Is dropped"))]
        if running:
            fates.insert(0, ("open", _("Is still going on")))
        for goal in self.goals:
            key = goal.public_id
            self.fields[f"done-{key}"] = forms.BooleanField(label=goal.text, required=False)
            self.fields[f"was-{key}"] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.initial[f"was-{key}"], self.initial[f"done-{key}"] = _tick(goal, draft)
            self.fields[f"fate-{key}"] = forms.ChoiceField(
                label=_("Not done?"), choices=fates, widget=forms.RadioSelect, required=False
            )
            if running:
                self.initial.setdefault(f"fate-{key}", "open")
            self.fields[f"why-{key}"] = forms.CharField(
                label=_("Why?"), max_length=REASON_LENGTH, required=False
            )

    def rows(self) -> list[GoalRow]:
        return [
            GoalRow(goal, *(self[f"{name}-{goal.public_id}"] for name in ("was", "done", "fate", "why")))
            for goal in self.goals
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for goal in self.goals:
            fate, key = found.get(f"fate-{goal.public_id}"), goal.public_id
            if found.get(f"done-{key}") or f"fate-{key}" in self.errors:
                continue
            if not fate and not self.running:
                self.add_error(f"fate-{key}", _("Say what becomes of this."))
            elif fate in SETTLED and not found.get(f"why-{key}") and f"why-{key}" not in self.errors:
                self.add_error(f"why-{key}", _("Say in a few words why."))
        if any(len(line) > GOAL_LENGTH for line in _lines(found.get("next_goals"))):
            told = _("A goal has at most %(count)s characters. Make it shorter.") % {"count": GOAL_LENGTH}
            self.add_error("next_goals", told)
        return found

    def answers(self) -> Answers:
        given = self.cleaned_data
        keys = [str(goal.public_id) for goal in self.goals]
        ticked = {key for key in keys if given[f"done-{key}"]}
        was_done = {key for key in keys if given[f"was-{key}"] == PeriodGoal.State.DONE}
        slips = {
            key: Slip(given[f"fate-{key}"], given[f"why-{key}"])
            for key in keys
            if key not in ticked and given[f"fate-{key}"] in SETTLED
        }
        return Answers(
            judgement=self.judgement(),
            done=frozenset(ticked - was_done),
            reopened=frozenset(was_done - ticked),
            slips=slips,
            next_goals=tuple(_lines(given["next_goals"])),
        )

    def drafted(self, posted: Mapping[str, str]) -> dict[str, str]:
        """The fields of this form among what was posted, as they are kept in a draft."""
        return {name: str(posted[name]) for name in self.fields if posted.get(name)}

    def differing(self, mine: Mapping[str, str], other: Mapping[str, str]) -> list[tuple[str, str]]:
        """What stands elsewhere where it differs from `mine`: label and text."""
        found = []
        for name, form_field in self.fields.items():
            if not name.startswith("was-") and mine.get(name, "") != other.get(name, ""):
                found.append((self._named(name, form_field), self._worded(form_field, other.get(name, ""))))
        return found

    def _named(self, name: str, form_field: forms.Field) -> str:
        part, _sign, key = name.partition("-")
        if part in ("fate", "why"):
            goal = next(goal for goal in self.goals if str(goal.public_id) == key)
            return f"{goal.text}: {form_field.label}"
        return str(form_field.label)

    @staticmethod
    def _worded(form_field: forms.Field, value: str) -> str:
        if isinstance(form_field, forms.BooleanField):
            return _("done") if value else _("not done")
        if isinstance(form_field, forms.ChoiceField):
            words = dict(cast(Any, form_field.choices))
            return str(words.get(value, _("nothing chosen")))
        return value or _("empty")


def _tick(goal: PeriodGoal, draft: Mapping[str, str]) -> tuple[str, bool]:
    """The state to show a goal in, and whether it is ticked. A draft only counts where its person changed the tick;
    elsewhere a colleague may have been there since. A box that is not ticked is not sent, so not in the draft either.
    """
    was, ticked = draft.get(f"was-{goal.public_id}", ""), f"done-{goal.public_id}" in draft
    if ticked != (was == PeriodGoal.State.DONE):
        return was, ticked
    return goal.state, goal.state == PeriodGoal.State.DONE


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
