"""Many tables made, or changes made, in one step of a migration.

After each step Django renders the models again, with everything they are related to; in one web of relations that is
nearly all of them. With a step per table an empty database took 30 seconds of processor time, with a step per room 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    CreateModel,
    RemoveConstraint,
    RunPython,
)
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """The tables in an order in which each refers only to those before it and to those of other rooms."""

    serialization_expand_args: ClassVar[list[str]] = ["tables"]

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # rendered once, when the first table is made
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"

    @property
    def migration_name_fragment(self) -> str:
        return "tables"


class Together(Operation):
    """Operations that makemigrations wrote one by one, done as one step: each table is made or rebuilt once.

    A hundred operations on a room took a minute on an empty database, as each renders all models and, on SQLite,
    copies its table. Order: new tables with all that belongs to them; new columns; what fills them (`RunPython`);
    then indexes and constraints. It cannot be taken back: who wants to go back has a copy of the database.
    """

    reversible = False
    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)
        unknown = {type(one).__name__ for one in self.operations if not isinstance(one, KNOWN)}
        if unknown:
            raise ValueError(f"cannot be done together: {', '.join(sorted(unknown))}")

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        made = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        apps = to_state.apps
        for name in made:
            schema_editor.create_model(apps.get_model(app_label, name))
        changed = self._columns(app_label, schema_editor, apps, made)
        for one in self.operations:
            if isinstance(one, RunPython):
                one.code(apps, schema_editor)
                _settle(schema_editor)
        if schema_editor.connection.vendor == "sqlite":
            for name in changed | self._named(RULES, made):
                schema_editor._remake_table(apps.get_model(app_label, name))
        else:
            self._rules(app_label, schema_editor, from_state.apps, apps, made)

    def _named(self, kinds: tuple[type[Operation], ...], made: set[str]) -> set[str]:
        """The tables that stood there already and that these operations are about."""
        named = {one.model_name_lower for one in self.operations if isinstance(one, kinds)}  # type: ignore[attr-defined]
        return named - made

    def _columns(self, app_label: str, schema_editor: Any, apps: Any, made: set[str]) -> set[str]:
        """Adds the new columns of tables that stood there; gives the names of those tables."""
        found = set()
        for one in self.operations:
            if not isinstance(one, AddField) or one.model_name_lower in made:
                continue
            model = apps.get_model(app_label, one.model_name)
            field = model._meta.get_field(one.name)
            if schema_editor.connection.vendor == "sqlite" and not field.many_to_many:
                _add_column(schema_editor, model, field)
            else:
                schema_editor.add_field(model, field)
            found.add(one.model_name_lower)
        return found

    def _rules(self, app_label: str, schema_editor: Any, before: Any, after: Any, made: set[str]) -> None:
        for one in self.operations:
            if not isinstance(one, RULES) or one.model_name_lower in made:
                continue
            model = after.get_model(app_label, one.model_name)
            if isinstance(one, AddIndex):
                schema_editor.add_index(model, one.index)
            elif isinstance(one, AddConstraint):
                schema_editor.add_constraint(model, one.constraint)
            elif isinstance(one, RemoveConstraint):
                old = before.get_model(app_label, one.model_name)
                (gone,) = [rule for rule in old._meta.constraints if rule.name == one.name]
                schema_editor.remove_constraint(old, gone)
            elif isinstance(one, AlterField):
                old_field = before.get_model(app_label, one.model_name)._meta.get_field(one.name)
                schema_editor.alter_field(model, old_field, model._meta.get_field(one.name))

    def describe(self) -> str:
        return f"Do {len(self.operations)} changes together"

    @property
    def migration_name_fragment(self) -> str:
        return "together"


RULES = (AddIndex, AddConstraint, RemoveConstraint, AlterField)
KNOWN = (CreateModel, AddField, AlterModelOptions, RunPython, *RULES)


def _settle(schema_editor: Any) -> None:
    """PostgreSQL changes no table of which rows still wait for the check of their relations."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _add_column(schema_editor: Any, model: Any, field: Any) -> None:
    """A plain column with the default of the field in its rows; the rebuilt table then has all its rules."""
    kind = field.db_parameters(schema_editor.connection)["type"]
    table, column = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(field.column)
    default = schema_editor.effective_default(field)
    words = f"ALTER TABLE {table} ADD COLUMN {column} {kind}"
    if default is None:
        schema_editor.execute(f"{words} NULL")
    else:
        schema_editor.execute(f"{words} NOT NULL DEFAULT {schema_editor.quote_value(default)}")
