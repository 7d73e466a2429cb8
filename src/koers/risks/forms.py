"""Forms of risks: choosing which to see, what became of one, and a simulation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.programmes.models import Programme
from koers.risks.models import Risk
from koers.risks.simulation import DRAWS, FEWEST, LARGEST_SEED, MOST
from koers.risks.states import TRANSITIONS, State
from koers.ui.entry import read_date, read_whole

STALE = _(
    "A colleague changed this risk in the meantime. Nothing of yours is lost: it still stands below. "
    "Look at the risk and save again."
)


class DayField(forms.CharField):
    """A whole day in words or numbers."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = read_date(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if found.day is None:
            raise ValidationError(_("Fill in the day too, for example 1 July 2026."), code="incomplete")
        return found.first_day


class WholeField(forms.IntegerField):
    """As people type it: `100.000` is a hundred thousand, and `1.000` no one."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and value.strip():
            try:
                value = read_whole(value)
            except ValueError as error:
                raise ValidationError(str(error), code="invalid") from error
        return super().to_python(value)


class TellingForm(forms.Form):
    """Abstract: shows what an action refused."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        """At its field, or above the form when it is about none of these."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)

    def tell_stale(self, version: int) -> None:
        """The next sending starts from what is stored now."""
        self.add_error(None, ValidationError(str(STALE), code="stale"))
        fresh: Any = self.data
        fresh = fresh.copy()
        fresh["version"] = version
        self.data = fresh


STEP_WORDS = {
    (State.OPEN, State.MATERIALISED): _("It happened"),
    (State.OPEN, State.CLOSED): _("It can be closed"),
    (State.MATERIALISED, State.CLOSED): _("It was dealt with and can be closed"),
    (State.MATERIALISED, State.OPEN): _("It can happen again: open it again"),
    (State.CLOSED, State.OPEN): _("Open it again"),
}


class StateForm(TellingForm):
    """What became of a risk."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    becomes = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    on = DayField(label=_("Since when?"), help_text=_("For example 1 July 2026."), max_length=60)
    reason = forms.CharField(
        label=_("What happened, or why?"),
        help_text=_("One or two sentences. They stay with the risk."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        was = State(risk.state)
        steps = [(one.value, STEP_WORDS[was, one]) for one in State if one in TRANSITIONS[was]]
        field: Any = self.fields["becomes"]
        field.choices = steps
        if len(steps) == 1:
            field.initial = steps[0][0]


class FilterForm(forms.Form):
    """Which risks to see. Everything may stay empty."""

    use_required_attribute = False

    programma = forms.ModelChoiceField(
        label=pgettext_lazy("risk", "Programme"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("All programmes"),
    )
    soort = forms.ChoiceField(label=_("Kind of consequence"), required=False)
    stand = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["programma"].queryset = programmes
        chosen["soort"].choices = [("", _("All kinds")), *Risk.Category.choices]
        chosen["stand"].choices = [("", _("Open")), ("alle", _("All")), *Risk.State.choices[1:]]


class RunForm(TellingForm):
    """A simulation with its settings."""

    programme = forms.ModelChoiceField(
        label=_("Of which risks?"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Of the whole organisation"),
    )
    certainty = WholeField(
        label=_("Certainty in per cent"),
        help_text=_("In how many of 100 possible years the amount must be enough."),
        min_value=50,
        max_value=99,
    )
    seed = WholeField(
        label=_("Seed"),
        help_text=_("A whole number. The same seed with the same risks gives the same outcome."),
        min_value=0,
        max_value=LARGEST_SEED,
        initial=1,
    )
    draws = WholeField(label=_("Number of draws"), min_value=FEWEST, max_value=MOST, initial=DRAWS)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["programme"].queryset = programmes
        for name in ("certainty", "seed", "draws"):
            chosen[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
