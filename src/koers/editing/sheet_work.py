"""Looking through a spreadsheet and taking it over, at once or in the background when it is long."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.models import Job
from koers.core.tasks import background, enqueue_once, job_of
from koers.core.tasks.progress import report
from koers.documents.child import Limits, run_limited
from koers.editing import sheet_reading
from koers.editing.kinds import Kind, by_slug
from koers.editing.models import KEPT, SheetImport
from koers.editing.sheet_reading import RowOutcome, WrongSheet
from koers.organisations import audit
from koers.organisations.models import Organisation, User

AT_ONCE = 200
"""Rows up to which nobody has to wait for a background task."""
LARGEST = 20_000_000
LIMITS = Limits(memory_mb=400, seconds=30.0, output_mb=100)
FORGET_AT = time(23, 30)
_REASON = "a task works for the organisation of its sheet"


def read_rows(data: bytes) -> list[list[Any]]:
    """In the limited child process; raises Unreadable."""
    rows: list[list[Any]] = json.loads(run_limited("koers.documents.sheets:read_sheet", data, LIMITS))
    return rows


@transaction.atomic
def offer(
    *, by: User, kind: Kind, organisation: Organisation, name: str, rows: list[list[Any]]
) -> SheetImport:
    """Keeps the sheet and looks through it."""
    sheet = SheetImport.objects.create(
        organisation=organisation, kind=kind.slug, name=name[:200], by=by, rows=rows
    )
    audit.record(
        by=by, action="sheet.offered", subject=sheet, organisation=organisation, detail={"rows": len(rows)}
    )
    last_day = timezone.localdate() + KEPT
    morning = timezone.make_aware(datetime.combine(last_day, FORGET_AT))
    enqueue_once(forget_old.using(run_after=morning), f"sheets-forget:{last_day}")
    _start(sheet)
    return sheet


@background()
def forget_old() -> None:
    """Sheets hold all that somebody typed; after the time in which a removal can be undone nobody needs them."""
    old = SheetImport.objects.across_organisations(_REASON).filter(created_at__lt=timezone.now() - KEPT)
    old.delete()


@transaction.atomic
def accept(*, by: User, sheet: SheetImport) -> SheetImport:
    """Takes the sheet over, once: a second press finds it busy or done."""
    locked = SheetImport.objects.of(sheet.organisation).select_for_update().get(pk=sheet.pk)
    if not locked.can_be_taken:
        return locked
    locked.state = SheetImport.State.TAKING
    locked.save()
    audit.record(by=by, action="sheet.accepted", subject=locked, organisation=locked.organisation)
    _start(locked)
    return locked


def job_for(sheet: SheetImport) -> Job | None:
    return job_of(_key(sheet))


def _key(sheet: SheetImport) -> str:
    return f"sheet:{sheet.public_id}:{sheet.state}"


def _start(sheet: SheetImport) -> None:
    if len(sheet.rows) > AT_ONCE + 1:
        enqueue_once(work, _key(sheet), sheet.pk)
    else:
        _work(sheet)


def work_failed(sheet_id: int) -> None:
    sheet = SheetImport.objects.across_organisations(_REASON).filter(pk=sheet_id).first()
    if sheet is not None and sheet.is_busy:
        sheet.state, sheet.problem = (
            SheetImport.State.WRONG,
            _("This went wrong. Nothing was written. Try again."),
        )
        sheet.save()


@background(max_attempts=2, lease_seconds=600, on_failure=work_failed)
def work(sheet_id: int) -> None:
    """Doing it again changes nothing: what is done is no longer busy."""
    sheet = SheetImport.objects.across_organisations(_REASON).filter(pk=sheet_id).first()
    if sheet is not None and sheet.is_busy:
        _work(sheet)


def _work(sheet: SheetImport) -> None:
    total = len(sheet.rows)
    given: dict[str, Any] = {
        "by": sheet.by,
        "kind": by_slug(sheet.kind),
        "organisation": sheet.organisation,
        "rows": sheet.rows,
    }
    try:
        with transaction.atomic():
            if sheet.state == SheetImport.State.CHECKING:
                outcomes = sheet_reading.preview(**given)
                sheet.state = SheetImport.State.CHECKED
            else:
                outcomes = sheet_reading.take_over(
                    **given, tell=lambda done: report(done, total, _("Row %(row)s") % {"row": done})
                )
                sheet.state = _end(outcomes)
            sheet.outcomes = [asdict(one) for one in outcomes]
            if sheet.state == SheetImport.State.DONE:
                sheet.rows = []  # it stands in the register now
            sheet.save()
    except WrongSheet as error:
        sheet.state, sheet.problem = SheetImport.State.WRONG, str(error)[:500]
        sheet.save()


def _end(outcomes: list[RowOutcome]) -> SheetImport.State:
    """Somebody may have changed a record between looking and taking over: then nothing was written."""
    wrong = any(one.what == "wrong" for one in outcomes)
    return SheetImport.State.WRONG if wrong else SheetImport.State.DONE
