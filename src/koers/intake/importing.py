"""A file imported in one go, as the command line and the demo do it: read, propose, and on request accept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from koers.documents.errors import Unreadable
from koers.documents.limits import FILE_BYTES
from koers.intake import actions
from koers.intake.models import Document, Proposal
from koers.organisations.actions import command_line_user
from koers.organisations.models import Organisation, User


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Proposals new in this import, taken over in this import, still waiting, and already known before it."""

    proposed: int = 0
    accepted: int = 0
    waiting: int = 0
    unchanged: int = 0
    error: str | None = None


def import_path(
    path: Path, *, organisation: Organisation, kind: str | None, accept: bool, with_warnings: bool
) -> ImportCounts:
    """Imports one file from disk for the user "command line"."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError:
        return ImportCounts(error=Unreadable("vanished").message)
    return import_bytes(
        data,
        path.name,
        organisation=organisation,
        by=command_line_user(),
        kind=kind,
        accept=accept,
        with_warnings=with_warnings,
    )


def import_bytes(
    data: bytes,
    name: str,
    *,
    organisation: Organisation,
    by: User,
    kind: str | None = None,
    accept: bool = False,
    with_warnings: bool = False,
) -> ImportCounts:
    """Reads a file into proposals and takes over what is asked. The same file twice changes nothing.

    A file that cannot be read leaves no document behind: whoever gives it again mended gives another content.
    """
    try:
        document, new = actions.take_in(by=by, organisation=organisation, name=name, data=data, kind=kind)
    except Unreadable as error:
        return ImportCounts(error=error.message)
    if document.state == Document.State.FAILED:
        document = actions.try_again(by=by, document=document)
    document = actions.read_in(document=document)
    if document.state == Document.State.FAILED:
        actions.remove_document(by=by, document=document)
        return ImportCounts(error=document.error)
    accepted = actions.accept_all(by=by, document=document, with_warnings=with_warnings)[0] if accept else 0
    total = document.proposals.count()
    waiting = document.proposals.filter(state=Proposal.State.WAITING).count()
    return ImportCounts(total if new else 0, accepted, waiting, 0 if new else total)
