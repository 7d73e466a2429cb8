"""Programme pages: everything, almost nothing, the way to the source, and a fixed number of queries."""

from __future__ import annotations

import re
from datetime import date

import pytest
from koers.web.programme_page import _share, _short
from pytest_django import DjangoAssertNumQueries

from intake.documents_made import Given
from koers.core.dates import PartialDate
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme
from koers.web import programme_page
from strict import StrictClient
from web.conftest import EVERYTHING, PROGRAMME, Accept

PAGE = "/programmas/waterveen/op-pad/"
ANCHORS = (
    "doelen werkgroepen voortgang tijdlijn producten geld risicos besluiten aanbevelingen samenhang betrokkenen "
    "lessen overdracht"
)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_everything_is_shown(reader_client: StrictClient, accept: Accept) -> None:
    accept(*EVERYTHING)
    page = reader_client.get(PAGE).content.decode()
    words = text_of(page)
    for anchor in ANCHORS.split():
        assert f'id="{anchor}"' in page
    for expected in (
        "Samen sterker",
        "Eindrapportage: april 2026",
        "1 juli 2026",
        "1 van 1 product klaar",
        "Overgedragen",
        "Geen producten vermeld",
        "college vastgesteld, 3 februari 2026",
        "OR advies",
        "Minder onderwerpen",
        "€ 640.000",
        "vanaf 2025, elk jaar",
        "2025 – 2026",
        "€ 210.000 (incl. indexatie)",
        "ongeveer € 500.000",
        "een regisseur",
        "7 november 2024",
        "organisatieonderzoek 2024",
        "Gebruikt de waarden",
        "Korte periodes hielpen",
        "Jaarplannen gaan over",
    ):
        assert expected in words, expected


def test_every_fact_leads_to_its_lit_passage(reader_client: StrictClient, accept: Accept) -> None:
    document = accept(*EVERYTHING)
    page = reader_client.get(PAGE).content.decode()
    sources = re.findall(r'class="utrecht-link koers-source" href="([^"]+)"', page)
    assert len(set(sources)) == document.proposals.count()
    for proposal in document.proposals.all():
        source = f"/inlezen/{document.public_id}/bron/{proposal.public_id}/"
        assert source in sources, proposal
    lit = reader_client.get(sources[0]).content.decode()
    assert "koers-passage--now" in lit


def test_a_fact_in_two_documents_has_two_sources(reader_client: StrictClient, accept: Accept) -> None:
    accept(PROGRAMME, EVERYTHING[1])
    accept(PROGRAMME, EVERYTHING[1], name="tweede.md")
    page = reader_client.get(PAGE).content.decode()
    assert "bron 1<" in page
    assert "bron 2<" in page


def test_almost_nothing_is_shown_without_empty_sections(reader_client: StrictClient, accept: Accept) -> None:
    accept(Given("programme", "Programma Kaal", {"name": "Kaal"}))
    page = reader_client.get("/programmas/waterveen/kaal/").content.decode()
    for anchor in ANCHORS.split():
        assert f'id="{anchor}"' not in page
    assert "Overzicht" in page


def test_a_programme_that_does_not_exist_is_not_found(reader_client: StrictClient) -> None:
    assert reader_client.get(PAGE).status_code == 404


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is(
    times: int,
    reader_client: StrictClient,
    accept: Accept,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    more = [
        Given(
            g.type,
            f"{g.words} {n}",
            {
                **g.values,
                **({"name": f"{g.values['name']} {n}"} if "name" in g.values else {}),
                **({"text": f"{g.values['text']} {n}"} if "text" in g.values else {}),
            },
        )
        for n in range(1, times)
        for g in EVERYTHING[1:]
        if g.type not in ("budget", "allocation")
    ]
    accept(*EVERYTHING, *more)
    with django_assert_num_queries(26):
        reader_client.get(PAGE)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(
    count: int,
    reader_client: StrictClient,
    accept: Accept,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        accept(
            Given("programme", f"Programma {number}", {"name": f"Programma {number}"}), name=f"{number}.md"
        )
    with django_assert_num_queries(5):
        page = reader_client.get("/programmas/").content.decode()
    assert page.count('<th role="rowheader"') == count


def test_an_empty_list_offers_reading_in_only_to_who_may(
    strict_client: StrictClient, reader: User, programme_manager: User
) -> None:
    strict_client.force_login(reader)
    assert 'href="/inlezen/"' not in strict_client.get("/programmas/").content.decode()
    assert 'href="/inlezen/"' not in strict_client.get("/bedrijfsvoering/").content.decode()
    strict_client.force_login(programme_manager)
    assert "Lees een rapportage in" in strict_client.get("/programmas/").content.decode()


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        ("2025", "2025", pytest.approx(0.5, abs=0.01)),
        ("2024", "2024", 1.0),
        ("2026", "2026", 0.0),
        ("2025", None, None),
        (None, "2025", None),
        ("2025-03-01", "2025-03-01", None),
    ],
)
def test_how_far_a_programme_is_follows_from_its_own_period(
    start: str | None, end: str | None, share: float | None
) -> None:
    dates = [PartialDate.from_iso(day) if day else None for day in (start, end)]
    assert _share(dates[0], dates[1], date(2025, 7, 2)) == share


def test_a_long_label_ends_at_a_word() -> None:
    long = "Dit is een tamelijk lange omschrijving van een gebeurtenis in het programma"
    assert _short("kort") == "kort"
    assert len(_short(long)) <= programme_page.TIMELINE_LABEL
    assert _short(long).endswith("…")


def test_what_is_told_twice_is_drawn_once(reader_client: StrictClient, accept: Accept) -> None:
    same = {"text": "De raad besluit", "date": "2025-03-01"}
    accept(
        PROGRAMME, Given("decision", "De raad besluit.", same), Given("event", "De raad besluit dit.", same)
    )
    drawing = reader_client.get(PAGE).context["view"].drawing
    assert [row.label for row in drawing.rows] == ["Op pad", "De raad besluit"]


def test_without_a_period_there_is_still_a_timeline_of_events(
    reader_client: StrictClient, accept: Accept, organisation: Organisation
) -> None:
    accept(Given("programme", "Programma Kaal", {"name": "Kaal"}), EVERYTHING[-2])
    assert Programme.objects.of(organisation).get().start is None
    assert 'id="tijdlijn"' in reader_client.get("/programmas/waterveen/kaal/").content.decode()
