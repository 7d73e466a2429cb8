"""Noting a motion or promise on the council's side: by who records what the council does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.core.dates import PartialDate
from koers.decisions.forms import TellingForm
from koers.decisions.states import Kind
from koers.ui.entry import read_date


class NoteForm(TellingForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[(Kind.PROMISE.value, Kind.PROMISE.label), (Kind.MOTION.value, Kind.MOTION.label)],
        widget=forms.RadioSelect,
        initial=Kind.PROMISE.value,
    )
    text = forms.CharField(
        label=gettext_lazy("Literal text"),
        help_text=gettext_lazy("As it was said or adopted. Once it is stored it stays as it is."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    number = forms.CharField(label=gettext_lazy("Number"), max_length=20, required=False)
    date = forms.DateField(
        label=gettext_lazy("In the meeting of"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    portfolio_holder = forms.CharField(
        label=gettext_lazy("Portfolio holder"),
        help_text=gettext_lazy("Who promised it, or who carries out the motion."),
        max_length=200,
    )
    planned = forms.CharField(
        label=gettext_lazy("Ready on"),
        help_text=gettext_lazy("A day, month or year: 1 juli 2027, juli 2027 or 2027."),
        max_length=40,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"date": timezone.localdate()})

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Fill in the day of the meeting."))
        return day

    def clean_planned(self) -> PartialDate | None:
        given = self.cleaned_data["planned"].strip()
        if not given:
            return None
        try:
            return read_date(given)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        day = said["date"]
        return {**said, "date": PartialDate(day.year, day.month, day.day)}
