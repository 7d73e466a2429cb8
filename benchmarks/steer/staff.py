"""Organisations from the municipality catalogue, with their people, bodies and legend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import words
from store import new_id

from koers.decisions.models import Body
from koers.organisations.catalogue import entries
from koers.organisations.models import Membership, Organisation, Unit, User
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.models import LegendWord

BODIES = (
    (BodyKind.MANAGEMENT, "Directieteam"),
    (BodyKind.COLLEGE, "College van burgemeester en wethouders"),
    (BodyKind.COUNCIL, "Gemeenteraad"),
    (BodyKind.WORKS_COUNCIL, "Ondernemingsraad"),
)
LEGEND = (("ok", "Op koers"), ("warn", "Let op"), ("alarm", "Bijsturen"))
ROLES = [Role.ADMINISTRATOR, Role.CONTROLLER, *[Role.PROGRAMME_MANAGER] * 4, *[Role.TRACK_LEAD] * 8]


@dataclass(frozen=True, slots=True)
class Staff:
    """An organisation with who and what the rows of its programmes refer to."""

    organisation: Organisation
    managers: list[User]
    leads: list[User]
    bodies: list[Body]


def municipalities(number: int) -> Iterator[tuple[str, str, str, str]]:
    """Name, address, TOOI id and CBS code of the municipalities in force: 342, or the first `number` of them."""
    found = [entry for entry in entries() if entry.kind == "municipality" and entry.valid_until is None]
    for entry in found[:number]:
        yield entry.name, entry.slug, entry.tooi_id, entry.cbs_code


def make_staff(rng: Random, number: int) -> list[Staff]:
    """Stores the organisations, their units, bodies, legend, people and memberships."""
    organisations = Organisation.objects.bulk_create(
        Organisation(
            public_id=new_id(rng), name=name, slug=slug, kind="municipality", tooi_id=tooi, cbs_code=cbs
        )
        for name, slug, tooi, cbs in municipalities(number)
    )
    people = {organisation.pk: _people(rng, organisation) for organisation in organisations}
    User.objects.bulk_create([user for users in people.values() for user in users], batch_size=500)
    Membership.objects.bulk_create(
        [
            Membership(public_id=new_id(rng), user=user, organisation_id=key, role=role)
            for key, users in people.items()
            for user, role in zip(users, ROLES, strict=True)
        ],
        batch_size=500,
    )
    bodies = Body.objects.bulk_create(
        Body(public_id=new_id(rng), organisation=organisation, name=name, kind=kind)
        for organisation in organisations
        for kind, name in BODIES
    )
    _make_units_and_legend(rng, organisations)
    each = len(BODIES)
    return [
        Staff(
            organisation,
            people[organisation.pk][2:6],
            people[organisation.pk][6:],
            bodies[at * each :][:each],
        )
        for at, organisation in enumerate(organisations)
    ]


def _people(rng: Random, organisation: Organisation) -> list[User]:
    """Without a usable password: the benchmarks make the sessions themselves."""
    return [
        User(
            public_id=new_id(rng),
            email=f"{role}-{at}@{organisation.slug}.example",
            name=words.person(rng, at),
            password="!",
        )
        for at, role in enumerate(ROLES)
    ]


def _make_units_and_legend(rng: Random, organisations: list[Organisation]) -> None:
    Unit.objects.bulk_create(
        Unit(public_id=new_id(rng), organisation=organisation, name=name)
        for organisation in organisations
        for name in words.UNITS
    )
    LegendWord.objects.bulk_create(
        LegendWord(public_id=new_id(rng), organisation=organisation, level=level, word=word)
        for organisation in organisations
        for level, word in LEGEND
    )
