"""Accepting the item `programme`: a new programme, or one more report about a programme the register
knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from koers.core.json_values import StatedPeriod, date_of, flag_of, period_of, text_of
from koers.organisations import audit, records
from koers.organisations.records import Accepted, date_columns
from koers.programmes.models import Programme, ReportedEdition
from koers.programmes.naming import free_slug

if TYPE_CHECKING:
    from koers.programmes.actions.arrival import Arrival


@dataclass(frozen=True, kw_only=True)
class AcceptedProgramme(Accepted):
    """`record` is the programme when it is new, else the edition this report added, else the known
    programme.
    """

    programme: Programme
    edition: ReportedEdition | None


def accept_programme(arrival: Arrival) -> AcceptedProgramme:
    """A programme of the organisation is known by its name, capitals aside.

    A known programme keeps what it has; a report only fills in what was empty (history shows it).
    """
    name = text_of(arrival.values, "name")
    if not name:
        raise ValidationError(_("A programme needs a name."), code="name_missing")
    known = next((p for p in _programmes(arrival) if p.name.casefold() == name.casefold()), None)
    if known is None:
        programme = _new_programme(arrival, name)
        edition, _new = _edition(arrival, programme)
        return AcceptedProgramme(record=programme, programme=programme, edition=edition)
    _fill_in(arrival, known)
    edition, new = _edition(arrival, known)
    record = edition if edition is not None and new else known
    return AcceptedProgramme(record=record, created=new, programme=known, edition=edition)


def _programmes(arrival: Arrival) -> list[Programme]:
    return list(Programme.objects.of(arrival.organisation))


def _new_programme(arrival: Arrival, name: str) -> Programme:
    programme = Programme(
        organisation=arrival.organisation,
        name=name,
        slug=free_slug(name, {known.slug for known in _programmes(arrival)}),
        purpose=text_of(arrival.values, "purpose"),
        organisation_raw=text_of(arrival.values, "organisation"),
    )
    programme.set_period(period_of(arrival.values, "period"))
    return records.add(programme, by=arrival.by, organisation=arrival.organisation)


def _fill_in(arrival: Arrival, programme: Programme) -> None:
    stated = {
        "purpose": text_of(arrival.values, "purpose"),
        "organisation_raw": text_of(arrival.values, "organisation"),
    }
    missing: dict[str, Any] = {
        name: value for name, value in stated.items() if value and not getattr(programme, name)
    }
    period = period_of(arrival.values, "period")
    if period != StatedPeriod() and not programme.has_period:
        programme.set_period(period)
        missing["period_raw"] = period.raw
    if missing:
        for name, value in missing.items():
            setattr(programme, name, value)
        records.store(programme, by=arrival.by, version=programme.version)
        audit.record(
            by=arrival.by,
            action="programme.changed",
            subject=programme,
            organisation=arrival.organisation,
            detail={"fields": sorted(missing)},
        )


def _edition(arrival: Arrival, programme: Programme) -> tuple[ReportedEdition | None, bool]:
    """The report this item comes from, and whether it is new. None when the text says nothing about the
    report.
    """
    date, covers = date_of(arrival.values, "edition"), period_of(arrival.values, "covers")
    final = flag_of(arrival.values, "final")
    if date is None and covers == StatedPeriod() and final is None:
        return None, False
    if date is not None:
        known = programme.reported_editions.filter(**date_columns("edition", date), final=final).first()
        if known is not None:
            return known, False
    edition = ReportedEdition(
        organisation=arrival.organisation, programme=programme, final=final, **date_columns("edition", date)
    )
    edition.set_period(covers)
    return records.add(edition, by=arrival.by, organisation=arrival.organisation), True
