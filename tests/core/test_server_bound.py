"""PostgreSQL is asked a prepared query by its name; SQLite, and whoever may not prepare, as always."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from koers.core.prepared import prepared
from koers.core.server_bound import ServerBound, seen_by_compiler
from koers.organisations.models import Organisation

pytestmark = pytest.mark.django_db
POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept = getattr(connection, "koers_prepared", None)
    if kept is not None:
        kept.clear()
    yield


def named(values: Any) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(pk=values[0]).values_list("name", "created_at", "public_id")


def statements() -> int:
    """How many the database has prepared on this connection."""
    if not POSTGRESQL:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql")
        found: int = cursor.fetchone()[0]
    return found


def test_a_prepared_query_is_one_statement_for_all_values(organisation: Organisation) -> None:
    other = Organisation.objects.create(name="Elders", slug="elders", kind="municipality")
    before = statements()
    for one in (organisation, other, organisation):
        expected = [(one.name, one.created_at, one.public_id)]
        assert list(prepared("named", [one.pk], named)) == expected
    assert statements() - before == (1 if POSTGRESQL else 0)


def test_other_queries_are_not_prepared(organisation: Organisation) -> None:
    before = statements()
    for _ in range(8):
        assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert statements() == before


def test_its_queries_are_counted_and_logged_as_others(organisation: Organisation) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(prepared("named", [organisation.pk], named))
    assert len(asked) == 1
    assert str(organisation.pk) in asked.captured_queries[0]["sql"]


class Fake:
    """A connection as far as it is looked at."""

    def __init__(self, vendor: str, threshold: int | None) -> None:
        self.vendor, self.threshold, self.alias = vendor, threshold, "default"

    def get_connection_params(self) -> dict[str, Any]:
        return {"prepare_threshold": self.threshold}


def test_where_nothing_may_be_prepared_the_connection_stays_as_it_is() -> None:
    fake = Fake("postgresql", None)
    assert seen_by_compiler(fake) is fake


def test_the_text_for_sqlite_is_that_of_django() -> None:
    from django.db.backends.sqlite3.base import SQLiteCursorWrapper

    from koers.core import server_bound

    raw = sqlite3.connect(":memory:")
    known = raw.cursor(server_bound._knowing())
    usual = raw.cursor(SQLiteCursorWrapper)
    for query in ("SELECT 1", "SELECT %s, '%%', %s", "SELECT %s"):
        assert known.convert_query(query) == usual.convert_query(query)
    assert known.convert_query("%(a)s", param_names={"a"}) == ":a"
    assert known.execute("SELECT %s, '5%%'", ["x"]).fetchall() == [("x", "5%")]
    raw.close()


def test_all_but_the_cursor_is_the_connection_s_own() -> None:
    bound = seen_by_compiler(Fake("postgresql", 5))
    assert isinstance(bound, ServerBound)
    assert (bound.alias, bound.vendor) == ("default", "postgresql")


def test_the_cursor_of_a_prepared_query_prepares() -> None:
    """Without a server: which class of cursor the driver is asked for, and what it is told."""
    from koers.core import server_bound

    class Driver:
        cursor_factory: Any = "usual"

    class Whole(Fake):
        connection = Driver()
        ensured = False

        def ensure_connection(self) -> None:
            self.ensured = True

        def cursor(self) -> Any:
            return self.connection.cursor_factory

    whole = Whole("postgresql", 5)
    assert ServerBound(whole).cursor() is server_bound._preparing()
    assert whole.ensured
    assert whole.connection.cursor_factory == "usual"
