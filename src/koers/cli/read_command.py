"""`koers read`: reads documents without a database and prints what they state (contract: read)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koers.cli.parser import Parser
from koers.intake.items import KINDS

if TYPE_CHECKING:
    from koers.intake.items import Item, Reading

CHOICES = ("auto", *KINDS)


def add_kind(parser: Parser) -> None:
    parser.add_argument(
        "--kind", choices=CHOICES, default="auto", help="soort document; auto laat Koers kiezen"
    )
    parser.add_argument("--format", choices=("json", "text"), default="text", help="vorm van de uitvoer")


def add_arguments(parser: Parser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=".txt .md .html .htm .docx .odt .pdf, of - voor invoer"
    )
    add_kind(parser)


def run(options: argparse.Namespace) -> int:
    from koers.cli.progress import steps

    kind = None if options.kind == "auto" else options.kind
    readings = [_read(name, kind) for name in steps(options.files, "bestanden gelezen")]
    if options.format == "json":
        print(json.dumps([reading.as_json() for reading in readings], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(_told(reading) for reading in readings))
    failed = [reading for reading in readings if reading.error is not None]
    for reading in failed:
        print(f"{reading.file}: {reading.error}", file=sys.stderr)
    return 2 if failed else 0


def _read(name: str, kind: str | None) -> Reading:
    from koers.intake.reading import read_limited, read_path

    if name == "-":
        reading = read_limited(sys.stdin.buffer.read(), "invoer.txt", kind).reading
        reading.file = "-"
        return reading
    return read_path(Path(name), kind).reading


def _told(reading: Reading) -> str:
    if reading.error is not None:
        return f"{reading.file}\n  niet gelezen: {reading.error}"
    lines = [
        f"{reading.file}",
        f"  soort: {reading.kind or 'niet herkend'}; {len(reading.items)} gegevens gevonden",
    ]
    lines += [f"  let op: {warning}" for warning in dict.fromkeys(reading.warnings)]
    lines += [_line(item) for item in reading.items]
    unread = sum(1 for stretch in reading.unread if stretch.reason == "not_understood")
    return "\n".join([*lines, f"  {unread} stukken tekst niet begrepen"])


def _line(item: Item) -> str:
    warned = f"  [let op: {', '.join(dict.fromkeys(item.warnings))}]" if item.warnings else ""
    where = f" (bladzijde {item.source.page})" if item.source.page else ""
    return f"  - {item.type}: {_summary(item.values)}{where}{warned}"


def _summary(values: dict[str, Any]) -> str:
    """The first values that say something, short enough for one line."""
    parts = []
    for value in values.values():
        if isinstance(value, dict):
            value = value.get("raw")
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value):
            parts.append(str(value))
    text = "; ".join(parts[:3])
    return text if len(text) <= 160 else text[:159] + "…"
