"""Taking a file of the financial system in: offer, explain its columns, answer its questions, book, take back.

Booking is one transaction: all rows or none. Taking back books the opposite of every entry; nothing is erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.models import Job
from koers.core.tasks import background, enqueue_once, job_of
from koers.core.tasks.progress import report
from koers.documents.child import Limits, run_limited
from koers.finance.actions.ledger import NewEntry, book, counter_batch
from koers.finance.importing import checking
from koers.finance.importing.headings import (
    Column,
    clashing,
    heading_row,
    lacking,
    recognised,
    simple,
    text_of,
)
from koers.finance.importing.models import ImportHeading, MoneyImport
from koers.finance.models import ImportBatch
from koers.organisations import audit
from koers.organisations.records import readable_errors
from koers.programmes.models import Programme

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

State = MoneyImport.State

AT_ONCE = 1_000
"""Rows up to which nobody has to wait for a background task."""
LARGEST = 30_000_000
LIMITS = Limits(memory_mb=600, seconds=60.0, output_mb=100)
KEPT = timedelta(days=30)
_FORGET_AT = time(23, 40)
_REASON = "a task works for the organisation of its file"


def read_file(data: bytes) -> dict[str, Any]:
    """The cells, read in the limited child process. Raises Unreadable."""
    found: dict[str, Any] = json.loads(
        run_limited("koers.finance.importing.workbook:read_book", data, LIMITS)
    )
    return found


@transaction.atomic
def offer(
    *,
    by: User,
    organisation: Organisation,
    name: str,
    data: bytes,
    cells: dict[str, Any],
    year: int,
    stage: str,
    kind: str = "",
    programme: Programme | None = None,
) -> MoneyImport:
    """Keeps the file and looks through it. Raises ValidationError when the same file is booked already."""
    digest = hashlib.sha256(data).hexdigest()
    before = booked_file(organisation, digest)
    if before is not None:
        raise ValidationError(_said_before(before), code="booked")
    kept = checking.kept_headings(organisation)
    heading = heading_row(cells["rows"], kept)
    titles = [text_of(cell) for cell in cells["rows"][heading]]
    found = MoneyImport.objects.create(
        organisation=organisation,
        name=name[:200],
        content_hash=digest,
        by=by,
        year=year,
        stage=stage,
        kind=kind,
        programme=programme,
        book=cells,
        heading=heading,
        columns={str(place): column.value for place, column in recognised(titles, kept).items()},
    )
    _tell("money_import.offered", by, found, rows=len(cells["rows"]))
    last_day = timezone.localdate() + KEPT
    morning = timezone.make_aware(datetime.combine(last_day, _FORGET_AT))
    enqueue_once(forget_old.using(run_after=morning), f"money-imports-forget:{last_day}")
    _look(found)
    return found


def booked_file(organisation: Organisation, digest: str) -> MoneyImport | None:
    found = MoneyImport.objects.of(organisation).filter(content_hash=digest)
    return found.filter(state__in=[State.BOOKING, State.BOOKED]).first()


def _said_before(found: MoneyImport) -> str:
    day = timezone.localdate(found.booked_at) if found.booked_at else timezone.localdate()
    return _(
        "This file was booked before, on %(day)s as “%(name)s”. Nothing was booked now. Take that import back first if "
        "it has to be read in again."
    ) % {"day": f"{day.day}-{day.month}-{day.year}", "name": found.name}


@transaction.atomic
def choose_columns(
    *, by: User, found: MoneyImport, columns: Mapping[int, Column], heading: int | None = None
) -> MoneyImport:
    """Says what each column holds, and keeps that for the next file. Raises ValidationError when it is unclear."""
    locked = _open(found)
    problems = [*lacking(columns), *clashing(columns)]
    if problems:
        raise ValidationError(
            _("Choose one column for the date, and one for the amount or for debit and credit.")
        )
    if heading is not None and 0 <= heading < len(locked.book["rows"]):
        locked.heading = heading
    titles = [text_of(cell) for cell in locked.book["rows"][locked.heading]]
    for place, column in columns.items():
        words = simple(titles[place]) if place < len(titles) else ""
        if words:
            ImportHeading.objects.of(locked.organisation).update_or_create(
                organisation=locked.organisation, heading=words, defaults={"column": column.value}
            )
    locked.columns = {str(place): column.value for place, column in columns.items()}
    locked.answers = {}
    _tell("money_import.columns_chosen", by, locked)
    _look(locked)
    return locked


@transaction.atomic
def answer(*, by: User, found: MoneyImport, answers: Mapping[str, str]) -> MoneyImport:
    """Answers to the questions about the file; only what was asked counts."""
    locked = _open(found)
    asked = {one["name"]: one["options"] for one in locked.result.get("questions", [])}
    given = {name: value for name, value in answers.items() if value in asked.get(name, ())}
    locked.answers = {**locked.answers, **given}
    _tell("money_import.answered", by, locked, answers=sorted(given))
    _look(locked)
    return locked


@transaction.atomic
def accept(*, by: User, found: MoneyImport) -> MoneyImport:
    """Books the file, once: a second press finds it busy or booked. Raises ValidationError."""
    locked = _locked(found)
    if not locked.can_be_booked:
        return locked
    before = booked_file(locked.organisation, locked.content_hash)
    if before is not None:
        raise ValidationError(_said_before(before), code="booked")
    locked.state, locked.by = State.BOOKING, by
    locked.version += 1  # a task of its own
    with readable_errors(MoneyImport):
        locked.save()
    _tell("money_import.accepted", by, locked)
    _start(locked)
    return locked


@transaction.atomic
def take_back(*, by: User, found: MoneyImport, reason: str) -> MoneyImport:
    """Books the opposite of every entry of the file. Raises ValidationError without a reason."""
    locked = _locked(found)
    if locked.state != State.BOOKED or locked.batch is None:
        raise ValidationError(_("Only what was booked can be taken back."), code="state")
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why this import is taken back.")]}, code="reason")
    made = counter_batch(by=by, batch=locked.batch, reason=reason)
    locked.state, locked.reason, locked.taken_back_at = State.TAKEN_BACK, reason.strip()[:300], timezone.now()
    locked.save()
    _tell("money_import.taken_back", by, locked, entries=len(made))
    return locked


@transaction.atomic
def discard(*, by: User, found: MoneyImport) -> None:
    """Throws away a file that was not booked."""
    locked = _locked(found)
    if locked.batch is not None or locked.is_busy:
        raise ValidationError(_("What was booked stays. Take it back instead."), code="state")
    _tell("money_import.discarded", by, locked)
    locked.delete()


def job_for(found: MoneyImport) -> Job | None:
    return job_of(_key(found))


def _key(found: MoneyImport) -> str:
    return f"money-import:{found.public_id}:{found.version}"


def _locked(found: MoneyImport) -> MoneyImport:
    return MoneyImport.objects.of(found.organisation).select_for_update().get(pk=found.pk)


def _open(found: MoneyImport) -> MoneyImport:
    locked = _locked(found)
    if not locked.is_open:
        raise ValidationError(
            _("This file is being worked on or was booked. Nothing was changed."), code="state"
        )
    return locked


def _look(found: MoneyImport) -> None:
    """Judges the rows, or waits for a person when the columns are not clear."""
    found.result, found.problem = {}, ""
    found.state = State.CHECKING if checking.is_clear(found) else State.COLUMNS
    found.version += 1
    found.save()
    if found.state == State.CHECKING:
        _start(found)


def _start(found: MoneyImport) -> None:
    if len(found.book["rows"]) > AT_ONCE:
        enqueue_once(work, _key(found), found.pk)
    else:
        _work(found)


def work_failed(key: int) -> None:
    found = MoneyImport.objects.across_organisations(_REASON).filter(pk=key).first()
    if found is not None and found.is_busy:
        found.state = State.FAILED
        found.problem = _("This went wrong. Nothing was booked. Offer the file again.")
        found.save()


@background(max_attempts=2, lease_seconds=600, on_failure=work_failed)
def work(key: int) -> None:
    """Doing it again changes nothing: what is done is no longer busy."""
    found = MoneyImport.objects.across_organisations(_REASON).filter(pk=key).first()
    if found is not None and found.is_busy:
        _work(found)


@background()
def forget_old() -> None:
    """Files that were never booked hold what nobody needs after a month."""
    old = MoneyImport.objects.across_organisations(_REASON).filter(created_at__lt=timezone.now() - KEPT)
    old.filter(batch__isnull=True).delete()


def _work(found: MoneyImport) -> None:
    total = len(found.book["rows"])
    reading = checking.checked(found, lambda done: report(done, total, _("Row %(row)s") % {"row": done}))
    with transaction.atomic():
        locked = _locked(found)
        if not locked.is_busy:
            return
        if locked.state == State.BOOKING:
            _one_at_a_time(locked.organisation)
            checking.look_again(reading, locked.organisation)
        locked.result = checking.as_json(reading)
        if locked.state == State.BOOKING and reading.can_be_booked:
            _book(locked)
        else:  # a colleague booked the same in the meantime: then rows are wrong now, and nothing is booked
            locked.state = State.CHECKED
        locked.save()
    found.refresh_from_db()


def _one_at_a_time(organisation: Organisation) -> None:
    """Two files with the same bookings do not pass each other: the second sees what the first booked."""
    type(organisation).objects.select_for_update().get(pk=organisation.pk)


def _book(found: MoneyImport) -> None:
    good = [row for row in found.rows if row["what"] == "good"]
    values: list[dict[str, str]] = [row["values"] for row in good]  # type: ignore[misc]
    assert found.by is not None
    programmes = {str(one.public_id): one for one in Programme.objects.of(found.organisation)}
    with readable_errors(ImportBatch):
        batch = ImportBatch.objects.create(
            organisation=found.organisation,
            file_name=found.name,
            sha256=_batch_hash(found),
            last_date=max(date.fromisoformat(one["date"]) for one in values),
            rows=len(values),
            made_by=found.by,
        )
    entries = [_entry(one, found, programmes[one["programme"]]) for one in values]
    book(by=found.by, organisation=found.organisation, entries=entries, batch=batch)
    found.batch, found.state, found.booked_at = batch, State.BOOKED, timezone.now()
    found.book = {}  # it stands in the ledger now
    _tell("money_import.booked", found.by, found, entries=len(entries))


def _entry(values: Mapping[str, str], found: MoneyImport, programme: Programme) -> NewEntry:
    return NewEntry(
        stage=values["stage"],
        year=int(values["year"]),
        value_date=date.fromisoformat(values["date"]),
        amount=Decimal(values["amount"]),
        kind=found.kind,
        programme=programme,
        cost_centre=values["cost_centre"],
        taakveld=values["taakveld"],
        ledger_account=values["ledger_account"],
        description=values["description"],
        source_reference=values["reference"],
    )


def _batch_hash(found: MoneyImport) -> str:
    """The file's own checksum; after taking back, the same file may come in again under a checksum of its own."""
    taken = MoneyImport.objects.of(found.organisation).filter(
        content_hash=found.content_hash, state=State.TAKEN_BACK
    )
    times = taken.count()
    again = f"{found.content_hash}:{times}".encode()
    return hashlib.sha256(again).hexdigest() if times else found.content_hash


def _tell(action: str, by: User | None, found: MoneyImport, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=found, organisation=found.organisation, detail=detail)
