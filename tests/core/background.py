"""Functions that the task tests let a worker do, in this process and in others."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import connection, transaction
from django.tasks import TaskContext, task

from koers.core.models import Job
from koers.core.tasks import TaskFailed, background
from koers.core.tasks.progress import report

SEEN: list[object] = []


@task
def add(first: int, second: int) -> int:
    SEEN.append((first, second))
    return first + second


@background(priority=50)
def urgent() -> str:
    SEEN.append("urgent")
    return "urgent"


@task(takes_context=True)
def which_attempt(context: TaskContext[..., int]) -> int:
    return context.attempt


@background(max_attempts=2)
def breaks() -> None:
    SEEN.append("tried")
    raise RuntimeError("a secret of the machine")


@task
def refuses() -> None:
    raise TaskFailed("Dit bestand is leeg. Kies een ander bestand.")


@task
def counts_to_three() -> None:
    """Reports between and inside transactions, and notes what another reader would see meanwhile."""
    report(1, 3, "Blad 1 van 3")
    SEEN.append(_stored())
    with transaction.atomic():
        report(2, 3, "Blad 2 van 3")
        SEEN.append(_stored())
    SEEN.append(_stored())
    report(7, 3, "te veel")


def _stored() -> tuple[int, int | None, bool]:
    job = Job.objects.get(state=Job.State.RUNNING)
    return job.done, job.total, connection.in_atomic_block


@task
def loses_its_lease() -> str:
    """Plays a worker that hangs so long that another one takes its work."""
    Job.objects.filter(state=Job.State.RUNNING).update(attempts=5, worker="another")
    return "too late"


@background(lease_seconds=1)
def hangs_the_first_time(marks: str) -> None:
    """Writes a line per attempt; the first attempt never ends by itself."""
    path = Path(marks)
    first = not path.exists()
    with path.open("a") as file:
        file.write(f"started {os.getpid()}\n")
    if first:
        time.sleep(120)
    with path.open("a") as file:
        file.write("finished\n")


@background(lease_seconds=1)
def outlasts_its_lease(seconds: float) -> None:
    time.sleep(seconds)


def note_failure(path: str, *, then_break: bool = False) -> None:
    """Keeps that it was told; as a row too, so that what it writes can be seen to be undone."""
    SEEN.append(("failed", path, Job.objects.get(function__contains="core.background").state))
    Job.objects.create(function="core.background.add", arguments=[0, 0], key=path)
    if then_break:
        raise RuntimeError("the follow-up breaks too")


@background(max_attempts=2, on_failure=note_failure)
def breaks_and_tells(path: str, *, then_break: bool = False) -> None:
    raise RuntimeError("broken")


@background(on_failure="core.background:note_failure")
def refuses_and_tells(path: str) -> None:
    raise TaskFailed("Dit bestand is leeg. Kies een ander bestand.")


@background(on_failure=note_failure)
def is_deleted_meanwhile(path: str) -> None:
    Job.objects.all().delete()
    raise TaskFailed("Dit document is verwijderd.")
