"""Forms of year plans: hours for twelve months in one form, spread evenly when one likes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koers.organisations.models import Organisation, Unit, User
from koers.programmes.models import Goal, Track
from koers.yearplans import queries
from koers.yearplans.actions import reason_asked
from koers.yearplans.capacity import (
    MONTHS,
    MOST_HOURS,
    YearLoad,
    hours_of_staff,
    is_whole_or_half,
    spread_evenly,
)
from koers.yearplans.models import FIRST_YEAR, LAST_YEAR, PlanLine, TeamPlan, check_hours
from koers.yearplans.wording import month_name

if TYPE_CHECKING:
    _ModelChoice = forms.ModelChoiceField[Any]
else:
    _ModelChoice = forms.ModelChoiceField

PER_MONTH, AT_ONCE = "months", "once"
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d*)?")
"""`1.250` is twelve hundred and fifty hours, not one and a quarter."""
MONTH_CHOICES = [(month, month_name(month)) for month in MONTHS]


class HoursField(forms.DecimalField):
    """Whole or half hours, with a comma or a point; empty is None.

    It counts as required so that twelve months do not say "(optional)" twelve times.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("localize", True)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "maxlength": "12"})

    def clean(self, value: Any) -> Any:
        entered = "".join(str(value or "").split())[:40]
        if not entered:
            return None
        if _THOUSANDS.fullmatch(entered):
            entered = entered.replace(".", "")
        found = super().clean(entered)
        check_hours(found)
        return found


class _TellingForm(forms.Form):
    """Abstract: shows what an action refused."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        """At its field, or above the form when it is about none of these."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)

    def restart(self, **values: Any) -> None:
        """The hidden fields start anew from these values, so that sending the form again is a choice."""
        fresh: Any = self.data
        fresh = fresh.copy()
        for name, value in values.items():
            fresh[name] = value
        self.data = fresh


class _Chosen(forms.TypedChoiceField):
    """A choice that always has a value: without an answer it is the initial one."""

    def clean(self, value: Any) -> Any:
        return self.coerce(self.initial) if value in self.empty_values else super().clean(value)


class _ByProgramme(_ModelChoice):
    """Goals or tracks with the name of their programme. The form gives the queryset."""

    def label_from_instance(self, obj: Any) -> str:
        words = str(obj) if len(str(obj)) <= 90 else f"{str(obj)[:89]}…"
        return f"{obj.programme.name}: {words}" if obj.programme is not None else words


class PlanForm(_TellingForm):
    """Opens the plan of a team for a year."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Team or department"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Not in this list"),
    )
    unit_name = forms.CharField(
        label=gettext_lazy("Name of the team"),
        help_text=gettext_lazy("Only when the team is not in the list above"),
        max_length=200,
        required=False,
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = queries.units_of(organisation)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if not units:
            del self.fields["unit"]
            self.fields["unit_name"].help_text = ""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if bool(found.get("unit")) == bool(found.get("unit_name")):
            name = "unit" if "unit" in self.fields else "unit_name"
            self.add_error(name, _("Choose a team, or fill in the name of one; not both."))
        return found


class _MonthsForm(_TellingForm):
    """Abstract: twelve fields `m1` to `m12`, and the version the user started from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for month in MONTHS:
            self.fields[f"m{month}"] = HoursField(label=month_name(month).capitalize())

    @property
    def month_fields(self) -> list[forms.BoundField]:
        return [self[f"m{month}"] for month in MONTHS]

    def per_month(self) -> dict[int, Decimal | None]:
        return {month: self.cleaned_data.get(f"m{month}") for month in MONTHS}


class LineForm(_MonthsForm):
    """What a team does, for which goal, and how many hours that asks per month."""

    text = forms.CharField(label=gettext_lazy("What does the team do?"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of work"),
        widget=forms.RadioSelect,
        choices=PlanLine.Kind,
        initial=PlanLine.Kind.FLEXIBLE,
        help_text=gettext_lazy("A fixed task comes back every year; flexible work can be put into goals."),
    )
    goal = _ByProgramme(
        label=gettext_lazy("Goal it contributes to"),
        queryset=Goal.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("No goal"),
    )
    track = _ByProgramme(
        label=gettext_lazy("Track it is part of"),
        queryset=Track.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("No track"),
    )
    priority = forms.ChoiceField(
        label=gettext_lazy("Priority"), choices=PlanLine.Priority, initial=PlanLine.Priority.NORMAL
    )
    entry = _Chosen(
        label=gettext_lazy("How do you fill in the hours?"),
        widget=forms.RadioSelect,
        initial=PER_MONTH,
        choices=[
            (PER_MONTH, gettext_lazy("Per month, in the twelve fields")),
            (AT_ONCE, gettext_lazy("One number, spread evenly over the months")),
        ],
    )
    total = HoursField(label=gettext_lazy("Hours together, to spread evenly"))
    first = _Chosen(label=pgettext_lazy("months", "From"), coerce=int, choices=MONTH_CHOICES, initial=1)
    last = _Chosen(label=gettext_lazy("Up to and including"), coerce=int, choices=MONTH_CHOICES, initial=12)

    def __init__(self, *args: Any, user: User, plan: TeamPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["goal"].queryset = queries.goals_open_to(user, plan.organisation)
        choices["track"].queryset = queries.tracks_open_to(user, plan.organisation)
        self.hours: dict[int, Decimal | None] = {}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.hours = self.per_month()
        if found.get("entry") == AT_ONCE:
            self._spread(found)
        return found

    def _spread(self, found: dict[str, Any]) -> None:
        first, last, hours = found.get("first", 1), found.get("last", 12), found.get("total")
        if first > last:
            self.add_error("last", _("The last month lies before the first. Choose a later one."))
        elif hours is None:
            if "total" not in self.errors:
                self.add_error("total", _("Fill in how many hours you want to spread."))
        else:
            self.hours = {**dict.fromkeys(MONTHS), **spread_evenly(hours, range(first, last + 1))}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "kind", "goal", "track", "priority")}


class CapacityForm(_MonthsForm):
    """What the team has available in every month."""

    entry = _Chosen(
        label=gettext_lazy("How do you fill in the hours?"),
        widget=forms.RadioSelect,
        initial=PER_MONTH,
        choices=[
            (PER_MONTH, gettext_lazy("Per month, in the twelve fields")),
            (AT_ONCE, gettext_lazy("The same every month: fte times hours")),
        ],
    )
    fte = forms.DecimalField(
        label=gettext_lazy("Number of fte"),
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    hours_per_fte = forms.DecimalField(
        label=gettext_lazy("Hours a month of one fte"),
        help_text=gettext_lazy("What is left after leave, illness and training, for example 110"),
        min_value=0,
        max_value=200,
        max_digits=5,
        decimal_places=1,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Where do these hours come from?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hours: dict[int, Decimal | None] = {}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.hours = self.per_month()
        if found.get("entry") == AT_ONCE:
            for name in ("fte", "hours_per_fte"):
                if found.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Fill in a number."))
            if not {"fte", "hours_per_fte"} & set(self.errors):
                self._multiply(found["fte"], found["hours_per_fte"])
        return found

    def _multiply(self, fte: Decimal, each: Decimal) -> None:
        hours = hours_of_staff(fte, each)
        if not is_whole_or_half(hours):
            self.add_error("fte", _("That is more than %(most)s hours a month.") % {"most": int(MOST_HOURS)})
        self.hours = dict.fromkeys(MONTHS, hours)


class AgreeForm(_TellingForm):
    """Who agrees to the plan, and why when it does not fit."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed_on = forms.DateField(
        label=gettext_lazy("Agreed on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    agreed_by = forms.CharField(
        label=gettext_lazy("Agreed by"),
        help_text=gettext_lazy("A function is enough, for example: team manager and director"),
        max_length=200,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why do you agree although it does not fit?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, load: YearLoad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate
        if load.months_over:
            self.fields["reason"].error_messages["required"] = reason_asked(load)
        else:
            del self.fields["reason"]

    def clean_agreed_on(self) -> Any:
        found = self.cleaned_data["agreed_on"]
        if found > timezone.localdate():
            raise ValidationError(_("This day is still to come. Fill in the day on which it was agreed."))
        return found
