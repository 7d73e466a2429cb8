"""Forms of money: the dates of a balance, booking by hand, amounts over several years, a carry-over decided."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koers.decisions.models import Decision
from koers.finance.actions.ledger import ABOUT, EXACT, UNKNOWN, NewEntry
from koers.finance.models import FIRST_YEAR, LAST_YEAR, Budget, CarryOver, MoneyKind, Stage
from koers.programmes.models import Programme
from koers.ui.entry import read_money
from koers.ui.formats import short_date

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

    _ModelChoice = forms.ModelChoiceField[Any]
else:
    _ModelChoice = forms.ModelChoiceField

_DAY = {"type": "date"}


class AmountField(forms.CharField):
    """Euros as people type them: `1.250,50`. A dot before two last digits is refused, not guessed at."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if not found:
            return None
        try:
            return read_money(found)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class _TellingForm(forms.Form):
    """Abstract: shows what an action refused."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        """At its field, or above the form when it is about none of these."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)


class DecisionChoice(_ModelChoice):
    """A decision with its day and its body: many decisions have almost the same text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Decision.objects.none(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        known = ", ".join(filter(None, (short_date(obj.date) if obj.date else "", obj.body_words)))
        text = Truncator(" ".join(obj.text.split())).chars(100, truncate="…")
        return f"{known}: {text}" if known else text


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY), **more)


def _year(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **more,
    )


def decisions_of(user: User, organisation: Organisation) -> Any:
    """The newest first: it is mostly the last decision that is looked for."""
    found = Decision.objects.visible_to(user).filter(organisation=organisation)
    return found.select_related("body_known").order_by("-date_first_day", "-pk")


class EntryForm(_TellingForm):
    """One entry by hand."""

    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Organisation as a whole"),
    )
    stage = forms.ChoiceField(label=pgettext_lazy("money", "Stage"), choices=Stage.choices)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of money"), choices=MoneyKind.choices)
    year = _year(gettext_lazy("Financial year"))
    value_date = _day(
        label=gettext_lazy("Counts from"),
        help_text=gettext_lazy("The date of the decision, order or invoice"),
    )
    amount = AmountField(
        label=gettext_lazy("Amount"),
        help_text=gettext_lazy("For example 1.250,50. With a minus it takes away from this stage."),
        required=False,
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure is the amount?"),
        choices=[
            (EXACT, gettext_lazy("Exact")),
            (ABOUT, gettext_lazy("Approximate")),
            (UNKNOWN, gettext_lazy("Unknown: leave the amount empty and say below what is known")),
        ],
    )
    description = forms.CharField(label=gettext_lazy("Description"), max_length=300)
    decision = DecisionChoice(
        label=gettext_lazy("Decision"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    source_reference = forms.CharField(
        label=gettext_lazy("Number in the source"),
        help_text=gettext_lazy("For example of the invoice"),
        max_length=200,
        required=False,
    )
    cost_centre = forms.CharField(label=gettext_lazy("Cost centre"), max_length=40, required=False)
    taakveld = forms.CharField(label=gettext_lazy("Task field (taakveld)"), max_length=40, required=False)
    ledger_account = forms.CharField(label=gettext_lazy("Ledger account"), max_length=40, required=False)

    def __init__(self, *args: Any, user: User, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(user).filter(organisation=organisation)
        chosen: Any = self.fields
        chosen["programme"].queryset = programmes.order_by("name")
        chosen["decision"].queryset = decisions_of(user, organisation)
        self.initial.setdefault("value_date", timezone.localdate())
        self.initial.setdefault("year", timezone.localdate().year)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        certainty, amount = found.get("certainty"), found.get("amount")
        if certainty == UNKNOWN and amount:
            self.add_error(
                "amount", _("An unknown amount has no figure. Leave it empty, or say that it is approximate.")
            )
        if certainty != UNKNOWN and amount is None and "amount" not in self.errors:
            self.add_error("amount", _("Enter the amount, or say that it is unknown."))
        if amount == 0 and certainty != UNKNOWN:
            self.add_error("amount", _("An entry of nothing is no entry."))
        return found

    def entry(self) -> NewEntry:
        found = dict(self.cleaned_data)
        found["amount"] = found["amount"] or Decimal("0.00")
        return NewEntry(**found)


class CounterForm(_TellingForm):
    reason = forms.CharField(
        label=gettext_lazy("Why is the entry not right?"),
        help_text=gettext_lazy("The entry stays. Its counter-entry, with this reason, takes it back."),
        max_length=280,
    )


class SpreadForm(_TellingForm):
    """The same amount in a row of years."""

    first = _year(gettext_lazy("From year"))
    last = _year(gettext_lazy("Up to and including year"))
    amount = AmountField(label=gettext_lazy("Amount per year"))
    decision = DecisionChoice(
        label=gettext_lazy("Decision"),
        help_text=gettext_lazy("Only when it is another one than that of the line itself"),
        required=False,
        empty_label=gettext_lazy("That of the line"),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, user: User, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["decision"].queryset = decisions_of(user, budget.organisation)


class CarryOverForm(_TellingForm):
    """What became of a proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[choice for choice in CarryOver.State.choices if choice[0] != CarryOver.State.PROPOSED],
        widget=forms.RadioSelect,
    )
    decision = DecisionChoice(
        label=gettext_lazy("Decision of the council"),
        help_text=gettext_lazy("Needed to approve. Only the council can decide this."),
        required=False,
        empty_label=gettext_lazy("None"),
    )

    def __init__(self, *args: Any, user: User, carry_over: CarryOver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["decision"].queryset = decisions_of(user, carry_over.budget.organisation)
