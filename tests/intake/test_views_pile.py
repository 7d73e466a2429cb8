"""The pile: putting files on it, what became of them, and taking them off."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from intake.conftest import MakeDocument
from intake.documents_made import PROGRAMME, Given, a_failed_document
from koers.core.models import Job
from koers.core.tasks.worker import run_waiting
from koers.documents.limits import FILE_BYTES
from koers.intake import actions, uploads
from koers.intake.models import Document
from koers.organisations.models import AuditEvent, Organisation, User
from people import UserWith
from strict import StrictClient

UPLOAD = "/inlezen/"
REPORT = Path(__file__).parents[1] / "fixtures" / "programme" / "wendelmeer.md"


def given(name: str, data: bytes = b"Een regel tekst over niets in het bijzonder.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def send(client: StrictClient, *files: SimpleUploadedFile, kind: str = "") -> str:
    """Uploads the files; gives the page one then sees."""
    answer = client.post(UPLOAD, {"documents": list(files), "kind": kind}, follow=True)
    assert answer.redirect_chain == [(UPLOAD, 302)]
    return str(answer.content.decode())


def documents(organisation: Organisation) -> list[Document]:
    return list(Document.objects.of(organisation).order_by("pk"))


def test_an_empty_pile_says_what_to_do(manager_client: StrictClient) -> None:
    page = manager_client.get(UPLOAD).content.decode()
    assert "Nog geen documenten" in page
    assert "data-waiting" not in page


def test_a_file_is_put_on_the_pile_and_read_in_the_background(
    manager_client: StrictClient, organisation: Organisation
) -> None:
    page = send(manager_client, given("verslag.md", REPORT.read_bytes()))
    assert "1 bestand wordt gelezen" in page
    assert "data-waiting" in page
    assert run_waiting() == 1
    (document,) = documents(organisation)
    assert document.state == Document.State.READ
    page = manager_client.get(UPLOAD).content.decode()
    assert f'href="/inlezen/{document.public_id}/"' in page
    assert "data-waiting" not in page
    assert "Rapportage over een programma" in page


def test_several_files_of_which_one_is_bad(manager_client: StrictClient, organisation: Organisation) -> None:
    page = send(manager_client, given("een.md"), given("leeg.md", b""), given("twee.md", b"Iets anders."))
    assert "2 bestanden worden gelezen" in page
    assert "leeg.md: Dit bestand is leeg" in page
    assert [document.name for document in documents(organisation)] == ["een.md", "twee.md"]


def test_a_zip_gives_its_files(manager_client: StrictClient, organisation: Organisation) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("map/een.txt", "Een.")
        archive.writestr("twee.txt", "Twee.")
    send(manager_client, given("alles.zip", target.getvalue()))
    assert [document.name for document in documents(organisation)] == ["een.txt", "twee.txt"]


def test_the_same_file_twice_changes_nothing(
    manager_client: StrictClient, organisation: Organisation
) -> None:
    send(manager_client, given("een.md"))
    page = send(manager_client, given("kopie.md"))
    assert "kopie.md is eerder ingelezen (als een.md)" in page
    assert len(documents(organisation)) == 1
    assert Job.objects.count() == 1


def test_a_file_that_cannot_be_read_is_told_with_a_way_on(
    manager_client: StrictClient, organisation: Organisation
) -> None:
    send(manager_client, given("plaatje.docx", b"\x89PNG\r\n\x1a\n geen document"))
    run_waiting()
    (document,) = documents(organisation)
    page = manager_client.get(UPLOAD).content.decode()
    assert document.state == Document.State.FAILED
    assert document.error in page.replace("&#x27;", "'")
    assert "Probeer opnieuw" in page


def test_without_a_file_the_form_says_so_and_keeps_the_kind(manager_client: StrictClient) -> None:
    answer = manager_client.post(UPLOAD, {"kind": "indicators"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies ten minste één bestand" in page
    assert 'value="indicators" selected' in page


def test_an_unknown_kind_is_refused(manager_client: StrictClient, organisation: Organisation) -> None:
    answer = manager_client.post(UPLOAD, {"documents": given("een.md"), "kind": "roman"})
    assert answer.status_code == 422
    assert documents(organisation) == []


def test_a_chosen_kind_is_kept(manager_client: StrictClient, organisation: Organisation) -> None:
    send(manager_client, given("een.md"), kind="indicators")
    assert documents(organisation)[0].requested_kind == "indicators"


def test_a_file_that_is_too_large_is_not_kept(
    manager_client: StrictClient, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 10)
    page = send(manager_client, given("groot.txt", b"x" * 11))
    assert "groot.txt: Dit bestand is te groot" in page
    assert documents(organisation) == []


def test_what_the_action_refuses_is_told_too(
    manager_client: StrictClient, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FILE_BYTES > 10
    monkeypatch.setattr(actions, "FILE_BYTES", 10)
    page = send(manager_client, given("groot.txt", b"x" * 11), given("klein.txt", b"klein"))
    assert "groot.txt: Dit bestand is te groot" in page
    assert [document.name for document in documents(organisation)] == ["klein.txt"]


def test_equal_names_are_told_apart(manager_client: StrictClient, make_document: MakeDocument) -> None:
    first = make_document(PROGRAMME, name="verslag.md")
    make_document(Given(), name="anders.md")
    second = make_document(Given(), name="verslag.md", table=("a", "b"))
    Document.objects.of(first.organisation).filter(pk=second.pk).update(created_at="2026-05-03T12:07:00Z")
    page = manager_client.get(UPLOAD).content.decode()
    assert "verslag.md (3 mei 2026 14.07)" in page
    assert ">anders.md<" in page


def test_a_document_without_facts_says_so(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document()
    document.proposals.get().delete()
    assert "Geen feiten gevonden" in manager_client.get(UPLOAD).content.decode()


@pytest.mark.parametrize("path", [UPLOAD, "/inlezen/stapel/"])
def test_the_pile_takes_the_same_queries_for_one_and_for_three(
    path: str,
    manager_client: StrictClient,
    make_document: MakeDocument,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    number = 5 if path == UPLOAD else 4
    make_document(PROGRAMME)
    with django_assert_num_queries(number):
        manager_client.get(path)
    make_document(PROGRAMME, Given(), name="twee.md")
    make_document(Given(), name="drie.md")
    with django_assert_num_queries(number):
        manager_client.get(path)


def test_the_rows_alone_are_a_part_of_the_page(
    manager_client: StrictClient, organisation: Organisation
) -> None:
    send(manager_client, given("een.md"))
    part = manager_client.get("/inlezen/stapel/").content.decode()
    assert "<html" not in part
    assert "Wordt gelezen" in part
    assert "data-waiting" in part


def test_trying_again_reads_the_file_again(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    document = a_failed_document(organisation, programme_manager)
    answer = manager_client.post(reverse("intake:try_again", args=[document.public_id]), follow=True)
    assert "stuk.docx wordt opnieuw gelezen" in answer.content.decode()
    assert run_waiting() == 1
    document.refresh_from_db()
    assert document.state == Document.State.FAILED


def test_trying_again_what_was_read_does_nothing(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document()
    answer = manager_client.post(reverse("intake:try_again", args=[document.public_id]), follow=True)
    assert "opnieuw gelezen" not in answer.content.decode()
    assert Job.objects.count() == 0


def test_removing_takes_the_document_away(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document()
    answer = manager_client.post(reverse("intake:remove", args=[document.public_id]), follow=True)
    assert "verslag.md is verwijderd" in answer.content.decode()
    assert documents(document.organisation) == []


def test_what_stands_in_the_register_keeps_its_document(
    manager_client: StrictClient, make_document: MakeDocument, programme_manager: User
) -> None:
    document = make_document()
    actions.accept(by=programme_manager, proposal=document.proposals.get())
    answer = manager_client.post(reverse("intake:remove", args=[document.public_id]), follow=True)
    assert "Maak die eerst ongedaan" in answer.content.decode()
    page = manager_client.get(UPLOAD).content.decode()
    assert "Naar het programma" in page
    assert ">Verwijder<" not in page


@pytest.mark.parametrize(
    ("kind", "item", "words"),
    [
        (
            "practice-catalogue",
            Given("practice", "Klussenbank", {"title": "Klussenbank"}),
            "Naar de praktijken",
        ),
        (
            "operations-paragraph",
            Given("development", "Werving", {"heading": "Werving", "text": "Wij werven.", "actions": []}),
            "Naar de paragrafen",
        ),
    ],
)
def test_the_pile_leads_to_what_came_of_a_document(
    kind: str,
    item: Given,
    words: str,
    manager_client: StrictClient,
    make_document: MakeDocument,
    programme_manager: User,
) -> None:
    document = make_document(item, kind=kind)
    actions.accept(by=programme_manager, proposal=document.proposals.get())
    assert words in manager_client.get(UPLOAD).content.decode()


def test_the_file_is_only_ever_a_download(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document(name="<b>verslag</b>.html")
    answer = manager_client.get(reverse("intake:download", args=[document.public_id]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue().startswith(b"Verslag")


def test_a_whole_file_is_not_for_who_only_reads_the_register(
    strict_client: StrictClient, make_document: MakeDocument, reader: User
) -> None:
    """It may hold drafts and contacts; every download by others stands in the log."""
    document = make_document()
    strict_client.force_login(reader)
    assert strict_client.get(reverse("intake:download", args=[document.public_id])).status_code == 404
    events = AuditEvent.objects.of(document.organisation).filter(action="document.downloaded")
    assert not events.exists()


def test_a_download_stands_in_the_log(manager_client: StrictClient, make_document: MakeDocument) -> None:
    document = make_document()
    manager_client.get(reverse("intake:download", args=[document.public_id]))
    events = AuditEvent.objects.of(document.organisation).filter(action="document.downloaded")
    assert [event.subject_id for event in events] == [document.public_id]


def test_a_file_that_was_not_kept_is_not_found(
    manager_client: StrictClient, make_document: MakeDocument
) -> None:
    document = make_document(keep_file=False)
    assert manager_client.get(reverse("intake:download", args=[document.public_id])).status_code == 404


def test_who_works_for_no_organisation_is_refused(strict_client: StrictClient, user_with: UserWith) -> None:
    strict_client.force_login(user_with())
    assert strict_client.get(UPLOAD).status_code == 403
