"""Background work of intake: a document that was put on the pile is read."""

from __future__ import annotations

from koers.core.models import Job
from koers.core.tasks import background, enqueue_once, job_of
from koers.intake import actions
from koers.intake.models import Document


def ask_to_read(document: Document) -> Job:
    """Puts the work in the queue, in the caller's transaction; asking again while it waits gives the same work."""
    key = f"read:{document.public_id}"
    earlier = job_of(key)
    if earlier is not None and earlier.is_finished:
        earlier.delete()
    return enqueue_once(read_document, key, document.pk)


def reading_failed(document_id: int) -> None:
    """Every attempt went wrong for another reason than the file: say so on the pile instead of waiting for ever."""
    found = Document.objects.across_organisations("a task works for the organisation of its document")
    document = found.filter(pk=document_id).first()
    if document is not None:
        actions.give_up(document=document)


@background(max_attempts=3, on_failure=reading_failed)
def read_document(document_id: int) -> None:
    """Reads one document into proposals. Doing it again changes nothing: a document that was read stays as it is."""
    document = Document.objects.across_organisations("a task works for the organisation of its document").get(
        pk=document_id
    )
    actions.read_in(document=document)
