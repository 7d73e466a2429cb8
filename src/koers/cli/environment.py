"""Starts Django for a command that needs the database, and brings an absent embedded database up to date."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from koers.cli.main import WrongUse

PRIVATE = 0o700


def start_django() -> None:
    """Loads settings and models; a wrong `KOERS_…` setting becomes one clear line.

    What this process writes from here on (the database, its journals, files) is for its own user only, also in a
    folder that more people can see.
    """
    from koers.config.environment import WrongSetting

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
    import django

    try:
        django.setup()
    except WrongSetting as error:
        raise WrongUse(str(error)) from error
    from django.conf import settings

    make_private(settings.DATA_DIR)


def make_private(folder: Path) -> None:
    """Closes the data folder for other users of this computer; one of somebody else is theirs to close."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    except OSError as error:
        raise WrongUse(
            f"Koers kan de map {folder} niet maken. Kies een andere met KOERS_DATA_DIR."
        ) from error
    with suppress(OSError):  # another's folder, or a file system without permissions: `koers check` tells
        if open_to_others(folder) and folder.stat().st_uid == os.getuid():
            folder.chmod(PRIVATE)


def open_to_others(path: Path) -> bool:
    """Whether group or others may do anything with it."""
    return bool(path.stat().st_mode & 0o077)


def migrate(*, quiet: bool = True) -> None:
    from django.conf import settings
    from django.core.management import call_command

    make_private(settings.DATA_DIR)
    refuse_trial_data()
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)


def refuse_trial_data() -> None:
    """Data of an earlier, unreleased version cannot be brought up to date (docs/decisions/0010): says so and
    touches nothing.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    try:
        loader = MigrationLoader(connection)
    except DatabaseError:
        return  # not reachable: whoever needs it says so
    ours = {app for app, _name in loader.disk_migrations if _is_ours(app)}
    gone = [key for key in loader.applied_migrations if key[0] in ours and key not in loader.disk_migrations]
    if gone:
        raise WrongUse(
            "Deze gegevens zijn gemaakt met een eerdere proefversie van Koers en passen niet bij deze versie. "
            "Er is niets aan veranderd. Kies met KOERS_DATA_DIR een nieuwe, lege map, of gebruik de eerdere versie."
        )


def _is_ours(app: str) -> bool:
    from django.apps import apps

    return apps.get_app_config(app).name.startswith("koers.")


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
    refuse_trial_data()
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise WrongUse("De gegevensbank is nog niet bij. Voer eerst uit: koers migrate")
