"""Money and dates with precision in the database, on records that have them."""

from __future__ import annotations

from contextlib import nullcontext
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from koers.core.dates import PartialDate
from koers.core.fields import MoneyField, PartialDateField, partial_date_constraints
from koers.core.models import ConcurrentChange
from koers.organisations.models import Organisation, Unit


class Dated(models.Model):
    """A model of the test only; its table exists during one test."""

    day = PartialDateField()

    class Meta:
        app_label = "of_no_installed_app"
        constraints = partial_date_constraints("dated", "day")

    def __str__(self) -> str:
        return str(self.day)


def test_a_partial_date_is_one_attribute_over_two_columns() -> None:
    record = Dated(day=PartialDate(2019, 7))
    assert (str(record.day_first_day), record.day_precision) == ("2019-07-01", "month")  # type: ignore[attr-defined]
    assert record.day == PartialDate(2019, 7)
    record.day = "2020"
    assert record.day == PartialDate(2020)
    record.day = None
    assert record.day is None
    assert record.day_precision == ""  # type: ignore[attr-defined]
    assert Dated().day is None


STORED = [
    ("2019-07-01", "month", True),
    ("2019-01-01", "year", True),
    ("2019-07-15", "day", True),
    (None, "", True),
    ("2019-07-15", "month", False),
    ("2019-07-01", "year", False),
    ("2019-07-01", "", False),
    (None, "day", False),
]


@pytest.mark.django_db(transaction=True)
def test_the_database_holds_both_columns_together() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Dated)
    try:
        for first_day, precision, holds in STORED:
            refused = nullcontext() if holds else pytest.raises(IntegrityError)
            with refused, transaction.atomic():
                Dated._base_manager.create(day_first_day=first_day, day_precision=precision)
        kept = [record.day.iso for record in Dated._base_manager.order_by("pk") if record.day]
        assert kept == ["2019-07", "2019", "2019-07-15"]
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Dated)


def test_money_is_euros_in_code_and_cents_below() -> None:
    field: MoneyField[object, object] = MoneyField()
    assert field.get_prep_value(Decimal("12.34")) == 1234
    assert field.get_prep_value(12) == 1200
    assert field.get_prep_value("0.05") == 5
    assert field.get_prep_value(None) is None
    assert field.from_db_value(1234, None, None) == Decimal("12.34")
    assert field.from_db_value(None, None, None) is None
    assert field.to_python("1.50") == Decimal("1.50")
    assert field.to_python(None) is None
    assert field.get_prep_value(models.F("other")) == models.F("other")
    with pytest.raises(TypeError):
        field.get_prep_value(1.5)


@pytest.mark.django_db
def test_two_people_who_change_one_record_find_out(organisation: Organisation) -> None:
    unit = Unit.objects.create(organisation=organisation, name="Eerst")
    mine = Unit.objects.of(organisation).get()
    theirs = Unit.objects.of(organisation).get()
    mine.name = "Van mij"
    mine.save_from(unit.version)
    assert mine.version == 2
    theirs.name = "Van hen"
    with pytest.raises(ConcurrentChange, match="version 1"):
        theirs.save_from(unit.version)
    assert Unit.objects.of(organisation).get().name == "Van mij"


@pytest.mark.parametrize("wrong", [Decimal("1e17"), Decimal("1e30"), "1e400000", "veel", Decimal("0.001")])
def test_money_that_cannot_be_kept_is_an_error_of_the_field(wrong: Decimal | str) -> None:
    field = MoneyField("amount")
    with pytest.raises(ValidationError):
        field.clean(wrong, None)
    assert field.clean("12.50", None) == Decimal("12.50")
    with pytest.raises(ValueError, match=r"\w"):
        field.get_prep_value(Decimal("1e17"))
