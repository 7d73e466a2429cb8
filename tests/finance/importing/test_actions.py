"""Offering, explaining, answering, booking and taking back: all or nothing, and never twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from finance.importing.conftest import Offer
from finance.importing.files import HEADINGS, ROWS, csv_file
from koers.core.models import Job
from koers.core.tasks.worker import run_waiting
from koers.finance.importing import actions, checking
from koers.finance.importing.headings import Column
from koers.finance.importing.models import ImportHeading, MoneyImport
from koers.finance.models import ImportBatch, LedgerEntry
from koers.finance.overview import last_import
from koers.finance.sums import AsOf, of_programme
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme

pytestmark = pytest.mark.django_db

State = MoneyImport.State
TOTAL = 2_000_000


def cents(programme: Programme) -> int:
    return sum(one.cents for one in of_programme(programme, AsOf(date(2027, 12, 31))))


def test_a_file_is_booked_and_taken_back(offer: Offer, controller: User, programme: Programme) -> None:
    found = offer()
    assert (found.state, found.good, found.can_be_booked) == (State.CHECKED, 3, True)
    assert cents(programme) == 0
    booked = actions.accept(by=controller, found=found)
    assert booked.state == State.BOOKED
    assert cents(programme) == TOTAL
    entry = LedgerEntry.objects.of(found.organisation).get(source_reference="F-101")
    assert (entry.amount, entry.value_date, entry.stage) == (Decimal("1250.50"), date(2026, 1, 15), "spent")
    assert (entry.kind, entry.year, entry.cost_centre) == ("incidental", 2026, "6340")
    assert booked.batch is not None
    assert (booked.batch.rows, booked.batch.last_date) == (3, date(2026, 2, 28))
    assert booked.book == {}
    back = actions.take_back(by=controller, found=booked, reason="Verkeerd jaar")
    assert (back.state, back.reason) == (State.TAKEN_BACK, "Verkeerd jaar")
    assert cents(programme) == 0
    assert LedgerEntry.objects.of(found.organisation).count() == 6


def test_the_last_import_is_one_that_stands(offer: Offer, controller: User, programme: Programme) -> None:
    """What was taken back is in no balance; and an import of today was not known yesterday."""
    booked = actions.accept(by=controller, found=offer())
    today = timezone.localdate()
    assert last_import(programme.organisation, AsOf(today)) == booked.batch
    assert last_import(programme.organisation, AsOf(today, today)) == booked.batch
    assert last_import(programme.organisation, AsOf(today, today - timedelta(days=1))) is None
    actions.take_back(by=controller, found=booked, reason="Verkeerd jaar")
    assert last_import(programme.organisation, AsOf(today)) is None


def test_a_second_press_books_nothing_more(offer: Offer, controller: User, programme: Programme) -> None:
    found = offer()
    actions.accept(by=controller, found=found)
    assert actions.accept(by=controller, found=found).state == State.BOOKED
    assert cents(programme) == TOTAL


def test_one_wrong_row_books_nothing(offer: Offer, controller: User, programme: Programme) -> None:
    found = offer(csv_file([*ROWS, ("1-3-2026", "veel", "x", "F-9", "", "Op pad")]))
    assert (found.good, found.wrong, found.can_be_booked) == (3, 1, False)
    assert actions.accept(by=controller, found=found).state == State.CHECKED
    assert cents(programme) == 0


def test_the_same_file_is_booked_once(offer: Offer, controller: User) -> None:
    first, second = offer(), offer(name="nog-eens.csv")
    actions.accept(by=controller, found=first)
    with pytest.raises(ValidationError, match=r"januari\.csv"):
        actions.accept(by=controller, found=second)
    with pytest.raises(ValidationError) as refused:
        offer()
    assert refused.value.code == "booked"


def test_a_row_of_an_earlier_file_is_wrong(offer: Offer, controller: User) -> None:
    waiting = offer(csv_file([*ROWS[2:], ("1-3-2026", "10,00", "x", "F-104", "", "Op pad")]), "februari.csv")
    assert waiting.can_be_booked
    actions.accept(by=controller, found=offer())
    later = actions.accept(by=controller, found=waiting)
    assert (later.state, later.wrong, later.batch) == (State.CHECKED, 1, None)
    problem = next(row for row in later.rows if row["what"] == "wrong")["problems"][0]  # type: ignore[index]
    assert problem["code"] == "booked_before"
    assert "januari.csv" in problem["shown"]


def test_after_taking_back_the_same_file_may_come_in_again(
    offer: Offer, controller: User, programme: Programme
) -> None:
    booked = actions.accept(by=controller, found=offer())
    actions.take_back(by=controller, found=booked, reason="Verkeerde soort")
    again = actions.accept(by=controller, found=offer())
    assert again.state == State.BOOKED
    assert cents(programme) == TOTAL
    assert ImportBatch.objects.of(programme.organisation).count() == 2


def test_unknown_headings_are_explained_once(
    offer: Offer, controller: User, organisation: Organisation
) -> None:
    headings = ("Dag", "Waarde", *HEADINGS[2:])
    found = offer(csv_file(headings=headings))
    assert found.state == State.COLUMNS
    with pytest.raises(ValidationError):
        actions.choose_columns(by=controller, found=found, columns={0: Column.DATE})
    chosen = {0: Column.DATE, 1: Column.AMOUNT, 2: Column.DESCRIPTION, 5: Column.PROGRAMME}
    found = actions.choose_columns(by=controller, found=found, columns=chosen, heading=0)
    assert (found.state, found.good) == (State.CHECKED, 3)
    assert checking.kept_headings(organisation)["waarde"] == "amount"
    assert offer(csv_file(ROWS[:1], headings=headings)).state == State.CHECKED
    assert ImportHeading.objects.of(organisation).count() == 4


def test_answers_count_only_when_asked(offer: Offer, controller: User) -> None:
    found = offer(csv_file([(*ROWS[0][:1], "1.000", *ROWS[0][2:])]))
    assert not found.can_be_booked
    found = actions.answer(by=controller, found=found, answers={"notation_amount": "x", "sign": "reversed"})
    assert found.answers == {}
    found = actions.answer(by=controller, found=found, answers={"notation_amount": "english"})
    assert found.rows[0]["values"]["amount"] == "1.00"  # type: ignore[index]
    assert found.can_be_booked
    actions.accept(by=controller, found=found)
    with pytest.raises(ValidationError):
        actions.answer(by=controller, found=found, answers={})


def test_a_programme_for_the_whole_file(offer: Offer, programme: Programme) -> None:
    headings = HEADINGS[:5]
    data = csv_file([row[:5] for row in ROWS], headings)
    assert offer(data).wrong == 3
    assert offer(data, programme=programme).good == 3


def test_a_name_of_two_programmes_means_neither(offer: Offer, organisation: Organisation) -> None:
    Programme.objects.create(organisation=organisation, name="Op Pad", slug="op-pad-2")
    assert offer().wrong == 3


def test_taking_back_asks_for_a_reason_and_a_booking(offer: Offer, controller: User) -> None:
    found = offer()
    with pytest.raises(ValidationError):
        actions.take_back(by=controller, found=found, reason="x")
    actions.accept(by=controller, found=found)
    with pytest.raises(ValidationError):
        actions.take_back(by=controller, found=found, reason=" ")
    with pytest.raises(ValidationError):
        actions.discard(by=controller, found=found)


def test_throwing_away(offer: Offer, controller: User, organisation: Organisation) -> None:
    actions.discard(by=controller, found=offer())
    assert not MoneyImport.objects.of(organisation).exists()


def long_file(rows: int) -> bytes:
    return csv_file([("15-01-2026", "1,00", f"regel {n}", f"F-{n}", "", "Op pad") for n in range(rows)])


def test_a_long_file_waits_for_the_worker(offer: Offer, controller: User, programme: Programme) -> None:
    found = offer(long_file(actions.AT_ONCE + 1))
    assert found.state == State.CHECKING
    assert actions.job_for(found) is not None
    run_waiting()
    found.refresh_from_db()
    assert (found.state, found.good) == (State.CHECKED, actions.AT_ONCE + 1)
    assert actions.accept(by=controller, found=found).state == State.BOOKING
    run_waiting()
    found.refresh_from_db()
    assert found.state == State.BOOKED
    actions.work.func(found.pk)
    assert cents(programme) == 100 * (actions.AT_ONCE + 1)


def test_when_the_work_fails_nothing_is_booked(offer: Offer) -> None:
    found = offer(long_file(actions.AT_ONCE + 1))
    actions.work_failed(found.pk)
    actions.work_failed(found.pk)
    found.refresh_from_db()
    assert found.state == State.FAILED
    assert found.problem
    assert Job.objects.exists()
    actions._work(found)
    assert found.state == State.FAILED


def test_old_files_are_forgotten(offer: Offer, controller: User, organisation: Organisation) -> None:
    booked = actions.accept(by=controller, found=offer())
    offer(csv_file(ROWS[:1]))
    old = timezone.now() - timedelta(days=31)
    MoneyImport.objects.of(organisation).update(created_at=old)
    actions.forget_old.func()
    assert [one.pk for one in MoneyImport.objects.of(organisation)] == [booked.pk]


def test_a_file_that_passed_another_books_nothing_twice(
    offer: Offer, controller: User, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second was judged before the first was booked, as two workers do at once."""
    first, second = offer(), offer(csv_file(ROWS[:2]), "kopie.csv")
    early = checking.checked(second, lambda _done: None)
    assert early.can_be_booked
    actions.accept(by=controller, found=first)
    monkeypatch.setattr(checking, "checked", lambda *_args: early)
    done = actions.accept(by=controller, found=second)
    assert (done.state, done.wrong) == (State.CHECKED, 2)
    assert cents(programme) == TOTAL
