"""The organisation's own words for the levels, with a preview of how they look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koers.editing import drafts
from koers.editing.expired import keeps_what_was_typed
from koers.organisations.access import require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions.judging import set_legend
from koers.programmes.models import Level
from koers.programmes.queries_status import Legend, legend_of
from koers.web.steering.form_errors import take_errors


class LegendForm(forms.Form):
    """Word and meaning per level; an empty word is Koers' own."""

    none_required = True

    def __init__(self, data: Any, *, legend: Legend) -> None:
        initial = {f"{level}_word": legend.words.get(level, "") for level in Level.values}
        initial |= {f"{level}_meaning": legend.meaning(level) for level in Level.values}
        super().__init__(data, initial=initial)
        for level in Level:
            own = str(level.label)
            self.fields[f"{level}_word"] = forms.CharField(
                label=_("Your word for “%(word)s”") % {"word": own},
                required=False,
                max_length=40,
                widget=forms.TextInput(attrs={"placeholder": own, "maxlength": 40, "data-word": level}),
            )
            self.fields[f"{level}_meaning"] = forms.CharField(
                label=_("What “%(word)s” means with you") % {"word": own}, required=False, max_length=300
            )

    def rows(self) -> list[tuple[str, str, str, BoundField, BoundField]]:
        """Level, Koers' own word, the word shown now, and both fields."""
        return [
            (
                level.value,
                str(level.label),
                str(self[f"{level}_word"].value() or level.label),
                self[f"{level}_word"],
                self[f"{level}_meaning"],
            )
            for level in Level
        ]

    def given(self) -> dict[str, tuple[str, str]]:
        found = self.cleaned_data
        return {level: (found[f"{level}_word"], found[f"{level}_meaning"]) for level in Level.values}


@keeps_what_was_typed
@require(Permission.CHANGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def legend(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.CHANGE_REGISTER)
    typed = request.POST if request.method == "POST" else None
    form = LegendForm(typed, legend=legend_of(organisation))
    if form.is_bound and not drafts.is_stale(request) and form.is_valid():
        try:
            set_legend(by=user_of(request), organisation=organisation, words=form.given())
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("Your words are now in use in every programme."))
            return HttpResponseRedirect(request.path)
    context = {
        "title": _("Words for judgements"),
        "organisation": organisation,
        "form": form,
        "stale": drafts.is_stale(request),
    }
    return render(request, "web/steering/legend.html", context, status=422 if form.errors else 200)
