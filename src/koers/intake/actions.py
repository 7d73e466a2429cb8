"""Writes of intake: taking a file in, reading it into proposals, and deciding about each proposal.

Nothing enters the register without `accept`, and `undo` takes it out again. Deciding is always about a proposal as it
stands: the row is locked, so that two people who decide at once decide one after the other.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.utils import timezone

from koers.core import files
from koers.core.models import StoredFile
from koers.documents.errors import Unreadable, too_large
from koers.documents.limits import FILE_BYTES
from koers.intake import accepting
from koers.intake.models import Document, Proposal
from koers.intake.reading import ReadDocument, blocks_to_json, read_limited
from koers.organisations import audit
from koers.organisations.models import Organisation, User

logger = logging.getLogger(__name__)


class NotDecidable(Exception):
    """The proposal is not in a state in which this can be done; the message is for the user."""


@transaction.atomic
def take_in(
    *, by: User, organisation: Organisation, name: str, data: bytes, kind: str | None = None
) -> tuple[Document, bool]:
    """Puts a file on the pile to be read. The same content again gives the document that is there (False).

    Raises Unreadable for an empty or too large file: those are not kept at all.
    """
    if not data:
        raise Unreadable("empty")
    if len(data) > FILE_BYTES:
        raise too_large(FILE_BYTES)
    document, created = Document.objects.of(organisation).get_or_create(
        content_hash=hashlib.sha256(data).hexdigest(),
        requested_kind=kind or "",
        defaults={
            "organisation": organisation,
            "name": name[-255:],
            "size": len(data),
            "file": files.store(data),
            "added_by": by,
        },
    )
    if created:
        audit.record(by=by, action="document.taken_in", subject=document, organisation=organisation)
    return document, created


def read_in(*, document: Document) -> Document:
    """Reads a waiting document into proposals; all of them or none. A document that was read stays as it is.

    The reading itself runs outside the transaction: it may take a minute and holds no lock.
    """
    if document.state != Document.State.WAITING:
        return document
    assert document.file is not None
    read = read_limited(files.read_stored(document.file), document.name, document.requested_kind or None)
    return _keep(document=document, read=read)


@transaction.atomic
def _keep(*, document: Document, read: ReadDocument) -> Document:
    locked = Document.objects.of(document.organisation).select_for_update().get(pk=document.pk)
    if locked.state != Document.State.WAITING:
        return locked
    reading, text = read.reading, read.text
    if reading.error is not None or text is None:
        locked.state, locked.error = Document.State.FAILED, reading.error or ""
    else:
        locked.state = Document.State.READ
        locked.kind = reading.kind or ""
        locked.warnings = reading.warnings
        locked.unread = [stretch.as_json() for stretch in reading.unread]
        locked.plain, locked.masked = text.plain, text.masked
        locked.blocks, locked.page_starts = blocks_to_json(text.blocks), list(text.page_starts)
        _propose(locked, read)
    locked.save()
    audit.record(by=None, action=f"document.{locked.state}", subject=locked, organisation=locked.organisation)
    return locked


def _propose(document: Document, read: ReadDocument) -> None:
    proposals = []
    for position, item in enumerate(read.reading.items, start=1):
        body = item.as_json()
        proposals.append(
            Proposal(
                document=document,
                position=position,
                type=item.type,
                values=body["values"],
                read_values=body["values"],
                sources=body["sources"],
                warnings=body["warnings"],
                start=item.source.start,
                end=item.source.end,
                page=item.source.page,
            )
        )
    Proposal.objects.bulk_create(proposals)


@transaction.atomic
def try_again(*, by: User, document: Document) -> Document:
    """Puts a document that could not be read back on the pile."""
    document = _locked_document(document)
    if document.state != Document.State.FAILED:
        return document
    document.state, document.error = Document.State.WAITING, ""
    document.save(update_fields=["state", "error", "updated_at"])
    audit.record(by=by, action="document.tried_again", subject=document, organisation=document.organisation)
    return document


@transaction.atomic
def remove_document(*, by: User, document: Document) -> None:
    """Removes a document of which nothing stands in the register (NotDecidable otherwise)."""
    document = _locked_document(document)
    if document.proposals.filter(state=Proposal.State.ACCEPTED).exists():
        raise NotDecidable("Uit dit document staan gegevens in het register. Maak die eerst ongedaan.")
    audit.record(by=by, action="document.removed", subject=document, organisation=document.organisation)
    stored = document.file
    document.delete()
    if stored is not None:
        transaction.on_commit(partial(_forget, stored))


def _forget(stored: StoredFile) -> None:
    """Removes the bytes too, unless another document (of any organisation) has the same content."""
    others = Document.objects.across_organisations("the bytes are kept once for all organisations")
    if not others.filter(file=stored).exists():
        files.forget(stored)


@transaction.atomic
def give_up(*, document: Document) -> None:
    """Reading failed for good, for another reason than the file itself: the pile says so and offers to try again."""
    locked = _locked_document(document)
    if locked.state == Document.State.WAITING:
        locked.state, locked.error = Document.State.FAILED, Unreadable("failed").message
        locked.save(update_fields=["state", "error", "updated_at"])
        audit.record(by=None, action="document.failed", subject=locked, organisation=locked.organisation)


@transaction.atomic
def change(*, by: User, proposal: Proposal, values: dict[str, Any], version: int) -> Proposal:
    """Keeps a person's own values for a waiting proposal. Raises ConcurrentChange on a stale version."""
    proposal = _locked(proposal)
    if proposal.state != Proposal.State.WAITING:
        raise NotDecidable("Over dit voorstel is al beslist. Maak dat eerst ongedaan.")
    if values != proposal.values:
        proposal.values = values
        proposal.save_from(version)
        audit.record(
            by=by, action="proposal.changed", subject=proposal, organisation=proposal.document.organisation
        )
    return proposal


@transaction.atomic
def accept(*, by: User, proposal: Proposal) -> Proposal:
    """Takes a waiting proposal into the register, with the programme or paragraph it belongs to.

    Raises accepting.NotAcceptable with a sentence for the user when the register cannot hold it; nothing is changed
    then. A proposal that was already taken over stays as it is; one that a colleague left out raises NotDecidable.
    """
    proposal = _locked(proposal)
    if proposal.state == Proposal.State.ACCEPTED:
        return proposal
    if proposal.state == Proposal.State.REJECTED:
        raise NotDecidable("Een collega nam dit voorstel niet over. Maak dat eerst ongedaan.")
    _bring_parent(by=by, proposal=proposal)
    accepted = accepting.into_register(by=by, proposal=proposal)
    record = accepted.record
    proposal.record_type = ContentType.objects.get_for_model(record)
    proposal.record_id, proposal.made_record = record.pk, accepted.created
    proposal.changed_version = accepted.version if accepted.changed else None
    _decide(proposal, by, Proposal.State.ACCEPTED)
    audit.record(
        by=by,
        action="proposal.accepted",
        subject=proposal,
        organisation=proposal.document.organisation,
        detail={"record": str(record.public_id), "type": proposal.type},
    )
    return proposal


def accept_all(
    *,
    by: User,
    document: Document,
    with_warnings: bool = False,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[int, list[Proposal]]:
    """Takes over what waits: without warnings, or all of it. Gives how many, and those the register refused.

    One transaction per proposal: what the register refuses does not hold up the rest, a stop in the middle loses
    nothing that was done, and what a colleague decided meanwhile stays as decided. `tell` hears how far it is.
    """
    waiting = waiting_proposals(document, with_warnings=with_warnings)
    accepted, refused = 0, []
    for number, proposal in enumerate(waiting):
        tell(number, len(waiting))
        try:
            accept(by=by, proposal=proposal)
            accepted += 1
        except NotDecidable:
            continue
        except accepting.NotAcceptable:
            refused.append(proposal)
        except (ArithmeticError, ValueError, DatabaseError):
            # A value that no rule foresaw must not keep the others out; it stays waiting and the log has the details.
            logger.exception("proposal %s could not be taken over", proposal.public_id)
            refused.append(proposal)
    tell(len(waiting), len(waiting))
    return accepted, refused


def waiting_proposals(document: Document, *, with_warnings: bool) -> list[Proposal]:
    """What waits, in order. All share the one document that was given, so that its text is in memory once."""
    waiting = document.proposals.filter(state=Proposal.State.WAITING).order_by("position")
    found = [p for p in waiting.defer("values", "read_values", "sources") if with_warnings or not p.warnings]
    for proposal in found:
        proposal.document = document
    return found


@transaction.atomic
def reject(*, by: User, proposal: Proposal) -> Proposal:
    """Leaves a waiting proposal out of the register; it stays readable and can be undone."""
    proposal = _locked(proposal)
    if proposal.state == Proposal.State.ACCEPTED:
        raise NotDecidable("Dit voorstel staat al in het register. Maak dat eerst ongedaan.")
    _decide(proposal, by, Proposal.State.REJECTED)
    audit.record(
        by=by, action="proposal.rejected", subject=proposal, organisation=proposal.document.organisation
    )
    return proposal


@transaction.atomic
def undo(*, by: User, proposal: Proposal) -> Proposal:
    """Makes a decided proposal wait again; what it brought into the register goes out, unless others refer to it.

    Raises accepting.NotAcceptable when other facts hang on the record.
    """
    proposal = _locked(proposal)
    if proposal.state == Proposal.State.ACCEPTED:
        accepting.out_of_register(by=by, proposal=proposal)
    proposal.state = Proposal.State.WAITING
    proposal.record = proposal.decided_by = proposal.decided_at = None
    proposal.made_record, proposal.changed_version = True, None
    proposal.save_from(proposal.version)
    audit.record(
        by=by, action="proposal.undone", subject=proposal, organisation=proposal.document.organisation
    )
    return proposal


def _locked_document(document: Document) -> Document:
    """The document's row, locked: deciding about its proposals and removing it come one after the other.

    Its text is left in the database; it is large and deciding does not need it.
    """
    found: Document = (
        Document.objects.of(document.organisation)
        .select_for_update(of=("self",))
        .select_related("organisation", "programme", "edition", "paragraph", "file")
        .defer("plain", "masked", "blocks", "unread")
        .get(pk=document.pk)
    )
    return found


def _locked(proposal: Proposal) -> Proposal:
    try:
        document = _locked_document(proposal.document)
        found: Proposal = document.proposals.select_for_update(of=("self",)).get(pk=proposal.pk)
    except (Document.DoesNotExist, Proposal.DoesNotExist) as error:
        raise NotDecidable("Dit document is intussen verwijderd. Het register is niet veranderd.") from error
    found.document = document
    return found


def _decide(proposal: Proposal, by: User, state: Proposal.State) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save_from(proposal.version)


def _bring_parent(*, by: User, proposal: Proposal) -> None:
    """A fact of a programme first brings the programme its document is about (decision record 0004)."""
    document = proposal.document
    if proposal.type == "programme" or document.programme is not None:
        return
    parent = (
        document.proposals.filter(type="programme", state=Proposal.State.WAITING).order_by("position").first()
    )
    if parent is not None and accepting.belongs_to_programme(proposal.type):
        accept(by=by, proposal=parent)
        document.refresh_from_db(fields=["programme", "edition"])
