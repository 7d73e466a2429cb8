"""What the database's driver does with a text of SQL, it does once for a prepared query too.

PostgreSQL keeps the plan.

Django's driver puts the values into the text of a query, so that PostgreSQL reads and plans it anew every time: of the
pages' longest queries that took ten times as long as finding the rows. A query that `core.prepared` keeps is sent once,
with places for the values, and from then on by its name.

Other queries go as always. Where a pooler that knows no prepared statements stands in front of the database,
`?prepare_threshold=none` in the address turns this off.

For SQLite Django writes the places for values in another way, which takes a search through pages of SQL: kept as well.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

ALMOST_NEVER = 1_000_000_000
"""What psycopg prepares by itself: nothing. The values stand in the text of those queries, so that it would keep a
statement per value.
"""


class ServerBound:
    """A connection as the compiler of a prepared query sees it: only its cursors differ."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> Any:
        connection = self._connection
        connection.ensure_connection()
        driver = connection.connection
        usual = driver.cursor_factory
        driver.cursor_factory = _preparing()
        try:
            return connection.cursor()
        finally:
            driver.cursor_factory = usual


class TextKnown(ServerBound):
    """The same for SQLite."""

    def cursor(self) -> Any:
        connection = self._connection
        connection.ensure_connection()
        with connection.wrap_database_errors:
            return connection._prepare_cursor(connection.connection.cursor(factory=_knowing()))


def seen_by_compiler(connection: Any) -> Any:
    """The connection for a prepared query: as it is, when it is one to PostgreSQL that may not prepare."""
    if connection.vendor == "sqlite":
        return TextKnown(connection)
    if connection.vendor != "postgresql" or connection.get_connection_params()["prepare_threshold"] is None:
        return connection
    return ServerBound(connection)


@cache
def _preparing() -> type[Any]:
    """Made when it is first needed: the driver is not on every machine."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    base: Any = ServerBindingCursor

    class PreparingCursor(base):  # type: ignore[misc]
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, **{**options, "prepare": True})

    return PreparingCursor


@cache
def _knowing() -> type[Any]:
    from django.db.backends.sqlite3.base import SQLiteCursorWrapper

    class KnowingCursor(SQLiteCursorWrapper):
        def convert_query(self, query: str, *, param_names: Any = None) -> str:
            if param_names is not None:
                return super().convert_query(query, param_names=param_names)
            return _converted(query)

    usual: Any = SQLiteCursorWrapper

    @lru_cache(200)
    def _converted(query: str) -> str:
        found: str = usual.convert_query(None, query)
        return found

    return KnowingCursor
