"""Deciding on the page: one proposal at a time, and nothing a person typed gets lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from intake.conftest import MakeDocument
from intake.documents_made import PROGRAMME, Given
from koers.intake import actions
from koers.intake.models import Document, Proposal
from koers.organisations.models import User
from strict import StrictClient

GOAL = Given(
    "goal", "Elk team heeft een plan in 2026.", {"text": "Elk team heeft een plan", "target_date": "2026"}
)
FORM = {"version": "0", "text": "Elk team heeft een plan", "target_date": "2026"}


@pytest.fixture
def document(make_document: MakeDocument) -> Document:
    return make_document(PROGRAMME, GOAL, Given())


def proposal_of(document: Document, position: int) -> Proposal:
    found: Proposal = document.proposals.get(position=position)
    return found


def decide(client: StrictClient, document: Document, position: int, decision: str, **form: str) -> Any:
    proposal = proposal_of(document, position)
    form.setdefault("version", str(proposal.version))
    address = reverse("intake:decide", args=[document.public_id, proposal.public_id])
    return client.post(address, {"decision": decision, **form})


def words_after(client: StrictClient, answer: Any) -> str:
    assert answer.status_code == 302
    return str(client.get(answer.headers["Location"]).content.decode())


def test_accepting_takes_over_and_opens_the_next(manager_client: StrictClient, document: Document) -> None:
    answer = decide(manager_client, document, 1, "accept", name="Op pad", final="")
    assert answer.headers["Location"].endswith("?voorstel=2#v2")
    assert "Overgenomen: Programma: Op pad" in words_after(manager_client, answer)
    assert proposal_of(document, 1).state == Proposal.State.ACCEPTED


def test_what_a_person_changes_is_what_is_taken_over(
    manager_client: StrictClient, document: Document
) -> None:
    decide(manager_client, document, 2, "accept", text="Ieder team heeft een plan", target_date="1 juli 2026")
    proposal = proposal_of(document, 2)
    assert proposal.values == {"text": "Ieder team heeft een plan", "target_date": "2026-07-01"}
    assert proposal.read_values["target_date"] == "2026"
    assert proposal.record is not None


def test_rejecting_leaves_it_out(manager_client: StrictClient, document: Document) -> None:
    answer = decide(manager_client, document, 2, "reject")
    assert "Niet overgenomen: Doel: Elk team heeft een plan" in words_after(manager_client, answer)
    assert proposal_of(document, 2).state == Proposal.State.REJECTED


def test_undoing_comes_back_to_the_same_proposal(manager_client: StrictClient, document: Document) -> None:
    decide(manager_client, document, 2, "reject")
    answer = decide(manager_client, document, 2, "undo")
    assert answer.headers["Location"].endswith("?voorstel=2#v2")
    assert "Ongedaan gemaakt: Doel: Elk team heeft een plan" in words_after(manager_client, answer)
    assert proposal_of(document, 2).state == Proposal.State.WAITING


def test_keeping_for_later_keeps_what_was_typed(manager_client: StrictClient, document: Document) -> None:
    answer = decide(manager_client, document, 2, "keep", text="Anders gezegd", target_date="2026")
    assert answer.headers["Location"].endswith("?voorstel=3#v3")
    proposal = proposal_of(document, 2)
    assert proposal.state == Proposal.State.WAITING
    assert proposal.values["text"] == "Anders gezegd"


def test_after_the_last_one_the_first_that_waits_opens(
    manager_client: StrictClient, document: Document
) -> None:
    answer = decide(manager_client, document, 3, "reject")
    assert answer.headers["Location"].endswith("?voorstel=1#v1")


def test_after_everything_the_page_stays(
    manager_client: StrictClient, document: Document, programme_manager: User
) -> None:
    for position in (1, 2):
        actions.reject(by=programme_manager, proposal=proposal_of(document, position))
    answer = decide(manager_client, document, 3, "reject")
    assert answer.headers["Location"].endswith("?voorstel=3#v3")
    assert "data-open-form" not in words_after(manager_client, answer)


def test_the_chosen_filter_stays(manager_client: StrictClient, document: Document) -> None:
    answer = decide(manager_client, document, 1, "reject", toon="te-doen")
    assert answer.headers["Location"].endswith("?toon=te-doen&voorstel=2#v2")
    answer = decide(manager_client, document, 2, "reject", toon="<script>")
    assert answer.headers["Location"].endswith("?voorstel=3#v3")


def test_an_error_keeps_the_input_and_is_told_above_and_beside(
    manager_client: StrictClient, document: Document
) -> None:
    answer = decide(manager_client, document, 2, "accept", text="Mijn woorden", target_date="31 juni 2026")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn woorden" in page
    assert 'value="31 juni 2026"' in page
    assert page.count("Deze dag bestaat niet") == 2
    assert 'href="#veld-target_date"' in page
    assert proposal_of(document, 2).values["text"] == "Elk team heeft een plan"


def test_a_form_without_a_version_is_refused(manager_client: StrictClient, document: Document) -> None:
    assert decide(manager_client, document, 2, "accept", **FORM | {"version": ""}).status_code == 422


def test_when_a_colleague_was_first_nothing_typed_is_lost(
    manager_client: StrictClient, document: Document, programme_manager: User
) -> None:
    proposal = proposal_of(document, 2)
    before = proposal.version
    values = proposal.values | {"target_date": "2027"}
    actions.change(by=programme_manager, proposal=proposal, values=values, version=before)
    answer = decide(
        manager_client, document, 2, "accept", version=str(before), text="Mijn woorden", target_date="2026"
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mijn woorden" in page
    assert "Streefdatum: 2027" in page
    now = proposal_of(document, 2)
    assert f'name="version" value="{now.version}"' in page
    assert now.state == Proposal.State.WAITING
    answer = decide(manager_client, document, 2, "accept", text="Mijn woorden", target_date="2026")
    assert proposal_of(document, 2).values == {"text": "Mijn woorden", "target_date": "2026"}


@pytest.mark.parametrize("decision", ["accept", "reject", "keep"])
def test_a_second_decision_changes_nothing(
    decision: str, manager_client: StrictClient, document: Document, programme_manager: User
) -> None:
    actions.reject(by=programme_manager, proposal=proposal_of(document, 2))
    answer = decide(manager_client, document, 2, decision, **FORM)
    assert "al besloten" in words_after(manager_client, answer)
    assert proposal_of(document, 2).state == Proposal.State.REJECTED


def test_an_unknown_decision_asks_to_choose(manager_client: StrictClient, document: Document) -> None:
    answer = decide(manager_client, document, 2, "weggooien")
    assert "Kies wat u met dit voorstel doet" in words_after(manager_client, answer)
    assert proposal_of(document, 2).state == Proposal.State.WAITING


def test_what_the_register_refuses_stays_open_with_the_reason(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(GOAL)
    answer = decide(manager_client, document, 1, "accept", **FORM | {"version": "1"})
    page = words_after(manager_client, answer)
    assert "Neem eerst het programma over" in page
    assert "data-open-form" in page
    assert proposal_of(document, 1).state == Proposal.State.WAITING


def test_what_others_hang_on_cannot_be_undone(
    manager_client: StrictClient, document: Document, programme_manager: User
) -> None:
    for position in (1, 2):
        actions.accept(by=programme_manager, proposal=proposal_of(document, position))
    answer = decide(manager_client, document, 1, "undo")
    assert 'class="utrecht-alert utrecht-alert--error' in words_after(manager_client, answer)
    assert proposal_of(document, 1).state == Proposal.State.ACCEPTED
