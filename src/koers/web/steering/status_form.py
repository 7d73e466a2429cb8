"""The form of a judgement: one judgement and one line to begin with, the rest where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.programmes.actions.judging import LONGEST_TEXT, AspectGiven
from koers.programmes.models import Aspect, Level
from koers.programmes.queries_status import Legend
from koers.ui.templatetags.koers import status as status_tag

EXPLAINED = ("cause", "consequence", "adjustment")


def level_choices(legend: Legend, *, meanings: bool = True) -> list[tuple[str, SafeString]]:
    """The levels as people of this organisation know them: sign, colour, word and what it means."""
    return [(level, _choice(legend, level, meanings)) for level in Level.values]


def _choice(legend: Legend, level: str, meanings: bool) -> SafeString:
    shown, meaning = status_tag(level, legend.word(level)), legend.meaning(level)
    if not meanings or not meaning:
        return shown
    return format_html('{} <span class="koers-small koers-soft">{}</span>', shown, meaning)


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_TEXT})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class StatusForm(forms.Form):
    """What is needed depends on the judgement, so the action says it; `none_required` leaves out "optional"."""

    none_required = True

    line = forms.CharField(
        label=gettext_lazy("In one line: how do things stand?"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"maxlength": 300}),
    )
    cause = _text(gettext_lazy("What is the cause?"))
    consequence = _text(gettext_lazy("What follows from it?"))
    adjustment = _text(gettext_lazy("What do you do about it?"))
    override_reason = _text(gettext_lazy("Why does your judgement differ from the suggestion?"))

    def __init__(
        self, data: Any = None, *, legend: Legend, aspects: Sequence[str] = (), suggested: bool = False
    ) -> None:
        super().__init__(data)
        self.legend, self.chosen = legend, list(aspects)
        level = self._levels(_("Your judgement"))
        parts: dict[str, forms.Field] = {}
        for aspect in self.chosen:
            name = str(Aspect(aspect).label)
            parts[f"aspect_{aspect}"] = self._levels(name, meanings=False)
            parts[f"aspect_{aspect}_line"] = forms.CharField(
                label=_("%(aspect)s in one line") % {"aspect": name}, required=False, max_length=300
            )
        self.fields = {"level": level, **self.fields, **parts}
        if not suggested:
            del self.fields["override_reason"]

    def _levels(self, label: str, *, meanings: bool = True) -> forms.ChoiceField:
        choices = level_choices(self.legend, meanings=meanings)
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)

    def explaining(self) -> list[BoundField]:
        return [self[name] for name in EXPLAINED]

    def aspect_pairs(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"aspect_{aspect}"], self[f"aspect_{aspect}_line"]) for aspect in self.chosen]

    def given(self) -> dict[str, Any]:
        """For `judge`; call after `is_valid`."""
        found = self.cleaned_data
        return {
            **{name: found[name] for name in ("level", "line", *EXPLAINED)},
            "override_reason": found.get("override_reason", ""),
            "aspects": {
                aspect: AspectGiven(found[f"aspect_{aspect}"], found[f"aspect_{aspect}_line"])
                for aspect in self.chosen
            },
        }
