"""The migrations build exactly what the models say; every other test makes its tables straight from the models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
