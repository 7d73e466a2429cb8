"""Background work: Django's task interface on the product's own database, with lease, attempts, key and
progress.

    @background(max_attempts=2)
    def read_document(document_id: str) -> None: ...

    enqueue_once(read_document, f"read:{document_id}", document_id)

Inside the function `koers.core.tasks.progress.report(done, total, words)` tells how far it is, and
`raise TaskFailed("…")` ends it with a sentence for the user; any other error is tried again. Work must bear
being done twice: a worker may die between the work's last write and writing down that it is done.

What must happen when the work finally fails goes in a function with the same parameters as the work:

    def mark_failed(document_id: str) -> None: ...

    @background(max_attempts=2, on_failure=mark_failed)
    def read_document(document_id: str) -> None: ...

(or `on_failure="koers.intake.reading:mark_failed"` when importing it here would go in a circle). It is called
once, with the job's arguments, when the attempts are used up, at `TaskFailed`, and when dead workers left the
job behind; not before an attempt that still follows. It runs in the transaction that ends the job, so keep it to
a few database writes. When it raises, that is logged, its writes are undone and the job is failed all the same.
The work's own transaction is over by then. A job deleted in the meantime calls nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.tasks import Task, task

from koers.core.models import Job


class TaskFailed(Exception):
    """Trying again will not help. The message is Dutch and shown to the user."""


def background[**P, R](
    *,
    max_attempts: int = 3,
    lease_seconds: int = 60,
    priority: int = 0,
    on_failure: Callable[..., object] | str | None = None,
) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Django's `task` with our own options: how often it is tried, how long a dead worker holds it up, and
    what follows when it finally fails."""
    decorate = cast(Any, task)(
        priority=priority, max_attempts=max_attempts, lease_seconds=lease_seconds, on_failure=on_failure
    )
    return cast("Callable[[Callable[P, R]], Task[P, R]]", decorate)


def enqueue_once(task: Task[Any, Any], key: str, *arguments: Any, **keywords: Any) -> Job:
    """Asks for the work unless it was asked for under this key before; returns the one job of that key."""
    from koers.core.tasks.backend import LeasedBackend

    backend = task.get_backend()
    if not isinstance(backend, LeasedBackend):
        raise TypeError("a key needs the leased backend")
    return backend.add(task, list(arguments), keywords, key=key)


def job_of(key: str) -> Job | None:
    """The job asked for under this key."""
    return Job.objects.filter(key=key).first()


def try_again(job: Job) -> bool:
    """Puts a failed job back in the queue with all its attempts; False when it had not failed."""
    fresh = {
        "attempts": 0,
        "error": "",
        "error_class": "",
        "trace": "",
        "finished_at": None,
        "run_after": None,
    }
    return bool(
        Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
            state=Job.State.WAITING, done=0, total=None, words="", **fresh
        )
    )
