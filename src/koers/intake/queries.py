"""What pages ask of intake: documents, proposals, and the passages behind records of the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from koers.core.models import Record
from koers.core.prepared import padded, prepared
from koers.documents.text import Text
from koers.intake.models import Document, Proposal
from koers.intake.reading import blocks_from_json
from koers.organisations.models import User
from koers.programmes.asking import ask

WITH_WARNINGS = ~Q(warnings=[])


def documents_of(user: User) -> QuerySet[Document]:
    """The documents of the user's organisations with their counts; the text itself is left in the database."""
    waiting = Count("proposals", filter=Q(proposals__state=Proposal.State.WAITING))
    checked = Count("proposals", filter=~Q(proposals__state=Proposal.State.WAITING))
    accepted = Count("proposals", filter=Q(proposals__state=Proposal.State.ACCEPTED))
    found: QuerySet[Document] = (
        Document.objects.visible_to(user)
        .select_related("organisation", "programme")
        .defer("plain", "masked", "blocks", "unread")
        .annotate(total=Count("proposals"), waiting=waiting, checked=checked, accepted=accepted)
        .order_by("-created_at", "-pk")
    )
    return found


def recent_documents(user: User, number: int) -> list[Document]:
    """The newest of `documents_of`, for pages that are asked often."""
    return list(ask(_recent, user, number))


def _recent(user: User, number: int) -> QuerySet[Document]:
    return documents_of(user)[:number]


@dataclass(frozen=True, slots=True)
class ProposalCounts:
    total: int
    waiting: int
    accepted: int
    rejected: int
    with_warnings: int
    ready: int
    """Waiting and without a warning: what "accept all without warnings" takes over."""


def proposal_counts(document: Document) -> ProposalCounts:
    """All counts of one document in one query."""
    waiting = Q(state=Proposal.State.WAITING)
    counts = document.proposals.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=waiting),
        accepted=Count("pk", filter=Q(state=Proposal.State.ACCEPTED)),
        rejected=Count("pk", filter=Q(state=Proposal.State.REJECTED)),
        with_warnings=Count("pk", filter=WITH_WARNINGS),
        ready=Count("pk", filter=waiting & ~WITH_WARNINGS),
    )
    return ProposalCounts(**counts)


def text_of(document: Document) -> Text:
    return Text(
        plain=document.plain,
        masked=document.masked,
        blocks=blocks_from_json(document.blocks),
        page_starts=tuple(document.page_starts),
    )


def passages_of(records: Iterable[Record]) -> dict[tuple[str, int], list[Proposal]]:
    """The accepted proposals behind the given records, in one query per kind of record.

    Keys are (model label, primary key). The records were fetched within the user's scope, so their passages are the
    user's too.
    """
    wanted: dict[type[Record], dict[int, None]] = defaultdict(dict)
    for record in records:
        wanted[type(record)][record.pk] = None
    if not wanted:
        return {}
    types = {model: kind.pk for model, kind in ContentType.objects.get_for_models(*wanted).items()}
    labels = {types[model]: model._meta.label_lower for model in wanted}
    lists = {model: padded(keys) for model, keys in wanted.items()}
    sizes = [len(keys) for keys in lists.values()]
    values = [number for model, keys in lists.items() for number in (types[model], *keys)]
    found: dict[tuple[str, int], list[Proposal]] = defaultdict(list)
    for proposal in prepared(("passages", *sizes), values, partial(_passages, sizes)):
        found[labels[proposal.record_type_id or 0], proposal.record_id or 0].append(proposal)
    return dict(found)


def _passages(sizes: Sequence[int], values: Sequence[int]) -> QuerySet[Proposal]:
    """`values` are, per kind of record, its content type and then as many ids as `sizes` says."""
    rest, condition = iter(values), Q()
    for size in sizes:
        condition |= Q(record_type=next(rest), record_id__in=[next(rest) for _ in range(size)])
    found: QuerySet[Proposal] = (
        Proposal.objects.across_organisations("the records themselves were fetched within a scope")
        .filter(condition)
        .select_related("document")
        .defer(
            "document__plain",
            "document__masked",
            "document__blocks",
            "document__unread",
            "values",
            "read_values",
        )
        .order_by("pk")
    )
    return found
