"""A stored file, its columns and answers, against what the register knows: programmes, and what was booked before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import batched
from typing import TYPE_CHECKING, Any

from koers.finance.importing.headings import Column, clashing, lacking
from koers.finance.importing.models import ImportHeading, MoneyImport
from koers.finance.importing.reading import Given, Reading, What, mark_booked, read
from koers.finance.models import LedgerEntry
from koers.programmes.models import Programme

if TYPE_CHECKING:
    from koers.organisations.models import Organisation

AT_ONCE = 500

type Key = tuple[str, str, str, str]


def kept_headings(organisation: Organisation) -> dict[str, str]:
    """What the organisation explained before (1 query)."""
    return dict(ImportHeading.objects.of(organisation).values_list("heading", "column"))


def columns_of(found: MoneyImport) -> dict[int, Column]:
    return {int(place): Column(name) for place, name in found.columns.items()}


def is_clear(found: MoneyImport) -> bool:
    """Whether the file can be read with the columns as they are now."""
    columns = columns_of(found)
    return not lacking(columns) and not clashing(columns)


def checked(found: MoneyImport, tell: Callable[[int], None]) -> Reading:
    """Every row judged (2 queries, and 1 for every 500 references)."""
    names = programme_names(found.organisation)
    given = Given(
        columns=columns_of(found),
        year=found.year,
        stage=found.stage,
        programme=str(found.programme.public_id) if found.programme else "",
        programmes=names,
        answers=found.answers,
    )
    reading = read(found.book, found.heading, given, tell)
    look_again(reading, found.organisation)
    return reading


def look_again(reading: Reading, organisation: Organisation) -> None:
    """Marks what is in the ledger by now (1 query for every 500 references)."""
    references = {row.values["reference"] for row in reading.of(What.GOOD)} - {""}
    mark_booked(reading, booked_before(organisation, sorted(references)))


def programme_names(organisation: Organisation) -> dict[str, str]:
    """Names and addresses of programmes, in small letters; a name that two of them have means neither."""
    found: dict[str, set[str]] = {}
    for programme in Programme.objects.of(organisation):
        for name in (programme.name, programme.slug):
            found.setdefault(" ".join(name.split()).casefold(), set()).add(str(programme.public_id))
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def booked_before(organisation: Organisation, references: Iterable[str]) -> dict[Key, str]:
    """Entries of files with these references that still stand, with the file and the day they came in."""
    return {
        key: words
        for part in batched(references, AT_ONCE, strict=False)
        for key, words in _booked(organisation, part)
    }


def _booked(organisation: Organisation, references: Iterable[str]) -> Iterator[tuple[Key, str]]:
    entries = LedgerEntry.objects.of(organisation).filter(
        source_reference__in=list(references), counters__isnull=True, corrects__isnull=True
    )
    columns = ("source_reference", "amount", "value_date", "stage", "batch__file_name", "booked_at")
    for reference, amount, day, stage, name, at in entries.values_list(*columns):
        words = " ".join(part for part in (name or "", f"{at:%d-%m-%Y}") if part)
        yield (reference, str(amount), day.isoformat(), stage), words


def as_json(reading: Reading) -> dict[str, Any]:
    return asdict(reading)
