"""Documents and proposals made directly, for tests about deciding and showing rather than reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

from koers.intake.models import Document, Proposal
from koers.organisations.models import Organisation, User

PLAIN = (
    "Programma Vooruit\n\nHet doel is dat teams een jaarplan hebben.\n\nHet risico is dat er weinig tijd is."
)
_numbers = count(1)


def values_of(item_type: str, **given: Any) -> dict[str, Any]:
    """The values of an item with everything null that is not given."""
    from koers.intake.shapes import SHAPES, Form

    lists = (Form.LINES, Form.PARTS)
    empty: dict[str, Any] = {f.name: [] if f.form in lists else None for f in SHAPES[item_type].fields}
    return empty | given


type Given = tuple[str, dict[str, Any], list[str]]

PROGRAMME: Given = ("programme", values_of("programme", name="Vooruit", purpose="Sterker worden"), [])
GOAL: Given = ("goal", values_of("goal", text="teams een jaarplan hebben"), [])
RISK: Given = (
    "risk",
    values_of("risk", text="er weinig tijd is", measures=["Eén onderwerp tegelijk"]),
    ["conflicting_dates"],
)


def document_with(
    organisation: Organisation,
    by: User,
    items: Sequence[Given] = (PROGRAMME, GOAL, RISK),
    *,
    name: str = "verslag.txt",
    kind: str = "programme-report",
    plain: str = PLAIN,
) -> Document:
    """A document that was read, with one proposal per item, each with a passage of its own."""
    from koers.documents.readers import read_bytes
    from koers.intake.reading import blocks_to_json

    text = read_bytes(plain.encode(), "x.txt")
    document = Document.objects.create(
        organisation=organisation,
        name=name,
        content_hash=hashlib.sha256(f"{plain}{next(_numbers)}".encode()).hexdigest(),
        size=len(plain),
        kind=kind,
        state=Document.State.READ,
        plain=text.plain,
        masked=text.masked,
        blocks=blocks_to_json(text.blocks),
        added_by=by,
    )
    for position, (item_type, values, warnings) in enumerate(items, start=1):
        start = min(position * 5, len(plain) - 5)
        Proposal.objects.create(
            document=document,
            position=position,
            type=item_type,
            values=values,
            read_values=values,
            warnings=warnings,
            start=start,
            end=start + 5,
        )
    return document


def proposal_of(document: Document, item_type: str) -> Proposal:
    found: Proposal = document.proposals.select_related("document").get(type=item_type)
    return found
