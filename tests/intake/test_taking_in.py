"""From a file to proposals: once per content, all of it or nothing, whatever the file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.making import document_with, proposal_of
from koers.core.files import storage_path
from koers.core.models import Job, StoredFile
from koers.core.tasks.worker import run_waiting
from koers.documents import limits
from koers.documents.errors import Unreadable
from koers.intake import actions
from koers.intake.importing import import_bytes, import_path
from koers.intake.models import Document, Proposal
from koers.intake.tasks import ask_to_read, read_document, reading_failed
from koers.organisations.models import AuditEvent, Organisation, User

REPORT_FILE = Path(__file__).parents[1] / "fixtures" / "programme" / "wendelmeer.md"


def test_a_report_is_read_into_proposals_with_their_passages(
    organisation: Organisation, programme_manager: User
) -> None:
    document, new = actions.take_in(
        by=programme_manager, organisation=organisation, name="verslag.md", data=REPORT_FILE.read_bytes()
    )
    assert new
    assert document.state == Document.State.WAITING
    document = actions.read_in(document=document)
    assert document.state == Document.State.READ
    assert document.kind == "programme-report"
    proposals = list(document.proposals.all())
    assert [p.position for p in proposals] == list(range(1, len(proposals) + 1))
    assert {"programme", "goal"} <= {p.type for p in proposals}
    for proposal in proposals:
        assert proposal.state == Proposal.State.WAITING
        assert 0 <= proposal.start <= proposal.end <= len(document.plain)
        assert proposal.values == proposal.read_values
    assert (
        AuditEvent.objects.of(organisation)
        .filter(action="document.read", subject_id=document.public_id)
        .exists()
    )


def test_the_same_content_again_is_the_same_document(
    organisation: Organisation, programme_manager: User
) -> None:
    first, _ = actions.take_in(by=programme_manager, organisation=organisation, name="a.txt", data=b"tekst")
    again, new = actions.take_in(by=programme_manager, organisation=organisation, name="b.txt", data=b"tekst")
    assert not new
    assert again.pk == first.pk
    assert again.name == "a.txt"


def test_two_organisations_may_read_in_the_same_file(
    organisation: Organisation, other_organisation: Organisation, programme_manager: User, stranger: User
) -> None:
    one, _ = actions.take_in(by=programme_manager, organisation=organisation, name="a.txt", data=b"tekst")
    two, new = actions.take_in(by=stranger, organisation=other_organisation, name="a.txt", data=b"tekst")
    assert new
    assert one.pk != two.pk
    assert one.file == two.file, "the bytes are kept once"


def test_the_database_refuses_the_same_content_twice(
    organisation: Organisation, programme_manager: User
) -> None:
    document, _ = actions.take_in(
        by=programme_manager, organisation=organisation, name="a.txt", data=b"tekst"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            organisation=organisation,
            name="b",
            size=1,
            content_hash=document.content_hash,
            added_by=programme_manager,
        )


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"x" * 11, "too_large")])
def test_an_empty_or_too_large_file_is_not_kept(
    data: bytes,
    code: str,
    organisation: Organisation,
    programme_manager: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "FILE_BYTES", 10)
    with pytest.raises(Unreadable) as refused:
        actions.take_in(by=programme_manager, organisation=organisation, name="a.txt", data=data)
    assert refused.value.code == code
    assert not Document.objects.of(organisation).exists()


def test_a_file_that_cannot_be_read_keeps_its_error_and_leaves_no_proposal(
    organisation: Organisation, programme_manager: User
) -> None:
    document, _ = actions.take_in(
        by=programme_manager, organisation=organisation, name="a.pdf", data=b"%PDF-1.7 stuk"
    )
    document = actions.read_in(document=document)
    assert document.state == Document.State.FAILED
    assert "beschadigd" in document.error
    assert not document.proposals.exists()
    document = actions.try_again(by=programme_manager, document=document)
    assert document.state == Document.State.WAITING
    assert document.error == ""


def test_a_document_that_was_read_is_not_read_again(
    organisation: Organisation, programme_manager: User
) -> None:
    document = document_with(organisation, programme_manager)
    before = document.updated_at
    assert actions.read_in(document=document).updated_at == before
    assert actions.try_again(by=programme_manager, document=document).state == Document.State.READ
    read_document.func(document.pk)
    assert document.proposals.count() == 3


def test_two_workers_that_read_the_same_document_propose_once(
    organisation: Organisation, programme_manager: User
) -> None:
    """The second one finds, after reading, that the first was quicker."""
    document, _ = actions.take_in(
        by=programme_manager, organisation=organisation, name="a.md", data=REPORT_FILE.read_bytes()
    )
    stale = Document.objects.of(organisation).get(pk=document.pk)
    actions.read_in(document=document)
    count = document.proposals.count()
    actions.read_in(document=stale)
    assert document.proposals.count() == count


def test_a_document_with_facts_in_the_register_is_not_removed(
    organisation: Organisation, programme_manager: User
) -> None:
    document = document_with(organisation, programme_manager)
    actions.accept(by=programme_manager, proposal=proposal_of(document, "programme"))
    with pytest.raises(actions.NotDecidable):
        actions.remove_document(by=programme_manager, document=document)
    actions.undo(by=programme_manager, proposal=proposal_of(document, "programme"))
    actions.remove_document(by=programme_manager, document=document)
    assert not Document.objects.of(organisation).exists()


class TestImport:
    def test_importing_twice_changes_nothing(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        data = REPORT_FILE.read_bytes()
        first = import_bytes(data, "a.md", organisation=organisation, by=programme_manager, accept=True)
        assert first.proposed == first.accepted + first.waiting
        assert first.accepted > 0
        assert first.unchanged == 0
        again = import_bytes(data, "a.md", organisation=organisation, by=programme_manager, accept=True)
        assert (again.proposed, again.accepted) == (0, 0)
        assert again.waiting == first.waiting
        assert again.unchanged == first.proposed

    def test_everything_is_taken_over_when_asked_and_warnings_stay(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        import_bytes(
            REPORT_FILE.read_bytes(),
            "a.md",
            organisation=organisation,
            by=programme_manager,
            accept=True,
            with_warnings=True,
        )
        accepted = Proposal.objects.of(organisation).filter(state=Proposal.State.ACCEPTED)
        assert any(p.warnings for p in accepted)

    def test_an_unreadable_file_leaves_nothing(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        for _ in range(2):
            counts = import_bytes(b"%PDF-1.7 stuk", "a.pdf", organisation=organisation, by=programme_manager)
            assert counts.error is not None
            assert not Document.objects.of(organisation).exists()

    def test_a_failed_document_is_tried_again(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document, _ = actions.take_in(
            by=programme_manager, organisation=organisation, name="a.md", data=REPORT_FILE.read_bytes()
        )
        Document.objects.of(organisation).update(state="failed", error="Het lezen duurde te lang.")
        counts = import_bytes(
            REPORT_FILE.read_bytes(), "a.md", organisation=organisation, by=programme_manager
        )
        assert counts.error is None
        assert counts.unchanged > 0
        document.refresh_from_db()
        assert document.state == Document.State.READ

    def test_an_empty_file_is_told(self, organisation: Organisation, programme_manager: User) -> None:
        counts = import_bytes(b"", "a.txt", organisation=organisation, by=programme_manager)
        assert "leeg" in (counts.error or "")

    def test_a_path_that_is_not_there_is_told(self, organisation: Organisation, tmp_path: Path) -> None:
        counts = import_path(
            tmp_path / "weg.txt", organisation=organisation, kind=None, accept=False, with_warnings=False
        )
        assert counts.error is not None
        assert counts.proposed == 0

    def test_a_path_is_imported_by_the_command_line(self, organisation: Organisation) -> None:
        counts = import_path(
            REPORT_FILE, organisation=organisation, kind=None, accept=False, with_warnings=False
        )
        assert counts.proposed == counts.waiting > 0
        assert limits.FILE_BYTES > 0
        document = Document.objects.of(organisation).get()
        assert document.added_by.email.endswith(".invalid")


def test_who_decided_and_when_belong_together(organisation: Organisation, programme_manager: User) -> None:
    proposal = proposal_of(document_with(organisation, programme_manager), "goal")
    for broken in ({"decided_by": programme_manager}, {"decided_at": timezone.now()}, {"state": "rejected"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.of(organisation).filter(pk=proposal.pk).update(**broken)


class TestGivingUp:
    def test_work_that_fails_for_good_says_so_on_the_pile(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        """The stored bytes were damaged: no attempt can help, and nobody waits for ever."""
        document, _ = actions.take_in(
            by=programme_manager, organisation=organisation, name="a.txt", data=b"een tekst"
        )
        assert document.file is not None
        path = storage_path(document.file.content_hash)
        default_storage.delete(path)
        default_storage.save(path, ContentFile(b"stuk"))
        ask_to_read(document)
        Job.objects.update(attempts=2)
        run_waiting()
        document.refresh_from_db()
        assert document.state == Document.State.FAILED
        assert "mislukt" in document.error

    def test_asking_twice_is_one_piece_of_work_and_a_finished_one_can_be_asked_again(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document, _ = actions.take_in(
            by=programme_manager, organisation=organisation, name="a.txt", data=b"een tekst"
        )
        assert ask_to_read(document) == ask_to_read(document)
        run_waiting()
        document.refresh_from_db()
        assert document.state == Document.State.READ
        ask_to_read(document)
        assert run_waiting() == 1

    def test_a_document_that_is_gone_needs_no_word(self, db: None) -> None:
        reading_failed(1)

    def test_a_document_that_was_read_after_all_stays_read(
        self, organisation: Organisation, programme_manager: User
    ) -> None:
        document = document_with(organisation, programme_manager)
        reading_failed(document.pk)
        document.refresh_from_db()
        assert document.state == Document.State.READ


@pytest.mark.django_db(transaction=True)
def test_removing_a_document_removes_its_bytes_unless_another_has_the_same(
    organisation: Organisation, other_organisation: Organisation, programme_manager: User, stranger: User
) -> None:
    mine, _ = actions.take_in(by=programme_manager, organisation=organisation, name="a.txt", data=b"naam")
    theirs, _ = actions.take_in(by=stranger, organisation=other_organisation, name="b.txt", data=b"naam")
    assert mine.file is not None
    path = storage_path(mine.file.content_hash)
    actions.remove_document(by=programme_manager, document=mine)
    assert default_storage.exists(path)
    actions.remove_document(by=stranger, document=theirs)
    assert not default_storage.exists(path)
    assert not StoredFile.objects.exists()
