"""Forms of requests, of granting them, and of ranking sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koers.finance.forms import AmountField, DecisionChoice
from koers.finance.importing.forms import TellingForm
from koers.finance.models import FIRST_YEAR, LAST_YEAR, MoneyKind
from koers.finance.requests import queries
from koers.finance.requests.models import Criterion, SessionRequest
from koers.finance.requests.ranking import HIGHEST, LOWEST
from koers.organisations.models import Organisation, Unit, User
from koers.programmes.models import Goal, Programme

if TYPE_CHECKING:
    from koers.finance.requests.models import MoneyRequest

    _ModelChoice = forms.ModelChoiceField[Any]
    _ModelChoices = forms.ModelMultipleChoiceField[Any]
else:
    _ModelChoice, _ModelChoices = forms.ModelChoiceField, forms.ModelMultipleChoiceField

CRITERIA = 6
_DAY = {"type": "date"}


def _short(text: str, most: int = 100) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


class FteField(forms.DecimalField):
    """Positions with a comma or a point: `0,6`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=7, decimal_places=2, min_value=0, localize=True, required=False, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})


def _year(label: Any, *, required: bool = True, **rest: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=widget, required=required, **rest
    )


class _Goals(_ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return _short(f"{obj.programme.name}: {obj.text}")


class RequestForm(TellingForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("What do you ask for, in one line?"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("What is it for, and what becomes better?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Team or department that asks"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("No team: the programme itself"),
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme whose money is asked"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of money"),
        help_text=gettext_lazy(
            "Incidental ends; structural returns every year. Then the amount is per year."
        ),
        choices=MoneyKind,
        widget=forms.RadioSelect,
        initial=MoneyKind.INCIDENTAL,
    )
    amount = AmountField(
        label=gettext_lazy("Amount in euros"),
        required=False,
        help_text=gettext_lazy(
            "For example 12.500 or 12.500,50. Leave it empty when you ask for positions only."
        ),
    )
    fte = FteField(label=gettext_lazy("Positions (fte)"), help_text=gettext_lazy("For example 0,6"))
    from_year = _year(gettext_lazy("From year"))
    to_year = _year(gettext_lazy("Up to and including year"), required=False)
    goal = _Goals(
        label=gettext_lazy("Goal it contributes to"),
        queryset=Goal.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("No goal"),
    )

    def __init__(self, *args: Any, user: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = queries.units_of(organisation)
        fields["programme"].queryset = queries.programmes_open_to(user, organisation)
        fields["goal"].queryset = queries.goals_open_to(user, organisation)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        asked = ("amount", "fte")
        if not any(name in self.errors for name in asked) and not any(found.get(name) for name in asked):
            self.add_error("amount", _("Ask for an amount, for positions, or for both; more than nothing."))
        if found.get("amount") is not None and found["amount"] <= 0:
            self.add_error("amount", _("The amount must be more than zero."))
        if not found.get("unit") and not found.get("programme"):
            self.add_error("unit", _("Choose the team that asks, or the programme."))
        first, last = found.get("from_year"), found.get("to_year")
        if first and last and last < first:
            self.add_error("to_year", _("The last year lies before the first."))
        return found

    def values(self) -> dict[str, Any]:
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return found | {"fte": found["fte"] or None}


class GrantForm(TellingForm):
    decision = DecisionChoice(
        label=gettext_lazy("By which decision?"),
        empty_label=gettext_lazy("Choose a decision"),
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("From which programme's money?"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose a programme"),
    )
    amount = AmountField(label=gettext_lazy("Amount in euros"), required=False)
    fte = FteField(label=gettext_lazy("Positions (fte)"))
    year = _year(gettext_lazy("Financial year in which it counts"))
    reason = forms.CharField(
        label=gettext_lazy("Motivation"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    covered_by = DecisionChoice(
        label=gettext_lazy("Decision that amends the budget"),
        help_text=gettext_lazy("Only when it goes beyond what is free and the council already covered it."),
        required=False,
        empty_label=gettext_lazy("Not covered (yet)"),
    )

    def __init__(self, *args: Any, user: User, request: MoneyRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        decisions = queries.decisions_of(request.organisation)
        fields["decision"].queryset = fields["covered_by"].queryset = decisions
        fields["programme"].queryset = queries.programmes_open_to(user, request.organisation)

    def clean_amount(self) -> Decimal | None:
        found: Decimal | None = self.cleaned_data["amount"]
        if found is not None and found < 0:
            raise ValidationError(_("Nobody is granted less than nothing."))
        return found

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"fte": self.cleaned_data["fte"] or None}


class RefuseForm(TellingForm):
    reason = forms.CharField(
        label=gettext_lazy("Motivation"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CoverForm(TellingForm):
    decision = DecisionChoice(
        label=gettext_lazy("Decision that amends the budget"),
        empty_label=gettext_lazy("Choose a decision"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["decision"].queryset = queries.decisions_of(organisation)


class _Requests(_ModelChoices):
    def label_from_instance(self, obj: Any) -> str:
        return _short(f"{obj.title} ({obj.asked_by}, {obj.get_kind_display()})")


class SessionForm(TellingForm):
    name = forms.CharField(label=gettext_lazy("Name of the session"), max_length=200)
    date = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
        initial=timezone.localdate,
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme whose money is divided"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        empty_label=gettext_lazy("Choose a programme"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of money"),
        choices=MoneyKind,
        initial=MoneyKind.INCIDENTAL,
        widget=forms.RadioSelect,
    )
    year = _year(gettext_lazy("Financial year"))
    requests = _Requests(
        label=gettext_lazy("Requests"),
        queryset=SessionRequest.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    scorers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who scores?"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["programme"].queryset = queries.programmes_open_to(user, organisation)
        fields["requests"].queryset = queries.candidates(organisation)
        fields["scorers"].queryset = queries.may_score(organisation)
        for number in range(1, CRITERIA + 1):
            fields[f"criterion{number}"] = forms.CharField(
                label=_("Criterion %(number)s") % {"number": number}, max_length=100, required=number == 1
            )
            fields[f"weight{number}"] = forms.DecimalField(
                label=_("Weight of criterion %(number)s") % {"number": number},
                max_digits=5,
                decimal_places=2,
                min_value=Decimal("0.01"),
                localize=True,
                required=False,
            )

    @property
    def criteria_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"criterion{n}"], self[f"weight{n}"]) for n in range(1, CRITERIA + 1)]

    def criteria(self) -> list[tuple[str, Decimal]]:
        """Those that have a name; without a weight it is 1."""
        pairs = [
            (self.cleaned_data.get(f"criterion{n}", ""), self.cleaned_data.get(f"weight{n}"))
            for n in range(1, CRITERIA + 1)
        ]
        return [(name, weight if weight is not None else Decimal(1)) for name, weight in pairs if name]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        names = [name.casefold() for name, _weight in self.criteria()]
        if len(set(names)) < len(names):
            self.add_error(None, _("This criterion is there already."))
        return found


class PointsForm(TellingForm):
    """A number from 0 to 10 for every request on every criterion; empty is no judgement (yet)."""

    def __init__(
        self,
        data: Any = None,
        *,
        taken: Iterable[SessionRequest],
        criteria: Iterable[Criterion],
        given: Mapping[tuple[int, int], int],
    ) -> None:
        super().__init__(data)
        self.taken, self.criteria = list(taken), list(criteria)
        for request in self.taken:
            for criterion in self.criteria:
                self.fields[_name(request, criterion)] = forms.IntegerField(
                    label=criterion.name,
                    min_value=LOWEST,
                    max_value=HIGHEST,
                    required=False,
                    initial=given.get((request.pk, criterion.pk)),
                    widget=forms.TextInput(
                        attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "2"}
                    ),
                )

    @property
    def groups(self) -> list[tuple[SessionRequest, list[forms.BoundField]]]:
        return [(one, [self[_name(one, criterion)] for criterion in self.criteria]) for one in self.taken]

    def points(self) -> dict[tuple[int, int], int | None]:
        return {
            (request.pk, criterion.pk): self.cleaned_data[_name(request, criterion)]
            for request in self.taken
            for criterion in self.criteria
        }


def _name(request: SessionRequest, criterion: Criterion) -> str:
    """By public ids: the database's own numbers never leave it."""
    return re.sub("-", "", f"p{request.public_id}_{criterion.public_id}")


class MotivationForm(TellingForm):
    def __init__(self, data: Any = None, *, taken: Iterable[SessionRequest]) -> None:
        super().__init__(data)
        self.taken = list(taken)
        for one in self.taken:
            self.fields[f"m{one.public_id.hex}"] = forms.CharField(
                label=_("Motivation for %(title)s") % {"title": one.request.title},
                max_length=2000,
                required=False,
                initial=one.motivation,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def words(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data[f"m{one.public_id.hex}"].strip() for one in self.taken}


STEP_WORDS = {
    "file": pgettext_lazy("request", "File this request"),
    "withdraw": pgettext_lazy("request", "Withdraw this request"),
    "reopen": pgettext_lazy("request", "Give back to be changed"),
    "unrank": pgettext_lazy("request", "Rank again"),
}
