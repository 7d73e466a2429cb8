"""The filters of the practice list as a form that works without script, and what was chosen as links that undo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from koers.practices.models import Theme
from koers.practices.queries import Facets, FacetValue, PracticeFilter
from koers.ui.parts import Link

NAMES = ("zoek", "thema", "ronde", "jaar", "organisatie")
LONGEST = 200


def _choices(first: str | Promise, values: Sequence[FacetValue]) -> list[tuple[str, str | Promise]]:
    return [("", first), *((value.value, f"{value.label} ({value.count})") for value in values)]


class PracticeFilterForm(forms.Form):
    """Each choice says how many practices it gives with the other filters applied."""

    none_required = True

    zoek = forms.CharField(label=_("Words"), required=False, max_length=LONGEST)
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    ronde = forms.ChoiceField(label=_("Round"), required=False)
    jaar = forms.ChoiceField(label=_("Year"), required=False)
    organisatie = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, asked: Mapping[str, Any], facets: Facets) -> None:
        self.query = query_of(asked)
        super().__init__(initial=self.query, auto_id="filter-%s")
        found: dict[str, list[tuple[str, str | Promise]]] = {
            "thema": _choices(_("All themes"), facets.themes),
            "ronde": _choices(_("All rounds"), facets.rounds),
            "jaar": _choices(_("All years"), facets.years),
            "organisatie": _choices(_("All organisations"), facets.organisations),
        }
        for name, choices in found.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            asked_for = self.query.get(name, "")
            absent = asked_for not in {value for value, _label in choices}
            field.choices = [*choices, (asked_for, f"{_shown(name, asked_for)} (0)")] if absent else choices

    @staticmethod
    def filter_of(asked: Mapping[str, Any]) -> PracticeFilter:
        """The filter an address asks for; what makes no sense (a year that is no number) narrows nothing."""
        query = query_of(asked)
        return PracticeFilter(
            text=query.get("zoek", ""),
            theme=query.get("thema", ""),
            round=int(query["ronde"]) if "ronde" in query else None,
            year=int(query["jaar"]) if "jaar" in query else None,
            organisation=query.get("organisatie", ""),
        )


def query_of(asked: Mapping[str, Any]) -> dict[str, str]:
    """What the address asks and makes sense: no unknown names or themes, no year or round that is no number."""
    said = {name: str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST] for name in NAMES}
    return {name: words for name, words in said.items() if words and _makes_sense(name, words)}


def _makes_sense(name: str, words: str) -> bool:
    if name in ("ronde", "jaar"):
        return words.isascii() and words.isdigit() and len(words) <= 4
    return name != "thema" or words in Theme.values


def chosen_links(address: str, form: PracticeFilterForm) -> list[Link]:
    """Per chosen filter a link to the list without it."""
    links = []
    for name, value in form.query.items():
        rest = {other: words for other, words in form.query.items() if other != name}
        label = f"{form.fields[name].label}: {_shown(name, value)}"
        links.append(Link(label, f"{address}?{urlencode(rest)}" if rest else address, sign="close"))
    return links


def _shown(name: str, value: str) -> str:
    return str(Theme(value).label) if name == "thema" else value
