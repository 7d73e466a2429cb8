"""How far the running job is. Written outside the work's transaction, so that it shows while the work goes
on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from koers.core.models import Job
from koers.core.tasks import leases

_running: ContextVar[Job | None] = ContextVar("koers_running_job", default=None)


@contextmanager
def running(job: Job) -> Iterator[None]:
    token = _running.set(job)
    try:
        yield
    finally:
        _running.reset(token)


def report(done: int, total: int | None = None, words: str = "") -> None:
    """`report(3, 12, _("Reading page 3 of 12"))`. Outside a job it does nothing.

    Inside a transaction nothing is written until it has ended: with it, the row would stay invisible and
    locked, and the embedded database has one writer, so that a second connection would wait for ourselves.
    """
    job = _running.get()
    if job is None:
        return
    job.done, job.total = (done, total) if total is None else (min(done, total), total)
    job.words = words[:200]
    if connection.in_atomic_block:
        transaction.on_commit(lambda: _write(job))
    else:
        _write(job)


def _write(job: Job) -> None:
    leases.mine(job).update(done=job.done, total=job.total, words=job.words)
