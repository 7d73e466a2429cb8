"""What a task wants done when its work failed for good: once, with the job's arguments, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from core import background
from koers.core.models import Job
from koers.core.tasks import failing, leases
from koers.core.tasks.worker import run_waiting

pytestmark = pytest.mark.django_db

TOLD = ("failed", "a.pdf", Job.State.FAILED)


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    background.SEEN.clear()
    yield


def test_it_is_told_after_the_last_attempt_only() -> None:
    background.breaks_and_tells.enqueue("a.pdf")
    assert run_waiting() == 1
    assert background.SEEN == []
    Job.objects.update(run_after=timezone.now())
    run_waiting()
    assert background.SEEN[0] == TOLD
    assert background.SEEN.count(TOLD) == 1


def test_work_that_refuses_tells_a_follow_up_named_by_its_path() -> None:
    background.refuses_and_tells.enqueue("a.pdf")
    run_waiting()
    assert background.SEEN.count(TOLD) == 1


def test_work_that_dead_workers_left_behind_is_told_once() -> None:
    background.breaks_and_tells.enqueue("a.pdf")
    for _attempt in range(2):
        assert leases.claim("dying") is not None
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    seen_by_other = list(leases.abandoned())
    assert failing.give_up_abandoned() == 1
    assert not leases.give_up(seen_by_other[0])
    assert failing.give_up_abandoned() == 0
    assert background.SEEN == [TOLD]


def test_a_follow_up_that_breaks_is_undone_and_the_job_failed_all_the_same(
    caplog: pytest.LogCaptureFixture,
) -> None:
    background.breaks_and_tells.enqueue("a.pdf", then_break=True)
    Job.objects.update(max_attempts=1)
    run_waiting()
    assert Job.objects.get().state == Job.State.FAILED
    assert "What follows the failure" in caplog.text


def test_a_job_deleted_while_it_was_done_tells_nothing() -> None:
    background.is_deleted_meanwhile.enqueue("a.pdf")
    assert run_waiting() == 1
    assert background.SEEN == []
    assert not Job.objects.exists()


def test_who_lost_its_lease_tells_nothing() -> None:
    background.refuses_and_tells.enqueue("a.pdf")
    job = leases.claim("slow")
    assert job is not None
    Job.objects.update(worker="another")
    assert not failing.fail(job, "te laat")
    assert background.SEEN == []
