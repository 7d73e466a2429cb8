"""Booking: all or nothing, only ever added to, one counter-entry per entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from koers.finance import totals
from koers.finance.actions.ledger import ABOUT, UNKNOWN, NewEntry, book, counter
from koers.finance.models import ImportBatch, LedgerEntry, LedgerTotal
from koers.organisations.models import AppendOnly, AuditEvent, Organisation, User
from koers.programmes.models import Programme


def new(amount: object = "100.00", **rest: object) -> NewEntry:
    given = {"stage": "spent", "kind": "incidental", "year": 2024, "value_date": date(2024, 3, 1), **rest}
    return NewEntry(amount=Decimal(str(amount)), **given)  # type: ignore[arg-type]


def test_booking_keeps_what_was_given_and_audits_once(
    controller: User, organisation: Organisation, programme: Programme
) -> None:
    made = book(by=controller, organisation=organisation, entries=[new(programme=programme), new("-3.50")])
    stored = list(LedgerEntry.objects.of(organisation).order_by("pk"))
    assert [one.pk for one in made] == [one.pk for one in stored]
    assert [(one.amount, one.programme, one.by) for one in stored] == [
        (Decimal("100.00"), programme, controller),
        (Decimal("-3.50"), None, controller),
    ]
    events = AuditEvent.objects.of(organisation).filter(action="ledger.booked")
    assert [event.detail for event in events] == [{"entries": 2}]
    assert totals.wrong(organisation) == []


def test_one_wrong_entry_books_nothing_and_says_which(controller: User, organisation: Organisation) -> None:
    entries = [new(), new("0.00"), new(stage="lost"), new(year=12)]
    with pytest.raises(ValidationError) as told:
        book(by=controller, organisation=organisation, entries=entries)
    assert [message.split(":")[0][-1] for message in told.value.messages] == ["2", "3", "4"]
    assert not LedgerEntry.objects.of(organisation).exists()
    assert not LedgerTotal.objects.of(organisation).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0.001"},
        {"amount": "1000000000000"},
        {"amount": "1e400"},
        {"kind": "black"},
        {"value_date": date(1, 1, 1)},
        {"description": "x" * 301},
        {"cost_centre": "a\x00b"},
        {"amount": "5.00", "certainty": UNKNOWN, "description": "bijna alles"},
        {"amount": "0", "certainty": UNKNOWN},
    ],
)
def test_what_cannot_be_booked(
    controller: User, organisation: Organisation, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        book(by=controller, organisation=organisation, entries=[new(**wrong)])


def test_a_programme_of_another_organisation_is_refused(
    controller: User, organisation: Organisation, other_organisation: Organisation
) -> None:
    theirs = Programme.objects.create(organisation=other_organisation, name="Van hen", slug="van-hen")
    batch = ImportBatch.objects.create(organisation=other_organisation, file_name="x.csv", sha256="a" * 64)
    with pytest.raises(ValidationError):
        book(by=controller, organisation=organisation, entries=[new(programme=theirs)])
    with pytest.raises(ValidationError):
        book(by=controller, organisation=organisation, entries=[new()], batch=batch)
    with pytest.raises(TypeError):
        book(by=controller, organisation=organisation, entries=[new(certainty="sure")])


def test_booking_in_the_future_is_refused(controller: User, organisation: Organisation) -> None:
    with pytest.raises(ValidationError):
        book(
            by=controller, organisation=organisation, entries=[new()], at=timezone.now() + timedelta(hours=1)
        )


def test_nothing_to_book_is_no_event(controller: User, organisation: Organisation) -> None:
    assert book(by=controller, organisation=organisation, entries=[]) == []
    assert not AuditEvent.objects.of(organisation).filter(action="ledger.booked").exists()


def test_a_counter_entry_undoes_from_the_same_day(controller: User, organisation: Organisation) -> None:
    [entry] = book(by=controller, organisation=organisation, entries=[new("85000", certainty=ABOUT)])
    made = counter(by=controller, entry=entry, reason="Verkeerd jaar")
    assert (made.amount, made.about, made.value_date, made.corrects) == (
        Decimal(-85000), -1, entry.value_date, entry,
    )  # fmt: skip
    assert made.description == "Verkeerd jaar"
    assert totals.wrong(organisation) == []


def test_an_entry_has_one_counter_entry_which_has_none(controller: User, organisation: Organisation) -> None:
    [entry] = book(by=controller, organisation=organisation, entries=[new()])
    made = counter(by=controller, entry=entry, reason="Fout")
    with pytest.raises(ValidationError):
        counter(by=controller, entry=entry, reason="Nog eens")
    with pytest.raises(ValidationError):
        counter(by=controller, entry=made, reason="Terug")
    with pytest.raises(ValidationError):
        counter(by=controller, entry=entry, reason=" ")
    assert LedgerEntry.objects.of(organisation).count() == 2


def test_an_entry_is_never_changed_or_removed(controller: User, organisation: Organisation) -> None:
    [entry] = book(by=controller, organisation=organisation, entries=[new()])
    everything = LedgerEntry.objects.of(organisation)
    for attempt in (
        entry.save,
        entry.delete,
        lambda: entry.save_from(1),
        lambda: everything.update(amount=1),
        lambda: everything.delete(),
        lambda: LedgerEntry.objects.bulk_update([entry], ["amount"]),
        lambda: LedgerEntry.objects.create(organisation=organisation),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert everything.get().amount == Decimal(100)


def test_the_check_sees_a_total_that_is_off(controller: User, organisation: Organisation) -> None:
    at = datetime(2024, 3, 31, 22, 30, tzinfo=UTC)  # already April here
    book(by=controller, organisation=organisation, entries=[new()], at=at)
    total = LedgerTotal.objects.of(organisation).get()
    assert total.booked_month == date(2024, 4, 1)
    assert totals.wrong(organisation) == []
    LedgerTotal.objects.of(organisation).update(amount=99)
    assert len(totals.wrong(organisation)) == 1
