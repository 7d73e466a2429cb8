"""Taking work, keeping it and giving it back. Every step is one conditional update: whoever comes second
gets nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.models import Job

FIRST_PAUSE = timedelta(seconds=5)  # before the second attempt; doubles with every further one


def ready() -> QuerySet[Job]:
    """Work to be done now: waiting and due, or left behind by a worker whose lease ran out."""
    now = timezone.now()
    due = Q(state=Job.State.WAITING) & (Q(run_after__isnull=True) | Q(run_after__lte=now))
    left_behind = Q(state=Job.State.RUNNING, lease_until__lt=now, attempts__lt=F("max_attempts"))
    return Job.objects.filter(due | left_behind).order_by("-priority", "created_at", "pk")


def claim(worker: str) -> Job | None:
    """Takes the next job under a lease of this worker; None when there is nothing to do.

    PostgreSQL passes over rows another worker is taking at this moment; on both databases the conditional
    update decides who has it, and whoever loses looks for the next.
    """
    while ready().exists():
        with transaction.atomic():
            found = ready()
            if connection.features.has_select_for_update_skip_locked:
                found = found.select_for_update(skip_locked=True)
            job = found.first()
            if job is None:
                return None
            if _take(job, worker):
                job.refresh_from_db()
                return job
    return None


def _take(job: Job, worker: str) -> bool:
    now = timezone.now()
    same = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, lease_until=job.lease_until)
    return bool(
        same.update(
            state=Job.State.RUNNING,
            attempts=F("attempts") + 1,
            worker=worker,
            workers=[*job.workers, worker],
            lease_until=now + timedelta(seconds=job.lease_seconds),
            started_at=Coalesce("started_at", now),
            last_attempted_at=now,
            updated_at=now,
        )
    )


def mine(job: Job) -> QuerySet[Job]:
    """The row, as long as this attempt still has it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker, attempts=job.attempts)


def extend(job: Job) -> bool:
    """Keeps the lease for another term; False when it was lost."""
    return bool(mine(job).update(lease_until=timezone.now() + timedelta(seconds=job.lease_seconds)))


def finish(job: Job, result: Any) -> bool:
    """Writes the outcome; False when another worker took the job over in the meantime."""
    values: dict[str, Any] = {
        "state": Job.State.DONE,
        "result": result,
        "error": "",
        "error_class": "",
        "trace": "",
    }
    if job.total is not None:
        values["done"] = job.total
    return _end(job, **values)


def fail(job: Job, words: str, error_class: str = "", trace: str = "") -> bool:
    """Ends the job for good, with Dutch words for the user."""
    return _end(job, state=Job.State.FAILED, error=words, error_class=error_class[:200], trace=trace)


def postpone(job: Job, error_class: str, trace: str) -> bool:
    """Puts the job back after an error, with a pause that grows."""
    pause = FIRST_PAUSE * 2 ** (job.attempts - 1)
    return bool(
        mine(job).update(
            state=Job.State.WAITING,
            lease_until=None,
            run_after=timezone.now() + pause,
            error_class=error_class[:200],
            trace=trace,
            updated_at=timezone.now(),
        )
    )


def _end(job: Job, **values: Any) -> bool:
    now = timezone.now()
    return bool(mine(job).update(lease_until=None, finished_at=now, updated_at=now, **values))


def abandoned() -> QuerySet[Job]:
    """What was left behind by dead workers as often as it may be tried."""
    spent = Q(state=Job.State.RUNNING, lease_until__lt=timezone.now(), attempts__gte=F("max_attempts"))
    return Job.objects.filter(spent)


def give_up(job: Job) -> bool:
    """Fails an abandoned job; False when another worker did so first, or its own came back after all."""
    now = timezone.now()
    words = _(
        "This was broken off several times and has been stopped. Nothing was half saved. Please try again."
    )
    return bool(
        abandoned()
        .filter(pk=job.pk, attempts=job.attempts)
        .update(state=Job.State.FAILED, lease_until=None, finished_at=now, updated_at=now, error=words)
    )
