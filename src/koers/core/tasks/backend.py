"""Django's task backend that keeps the work in the table `Job`; a worker process or thread takes it from
there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from koers.core.models import Job

STATUSES = {
    Job.State.WAITING: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.FAILED: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedTask(Task):  # type: ignore[type-arg]
    """A task with its own number of attempts, length of lease and follow-up of its final failure:
    `@task(max_attempts=2, lease_seconds=30)`."""

    max_attempts: int = 3
    lease_seconds: int = 60
    on_failure: Callable[..., object] | str | None = None


class LeasedBackend(BaseTaskBackend):
    task_class = LeasedTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Django's interface; the row commits with the transaction it is asked in."""
        return result_of(self.add(task, args, kwargs))

    def add(self, task: Any, args: Any, kwargs: Any, *, key: str | None = None) -> Job:
        self.validate_task(task)
        values = {
            "function": task.module_path,
            "arguments": normalize_json(list(args)),
            "keywords": normalize_json(dict(kwargs)),
            "queue": task.queue_name,
            "priority": task.priority,
            "run_after": task.run_after,
            "max_attempts": task.max_attempts,
            "lease_seconds": task.lease_seconds,
        }
        if key is None:
            job, created = Job.objects.create(**values), True
        else:
            job, created = Job.objects.get_or_create(key=key, defaults=values)
        if created:
            task_enqueued.send(type(self), task_result=result_of(job))
        return job

    def get_result(self, result_id: str) -> Any:
        try:
            return result_of(Job.objects.get(public_id=UUID(result_id)))
        except (Job.DoesNotExist, ValueError, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error


def task_of(job: Job) -> Any:
    """The task object of a job. Raises ImportError when the function no longer exists."""
    return import_string(job.function)


def result_of(job: Job) -> Any:
    task = task_of(job).using(priority=job.priority, queue_name=job.queue, run_after=job.run_after)
    errors = [TaskError(exception_class_path=job.error_class, traceback=job.trace)] if job.error_class else []
    result: Any = TaskResult(
        task=task,
        id=str(job.public_id),
        status=STATUSES[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.last_attempted_at,
        args=job.arguments,
        kwargs=job.keywords,
        backend=task.backend,
        errors=errors,
        worker_ids=list(job.workers),
    )
    object.__setattr__(result, "_return_value", job.result)  # as Django's own backends fill it
    return result
