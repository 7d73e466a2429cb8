"""What a body did with what was asked of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koers.programmes.models import Adoption


class ActForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (Adoption.State.DONE.value, _("It was done")),
            (Adoption.State.REFUSED.value, _("It was refused")),
        ],
        widget=forms.RadioSelect,
    )
    act = forms.CharField(
        label=_("In the words of the body"),
        help_text=_("For example: adopted, advice given, taken note of."),
        max_length=100,
    )
    date = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    case_number = forms.CharField(label=_("Case number"), max_length=100, required=False)

    @classmethod
    def for_step(cls, step: Any, data: Any = None) -> ActForm:
        day = step.meeting.date if step.meeting else None
        initial = {
            "version": step.version,
            "act": step.act,
            "case_number": step.case_number,
            "date": day.isoformat() if day else None,
        }
        return cls(data, initial=initial)
