"""The form of a step: only the fields that its rule asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.decisions.models import Decision, Recommendation
from koers.decisions.states import FollowUp, Reaction, Rule, Sort
from koers.decisions.stepping import FIELD_WORDS, Given
from koers.organisations.models import User

TEXT_LABELS = {
    Sort.ANSWERED: gettext_lazy("Why"),
    Sort.REPORTED: gettext_lazy("What was done, and what is still to be done"),
    Sort.ASSESSED: gettext_lazy("What the judgement rests on"),
    Sort.TOLD: gettext_lazy("What the council was told, in a few words"),
    Sort.KEPT: gettext_lazy("How the promise was kept"),
    Sort.PROPOSED: gettext_lazy("Why it can be written off"),
    Sort.KEPT_OPEN: gettext_lazy("What the council said"),
    Sort.CLOSED: gettext_lazy("Why it is closed"),
    Sort.LAPSED: gettext_lazy("Why it has lapsed"),
    Sort.REOPENED: gettext_lazy("Why it is opened again"),
}


class TellingForm(forms.Form):
    """Abstract: shows what an action refused, and starts anew from another version."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        """At its field, or above the form when it is about none of these."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)

    def restart(self, **values: Any) -> None:
        """Sending the form once more is then a choice."""
        fresh: Any = self.data
        fresh = fresh.copy()
        for name, value in values.items():
            fresh[name] = value
        self.data = fresh


class StepForm(TellingForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reaction = forms.ChoiceField(
        label=gettext_lazy("Reaction"), choices=Reaction.choices, widget=forms.RadioSelect
    )
    status = forms.ChoiceField(
        label=gettext_lazy("How far it is"), choices=FollowUp.choices, widget=forms.RadioSelect
    )
    date = forms.DateField(
        label=gettext_lazy("On which day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    decision_text = forms.CharField(
        label=gettext_lazy("What the council decided"),
        help_text=gettext_lazy("As in the list of decisions. It is put in the register of decisions."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    case_number = forms.CharField(label=gettext_lazy("Case number"), max_length=100)
    document = forms.CharField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("For example the letter to the council, with its date."),
        max_length=300,
    )
    reference = forms.CharField(label=gettext_lazy("Number or address of the document"), max_length=500)
    text = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}))
    decision = forms.ModelChoiceField(
        label=gettext_lazy("Decision on the reaction"),
        queryset=Decision.objects.none(),
        to_field_name="public_id",
        empty_label=gettext_lazy("No decision in the register"),
    )

    def __init__(self, data: Any = None, *, user: User, rule: Rule, recommendation: Recommendation) -> None:
        today = timezone.localdate()
        initial = {"version": recommendation.version, "date": today}
        if rule.sort == Sort.ANSWERED and recommendation.reaction:
            initial |= {"reaction": recommendation.reaction, "text": recommendation.reaction_text}
        super().__init__(data, initial=initial)
        wanted = {"version", "date", *rule.needs, *rule.asks}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        for name in wanted - {"version", "date"}:
            self.fields[name].required = name in rule.needs
            if name in FIELD_WORDS:
                self.fields[name].error_messages["required"] = FIELD_WORDS[name]()
        if "text" in self.fields:
            self.fields["text"].label = TEXT_LABELS[Sort(rule.sort)]
        if rule.sort == Sort.ANSWERED:
            self.fields["text"].help_text = _("Needed when it is not, or only partly, adopted.")
        if "decision" in self.fields:
            seen = Decision.objects.visible_to(user).filter(organisation=recommendation.organisation)
            self.fields["decision"].queryset = seen.order_by("-date_first_day", "-pk")  # type: ignore[attr-defined]
        self.fields["date"].widget.attrs["max"] = today.isoformat()

    def given(self) -> Given:
        names = ("text", "status", "reaction", "document", "reference", "decision_text", "case_number")
        values = {name: self.cleaned_data.get(name, "") for name in names}
        return Given(**values, decision=self.cleaned_data.get("decision"))
