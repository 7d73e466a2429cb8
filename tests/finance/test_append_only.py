"""What goes around the model meets the database's own refusal, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from koers.finance import append_only
from koers.finance.actions.ledger import NewEntry, book, counter
from koers.finance.models import LedgerEntry
from koers.organisations.models import Organisation, User

TABLE = append_only.TABLE


@pytest.fixture
def entry(controller: User, organisation: Organisation) -> LedgerEntry:
    new = NewEntry(stage="spent", year=2024, value_date=date(2024, 1, 1), amount=Decimal(5))
    return book(by=controller, organisation=organisation, entries=[new])[0]


@pytest.fixture
def protected(db: None) -> Iterator[None]:
    """Tables of tests come straight from the models, so the migration's triggers are put there here."""
    with connection.cursor() as cursor:
        for statement in append_only.statements(connection):
            cursor.execute(statement)
    yield


@pytest.mark.usefixtures("protected")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET amount = 1",
        f"UPDATE {TABLE} SET booked_at = '2001-01-01 00:00:00+00:00'",
        f"UPDATE {TABLE} SET corrects_id = NULL",
        f"DELETE FROM {TABLE}",
    ],
)
def test_the_database_refuses(entry: LedgerEntry, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert LedgerEntry.objects.of(entry.organisation).get().amount == Decimal(5)


@pytest.mark.usefixtures("protected")
def test_adding_goes_on_and_a_removed_account_leaves_the_entry(
    entry: LedgerEntry, controller: User, programme_manager: User
) -> None:
    made = counter(by=programme_manager, entry=entry, reason="Fout")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET by_id = NULL WHERE id = %s", [made.pk])
    found = LedgerEntry.objects.of(entry.organisation).get(pk=made.pk)
    assert (found.by, found.amount) == (None, Decimal(-5))


@pytest.mark.django_db(transaction=True)
def test_protecting_twice_and_releasing(controller: User, organisation: Organisation) -> None:
    new = NewEntry(stage="spent", year=2024, value_date=date(2024, 1, 1), amount=Decimal(5))
    book(by=controller, organisation=organisation, entries=[new])
    for _again in range(2):
        with connection.schema_editor() as editor:
            append_only.protect(None, editor)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
    with connection.schema_editor() as editor:
        append_only.release(None, editor)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
    assert not LedgerEntry.objects.of(organisation).exists()
