"""The database itself refuses to change or remove an entry of the ledger, whoever asks and in whatever way.

For a migration: `RunPython(append_only.protect, append_only.release)`. The model refuses too (`LedgerEntry.save`), so that
a mistake in code is told at once; this is for everything that goes around the model.

One thing may change: whose account booked an entry is emptied when that account is removed. Nothing else, and no row
leaves the table.
"""

from __future__ import annotations

from typing import Any

TABLE = "finance_ledgerentry"
FREE = frozenset({"by_id", "updated_at"})
"""Columns that may change: the account that is gone."""
TOLD = "an entry of the ledger is never changed or removed"

_SQLITE_DELETE = f"""
CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{TOLD}'); END
"""
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _columns(connection: Any) -> list[str]:
    """Of the table as it stands in the database: the model of the day may have more."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # Django's own reading of it stumbles over the constraints
            cursor.execute(f"PRAGMA table_info({TABLE})")
            found = [row[1] for row in cursor.fetchall()]
        else:
            found = [one.name for one in connection.introspection.get_table_description(cursor, TABLE)]
    return [name for name in found if name not in FREE]


def statements(connection: Any) -> list[str]:
    columns = ", ".join(f'"{name}"' for name in _columns(connection))
    if connection.vendor == "sqlite":
        update = (
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {columns} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
        )
        return [update, _SQLITE_DELETE]
    refuse = f"EXECUTE FUNCTION {TABLE}_refuse()"
    return [
        _POSTGRESQL_FUNCTION,
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {columns} ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {refuse}",
    ]


def protect(apps: Any, schema_editor: Any) -> None:
    release(apps, schema_editor)
    for statement in statements(schema_editor.connection):
        schema_editor.execute(statement)


def release(_apps: Any, schema_editor: Any) -> None:
    """Before a migration changes the table (SQLite makes it anew): release, change, protect again."""
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for name in ("no_update", "no_delete", "no_truncate"):
        if name != "no_truncate" or on:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}{on}")
