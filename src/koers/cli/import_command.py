"""`koers import`: reads documents into proposals, and on request takes them into the register."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koers.cli.main import WrongUse
from koers.cli.parser import Parser
from koers.cli.read_command import add_kind

if TYPE_CHECKING:
    from koers.organisations.models import Organisation


def add_arguments(parser: Parser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=".txt .md .html .htm .docx .odt .pdf")
    parser.add_argument(
        "--organisation", required=True, metavar="ID", help="TOOI-id, CBS-code of adresnaam (slug)"
    )
    parser.add_argument("--name", help="naam van de organisatie, als Koers haar nog niet kent")
    accept = parser.add_mutually_exclusive_group()
    accept.add_argument("--accept", action="store_true", help="neemt over wat geen waarschuwing heeft")
    accept.add_argument(
        "--accept-all", action="store_true", help="neemt alles over; waarschuwingen blijven zichtbaar"
    )
    add_kind(parser)


def run(options: argparse.Namespace) -> int:
    from koers.cli.environment import require_migrated, start_django
    from koers.cli.progress import steps

    start_django()
    require_migrated()
    organisation = _organisation(options.organisation, options.name)
    rows = [
        _import(Path(name), organisation, options) for name in steps(options.files, "bestanden ingelezen")
    ]
    errors = [(row["file"], row.pop("error")) for row in rows if "error" in row]
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(row) for row in rows))
    for name, error in errors:
        print(f"{name}: {error}", file=sys.stderr)
    return 2 if errors else 0


def _organisation(identifier: str, name: str | None) -> Organisation:
    from koers.organisations.actions import ensure_organisation
    from koers.organisations.catalogue import UnknownOrganisation

    try:
        return ensure_organisation(by=None, identifier=identifier, name=name)
    except UnknownOrganisation as error:
        raise WrongUse(str(error)) from error


def _import(path: Path, organisation: Organisation, options: argparse.Namespace) -> dict[str, Any]:
    from koers.intake.importing import import_path

    kind = None if options.kind == "auto" else options.kind
    counts = import_path(
        path,
        organisation=organisation,
        kind=kind,
        accept=options.accept or options.accept_all,
        with_warnings=options.accept_all,
    )
    row: dict[str, Any] = {
        "file": str(path),
        "proposed": counts.proposed,
        "accepted": counts.accepted,
        "waiting": counts.waiting,
        "unchanged": counts.unchanged,
    }
    return row | ({"error": counts.error} if counts.error else {})


def _told(row: dict[str, Any]) -> str:
    return (
        f"{row['file']}: {row['proposed']} voorstellen, {row['accepted']} overgenomen, "
        f"{row['waiting']} nog te doen, {row['unchanged']} al bekend"
    )
