"""Background work: asked once, done once, taken up again after a crash, with progress to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.tasks import TaskResultStatus
from django.tasks.exceptions import InvalidTask, TaskResultDoesNotExist
from django.utils import timezone

from core import background
from koers.core.models import Job
from koers.core.tasks import enqueue_once, job_of, leases, progress, try_again
from koers.core.tasks.worker import run_one, run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    background.SEEN.clear()
    yield


def only_job() -> Job:
    return Job.objects.get()


def let_time_pass(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_work_is_done_and_its_result_kept() -> None:
    result = background.add.enqueue(2, second=3)
    assert only_job().state == Job.State.WAITING
    assert run_waiting() == 1
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == 5
    assert result.attempts == 1
    assert background.add.get_result(result.id).return_value == 5
    assert run_waiting() == 0
    assert background.SEEN == [(2, 3)]


def test_an_unknown_result_is_said_to_be_unknown() -> None:
    for wrong in ("", "no-uuid", "7d6a0d0f-5f4b-4f2f-8b53-000000000000"):
        with pytest.raises(TaskResultDoesNotExist):
            background.add.get_backend().get_result(wrong)


def test_urgent_work_goes_first_and_later_work_waits() -> None:
    background.add.enqueue(1, 1)
    background.urgent.enqueue()
    background.add.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(9, 9)
    assert run_waiting() == 2
    assert background.SEEN == ["urgent", (1, 1)]
    assert Job.objects.get(state=Job.State.WAITING).arguments == [9, 9]


def test_the_same_key_is_the_same_job() -> None:
    first = enqueue_once(background.add, "sum:1", 1, 1)
    again = enqueue_once(background.add, "sum:1", 1, 1)
    assert first == again == job_of("sum:1")
    run_waiting()
    assert enqueue_once(background.add, "sum:1", 1, 1).state == Job.State.DONE
    assert run_waiting() == 0
    assert background.SEEN == [(1, 1)]
    assert job_of("sum:2") is None


def test_without_a_key_asking_twice_is_twice() -> None:
    background.add.enqueue(1, 1)
    background.add.enqueue(1, 1)
    assert run_waiting() == 2


def test_the_function_gets_its_context() -> None:
    result = background.which_attempt.enqueue()
    run_waiting()
    result.refresh()
    assert result.return_value == 1


def test_a_local_function_is_refused() -> None:
    from koers.core.tasks.backend import LeasedTask

    with pytest.raises(InvalidTask):
        LeasedTask(func=lambda: None)


def test_an_error_is_tried_again_with_a_pause_and_then_told_in_plain_words() -> None:
    background.breaks.enqueue()
    assert run_waiting() == 1
    job = only_job()
    assert job.state == Job.State.WAITING
    assert job.run_after is not None and job.run_after > timezone.now()
    assert run_waiting() == 0
    Job.objects.update(run_after=timezone.now())
    assert run_waiting() == 1
    job = only_job()
    assert (job.state, job.attempts) == (Job.State.FAILED, 2)
    assert background.SEEN == ["tried", "tried"]
    assert job.error and "secret" not in job.error and "RuntimeError" not in job.error
    assert "RuntimeError" in job.trace and job.error_class == "builtins.RuntimeError"


def test_work_that_refuses_is_not_tried_again_and_its_words_are_shown() -> None:
    result = background.refuses.enqueue()
    assert run_waiting() == 1
    job = only_job()
    assert (job.state, job.attempts) == (Job.State.FAILED, 1)
    assert job.error == "Dit bestand is leeg. Kies een ander bestand."
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class_path.endswith("TaskFailed")


def test_failed_work_can_be_asked_for_again() -> None:
    background.refuses.enqueue()
    run_waiting()
    assert try_again(only_job())
    assert not try_again(only_job())
    job = only_job()
    assert (job.state, job.attempts, job.error) == (Job.State.WAITING, 0, "")


def test_a_function_that_no_longer_exists_fails_in_words() -> None:
    Job.objects.create(function="core.background.gone", max_attempts=1)
    assert run_waiting() == 1
    assert only_job().state == Job.State.FAILED


def test_a_claim_is_for_one_worker_only() -> None:
    background.add.enqueue(1, 1)
    job = leases.claim("first")
    assert job is not None and job.worker == "first" and job.lease_until is not None
    assert leases.claim("second") is None


def test_the_conditional_update_decides_between_two_that_saw_the_same_row() -> None:
    background.add.enqueue(1, 1)
    seen_by_one, seen_by_other = only_job(), only_job()
    assert leases._take(seen_by_one, "one")
    assert not leases._take(seen_by_other, "other")
    assert only_job().workers == ["one"]


def test_work_left_behind_is_taken_up_once_after_the_lease() -> None:
    background.add.enqueue(1, 1)
    dead = leases.claim("dead")
    assert dead is not None
    assert leases.claim("living") is None
    let_time_pass(dead)
    assert leases.claim("living") is not None
    assert leases.claim("third") is None
    assert only_job().workers == ["dead", "living"]
    assert not leases.finish(dead, "too late")
    assert not leases.extend(dead)
    assert only_job().state == Job.State.RUNNING


def test_a_worker_that_lost_its_work_cannot_write_the_outcome() -> None:
    background.loses_its_lease.enqueue()
    assert run_one("slow")
    job = only_job()
    assert (job.state, job.worker, job.result) == (Job.State.RUNNING, "another", None)


def test_what_keeps_dying_is_given_up_in_words() -> None:
    background.breaks.enqueue()
    for _attempt in range(2):
        job = leases.claim("dying")
        assert job is not None
        let_time_pass(job)
    assert run_waiting() == 0
    job = only_job()
    assert job.state == Job.State.FAILED and job.error and job.finished_at is not None


def test_a_lease_can_be_kept_longer() -> None:
    background.add.enqueue(1, 1)
    job = leases.claim("busy")
    assert job is not None
    let_time_pass(job)
    assert leases.extend(job)
    assert leases.claim("other") is None


def test_progress_outside_a_job_does_nothing() -> None:
    progress.report(1, 2, "niets")
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_progress_is_written_between_transactions() -> None:
    background.counts_to_three.enqueue()
    run_waiting()
    assert background.SEEN == [(1, 3, False), (1, 3, True), (2, 3, False)]
    job = only_job()
    assert (job.done, job.total, job.words, job.percentage) == (3, 3, "te veel", 100)


@pytest.mark.django_db(transaction=True)
def test_work_asked_for_in_a_transaction_that_fails_is_not_asked_for() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        background.add.enqueue(1, 1)
        raise RuntimeError
    assert run_waiting() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "running"},
        {"state": "failed", "finished_at": timezone.now()},
        {"state": "done"},
        {"done": 4, "total": 3},
        {"lease_until": timezone.now()},
    ],
)
def test_the_database_refuses_a_state_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(function="core.background.add", **wrong)


def test_the_share_done_is_rounded_down() -> None:
    assert Job(done=2, total=3).percentage == 66
    assert Job(done=2).percentage is None
    assert str(Job(function="f", state="waiting")) == "f (waiting)"
