"""The form of a proposal: what is left alone stays exactly as it was read, what is changed is checked."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.forms import Parts, ProposalForm, UploadForm
from koers.intake.items import null_values
from koers.intake.shapes import SHAPES

PERIOD = {
    "raw": "juli 2019 tot 1 september 2021",
    "start": "2019-07",
    "end": "2021-09-01",
    "end_exclusive": True,
    "approximate": False,
    "open_end": False,
    "duration_months": None,
}
PRACTICE: dict[str, Any] = {
    "title": "Klussenbank",
    "organisation": "Gemeente A",
    "organisations": ["A", "B"],
    "project": None,
    "round": 2,
    "theme": "vitaliteit",
    "theme_raw": "Vitaliteit",
    "period": PERIOD,
    "contacts": [{"name": "Anna Bos", "email": "a@example.org", "phone": None, "role": None}],
    "summary": "Een regel.\n\n  Nog een regel. ",
    "sections": [{"heading": "Tips", "kind": "tips", "text": "Doe het"}],
    "attachments": [],
}


def entered(form: ProposalForm) -> dict[str, str]:
    """What a browser sends when nobody touches a field: line ends become CRLF."""
    data = {name: str(form.initial.get(name) or "") for name in form.fields}
    return {name: words.replace("\n", "\r\n") for name, words in data.items()} | {"version": "1"}


def sent(item: str, values: dict[str, Any], **changed: str) -> ProposalForm:
    data = QueryDict(mutable=True)
    data.update(entered(ProposalForm(SHAPES[item], values, 1)) | changed)
    return ProposalForm(SHAPES[item], values, 1, data)


def valid(item: str, values: dict[str, Any], **changed: str) -> dict[str, Any]:
    form = sent(item, values, **changed)
    assert form.is_valid(), form.errors
    return form.values


@pytest.mark.parametrize("item", SHAPES)
def test_a_proposal_without_values_stays_without(item: str) -> None:
    values: dict[str, Any] = dict(null_values(SHAPES[item].names))
    for field in SHAPES[item].fields:
        if field.form in ("lines", "parts"):
            values[field.name] = []
    assert valid(item, values) == values


def test_what_nobody_touches_stays_exactly_as_read() -> None:
    assert valid("practice", PRACTICE) == PRACTICE


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_text_left_alone_stays(words: str) -> None:
    values = {"text": words, "target_date": None}
    assert valid("goal", values) == values


def test_a_text_keeps_its_lines() -> None:
    values = valid("practice", PRACTICE, summary="Een  regel.\r\nNog een.")
    assert values["summary"] == "Een regel.\nNog een."


@pytest.mark.parametrize(
    ("changed", "period"),
    [
        ({"period-start": "1 juli 2019"}, PERIOD | {"start": "2019-07-01"}),
        ({"period-end": "2022"}, PERIOD | {"end": "2022", "end_exclusive": False}),
        ({"period-end": ""}, PERIOD | {"end": None}),
    ],
)
def test_a_changed_side_of_a_period_is_meant_as_typed(
    changed: dict[str, str], period: dict[str, Any]
) -> None:
    assert valid("practice", PRACTICE, **changed)["period"] == period


def test_an_end_closes_an_open_period() -> None:
    values = PRACTICE | {"period": PERIOD | {"end": None, "open_end": True}}
    assert valid("practice", values, **{"period-end": "2022"})["period"]["open_end"] is False


def test_a_period_can_be_filled_in_where_none_was_read() -> None:
    period = valid("practice", PRACTICE | {"period": None}, **{"period-start": "2020"})["period"]
    assert period["start"] == "2020"
    assert period["raw"] is None


def test_a_part_can_be_added_changed_and_emptied() -> None:
    added = valid("practice", PRACTICE, **{"contacts-1-name": "Piet Vos"})["contacts"]
    assert [contact["name"] for contact in added] == ["Anna Bos", "Piet Vos"]
    changed = valid("practice", PRACTICE, **{"contacts-0-phone": "088 123 45 67"})["contacts"]
    assert changed == [PRACTICE["contacts"][0] | {"phone": "088 123 45 67"}]
    emptied = valid("practice", PRACTICE, **{"contacts-0-name": "", "contacts-0-email": ""})["contacts"]
    assert emptied == []


def test_an_error_in_a_part_opens_its_fold() -> None:
    values = {
        "name": "Kompas",
        "track": None,
        "status": None,
        "adoptions": [{"body": "CMT", "act": None, "date": None}],
    }
    form = sent("deliverable", values, **{"adoptions-0-date": "ooit"})
    assert not form.is_valid()
    (parts,) = [group for group in form.groups() if isinstance(group, Parts)]
    assert parts.has_errors
    assert parts.count == 1
    assert [fields.legend for fields in parts.sets] == ["Vaststellingen 1", "Voeg er één toe"]


def test_without_an_error_the_fold_is_closed() -> None:
    parts = [
        group for group in ProposalForm(SHAPES["practice"], PRACTICE, 1).groups() if isinstance(group, Parts)
    ]
    assert [part.has_errors for part in parts] == [False, False]


def test_a_value_outside_the_list_can_be_left_but_not_chosen() -> None:
    values = {"name": "Kompas", "status": "op_schema", "text": None}
    assert valid("track", values)["status"] == "op_schema"
    assert not sent("track", values, status="verzonnen").is_valid()


def test_a_choice_of_numbers_gives_a_number() -> None:
    assert valid("practice", PRACTICE, round="1")["round"] == 1
    assert valid("practice", PRACTICE, round="")["round"] is None


def test_yes_and_no() -> None:
    values: dict[str, Any] = dict(null_values(SHAPES["programme"].names)) | {"name": "Op pad", "final": True}
    assert valid("programme", values, final="no")["final"] is False


@pytest.mark.parametrize("changed", [{"amount": "veel"}, {"from_year": "25"}, {"version": "x"}])
def test_what_cannot_be_is_an_error_at_its_field(changed: dict[str, str]) -> None:
    money = {"raw": "€ 5", "amount": "5.00", "currency": "EUR", "approximate": False, "includes": None}
    values = {"amount": money, "kind": None, "from_year": 2025, "to_year": None}
    form = sent("budget", values, **changed)
    assert not form.is_valid()
    assert list(form.errors) == list(changed)


def test_no_files_is_an_error() -> None:
    form = UploadForm({}, MultiValueDict())
    assert form.errors == {"documents": ["Kies ten minste één bestand."]}
