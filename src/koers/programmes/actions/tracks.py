"""Accepting tracks, and what names them: progress and deliverables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koers.core.json_values import Values, date_of, rows_of, text_of
from koers.organisations import audit, records
from koers.organisations.records import Accepted, date_columns
from koers.programmes.models import Adoption, Deliverable, Progress, Track

if TYPE_CHECKING:
    from koers.programmes.actions.arrival import Arrival


def accept_track(arrival: Arrival) -> Accepted:
    """A track is known in its programme by name. What a later report states about it replaces what was there
    (`changed`, undone by `revert`); what it does not state stays."""
    name = text_of(arrival.values, "name")
    stated = {field: text_of(arrival.values, field) for field in ("status", "text")}
    known = arrival.track_named(name)
    if known is None:
        track = Track(organisation=arrival.organisation, programme=arrival.its_programme, name=name, **stated)
        records.add(track, by=arrival.by, organisation=arrival.organisation)
        _tie_waiting(arrival, track)
        return Accepted(record=track)
    news = {field: value for field, value in stated.items() if value and getattr(known, field) != value}
    if not news:
        return Accepted(record=known, created=False)
    records.change(known, by=arrival.by, version=known.version, values=news, allowed=frozenset(stated))
    detail = {"fields": sorted(news)}
    audit.record(
        by=arrival.by, action="track.changed", subject=known, organisation=arrival.organisation, detail=detail
    )
    return Accepted(record=known, created=False, changed=True)


def _tie_waiting(arrival: Arrival, track: Track) -> None:
    """Progress and deliverables accepted before their track get it now."""
    programme = arrival.its_programme
    waiting: list[Progress | Deliverable] = [
        *programme.progress.filter(track=None).exclude(track_name=""),
        *programme.deliverables.filter(track=None).exclude(track_name=""),
    ]
    for record in waiting:
        if record.track_name.casefold() == track.name.casefold():
            record.track = track
            records.store(record, by=arrival.by, version=record.version)


def accept_progress(arrival: Arrival) -> Accepted:
    name = text_of(arrival.values, "track")
    key = {
        "programme": arrival.its_programme,
        "track_name": name,
        "reported_edition": arrival.edition,
        "text": text_of(arrival.values, "text"),
    }
    rest = {"track": arrival.track_named(name)}
    record, created = records.keep(
        Progress, by=arrival.by, organisation=arrival.organisation, key=key, rest=rest
    )
    return Accepted(record=record, created=created)


def accept_deliverable(arrival: Arrival) -> Accepted:
    """The same deliverable is one with the same name, track, status and adoptions; anything else is a new
    row.
    """
    name = text_of(arrival.values, "track")
    key = {
        "programme": arrival.its_programme,
        "name": text_of(arrival.values, "name"),
        "track_name": name,
        "status": text_of(arrival.values, "status"),
    }
    adoptions = [_adoption_values(row) for row in rows_of(arrival.values, "adoptions")]
    for known in Deliverable.objects.of(arrival.organisation).filter(**key):
        if _same(known, adoptions):
            return Accepted(record=known, created=False)
    deliverable = Deliverable(organisation=arrival.organisation, track=arrival.track_named(name), **key)
    records.add(deliverable, by=arrival.by, organisation=arrival.organisation)
    for values in adoptions:
        records.store(Adoption(deliverable=deliverable, **values), by=arrival.by)
    return Accepted(record=deliverable)


def _adoption_values(row: Values) -> dict[str, object]:
    words = {"body": text_of(row, "body"), "act": text_of(row, "act")}
    return {**words, **date_columns("date", date_of(row, "date"))}


def _same(deliverable: Deliverable, adoptions: list[dict[str, object]]) -> bool:
    names = ("body", "act", "date_first_day", "date_precision")
    stored = {tuple(row) for row in deliverable.adoptions.values_list(*names)}
    return stored == {tuple(values[name] for name in names) for values in adoptions}
