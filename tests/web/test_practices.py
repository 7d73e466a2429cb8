"""The practice list with its filters in every combination, and the page of one practice."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from intake.documents_made import Given
from koers.organisations.models import Organisation, User
from koers.practices import actions
from koers.practices.models import Practice
from koers.web import practice_views
from koers.web.practice_filter import PracticeFilterForm, query_of
from strict import StrictClient
from web.conftest import Accept, practice

LIST = "/praktijken/"
PERIOD = {
    "raw": "2019 tot 2021",
    "start": "2019",
    "end": "2021",
    "end_exclusive": True,
    "approximate": False,
    "open_end": False,
    "duration_months": None,
}
FULL = Given(
    "practice",
    "Élan: samen bewegen.",
    {
        "title": "Élan",
        "organisation": "Gemeente Duinmeer",
        "organisations": ["Duinmeer", "Waterrijk"],
        "project": "Bewegen op het werk",
        "round": 2,
        "theme": "vitaliteit",
        "theme_raw": "Vitaliteit",
        "period": PERIOD,
        "summary": "Samen bewegen",
        "contacts": [{"name": "Anna Bos", "email": "a.bos@example.org", "phone": None, "role": None}],
        "sections": [
            {"heading": "Wat leerden we", "kind": "lessons", "text": "Begin klein"},
            {"heading": "", "kind": "tips", "text": "Vraag hulp"},
        ],
        "attachments": ["Handleiding"],
    },
    ("open_end",),
)
CHOICES = {"zoek": "bewegen", "thema": "vitaliteit", "ronde": "2", "jaar": "2020", "organisatie": "Duinmeer"}


@pytest.fixture
def stock(accept: Accept) -> list[Practice]:
    document = accept(
        FULL,
        practice(1, theme="samenwerken", round=1),
        practice(2),
        kind="practice-catalogue",
        name="fonds.html",
    )
    return list(Practice.objects.of(document.organisation).order_by("title"))


def titles(client: StrictClient, **query: str) -> list[str]:
    answer = client.get(LIST, query)
    return [found.title for found in answer.context["practices"]]


def test_without_practices_the_page_says_what_comes_here(reader_client: StrictClient) -> None:
    page = reader_client.get(LIST).content.decode()
    assert "Nog geen praktijken" in page
    assert "Zoekwoorden" not in page


def test_all_practices_are_listed(reader_client: StrictClient, stock: list[Practice]) -> None:
    assert sorted(titles(reader_client)) == ["Klussenbank 001", "Klussenbank 002", "Élan"]
    assert "3 praktijken gevonden" in reader_client.get(LIST).content.decode()


@pytest.mark.parametrize("names", [c for n in (1, 2, 5) for c in combinations(CHOICES, n)])
def test_every_combination_of_filters(
    names: tuple[str, ...], reader_client: StrictClient, stock: list[Practice]
) -> None:
    assert titles(reader_client, **{name: CHOICES[name] for name in names}) == ["Élan"]


def test_chosen_filters_are_named_in_dutch_and_can_be_taken_away(
    reader_client: StrictClient, stock: list[Practice]
) -> None:
    page = reader_client.get(LIST, {"thema": "vitaliteit", "ronde": "2"}).content.decode()
    assert "Thema: Vitaliteit" in page
    assert 'href="/praktijken/?ronde=2"' in page
    assert 'href="/praktijken/?thema=vitaliteit"' in page
    alone = reader_client.get(LIST, {"ronde": "2"}).content.decode()
    assert 'href="/praktijken/"' in alone


def test_nothing_found_has_a_way_out(reader_client: StrictClient, stock: list[Practice]) -> None:
    page = reader_client.get(LIST, {"zoek": "zeepkist"}).content.decode()
    assert "0 praktijken gevonden" in page
    assert "Toon alle praktijken" in page


def test_a_choice_without_results_stays_chosen(reader_client: StrictClient, stock: list[Practice]) -> None:
    page = reader_client.get(
        LIST, {"thema": "jongeren", "organisatie": "Nergens", "jaar": "1999"}
    ).content.decode()
    assert '<option value="Nergens" selected>Nergens (0)</option>' in page
    assert '<option value="1999" selected>1999 (0)</option>' in page
    assert '<option value="jongeren" selected>Jongeren (0)</option>' in page


@pytest.mark.parametrize(
    "query",
    [
        {"jaar": "abc"},
        {"jaar": "²"},
        {"ronde": "99999"},
        {"thema": "<script>"},
        {"zoek": "\x00"},
        {"pagina": "laatste"},
        {"pagina": "-3"},
        {"onbekend": "1"},
    ],
)
def test_nonsense_narrows_nothing(
    query: dict[str, str], reader_client: StrictClient, stock: list[Practice]
) -> None:
    assert len(titles(reader_client, **query)) == 3


def test_what_is_asked_is_cut_to_a_decent_length() -> None:
    assert len(query_of({"zoek": "x" * 5000})["zoek"]) == 200
    assert PracticeFilterForm.filter_of({"jaar": "2020", "ronde": " 2 "}).round == 2


def test_long_lists_have_pages_that_keep_the_filter(reader_client: StrictClient, accept: Accept) -> None:
    number = practice_views.PRACTICES_PER_PAGE + 3
    accept(*[practice(n) for n in range(number)], kind="practice-catalogue")
    page = reader_client.get(LIST, {"zoek": "klussenbank", "pagina": "2"}).content.decode()
    assert page.count("<article>") == 3
    assert "zoek=klussenbank" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(
    count: int,
    reader_client: StrictClient,
    accept: Accept,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    accept(*[practice(n, organisations=["Duinmeer"]) for n in range(count)], kind="practice-catalogue")
    with django_assert_num_queries(11):
        reader_client.get(LIST)


def test_a_practice_tells_everything_but_its_contacts(
    reader_client: StrictClient, stock: list[Practice]
) -> None:
    page = reader_client.get(reverse("web:practice", args=[stock[-1].slug])).content.decode()
    for words in (
        "Bewegen op het werk",
        "2019 tot 2021",
        "Vitaliteit",
        "Begin klein",
        "Handleiding",
        "Waterrijk",
    ):
        assert words in page
    assert "Tips" in page
    assert "koers-source" in page
    assert "Er staat geen einde bij" in page
    assert "Anna Bos" not in page


def test_a_practice_with_little_says_so(reader_client: StrictClient, stock: list[Practice]) -> None:
    page = reader_client.get(reverse("web:practice", args=[stock[1].slug])).content.decode()
    assert "niet vermeld" in page


def test_another_organisation_reads_a_practice_without_its_source(
    strict_client: StrictClient, stock: list[Practice], stranger: User, programme_manager: User
) -> None:
    shared = stock[-1]
    actions.publish(by=programme_manager, record=shared, version=shared.version)
    strict_client.force_login(stranger)
    page = strict_client.get(reverse("web:practice", args=[stock[-1].slug])).content.decode()
    assert "Begin klein" in page
    assert "koers-source" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_practice_takes_the_same_queries(
    count: int,
    reader_client: StrictClient,
    accept: Accept,
    organisation: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    parts = [{"heading": f"Deel {n}", "kind": "other", "text": "Tekst"} for n in range(count)]
    names = [f"Gemeente {n}" for n in range(count)]
    accept(practice(1, sections=parts, organisations=names, attachments=names), kind="practice-catalogue")
    slug = Practice.objects.of(organisation).get().slug
    with django_assert_num_queries(9):
        reader_client.get(reverse("web:practice", args=[slug]))


def test_a_period_without_words_is_told_by_its_dates(
    reader_client: StrictClient, programme_manager: User, organisation: Organisation
) -> None:
    values = {"title": "Vaste gasten", "period": PERIOD | {"raw": None}, "theme_raw": "Gastvrijheid"}
    actions.accept_item(by=programme_manager, organisation=organisation, item_type="practice", values=values)
    found = Practice.objects.of(organisation).get()
    assert practice_views.period_words(found).replace("\xa0", " ") == "2019 – 2021"
    page = reader_client.get(reverse("web:practice", args=[found.slug])).content.decode()
    assert "Gastvrijheid" in page


def test_an_unknown_practice_is_not_found(reader_client: StrictClient) -> None:
    assert reader_client.get("/praktijken/bestaat-niet/").status_code == 404
