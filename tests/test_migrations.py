"""The migrations build exactly what the models say; every other test makes its tables straight from the models."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.uncovered


def test_no_change_of_a_model_is_without_its_migration(tmp_path: Path) -> None:
    """In a process of its own: this one was told to leave the migrations out."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "koers.config.settings",
            "KOERS_DATA_DIR": str(tmp_path),
            "KOERS_DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_an_absent_embedded_database_is_made_and_whole(tmp_path: Path) -> None:
    """As an administrator does it: `koers migrate` in an empty folder, then `koers check`."""
    surroundings = {**os.environ, "KOERS_DATA_DIR": str(tmp_path / "data"), "KOERS_DATABASE_URL": ""}
    for command, told in (("migrate", "De gegevensbank is bij."), ("check", "Alles in orde")):
        done = subprocess.run(
            [sys.executable, "-m", "koers.cli", command],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert told in done.stdout


@pytest.mark.django_db
def test_the_tables_are_those_of_the_models() -> None:
    from django.apps import apps
    from django.db import connection

    tables = set(connection.introspection.table_names())
    assert {model._meta.db_table for model in apps.get_models()} <= tables


@pytest.fixture
def empty_database(tmp_path: Path, db: None) -> Iterator[dict[str, str]]:
    """The surroundings of a process with a database of its own, of the kind the tests run on."""
    from django.db import connection

    own = {"KOERS_DATA_DIR": str(tmp_path / "data"), "KOERS_DATABASE_URL": ""}
    if connection.vendor != "postgresql":
        yield os.environ | own
        return
    import psycopg

    url = urlsplit(os.environ["KOERS_DATABASE_URL"])
    name = f"koers_whole_{os.getpid()}"
    with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield os.environ | own | {"KOERS_DATABASE_URL": urlunsplit(url._replace(path=f"/{name}"))}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_database_of_before_adding_up_keeps_what_it_holds(empty_database: dict[str, str]) -> None:
    """Also that a whole database can be made by the migrations alone, and that the ledger is append-only in it."""
    script = Path(__file__).with_name("upgrading.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        env=empty_database | {"DJANGO_SETTINGS_MODULE": "koers.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
