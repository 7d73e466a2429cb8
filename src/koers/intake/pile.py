"""The pile as it is shown: each document with a name that tells it from the others, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from koers.intake import queries
from koers.intake.forms import KINDS
from koers.intake.models import Document
from koers.organisations.models import User

SHOWN_DOCUMENTS = 50
KIND_LABELS: dict[str, str | Promise] = {code: label for code, label in KINDS if code}


@dataclass(frozen=True, slots=True)
class Row:
    document: Any
    """A document of `queries.documents_of`, with its counts."""
    name: str
    kind: str | Promise

    @property
    def removable(self) -> bool:
        return not self.document.accepted and self.document.state != Document.State.WAITING


@dataclass(frozen=True, slots=True)
class Pile:
    rows: list[Row]

    @property
    def waiting(self) -> bool:
        return any(row.document.state == Document.State.WAITING for row in self.rows)


def pile_of(user: User) -> Pile:
    documents = list(queries.documents_of(user)[:SHOWN_DOCUMENTS])
    names = distinct_names(documents)
    return Pile([Row(d, names[d.pk], KIND_LABELS.get(d.kind, "")) for d in documents])


def distinct_names(documents: Iterable[Document]) -> dict[int, str]:
    """The file names; where two are the same, with when each was added: "verslag.docx (3 mei 2026 14.07)"."""
    found = list(documents)
    times = Counter(document.name for document in found)
    return {
        document.pk: f"{document.name} ({_moment(document)})" if times[document.name] > 1 else document.name
        for document in found
    }


def _moment(document: Document) -> str:
    return date_format(timezone.localtime(document.created_at), "j F Y H.i")
