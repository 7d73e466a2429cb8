"""The filters of the portfolio as a form that works without script, and what was chosen as links that undo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.programmes.models import Level, Programme
from koers.programmes.portfolio import ORDERS, Wanted
from koers.ui.parts import Link

LONGEST = 200
NONE = "none"


class PortfolioForm(forms.Form):
    none_required = True

    zoek = forms.CharField(label=_("Name"), required=False, max_length=LONGEST)
    fase = forms.ChoiceField(
        label=_("Phase"), required=False, choices=[("", _("All phases")), *Programme.Phase.choices]
    )
    oordeel = forms.ChoiceField(
        label=_("Judgement"),
        required=False,
        choices=[("", _("All judgements")), *Level.choices, (NONE, _("Not judged yet"))],
    )
    organisatie = forms.ChoiceField(label=_("Organisation"), required=False)
    sorteer = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("By name")),
            ("end", _("By end date")),
            ("update", _("Longest without update first")),
        ],
    )
    stil = forms.BooleanField(label=_("Only without a recent update"), required=False)

    def __init__(
        self, asked: Mapping[str, Any], organisations: Sequence[Organisation], *, steers: bool
    ) -> None:
        self.names = {one.slug: one.name for one in organisations}
        self.base_query = query_of(asked)
        super().__init__(initial=self.base_query, auto_id="filter-%s")
        choice = self.fields["organisatie"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("All organisations")), *self.names.items()]
        if len(organisations) < 2:
            del self.fields["organisatie"]
        if not steers:
            del self.fields["oordeel"]
        self.query = {name: words for name, words in self.base_query.items() if name in self.fields}

    @property
    def wanted(self) -> Wanted:
        said = self.query.get
        return Wanted(
            text=said("zoek", ""),
            phase=said("fase", ""),
            level=said("oordeel", ""),
            organisation=said("organisatie", ""),
            silent="stil" in self.query,
            order=said("sorteer", "") or "name",
        )

    def chosen(self, address: str) -> list[Link]:
        """Per chosen filter a link to the list without it."""
        links = []
        for name, value in self.query.items():
            if name == "sorteer":
                continue
            rest = {other: words for other, words in self.query.items() if other != name}
            label = str(self.fields[name].label)
            shown = label if name == "stil" else f"{label}: {self._shown(name, value)}"
            links.append(Link(shown, f"{address}?{urlencode(rest)}" if rest else address, sign="close"))
        return links

    def _shown(self, name: str, value: str) -> str:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return value
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]


def query_of(asked: Mapping[str, Any]) -> dict[str, str]:
    """What the address asks and makes sense; the rest narrows nothing."""
    allowed: dict[str, set[str] | None] = {
        "zoek": None,
        "fase": set(Programme.Phase.values),
        "oordeel": {*Level.values, NONE},
        "organisatie": None,
        "sorteer": set(ORDERS) - {"name"},
        "stil": {"on"},
    }
    said = {name: str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST] for name in allowed}
    return {
        name: words
        for name, words in said.items()
        if words and (allowed[name] is None or words in allowed[name])  # type: ignore[operator]
    }
