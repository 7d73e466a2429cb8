"""Operations paragraphs: opened once, with developments and figures as printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.organisations.models import Organisation, User
from koers.organisations.records import NotRemovable
from koers.programmes import actions, queries
from koers.programmes.models import Development, IndicatorValue, OperationsParagraph

FIGURE: dict[str, Any] = {
    "indicator": "external_hire_amount",
    "name_raw": "Externe inhuur",
    "unit": "eur",
    "value": "1169109",
    "year": 2023,
    "stage": "budget",
    "benchmark": False,
    "denominator_raw": None,
}


@pytest.fixture
def paragraph(organisation: Organisation, programme_manager: User) -> OperationsParagraph:
    return actions.open_paragraph(
        by=programme_manager, organisation=organisation, title="Bedrijfsvoering", year=2023, stage="budget"
    )


def _accept(paragraph: OperationsParagraph | None, by: User, item_type: str, values: dict[str, Any]) -> Any:
    organisation = Organisation.objects.get(slug="waterveen")
    return actions.accept_item(
        by=by, organisation=organisation, item_type=item_type, values=values, paragraph=paragraph
    )


def test_a_paragraph_is_opened_once(
    paragraph: OperationsParagraph, organisation: Organisation, programme_manager: User
) -> None:
    values: dict[str, Any] = {"title": "Bedrijfsvoering", "year": 2023, "stage": "budget"}
    assert actions.open_paragraph(by=programme_manager, organisation=organisation, **values) == paragraph
    other = actions.open_paragraph(
        by=programme_manager, organisation=organisation, **(values | {"year": 2024})
    )
    assert other != paragraph
    assert str(other) == "Bedrijfsvoering"


def test_a_figure_is_kept_exactly_as_written(paragraph: OperationsParagraph, programme_manager: User) -> None:
    figure = _accept(paragraph, programme_manager, "indicator", FIGURE | {"value": "7.10"}).record
    figure.refresh_from_db()
    assert (figure.value_text, figure.exact, figure.value) == ("7.10", Decimal("7.10"), Decimal("7.1"))
    assert (figure.paragraph, figure.benchmark, str(figure)) == (paragraph, False, "Externe inhuur 2023")


def test_a_figure_without_raw_name_is_called_by_its_indicator(
    programme_manager: User, organisation: Organisation
) -> None:
    figure = _accept(None, programme_manager, "indicator", FIGURE | {"name_raw": None, "year": None}).record
    assert str(figure) == figure.get_indicator_display()
    assert list(queries.indicator_values(programme_manager)) == [figure]


def test_the_same_figure_once_but_every_stage_apart(
    paragraph: OperationsParagraph, programme_manager: User
) -> None:
    assert _accept(paragraph, programme_manager, "indicator", FIGURE).created
    assert not _accept(paragraph, programme_manager, "indicator", FIGURE).created
    for difference in ({"stage": "realised"}, {"year": 2022}, {"benchmark": True}, {"value": "1"}):
        assert _accept(paragraph, programme_manager, "indicator", FIGURE | difference).created
    assert IndicatorValue.objects.visible_to(programme_manager).count() == 5


@pytest.mark.parametrize("value", [None, "", "veel", "NaN", 7])
def test_a_figure_needs_a_number(value: Any, paragraph: OperationsParagraph, programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        _accept(paragraph, programme_manager, "indicator", FIGURE | {"value": value})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_any_number_survives_with_all_its_decimals(
    number: Decimal, paragraph: OperationsParagraph, programme_manager: User
) -> None:
    figure = _accept(paragraph, programme_manager, "indicator", FIGURE | {"value": f"{number:f}"}).record
    figure.refresh_from_db()
    assert figure.exact == number
    assert abs(figure.value - number) <= Decimal("0.00005")


def test_a_development_has_its_actions_in_order(
    paragraph: OperationsParagraph, programme_manager: User
) -> None:
    values = {
        "heading": "Verzuim",
        "text": "Het daalt",
        "actions": [{"text": "Scan", "year": 2024}, {"text": "Plan", "year": None}],
    }
    first = _accept(paragraph, programme_manager, "development", values)
    again = _accept(paragraph, programme_manager, "development", values)
    assert (first.created, again.created) == (True, False)
    assert [(a.text, a.year) for a in first.record.actions.all()] == [("Scan", 2024), ("Plan", None)]
    assert [str(action) for action in first.record.actions.all()] == ["Scan", "Plan"]
    assert str(first.record) == "Verzuim"

    other = _accept(paragraph, programme_manager, "development", values | {"actions": []})
    assert other.created


def test_a_development_outside_a_paragraph_is_found(
    programme_manager: User, organisation: Organisation
) -> None:
    record = _accept(None, programme_manager, "development", {"heading": "Los"}).record
    assert list(queries.loose_developments(programme_manager)) == [record]


@pytest.mark.parametrize("item_type", ["goal", "event"])
def test_a_paragraph_may_state_goals_and_events(
    item_type: str, paragraph: OperationsParagraph, programme_manager: User
) -> None:
    values = {"text": "Minder verzuim"}
    first = _accept(paragraph, programme_manager, item_type, values)
    assert (first.record.paragraph, first.record.programme) == (paragraph, None)
    assert first.record.organisation == paragraph.organisation
    assert not _accept(paragraph, programme_manager, item_type, values).created
    with pytest.raises(ValidationError):
        _accept(None, programme_manager, item_type, values)


def test_a_paragraph_in_use_stays(paragraph: OperationsParagraph, programme_manager: User) -> None:
    record = _accept(paragraph, programme_manager, "development", {"heading": "Verzuim"}).record
    with pytest.raises(NotRemovable):
        actions.withdraw(by=programme_manager, record=paragraph)
    actions.withdraw(by=programme_manager, record=record)
    actions.withdraw(by=programme_manager, record=paragraph)
    assert not OperationsParagraph.objects.visible_to(programme_manager).exists()
    assert not Development.objects.visible_to(programme_manager).exists()
