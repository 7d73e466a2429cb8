"""Taking over everything of one document: at once when that is quick, as background work with progress when not."""

from __future__ import annotations

from typing import Any

from koers.core.models import Job
from koers.core.tasks import background, enqueue_once, job_of
from koers.core.tasks.progress import report
from koers.intake import actions
from koers.intake.models import Document, Proposal
from koers.organisations.models import User

AT_ONCE = 30
"""More proposals than this go to the background: taking over one costs 15 to 60 ms, and nobody waits for seconds."""


def waiting_count(document: Document, *, with_warnings: bool) -> int:
    waiting = document.proposals.filter(state=Proposal.State.WAITING)
    return waiting.count() if with_warnings else waiting.filter(warnings=[]).count()


def start(*, by: User, document: Document, with_warnings: bool) -> Job:
    """Asks for the work. While it is under way, asking again gives the work that is there."""
    earlier = job_of(_key(document))
    if earlier is not None and earlier.is_finished:
        earlier.delete()
    return enqueue_once(take_over, _key(document), document.pk, by.pk, with_warnings)


def work_of(document: Document) -> Job | None:
    """The last such work of this document, under way or finished."""
    return job_of(_key(document))


def _key(document: Document) -> str:
    return f"take-over:{document.public_id}"


@background(max_attempts=2)
def take_over(document_id: int, user_id: int, with_warnings: bool) -> dict[str, Any]:
    """Takes over what waits, one transaction per proposal; what the register refuses stays waiting.

    Doing it again goes on where it stopped: what was taken over waits no longer.
    """
    document = Document.objects.across_organisations("the work was asked for by a user who may").get(
        pk=document_id
    )
    user = User.objects.get(pk=user_id)
    accepted, refused = actions.accept_all(
        by=user, document=document, with_warnings=with_warnings, tell=report
    )
    return {"accepted": accepted, "refused": [proposal.position for proposal in refused]}
