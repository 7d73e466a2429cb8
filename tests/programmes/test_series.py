"""The course of an indicator: drawn in its order, and broken where a reorganisation changed what is measured."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _
from hypothesis import given
from hypothesis import strategies as st

from koers.organisations.models import Organisation, User
from koers.programmes.models import Goal, Indicator, Measurement, Programme, Reorganisation
from koers.programmes.series import BASE, HEAD, Break, Point, draw
from strict import StrictClient

START = date(2025, 1, 1)


def point(days: int, value: str = "1") -> Point:
    return Point(START + timedelta(days=days), Decimal(value), value)


def a_break(days: int) -> Break:
    day = START + timedelta(days=days)
    return Break(day, "Samen", day.isoformat())


def test_a_line_joins_values_of_the_same_units_only() -> None:
    found = draw([point(200, "3"), point(0, "1"), point(100, "2")], [a_break(150)])
    assert found is not None
    assert [dot.point.said for dot in found.dots] == ["1", "2", "3"]
    assert [(stroke.x1, stroke.x2) for stroke in found.strokes] == [(found.dots[0].x, found.dots[1].x)]
    (mark,) = found.marks
    assert found.dots[1].x < mark.x < found.dots[2].x
    assert mark.anchor == "end"


@pytest.mark.parametrize("points", [[], [point(3)], [point(3, "1"), point(3, "2")]])
def test_without_a_course_there_is_no_drawing(points: list[Point]) -> None:
    assert draw(points, [a_break(3)]) is None


@given(
    days=st.lists(st.integers(0, 3000), min_size=2, max_size=12, unique=True),
    values=st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=12, max_size=12),
    broken=st.lists(st.integers(-100, 3100), max_size=4, unique=True),
)
def test_everything_stays_in_the_drawing(days: list[int], values: list[Decimal], broken: list[int]) -> None:
    points = [point(day, str(value)) for day, value in zip(days, values, strict=False)]
    found = draw(points, [a_break(day) for day in broken])
    assert found is not None
    assert all(HEAD <= dot.y <= BASE for dot in found.dots)
    places = [*(dot.x for dot in found.dots), *(mark.x for mark in found.marks)]
    assert all(0 <= float(place.rstrip("%")) <= 100 for place in places)
    between = [day for day in broken if min(days) < day <= max(days)]
    assert len(found.marks) == len(between)
    gaps = sum(
        any(one < day <= other for day in between)
        for one, other in zip(sorted(days), sorted(days)[1:], strict=False)
    )
    assert len(found.strokes) == len(days) - 1 - gaps


@pytest.fixture
def indicator(organisation: Organisation) -> Indicator:
    programme = Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")
    goal = Goal.objects.create(programme=programme, text="Minder uitval")
    return Indicator.objects.create(goal=goal, name="Verzuim", unit="procent")


def page_of(client: StrictClient, indicator: Indicator) -> str:
    return client.get(f"/register/indicatoren/{indicator.public_id}/").content.decode()


def test_the_page_draws_the_break_and_tells_it(
    indicator: Indicator, organisation: Organisation, strict_client: StrictClient, programme_manager: User
) -> None:
    strict_client.force_login(programme_manager)
    assert "koers-series" not in page_of(strict_client, indicator)
    for year, value in ((2024, "6.8"), (2026, "5.9")):
        Measurement.objects.create(indicator=indicator, date=date(year, 3, 1), value=Decimal(value))
    assert "koers-series__break" not in page_of(strict_client, indicator)
    Reorganisation.objects.create(
        organisation=organisation,
        name="Twee worden één",
        effective_date=date(2025, 1, 1),
        state="carried_out",
    )
    page = page_of(strict_client, indicator)
    assert page.count('class="koers-series__break"') == 1
    assert 'class="sailed"' not in page.split("koers-series")[1].split("</figure>")[0]
    table = page.split("</figure>")[1].split("</table>")[0].replace("\xa0", " ")
    assert table.index("6,8") < table.index(_("from here on other units")) < table.index("5,9")
    assert "Twee worden één" in table
    assert "1 januari 2025" in table
    assert "Twee worden één" in page.split("<figcaption")[1].split("</figcaption>")[0]


def test_one_measurement_is_a_table_alone(
    indicator: Indicator, strict_client: StrictClient, programme_manager: User
) -> None:
    strict_client.force_login(programme_manager)
    Measurement.objects.create(indicator=indicator, date=date(2026, 3, 1), value=Decimal(5))
    page = page_of(strict_client, indicator)
    assert 'id="verloop"' in page
    assert "koers-series" not in page
