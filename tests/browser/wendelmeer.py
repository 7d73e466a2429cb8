"""The demo's municipality, steered, without the documents that take long to read."""

from __future__ import annotations

from dataclasses import dataclass

from koers.demo import steering
from koers.demo.people import ORGANISATIONS, PASSWORD, PEOPLE
from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Wendelmeer:
    organisation: Organisation
    people: dict[str, User]

    def person(self, name: str) -> User:
        return self.people[f"{name}@wendelmeer.example"]

    @property
    def programme(self) -> Programme:
        return Programme.objects.of(self.organisation).get(name="Organisatie in beweging")

    @property
    def place(self) -> str:
        return f"/programmas/wendelmeer/{self.programme.slug}/"


def make() -> Wendelmeer:
    """In an empty database."""
    organisations = {
        one.slug: actions.create_organisation(
            by=None, name=one.name, slug=one.slug, kind=Organisation.Kind(one.kind)
        )
        for one in ORGANISATIONS
    }
    people = {}
    for person in PEOPLE:
        user = actions.create_user(by=None, email=person.email, name=person.name, password=PASSWORD)
        actions.add_member(
            by=None, user=user, organisation=organisations[person.organisation], role=person.role
        )
        people[person.email] = user
    steering.make(organisations, people)
    return Wendelmeer(organisations["wendelmeer"], people)
