"""Who may open the addresses of `editing`: one row per address and kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from access.table import Access, Row, World, needs
from editing.making import a_record, parent_for
from koers.editing import actions
from koers.editing.kinds import Kind, all_kinds
from koers.editing.models import SheetImport
from koers.organisations.permissions import GRANTS, Permission, Role

EVERYWHERE = ("programmas", "doelen", "vaststellingen", "organen", "oordelen", "risicos", "jaarplannen")
"""Kinds tried at every address: with and without a programme, a part of a part, read-only, for who steers only, and
with a permission of its own."""


@dataclass(frozen=True, slots=True)
class KindRow(Row):
    """An address of one kind. `record`: the address names a record of the kind."""

    kind: Kind | None = None
    fixed: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.slug}"

    @property
    def slug(self) -> str:
        assert self.kind is not None
        return self.kind.slug

    @property
    def is_hidden_from_readers(self) -> bool:
        assert self.kind is not None
        if self.name == "editing:sheet":
            return False
        about: Any = self.kind.model
        if self.name == "editing:new":  # the record of its address is the parent
            about = about._meta.get_field(self.kind.parent).related_model
        return about.SEE not in GRANTS[Role.EMPLOYEE]

    def ask(self, client: Client, world: World) -> HttpResponseBase:
        given = dict(self.fixed) | (dict(self.kwargs(world)) if self.kwargs else {})
        query = given.pop("query", "")
        address = reverse(self.name, kwargs={"slug": self.slug, **given}) + query
        answer: HttpResponseBase = getattr(client, self.method)(address, dict(self.data(world)))
        return answer


def _rows(kind: Kind) -> list[Row]:
    def record(world: World) -> Mapping[str, Any]:
        return {"public_id": a_record(kind.slug, world.organisation).public_id}

    def under(world: World) -> Mapping[str, Any]:
        return {"query": f"?bij={parent_for(kind, world.organisation).public_id}"}

    def row(name: str, **rest: Any) -> Row:
        writes = name in ("new", "change", "remove", "sheet")
        permission = kind.needs if writes else kind.see
        return KindRow(f"editing:{name}", Access.PERMISSION, permission, kind=kind, sight=kind.see, **rest)

    def sheet(world: World) -> Mapping[str, Any]:
        made = SheetImport.objects.create(
            organisation=world.organisation, kind=kind.slug, name="blad.csv", by=world.user
        )
        return {"public_id": made.public_id}

    rows = [
        row("list"),
        row("sheets"),
        KindRow("editing:download", Access.PERMISSION, kind.see, kind=kind, fixed=(("form", "csv"),)),
        row("record", kwargs=record),
        row("history", kwargs=record),
        row("as_on", kwargs=record),
    ]
    if kind.slug not in EVERYWHERE:
        # The pages are the same code for every kind; what differs per kind is who may see and change its records.
        return [row("record", kwargs=record), *([row("change", kwargs=record)] if kind.writable else [])]
    if kind.writable:
        rows += [
            row("sheet", kwargs=sheet),
            row("change", kwargs=record),
            row("change", kwargs=record, method="post", expected=(409, 422)),
            row("remove", kwargs=record),
            row("remove", kwargs=record, method="post", expected=(302, 409)),
            row("new", kwargs=under if kind.parent else None),
            row("new", kwargs=under if kind.parent else None, method="post", expected=(302, 422)),
        ]
    return rows


def a_removal(world: World) -> Mapping[str, Any]:
    """A lesson, removed by someone with the right to."""
    record = a_record("lessen", world.organisation)
    return {"public_id": actions.remove(by=world.user, record=record).public_id}


ROWS: list[Row] = [
    needs(Permission.VIEW_REGISTER, "editing:trash"),
    needs(Permission.CHANGE_REGISTER, "editing:restore", method="post", kwargs=a_removal),
    *(row for kind in all_kinds() for row in _rows(kind)),
]
