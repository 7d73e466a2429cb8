"""Operations paragraphs: opening one, and accepting developments and figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.core.json_values import flag_of, integer_of, number_of, rows_of, text_of
from koers.organisations import records
from koers.organisations.records import Accepted
from koers.programmes.models import Development, DevelopmentAction, IndicatorValue, OperationsParagraph

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User
    from koers.programmes.actions.arrival import Arrival

_STORED = Decimal("0.0001")


@transaction.atomic
def open_paragraph(
    *, by: User, organisation: Organisation, title: str, year: int | None = None, stage: str = ""
) -> OperationsParagraph:
    """The organisation's paragraph with this title, year and stage; made when it is not there yet."""
    key = {"title": title, "year": year, "stage": stage}
    return records.keep(OperationsParagraph, by=by, organisation=organisation, key=key)[0]


def accept_development(arrival: Arrival) -> Accepted:
    key = {
        "paragraph": arrival.paragraph,
        "heading": text_of(arrival.values, "heading"),
        "text": text_of(arrival.values, "text"),
    }
    actions = [(text_of(row, "text"), integer_of(row, "year")) for row in rows_of(arrival.values, "actions")]
    for known in Development.objects.of(arrival.organisation).filter(**key):
        if list(known.actions.values_list("text", "year")) == actions:
            return Accepted(record=known, created=False)
    development = Development(organisation=arrival.organisation, **key)
    records.add(development, by=arrival.by, organisation=arrival.organisation)
    for text, year in actions:
        records.store(DevelopmentAction(development=development, text=text, year=year), by=arrival.by)
    return Accepted(record=development)


def accept_indicator(arrival: Arrival) -> Accepted:
    """A figure without a number cannot be kept: the user fills it in or rejects it."""
    written, number = text_of(arrival.values, "value"), number_of(arrival.values, "value")
    if number is None:
        raise ValidationError(_("A figure needs a value."), code="value_missing")
    names = ("indicator", "name_raw", "unit", "stage", "denominator_raw")
    key = {
        **{name: text_of(arrival.values, name) for name in names},
        "paragraph": arrival.paragraph,
        "value_text": written,
        "year": integer_of(arrival.values, "year"),
        "benchmark": bool(flag_of(arrival.values, "benchmark")),
    }
    rest = {"value": number.quantize(_STORED, rounding=ROUND_HALF_UP)}
    record, created = records.keep(
        IndicatorValue, by=arrival.by, organisation=arrival.organisation, key=key, rest=rest
    )
    return Accepted(record=record, created=created)
