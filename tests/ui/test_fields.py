"""Fields as the house shows them; where it writes them itself, they are those of Django."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
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


class Typing(forms.Form):
    text = forms.CharField(label="Naam & <co>", help_text="Kort <b>", max_length=20, min_length=2)
    mail = forms.EmailField(required=False)
    box = forms.BooleanField(required=False)
    marked = forms.CharField(
        widget=forms.TextInput(attrs={"id": "eigen", "data-x": 'a"b', "autofocus": True})
    )
    closed = forms.CharField(disabled=True, initial='<"dicht">', required=False)
    amount = forms.DecimalField(localize=True, required=False, widget=forms.TextInput)
    number = forms.IntegerField(required=False)


@pytest.mark.parametrize("data", [None, {"text": "<x>", "box": "on"}, {"text": "x", "mail": 'geen "adres"'}])
@pytest.mark.parametrize("name", list(Typing.base_fields))
@pytest.mark.parametrize("auto_id", ["id_%s", "eigen-%s", False])
def test_an_input_is_the_one_django_makes(
    name: str, data: dict[str, str] | None, auto_id: str | bool
) -> None:
    bound = Typing(data, auto_id=auto_id, initial={"amount": "1.5", "number": 3})[name]
    ours = view_of(bound).control
    theirs = bound.as_widget(attrs=_attributes(bound, [str(error) for error in bound.errors]))
    assert " ".join(ours.split()) == " ".join(theirs.split())


def shown(bound: forms.BoundField) -> str:
    return str(Template("{% field bound %}").render(Context({"bound": bound})))


def test_a_field_is_connected_to_its_label_help_and_errors() -> None:
    page = shown(Typing({"text": "x"})["text"])
    assert '<label class="utrecht-form-label" for="id_text">Naam &amp; &lt;co&gt;</label>' in page
    assert '<p class="utrecht-form-field-description" id="id_text_help">Kort &lt;b&gt;</p>' in page
    assert 'aria-describedby="id_text_help id_text_error"' in page
    assert 'id="id_text_error"' in page
    assert "utrecht-form-field--invalid" in page
    assert "(niet verplicht)" not in page


def test_a_box_has_its_label_behind_it() -> None:
    page = shown(Typing()["box"])
    assert '<label for="id_box">Box</label>' in page
    assert page.index("<input") < page.index("<label")
    assert "_help" not in page
    assert "_error" not in page


class Grouping(forms.Form):
    level = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "<A>"), ("b", "B")], help_text="Kies")


class Bare(forms.Form):
    level = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")])


def test_choices_form_a_fieldset_that_carries_help_and_errors() -> None:
    page = shown(Grouping({})["level"])
    assert '<fieldset class="utrecht-form-field utrecht-form-field--invalid"' in page
    assert 'aria-describedby="id_level_help id_level_error"' in page
    assert '<label for="id_level_0">&lt;A&gt;</label>' in page
    assert page.count('type="radio"') == 2
    assert "aria-describedby" not in shown(Bare()["level"])
