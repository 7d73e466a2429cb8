"""Starts Django for a command that needs the database, and brings an absent embedded database up to date."""

from __future__ import annotations

import os

from koers.cli.main import WrongUse


def start_django() -> None:
    """Loads settings and models; a wrong `KOERS_…` setting becomes one clear line."""
    from koers.config.environment import WrongSetting

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    import django

    try:
        django.setup()
    except WrongSetting as error:
        raise WrongUse(str(error)) from error


def migrate(*, quiet: bool = True) -> None:
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)


def require_migrated() -> None:
    """Refuses to work on a database that is behind; makes an absent embedded database first."""
    from django.conf import settings
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite" and not os.path.exists(name):  # noqa: PTH110 - may be a memory database's name
        migrate()
        return
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise WrongUse("De gegevensbank is niet bereikbaar. Controleer KOERS_DATABASE_URL.") from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise WrongUse("De gegevensbank is nog niet bij. Voer eerst uit: koers migrate")
