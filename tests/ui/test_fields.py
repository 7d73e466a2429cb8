"""Fields as the house shows them; where it writes them itself, they are those of Django."""

from __future__ import annotations

import pytest
from django import forms
from pytest_django.asserts import assertHTMLEqual

from koers.ui.fields import _attributes, view_of


class Choosing(forms.Form):
    plain = forms.ChoiceField(choices=[("", "Alles"), ("a&b", "<A>"), ("1", "Een")], required=False)
    grouped = forms.ChoiceField(choices=[("Groep “G”", [("x", "X"), ("y", "Y")]), ("z", "Z")])
    closed = forms.ChoiceField(choices=[("x", "X")], disabled=True, initial="x")


@pytest.mark.parametrize("data", [None, {"plain": "a&b", "grouped": "y"}, {"plain": "onzin", "grouped": ""}])
@pytest.mark.parametrize("name", ["plain", "grouped", "closed"])
def test_a_list_of_choices_is_the_one_django_makes(name: str, data: dict[str, str] | None) -> None:
    bound = Choosing(data)[name]
    ours = view_of(bound).control
    theirs = bound.as_widget(attrs=_attributes(bound, [str(error) for error in bound.errors]))
    assertHTMLEqual(ours, theirs)
