"""Pages of operations paragraphs: parts, actions and printed figures, each with its source."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from intake.documents_made import Given
from koers.organisations.models import Organisation, User
from koers.programmes import actions
from koers.programmes.models import OperationsParagraph
from strict import StrictClient
from web.conftest import Accept


def development(number: int, **values: Any) -> Given:
    heading = f"Werving {number}"
    return Given(
        "development",
        f"{heading}: wij werven.",
        {"heading": heading, "text": "Wij werven", "actions": [], **values},
    )


def figure(number: int, **values: Any) -> Given:
    stated = {"name_raw": f"Kengetal {number}", "value": "5.4", **values}
    return Given("indicator", f"Kengetal {number} 5,4", stated)


FULL = (
    development(1, actions=[{"text": "Een campagne", "year": 2025}, {"text": "Gesprekken", "year": None}]),
    development(2),
    figure(1, indicator="absence_rate", unit="percent", year=2024, stage="realised"),
    figure(2, benchmark=True, denominator_raw="loonsom"),
)


def page_of(client: StrictClient, organisation: Organisation) -> str:
    found = OperationsParagraph.objects.of(organisation).get()
    return str(client.get(reverse("web:paragraph", args=[found.public_id])).content.decode())


def test_parts_actions_and_figures_are_shown_with_their_sources(
    reader_client: StrictClient, accept: Accept, organisation: Organisation
) -> None:
    document = accept(*FULL, kind="operations-paragraph")
    page = page_of(reader_client, organisation)
    for words in (
        "Wij werven",
        "Een campagne",
        "2025",
        "niet vermeld",
        "5,4",
        "Realisatie",
        "loonsom",
    ):
        assert words in page, words
    assert "vergelijking met anderen" in page
    assert page.count("koers-source") == document.proposals.count()
    assert 'href="#cijfers"' in page


def test_a_paragraph_without_anything_is_only_a_title(
    reader_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    actions.open_paragraph(by=programme_manager, organisation=organisation, title="Leeg", year=None)
    page = page_of(reader_client, organisation)
    assert "Leeg" in page
    assert 'id="cijfers"' not in page
    assert "jaar afgeleid" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(
    count: int,
    reader_client: StrictClient,
    accept: Accept,
    organisation: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    steps = [{"text": f"Stap {n}", "year": 2025} for n in range(count)]
    accept(
        *[development(n, actions=steps) for n in range(count)],
        *[figure(n) for n in range(count)],
        kind="operations-paragraph",
    )
    found = OperationsParagraph.objects.of(organisation).get()
    with django_assert_num_queries(11):
        reader_client.get(reverse("web:paragraph", args=[found.public_id]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(
    count: int,
    reader_client: StrictClient,
    accept: Accept,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        accept(development(number), kind="operations-paragraph", name=f"{number}.txt")
    with django_assert_num_queries(5):
        page = reader_client.get("/bedrijfsvoering/").content.decode()
    assert page.count('<th role="rowheader"') >= 1


def test_an_empty_list_says_what_comes_here(strict_client: StrictClient, programme_manager: User) -> None:
    strict_client.force_login(programme_manager)
    assert "Nog geen paragrafen" in strict_client.get("/bedrijfsvoering/").content.decode()


def test_an_unknown_paragraph_is_not_found(reader_client: StrictClient) -> None:
    unknown = reverse("web:paragraph", args=["0b0e9a52-6d4f-4d6b-9a39-0a1f0a3f6f10"])
    assert reader_client.get(unknown).status_code == 404
