"""Forms of the planning: a period with what is carried into it, a goal, closing, asking for updates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.programmes.models import PeriodGoal, PlanningPeriod, Track
from koers.ui.entry import read_date
from koers.ui.formats import dutch_date

REASON_LENGTH = 500
GOAL_LENGTH = 1000


class DayField(forms.CharField):
    """A whole day, typed as people write it."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(max_length=60, **rest)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = read_date(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if found.day is None:
            raise ValidationError(_("Fill in a whole day, for example 1 July 2019."))
        return found.first_day

    def prepare_value(self, value: Any) -> Any:
        return dutch_date(value).replace("\u00a0", " ") if isinstance(value, date) else value


class ActionForm(forms.Form):
    """A form whose action may complain about its fields."""

    renamed: ClassVar[dict[str, str]] = {}
    """What the action calls a field, and what the form calls it."""

    def take_errors(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.message_dict.items():
            field = self.renamed.get(name, name)
            for message in messages:
                self.add_error(field if field in self.fields else None, message)


class GoalChoices(ActionForm):
    """For every goal that is open: what becomes of it, and why when it slips."""

    none_required = True
    choices: Sequence[tuple[str, Any]] = ()
    decides: bool = True

    def __init__(self, goals: Sequence[PeriodGoal], data: Any = None, **rest: Any) -> None:
        super().__init__(data, auto_id="veld-%s", **rest)
        self.goals = goals
        for goal in goals:
            what, why = f"what-{goal.public_id}", f"why-{goal.public_id}"
            self.fields[what] = forms.ChoiceField(
                label=goal.text,
                choices=list(self.choices),
                widget=forms.RadioSelect,
                required=self.decides,
                error_messages={"required": _("Say what became of this.")},
            )
            self.fields[why] = forms.CharField(
                label=_("Why not yet?"), max_length=REASON_LENGTH, required=False
            )

    def rows(self) -> list[tuple[PeriodGoal, forms.BoundField, forms.BoundField]]:
        return [(g, self[f"what-{g.public_id}"], self[f"why-{g.public_id}"]) for g in self.goals]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for goal in self.goals:
            slipped = found.get(f"what-{goal.public_id}") in ("moved", "dropped")
            if slipped and not found.get(f"why-{goal.public_id}"):
                self.add_error(f"why-{goal.public_id}", _("Say in a few words why."))
        return found

    def chosen(self, what: str) -> dict[PeriodGoal, str]:
        """The goals for which `what` was chosen, with the reason."""
        return {
            goal: self.cleaned_data[f"why-{goal.public_id}"]
            for goal in self.goals
            if self.cleaned_data.get(f"what-{goal.public_id}") == what
        }


class PeriodForm(GoalChoices):
    """A new period; `goals` are those of the last one that are open."""

    renamed: ClassVar[dict[str, str]] = {"end": "last_day"}
    choices = (("moved", gettext_lazy("Take along")), ("", gettext_lazy("Leave for now")))
    decides = False

    kind = forms.ChoiceField(choices=PlanningPeriod.Kind.choices, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, error_messages={"required": gettext_lazy("Fill this in.")}
    )
    start = DayField(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Fill this in.")}
    )
    last_day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("This day still belongs to it."),
        error_messages={"required": gettext_lazy("Fill this in.")},
    )
    new_goals = forms.CharField(
        label=gettext_lazy("New goals for this period"),
        help_text=gettext_lazy("One on a line. You choose the track later, or leave it open."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        last_day = found.get("last_day")
        if last_day is not None:
            if last_day == date.max:
                self.add_error("last_day", _("Choose an earlier day."))
            else:
                found["end"] = last_day + timedelta(days=1)
        long = [line for line in self._lines(found) if len(line) > GOAL_LENGTH]
        if long:
            told = _("A goal has at most %(count)s characters. Make it shorter.") % {"count": GOAL_LENGTH}
            self.add_error("new_goals", told)
        return found

    @staticmethod
    def _lines(found: dict[str, Any]) -> list[str]:
        return [line.strip() for line in (found.get("new_goals") or "").splitlines() if line.strip()]

    def texts(self) -> list[str]:
        return self._lines(self.cleaned_data)


class CloseForm(GoalChoices):
    choices = (
        ("done", gettext_lazy("Done")),
        ("moved", gettext_lazy("Goes to the next period")),
        ("dropped", gettext_lazy("Is dropped")),
    )


class GoalForm(ActionForm):
    text = forms.CharField(
        label=gettext_lazy("What should be reached?"),
        max_length=GOAL_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what should be reached.")},
    )
    track = forms.ModelChoiceField(
        label=gettext_lazy("Track"),
        queryset=Track.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("The programme as a whole"),
    )

    def __init__(self, tracks: Any, data: Any = None, **rest: Any) -> None:
        super().__init__(data, auto_id="veld-%s", **rest)
        field = self.fields["track"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = tracks


class AskForm(ActionForm):
    """For one track, or without one for all that have a lead."""

    track = forms.UUIDField(widget=forms.HiddenInput, required=False)
    due = DayField(
        label=gettext_lazy("Wanted before or on"),
        help_text=gettext_lazy("Who has not answered by then gets one reminder."),
        required=False,
    )
