"""What a body did with what was asked of it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koers.programmes.models import Adoption


class ActForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """The day that was warned about: saving the same day once more means that it is right."""
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
        # A day still to come would be refused: a body has not met yet.
        today = timezone.localdate()
        day = min(step.meeting.date, today) if step.meeting else today
        initial = {
            "version": step.version,
            "act": step.act,
            "case_number": step.case_number,
            "date": day.isoformat(),
        }
        form = cls(data, initial=initial)
        form.fields["date"].widget.attrs["max"] = today.isoformat()
        return form

    def warn_about(self, day: datetime.date) -> None:
        """Keeps for the next time that this day was warned about."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = day.isoformat()
