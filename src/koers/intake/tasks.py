"""Background work of intake: a document that was put on the pile is read."""

from __future__ import annotations

from django.tasks import task

from koers.intake import actions
from koers.intake.models import Document


@task()
def read_document(document_id: int) -> None:
    """Reads one document into proposals. Doing it again changes nothing: a document that was read stays as it is."""
    document = Document.objects.across_organisations("a task works for the organisation of its document").get(
        pk=document_id
    )
    actions.read_in(document=document)
