"""The review page in every state: filters, pages, the open proposal, warnings, what was not understood."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from intake.conftest import MakeDocument
from intake.documents_made import PROGRAMME, Given, a_failed_document
from koers.intake import actions, review
from koers.intake.models import Document, Proposal
from koers.organisations.models import Organisation, User
from strict import StrictClient

GOAL = Given(
    "goal", "Elk team heeft een plan.", {"text": "Elk team heeft een plan"}, ("goal_without_verdict",)
)


def address(document: Document, query: str = "") -> str:
    return reverse("intake:review", args=[document.public_id]) + query


def page_of(client: StrictClient, document: Document, query: str = "") -> str:
    answer = client.get(address(document, query))
    assert answer.status_code == 200
    return str(answer.content.decode())


def many(count: int, *warnings: str) -> list[Given]:
    return [
        Given("risk", f"Risico {n}.", {"text": f"Risico {n}", "measures": []}, warnings)
        for n in range(1, count + 1)
    ]


def test_the_first_waiting_proposal_is_open_beside_its_lit_passage(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    page = page_of(manager_client, make_document(PROGRAMME, GOAL))
    assert '<mark class="koers-passage koers-passage--now">Programma Op pad</mark>' in page
    assert '<mark class="koers-passage">Elk team heeft een plan.</mark>' in page
    assert page.count("data-open-form") == 1
    assert 'name="name" value="Op pad"' in page
    assert "2 voorstellen uit dit document" in page


def test_a_document_that_was_not_read_leads_to_the_pile(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    document = a_failed_document(organisation, programme_manager)
    assert manager_client.get(address(document)).headers["Location"] == "/inlezen/"
    assert manager_client.get(reverse("intake:accept_all", args=[document.public_id])).status_code == 302


def test_a_chosen_proposal_opens(manager_client: StrictClient, make_document: MakeDocument) -> None:
    page = page_of(manager_client, make_document(PROGRAMME, GOAL), "?voorstel=2")
    assert '<mark class="koers-passage koers-passage--now">Elk team heeft een plan.</mark>' in page
    assert "Dit doel" in page or "terug op dit doel" in page


@pytest.mark.parametrize("number", ["²", "9" * 40, "-1", "x", "0", "99"])
def test_nonsense_in_the_address_gives_the_page(
    number: str, manager_client: StrictClient, make_document: MakeDocument
) -> None:
    page = page_of(
        manager_client, make_document(PROGRAMME, GOAL), f"?voorstel={number}&toon={number}&pagina={number}"
    )
    assert page.count("data-open-form") == 1


def test_the_filters_narrow_the_proposals(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document(PROGRAMME, GOAL, Given(), unread=("Hier staat iets wat niemand begrijpt.",))
    titles = {
        "alle": ["Op pad", "Elk team", "weinig tijd"],
        "waarschuwing": ["Elk team"],
        "te-doen": ["Op pad", "Elk team", "weinig tijd"],
    }
    for shown, expected in titles.items():
        page = page_of(manager_client, document, f"?toon={shown}")
        assert page.count("data-proposal>") == len(expected)
        assert f'name="toon" value="{shown}"' in page
    assert "Hier staat iets wat niemand begrijpt." in page_of(manager_client, document, "?toon=niet-begrepen")


def test_a_filter_without_proposals_has_a_way_out(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    page = page_of(manager_client, make_document(PROGRAMME), "?toon=waarschuwing")
    assert "Toon alle voorstellen" in page


def test_a_document_without_items_says_what_koers_reads(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document()
    document.proposals.get().delete()
    assert "Wij vonden geen feiten in dit document" in page_of(manager_client, document)


def test_nothing_not_understood_is_an_empty_choice(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    assert "Toon alle voorstellen" in page_of(manager_client, make_document(), "?toon=niet-begrepen")


def test_long_lists_have_pages_and_open_where_there_is_work(
    manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document(*many(45), kind="indicators")
    assert page_of(manager_client, document).count("data-proposal>") == review.PROPOSALS_PER_PAGE
    assert 'id="v41"' in page_of(manager_client, document, "?pagina=3")
    for proposal in document.proposals.filter(position__lte=20):
        actions.reject(by=programme_manager, proposal=proposal)
    page = page_of(manager_client, document)
    assert 'id="v21"' in page
    assert 'id="v20"' not in page
    assert page_of(manager_client, document, "?pagina=1").count("data-open-form") == 0


def test_warnings_are_told_in_words(manager_client: StrictClient, make_document: MakeDocument) -> None:
    page = page_of(manager_client, make_document(GOAL, warnings=("missing_figure",)))
    assert "goal_without_verdict" not in page
    assert "1 waarschuwing" in page
    assert "kondigt een afbeelding of tabel aan" in page


def test_a_warning_that_most_share_is_told_once(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    shared = many(6, "missing_contact")
    own = Given("risk", "Iets.", {"text": "Iets", "measures": []}, ("missing_contact", "end_before_start"))
    page = page_of(manager_client, make_document(*shared, own))
    assert page.count("7 voorstellen:") == 1
    assert page.count("er staat geen contactpersoon.") == 1
    assert page.count("1 waarschuwing<") == 1


def test_decided_proposals_are_small_and_can_be_undone(
    manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document(PROGRAMME, GOAL, Given())
    first, second, _third = document.proposals.all()
    actions.accept(by=programme_manager, proposal=first)
    actions.reject(by=programme_manager, proposal=second)
    page = page_of(manager_client, document)
    assert page.count('value="undo"') == 2
    assert '<mark class="koers-passage koers-passage--done">Programma Op pad</mark>' in page
    assert "kijkt niet terug op dit doel" in page


def test_of_a_long_document_only_the_surroundings_are_shown(
    manager_client: StrictClient, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "SHOWN_CHARACTERS", 500)
    filler = [Given("risk", "Lang verhaal " * 30, {"text": f"verhaal {n}", "measures": []}) for n in range(9)]
    page = page_of(manager_client, make_document(*filler), "?voorstel=1")
    assert 'id="p1"' in page
    assert 'id="p9"' not in page


def test_tables_lists_and_pages_of_the_document_are_shown(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    item = Given("risk", "- Er is weinig tijd", {"text": "Er is weinig tijd", "measures": ["Minder doen"]})
    document = make_document(item, table=("Jaar", "2024"), page_starts=(0, 10))
    page = page_of(manager_client, document)
    assert "koers-doc__item" in page
    assert "bladzijde 1" in page
    around = page_of(manager_client, make_document(table=("Jaar", "2024"), name="tabel.md"))
    assert "<td>2024" in around


def test_the_page_takes_the_same_queries_for_one_and_for_three(
    manager_client: StrictClient,
    make_document: MakeDocument,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one = make_document(PROGRAMME)
    three = make_document(PROGRAMME, GOAL, Given(), name="drie.md")
    for document in (one, three):
        with django_assert_num_queries(13):
            manager_client.get(address(document))


def test_a_source_opens_the_document_at_its_passage(
    strict_client: StrictClient, make_document: MakeDocument, programme_manager: User, reader: User
) -> None:
    document = make_document(PROGRAMME, GOAL)
    proposal = actions.accept(by=programme_manager, proposal=document.proposals.get(position=1))
    strict_client.force_login(reader)
    source = reverse("intake:passage", args=[document.public_id, proposal.public_id])
    page = strict_client.get(source).content.decode()
    assert '<mark class="koers-passage koers-passage--now">Programma Op pad</mark>' in page
    assert f"Overgenomen door {programme_manager.name}" in page
    assert "met de hand" not in page


def test_a_changed_value_says_so_at_its_source(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(GOAL, kind="indicators", keep_file=False)
    proposal = document.proposals.get()
    Proposal.objects.of(document.organisation).update(values=proposal.values | {"text": "Anders"})
    page = manager_client.get(
        reverse("intake:passage", args=[document.public_id, proposal.public_id])
    ).content.decode()
    assert "met de hand" in page
    assert "Overgenomen door" not in page
    assert "Download" not in page


def test_a_passage_of_another_document_is_not_found(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    first, second = make_document(), make_document(name="ander.md")
    other = second.proposals.get().public_id
    assert manager_client.get(reverse("intake:passage", args=[first.public_id, other])).status_code == 404


def test_a_passage_that_nobody_accepted_is_not_for_who_only_reads(
    strict_client: StrictClient, make_document: MakeDocument, reader: User
) -> None:
    document = make_document()
    strict_client.force_login(reader)
    address = reverse("intake:passage", args=[document.public_id, document.proposals.get().public_id])
    assert strict_client.get(address).status_code == 404
