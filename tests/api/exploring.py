"""How Schemathesis explores the API: with ids of records that are there, so that it does not stop at 404."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

import api.builders  # noqa: F401 - builders register themselves
from editing.making import a_record
from koers.api.names import camel
from koers.api.shapes import resource_of
from koers.editing.attributes import Shape
from koers.editing.kinds import Kind, all_kinds
from koers.organisations.models import Organisation

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LOOSER = {
    # Rules of the register cannot stand in a schema; `_accepts_what_is_right` is stricter than a list of statuses.
    "positive_data_acceptance",
    # Nobody may use what was removed: asked by tests of our own. In a rolled back example nothing is there to ask.
    "use_after_free",
    "ensure_resource_availability",
    # Roles and organisations: the access matrix goes over every operation.
    "object_level_authorization",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """One record of every kind, by the path of its resource."""

    organisation: Organisation
    records: dict[str, Any]
    related: dict[str, dict[str, str]]

    @classmethod
    def fill(cls, organisation: Organisation) -> Filled:
        records = {kind.api: a_record(kind.slug, organisation) for kind in all_kinds()}
        return cls(
            organisation, records, {kind.api: _related(kind, records[kind.api]) for kind in all_kinds()}
        )


def _related(kind: Kind, record: Any) -> dict[str, str]:
    """Ids that fit in the body that makes such a record: those of the one that is there."""
    found = {"organisation": str(getattr(record, "organisation", record).public_id)}
    names = [one.name for one in resource_of(kind).writable if one.shape is Shape.RELATION]
    for name in [*names, *([kind.parent] if kind.parent else [])]:
        value = getattr(record, name)
        if value is not None:
            found[camel(name)] = str(value.public_id)
    return found


def make_real(case: Any, filled: Filled, *, negative: bool) -> None:
    """Puts ids of records that are there in the place of ids that exist nowhere."""
    name = case.path.strip("/").split("/")[0]
    record = filled.records.get(name)
    if record is None:
        return
    wanted = (case.path_parameters or {}).get("id")
    if isinstance(wanted, str) and UUID.fullmatch(wanted):
        case.path_parameters["id"] = str(record.public_id)
    if negative:
        return
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = f'"{record.version}"'
    if isinstance(case.body, dict):
        for member, value in filled.related[name].items():
            if case.body.get(member):
                case.body[member] = value


def explore(
    operation: Any, mode: GenerationMode, filled: Filled, headers: dict[str, str], examples: int
) -> None:
    """Runs the examples, each rolled back; the first failure is raised."""
    checks = [found for found in schemathesis.checks.CHECKS.get_all() if found.__name__ not in _LOOSER]

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        make_real(case, filled, negative=mode is GenerationMode.NEGATIVE)
        with transaction.atomic():
            # The in-process transport takes an answer as it is: asked for uncompressed.
            asked = {**headers, "Accept-Encoding": "identity"}
            response = case.call(headers=asked)
            case.validate_response(response, checks=checks, headers=asked)
            if mode is GenerationMode.POSITIVE:
                accepts_what_is_right(response)
            transaction.set_rollback(True)

    try:
        run()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "nothing right can be generated for this operation"


def accepts_what_is_right(response: Any) -> None:
    """What fits the schema is accepted, or breaks a rule of the register that no schema can say."""
    if response.status_code < 300 or response.status_code in (404, 405, 409, 412):
        return
    assert response.json()["type"] == "/api/#problem-rule-broken", response.text


def part_of(document: dict[str, Any], name: str) -> dict[str, Any]:
    """The document with the operations below `/<name>` only: working out what to generate takes the time of what
    stands in it."""
    pattern = re.compile(rf"/{name}(?:/|$)")
    paths = {path: found for path, found in document["paths"].items() if pattern.match(path)}
    wanted: set[str] = set()
    todo = [json.dumps(paths)]
    while todo:
        for reference in re.findall(r'"#/components/(\w+/\w+)"', todo.pop()):
            if reference not in wanted:
                wanted.add(reference)
                sort, component = reference.split("/")
                todo.append(json.dumps(document["components"][sort][component]))
    components: dict[str, Any] = {"securitySchemes": document["components"]["securitySchemes"]}
    for reference in sorted(wanted):
        sort, component = reference.split("/")
        components.setdefault(sort, {})[component] = document["components"][sort][component]
    return {**document, "paths": paths, "components": components}


def operations_in(schema: Any) -> list[Any]:
    return [result.ok() for result in schema.get_all_operations()]
