"""`koers check`: is this installation set up safely and whole?"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from koers.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    """No choices: every check runs."""


def run(options: argparse.Namespace) -> int:
    from koers.cli.environment import require_migrated, start_django

    start_django()
    require_migrated()
    problems = _security() + _privacy() + _storage() + _database() + _ledger()
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("Alles in orde: beveiliging, opslag en gegevensbank zijn gecontroleerd.")
    return 2 if problems else 0


def _security() -> list[str]:
    from django.core import checks

    from koers.cli.serve_command import unsafe_settings

    messages = checks.run_checks(include_deployment_checks=False)
    serious = [
        f"Instelling: {message.msg}"
        for message in messages
        if message.level >= checks.ERROR or str(message.id).startswith("koers.")
    ]
    return [f"Onveilig: {found}" for found in unsafe_settings("127.0.0.1")] + serious


def _privacy() -> list[str]:
    """The data folder, and what lies in it, is for the user Koers runs as; a closed folder closes all in it."""
    from django.conf import settings

    from koers.cli.environment import open_to_others

    folder = Path(settings.DATA_DIR)
    if not open_to_others(folder):
        return []
    return [f"Onveilig: andere gebruikers van deze computer kunnen in {folder}. Voer uit: chmod 700 {folder}"]


def _storage() -> list[str]:
    """Writes and removes a small file where uploads are kept."""
    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError:
        return [f"Opslag: in {folder} kan Koers niet schrijven. Geef Koers schrijfrecht op deze map."]
    return []


def _ledger() -> list[str]:
    """The totals of the ledger against its entries, per organisation."""
    from koers.finance.totals import wrong
    from koers.organisations.models import Organisation

    return [
        f"Grootboek van {organisation.name}: {len(found)} totalen kloppen niet met de boekingen. Meld dit; boek nog niets."
        for organisation in Organisation.objects.order_by("pk")
        if (found := wrong(organisation))
    ]


def _database() -> list[str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        broken = cursor.fetchall()
    if answer == "ok" and not broken:
        return []
    return ["Gegevensbank: de controle vond schade. Zet een reservekopie terug."]
