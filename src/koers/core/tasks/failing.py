"""The end of a job that failed for good: its outcome and what its task wants done about it, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils.module_loading import import_string

from koers.core.models import Job
from koers.core.tasks import leases
from koers.core.tasks.backend import task_of

logger = logging.getLogger(__name__)


def fail(job: Job, words: str, error_class: str = "", trace: str = "") -> bool:
    """Ends the job for good, with Dutch words for the user; False when it is no longer ours (or gone)."""
    return _ended(job, lambda: leases.fail(job, words, error_class, trace))


def give_up_abandoned() -> int:
    """Fails what was left behind as often as it may be tried; returns how many."""
    return sum(_ended(job, lambda job=job: leases.give_up(job)) for job in leases.abandoned())  # type: ignore[misc]


def _ended(job: Job, end: Callable[[], bool]) -> bool:
    """The hook runs only by whoever ended the job, and commits with it: once, also when a worker dies here."""
    with transaction.atomic():
        if not end():
            return False
        try:
            with transaction.atomic():
                _call_hook(job)
        except Exception:
            logger.exception("What follows the failure of job %s went wrong", job.public_id)
    return True


def _call_hook(job: Job) -> None:
    hook = getattr(task_of(job), "on_failure", None)
    if isinstance(hook, str):
        hook = import_string(hook.replace(":", "."))
    if hook is not None:
        hook(*job.arguments, **job.keywords)
