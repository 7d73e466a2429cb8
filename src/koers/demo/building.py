"""Makes the demo: organisations, people, and documents of our own read in and taken over by the product itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from koers.demo import steering
from koers.demo.people import ORGANISATIONS, PASSWORD, PEOPLE
from koers.demo.stages import DOCUMENTS, Given, Stage, Take
from koers.intake.importing import ImportCounts, import_bytes
from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role


@dataclass(frozen=True, slots=True)
class Built:
    """What one document gave."""

    given: Given
    counts: ImportCounts


class DemoBroken(RuntimeError):
    """A document of our own that the product cannot read: a defect, never something a user did."""


def build(stage: Stage, *, tell: Callable[[str], None] = lambda words: None) -> list[Built]:
    """Fills an empty database with the demo of a stage. `tell` hears what is being read."""
    organisations = {
        demo.slug: actions.create_organisation(
            by=None, name=demo.name, slug=demo.slug, kind=Organisation.Kind(demo.kind)
        )
        for demo in ORGANISATIONS
    }
    people, readers = _people(organisations)
    built = []
    for given in DOCUMENTS[stage]:
        tell(given.file)
        built.append(
            Built(given, _import(given, organisations[given.organisation], readers[given.organisation]))
        )
    if stage is not Stage.START:
        tell("Organisatie in beweging")
        steering.make(organisations, people)
    return built


def _people(organisations: dict[str, Organisation]) -> tuple[dict[str, User], dict[str, User]]:
    """Makes everybody: by address, and per organisation the person who reads documents in."""
    people: dict[str, User] = {}
    readers: dict[str, User] = {}
    for person in PEOPLE:
        user = actions.create_user(by=None, email=person.email, name=person.name, password=PASSWORD)
        people[person.email] = user
        organisation = organisations[person.organisation]
        actions.add_member(by=None, user=user, organisation=organisation, role=person.role)
        if person.role in (Role.PROGRAMME_MANAGER, Role.FUND_OFFICER):
            readers.setdefault(person.organisation, user)
    return people, readers


def _import(given: Given, organisation: Organisation, by: User) -> ImportCounts:
    data = files("koers.demo").joinpath("documents", given.file).read_bytes()
    counts = import_bytes(
        data,
        given.file,
        organisation=organisation,
        by=by,
        accept=given.take is not Take.NOTHING,
        with_warnings=given.take is Take.EVERYTHING,
    )
    if counts.error is not None:
        raise DemoBroken(f"{given.file}: {counts.error}")
    return counts
