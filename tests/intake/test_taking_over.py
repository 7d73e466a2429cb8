"""Taking over a whole document: at once, after a question, and in the background with progress."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from intake.conftest import MakeDocument
from intake.documents_made import PROGRAMME, Given
from koers.core.models import Job
from koers.core.tasks.worker import run_waiting
from koers.intake import taking_over
from koers.intake.models import Document, Proposal
from koers.intake.shared_warnings import counted, in_lines, shared_warnings
from koers.organisations.models import User
from strict import StrictClient

WARNED = Given(
    "goal", "Elk team heeft een plan.", {"text": "Elk team heeft een plan"}, ("goal_without_verdict",)
)


def address(document: Document) -> str:
    return reverse("intake:accept_all", args=[document.public_id])


def take_over(client: StrictClient, document: Document, **data: str) -> str:
    answer = client.post(address(document), data, follow=True)
    assert answer.redirect_chain == [(reverse("intake:review", args=[document.public_id]), 302)]
    return str(answer.content.decode())


def states(document: Document) -> list[str]:
    return list(document.proposals.order_by("position").values_list("state", flat=True))


def test_only_what_has_no_warning_is_taken_over(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(PROGRAMME, WARNED, Given())
    page = take_over(manager_client, document)
    assert "2 voorstellen overgenomen" in page
    assert states(document) == ["accepted", "waiting", "accepted"]


def test_with_warnings_is_asked_first(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document(PROGRAMME, WARNED, Given())
    page = manager_client.get(address(document)).content.decode()
    assert "3 voorstellen wachten" in page
    assert "1 voorstel: het document kijkt niet terug op dit doel" in page
    assert states(document) == ["waiting"] * 3
    assert "3 voorstellen overgenomen" in take_over(manager_client, document, met_waarschuwing="ja")
    assert states(document) == ["accepted"] * 3


def test_with_nothing_left_there_is_nothing_to_ask(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(PROGRAMME)
    take_over(manager_client, document)
    assert manager_client.get(address(document)).status_code == 302
    assert "niets meer over te nemen" in take_over(manager_client, document)


def test_what_the_register_refuses_is_named(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    page = take_over(
        manager_client, make_document(Given(), Given(words="Nog iets.", values={"text": "Nog iets"}))
    )
    assert "kon deze voorstellen niet overnemen: 1, 2" in page


@pytest.fixture
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_over, "AT_ONCE", 2)


@pytest.mark.django_db(transaction=True)
def test_much_goes_to_the_background_with_its_progress(
    two_at_once: None, manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(PROGRAMME, Given(), Given(words="Nog iets.", values={"text": "Nog iets"}))
    page = take_over(manager_client, document)
    assert "data-work" in page
    assert "Het begint zo" in page
    assert "zonder waarschuwing over" not in page
    take_over(manager_client, document)
    assert Job.objects.count() == 1
    assert run_waiting() == 1
    assert states(document) == ["accepted"] * 3
    job = taking_over.work_of(document)
    assert job is not None
    assert (job.done, job.total, job.result) == (3, 3, {"accepted": 3, "refused": []})
    page = manager_client.get(reverse("intake:review", args=[document.public_id])).content.decode()
    assert "data-work" not in page


def test_the_progress_is_shown_while_it_goes_on(
    two_at_once: None, manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document(PROGRAMME)
    job = taking_over.start(by=programme_manager, document=document, with_warnings=False)
    Job.objects.filter(pk=job.pk).update(done=38, total=141)
    page = manager_client.get(reverse("intake:review", args=[document.public_id])).content.decode()
    assert "38 van 141 voorstellen" in page


def test_what_the_background_could_not_take_over_is_told_for_as_long_as_it_waits(
    two_at_once: None, manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document(*[Given(words=f"Nummer {n}.", values={"text": f"Nummer {n}"}) for n in range(3)])
    take_over(manager_client, document)
    run_waiting()
    review = reverse("intake:review", args=[document.public_id])
    assert "kon deze voorstellen niet overnemen: 1, 2, 3" in manager_client.get(review).content.decode()
    document.proposals.filter(position=1).delete()
    assert "kon deze voorstellen niet overnemen: 2, 3" in manager_client.get(review).content.decode()
    document.proposals.all().delete()
    assert "kon deze voorstellen niet overnemen" not in manager_client.get(review).content.decode()


def test_work_that_failed_says_so_and_can_be_asked_again(
    two_at_once: None, manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document(PROGRAMME, WARNED, Given())
    job = taking_over.start(by=programme_manager, document=document, with_warnings=True)
    values: dict[str, Any] = {
        "state": Job.State.FAILED,
        "error": "Er ging iets mis.",
        "finished_at": job.created_at,
    }
    Job.objects.filter(pk=job.pk).update(**values)
    review = reverse("intake:review", args=[document.public_id])
    assert "Er ging iets mis." in manager_client.get(review).content.decode()
    take_over(manager_client, document, met_waarschuwing="ja")
    run_waiting()
    assert states(document) == ["accepted"] * 3


def test_doing_the_work_twice_changes_nothing(make_document: MakeDocument, programme_manager: User) -> None:
    document = make_document(PROGRAMME)
    work = taking_over.take_over.func
    assert work(document.pk, programme_manager.pk, False) == {"accepted": 1, "refused": []}
    assert work(document.pk, programme_manager.pk, False) == {"accepted": 0, "refused": []}
    assert document.proposals.get().state == Proposal.State.ACCEPTED


def test_warnings_are_counted_once_per_proposal() -> None:
    assert counted([["open_end", "open_end"], ["open_end", "invalid_day"], []]) == {
        "open_end": 2,
        "invalid_day": 1,
    }


@pytest.mark.parametrize(
    ("warnings", "shared"),
    [
        ([["missing_contact"]] * 5, {"missing_contact"}),
        ([["missing_contact"]] * 4, set()),
        ([["missing_contact"]] * 5 + [[]] * 5, set()),
        ([["missing_contact"]] * 6 + [["open_end"]] * 5, {"missing_contact"}),
        ([], set()),
    ],
)
def test_a_warning_is_shared_by_more_than_half_and_at_least_five(
    warnings: list[list[str]], shared: set[str]
) -> None:
    assert shared_warnings(warnings).codes == shared


def test_a_line_counts_its_proposals() -> None:
    (line,) = in_lines({"missing_contact": 141})
    assert line.lead == "141 voorstellen: er staat geen contactpersoon."
