"""The loop that does the work: as a process of its own (`koers worker`), beside the server, or a thread of
the demo."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.tasks.base import TaskContext
from django.tasks.signals import task_finished, task_started
from django.utils.json import normalize_json
from django.utils.translation import gettext as _

from koers.core.models import Job
from koers.core.tasks import TaskFailed, failing, leases, progress
from koers.core.tasks.backend import LeasedBackend, result_of, task_of

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5


def worker_name() -> str:
    """Machine, process and a number of its own: unique, and recognisable in the process list."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def run_forever(stop: threading.Event | None = None, *, poll: float = POLL_SECONDS) -> None:
    """Does work until told to stop, by `stop` or (as main thread) by SIGTERM or SIGINT; the job at hand is
    finished.

    Nothing but being told so ends it: a database that is away for a moment is waited for.
    """
    ended = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: ended.set())
    name = worker_name()
    while not ended.is_set():
        try:
            busy = run_one(name)
        except Exception:
            logger.exception("The worker goes on after an error outside its work")
            busy = False
        finally:
            close_old_connections()
        if not busy:
            ended.wait(poll)
    connection.close()


def run_waiting() -> int:
    """Does everything that can be done now; returns how many jobs were taken up."""
    name, count = worker_name(), 0
    while run_one(name):
        count += 1
    return count


def run_one(worker: str) -> bool:
    """Takes up one job and brings it to its end or to its next attempt; False when there was nothing to
    do."""
    failing.give_up_abandoned()
    job = leases.claim(worker)
    if job is None:
        return False
    with _kept_alive(job), progress.running(job):
        try:
            value = _call(job)
        except TaskFailed as failed:
            failing.fail(job, str(failed), _class_path(failed))
        except Exception as error:
            _after_error(job, error)
        else:
            if not leases.finish(job, value):
                logger.warning("Job %s was taken over by another worker", job.public_id)
    _tell_finished(job)
    return True


def _call(job: Job) -> Any:
    task = task_of(job)
    result = result_of(job)
    task_started.send(LeasedBackend, task_result=result)
    first: list[Any] = [TaskContext(task_result=result)] if task.takes_context else []
    return normalize_json(task.call(*first, *job.arguments, **job.keywords))


def _after_error(job: Job, error: Exception) -> None:
    """Tries again later, or ends it with words that hold nothing technical; the details go to the log."""
    logger.exception("Job %s failed, attempt %s of %s", job.public_id, job.attempts, job.max_attempts)
    path, trace = _class_path(error), "".join(traceback.format_exception(error))
    if job.attempts < job.max_attempts:
        leases.postpone(job, path, trace)
    else:
        words = _("Something went wrong on our side. Nothing was half saved. Please try again later.")
        failing.fail(job, words, path, trace)


def _tell_finished(job: Job) -> None:
    try:
        job.refresh_from_db()
    except Job.DoesNotExist:
        logger.info("Job %s was deleted while it was done", job.public_id)
        return
    if job.is_finished:
        try:
            task_finished.send(LeasedBackend, task_result=result_of(job))
        except ImportError:
            logger.warning("The function of job %s does not exist", job.public_id)


def _class_path(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


@contextmanager
def _kept_alive(job: Job) -> Iterator[None]:
    """Extends the lease from a thread of its own for as long as the work lasts."""
    over = threading.Event()
    thread = threading.Thread(
        target=_extend_until, args=(job, over), name=f"lease-{job.public_id}", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=5)


def _extend_until(job: Job, over: threading.Event) -> None:
    """A busy database is tried again at the next beat; a lost lease ends it (the outcome is then refused)."""
    try:
        while not over.wait(job.lease_seconds / 3):
            try:
                if not leases.extend(job):
                    return
            except DatabaseError:
                logger.info("The lease of job %s could not be extended yet", job.public_id)
    finally:
        connection.close()
