"""Makes a record of every kind of the register, for the access matrix and for the tests of every room.

A room whose kind needs more than its required fields registers a builder:

    @builds("doelen")
    def a_goal(organisation: Organisation) -> ScopedRecord: ...
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, cast

from django.db import models

from koers.core.dates import PartialDate
from koers.editing.attributes import Shape, attributes
from koers.editing.kinds import Kind, by_slug, kind_of
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Programme

type Builder = Callable[[Organisation], ScopedRecord]

_builders: dict[str, Builder] = {}
_numbers = count(1)


def builds(slug: str) -> Callable[[Builder], Builder]:
    def keep(builder: Builder) -> Builder:
        _builders[slug] = builder
        return builder

    return keep


def a_record(slug: str, organisation: Organisation) -> ScopedRecord:
    """A stored record of the kind, with what it hangs from."""
    if slug in _builders:
        return _builders[slug](organisation)
    return built(by_slug(slug), organisation)


def built(kind: Kind, organisation: Organisation, **given: Any) -> ScopedRecord:
    """From the description alone: everything required filled in, each text with a number of its own."""
    record: Any = kind.model(**given)
    if kind.parent and kind.parent not in given:
        setattr(record, kind.parent, parent_for(kind, organisation))
    if kind.model.SCOPE == "organisation":
        record.organisation = organisation
    for name, value in values_for(kind, organisation).items():
        if name not in given:
            setattr(record, name, value)
    kind.prepare(record)
    record.save()
    return cast(ScopedRecord, record)


def parent_for(kind: Kind, organisation: Organisation) -> Any:
    field: Any = kind.model._meta.get_field(kind.parent)
    return a_relation(field.related_model, organisation)


def a_relation(model: type[models.Model], organisation: Organisation) -> Any:
    if model is Programme:
        return a_programme(organisation)
    if model is User:
        return User.objects.filter(memberships__organisation=organisation).first() or _a_user(organisation)
    if model is Organisation:
        return organisation
    if model is Unit:
        return Unit.objects.create(organisation=organisation, name=f"Team {next(_numbers)}")
    return a_record(kind_of(cast(Any, model)).slug, organisation)


def _a_user(organisation: Organisation) -> User:
    user = User.objects.create_user(f"maker{next(_numbers)}@example.org", None, name="Maker")
    user.memberships.create(organisation=organisation, role="employee")
    return user


def a_programme(organisation: Organisation) -> Programme:
    number = next(_numbers)
    return Programme.objects.create(
        organisation=organisation, name=f"Programma {number}", slug=f"programma-{number}"
    )


def values_for(kind: Kind, organisation: Organisation) -> dict[str, Any]:
    """A value for every attribute that must be filled in, and for the first one."""
    found: dict[str, Any] = {}
    for place, one in enumerate(attributes(kind)):
        if one.required or one.name in kind.required or place == 0:
            found[one.name] = a_value(one, organisation)
    return found


def a_value(one: Any, organisation: Organisation) -> Any:
    number = next(_numbers)
    year = 2027 if "end" in one.name else 2026
    match one.shape:
        case Shape.LINE | Shape.TEXT:
            return f"Voorbeeld {number}"[: one.max_length]
        case Shape.PARTIAL:
            return PartialDate(year, 1 + number % 12)
        case Shape.DAY:
            return PartialDate(year, 1 + number % 12, 1).first_day
        case Shape.WHOLE if one.name == "year":
            return 2000 + number % 90
        case Shape.MONEY | Shape.NUMBER | Shape.WHOLE:
            return 1 + number % 9
        case Shape.FLAG:
            return False
        case Shape.SEVERAL:
            return [one.choices[0][0]]
        case Shape.CHOICE:
            return one.field.flatchoices[0][0] or one.field.flatchoices[-1][0]
        case Shape.RELATION:
            return a_relation(one.related, organisation)
        case _:
            return None


@builds("aanbevelingen")
def a_recommendation(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("aanbevelingen"), organisation, text="Houd de planning bij")


@builds("overdrachtscontroles")
def a_look(organisation: Organisation) -> ScopedRecord:
    """It is done, so that it needs no next day."""
    return built(by_slug("overdrachtscontroles"), organisation, outcome="ended")


@builds("basisplannen")
def a_baseline(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("basisplannen"), organisation, number=1)


@builds("kompassen")
def a_compass(organisation: Organisation) -> ScopedRecord:
    """An organisation has one."""
    kind = by_slug("kompassen")
    return kind.model.objects.of(organisation).first() or built(kind, organisation)


@builds("gedrag")
def a_behaviour(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("gedrag"), organisation, level=a_record("kompasniveaus", organisation))


@builds("rechtmatigheidsanalyses")
def a_legality_year(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("rechtmatigheidsanalyses"), organisation, tolerance=1)


@builds("rolcellen")
def a_matrix_cell(organisation: Organisation) -> ScopedRecord:
    """Task and party are of the same matrix."""
    task: Any = a_record("roltaken", organisation)
    party = built(by_slug("rolpartijen"), organisation, matrix=task.matrix)
    return built(by_slug("rolcellen"), organisation, task=task, party=party)


def form_values(kind: Kind, record: ScopedRecord, **changed: Any) -> dict[str, str]:
    """What a browser sends for this record: every field as it is typed, and the version."""
    typed = {"version": str(record.version)}
    for one in attributes(kind):
        value = changed.get(one.name, getattr(record, one.name))
        entry = value if isinstance(value, str) and one.shape is not Shape.CHOICE else one.entry(value)
        if one.shape is Shape.FLAG and not one.field.null:
            if value:
                typed[one.name] = "on"
        elif one.shape is not Shape.OTHER:
            typed[one.name] = entry
    return typed


@builds("overhevelingen")
def a_carry_over(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("overhevelingen"), organisation, from_year=2025, to_year=2026)


@builds("indexaties")
def an_indexation(organisation: Organisation) -> ScopedRecord:
    return built(by_slug("indexaties"), organisation, amount=5)


@builds("risicobeoordelingen")
def a_judged_risk(organisation: Organisation) -> ScopedRecord:
    """An empty judgement says nothing, and is refused."""
    return built(by_slug("risicobeoordelingen"), organisation, gross_chance=3, gross_impact=2)


@builds("risicoschalen")
def a_risk_scale(organisation: Organisation) -> ScopedRecord:
    """The amounts and chances that a new one begins with: they rise."""
    kind = by_slug("risicoschalen")
    new: Any = kind.model()
    given = {name: getattr(new, name) for name in kind.fields if name[-1].isdigit()}
    return built(kind, organisation, certainty=90, **given)
