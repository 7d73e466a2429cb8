"""The filters of the practice list as a form that works without script, and what was chosen as links that undo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from koers.practices.queries import Facets, FacetValue, PracticeFilter
from koers.ui.parts import Link

NAMES = ("zoek", "thema", "ronde", "jaar", "organisatie")


def _choices(first: str | Promise, values: Sequence[FacetValue]) -> list[tuple[str, str | Promise]]:
    return [("", first), *((value.value, f"{value.label} ({value.count})") for value in values)]


class PracticeFilterForm(forms.Form):
    """Each choice says how many practices it gives with the other filters applied."""

    zoek = forms.CharField(label=_("Words"), required=False, max_length=200)
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    ronde = forms.ChoiceField(label=_("Round"), required=False)
    jaar = forms.ChoiceField(label=_("Year"), required=False)
    organisatie = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, asked: Mapping[str, Any], facets: Facets) -> None:
        super().__init__(initial={name: asked.get(name, "") for name in NAMES}, auto_id="filter-%s")
        self.query = {name: str(asked[name]) for name in NAMES if asked.get(name)}
        found: dict[str, list[tuple[str, str | Promise]]] = {
            "thema": _choices(_("All themes"), facets.themes),
            "ronde": _choices(_("All rounds"), facets.rounds),
            "jaar": _choices(_("All years"), facets.years),
            "organisatie": _choices(_("All organisations"), facets.organisations),
        }
        for name, choices in found.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @staticmethod
    def filter_of(asked: Mapping[str, Any]) -> PracticeFilter:
        """The filter an address asks for; what makes no sense (a year that is no number) narrows nothing."""
        return PracticeFilter(
            text=str(asked.get("zoek", ""))[:200],
            theme=str(asked.get("thema", "")),
            round=_number(asked.get("ronde")),
            year=_number(asked.get("jaar")),
            organisation=str(asked.get("organisatie", "")),
        )


def _number(text: Any) -> int | None:
    words = str(text or "")
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 4 else None


def chosen_links(address: str, form: PracticeFilterForm) -> list[Link]:
    """Per chosen filter a link to the list without it."""
    links = []
    for name, value in form.query.items():
        rest = {other: words for other, words in form.query.items() if other != name}
        links.append(
            Link(f"{form.fields[name].label}: {value}", f"{address}?{urlencode(rest)}", sign="close")
        )
    return links
