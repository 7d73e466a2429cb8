"""Which room takes an item of which type into the register, and out again.

The rooms' own actions do the writing; here is only the way to them, the parent a fact belongs to, and one kind of error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError

from koers.core.models import ConcurrentChange
from koers.finance import actions as finance
from koers.intake.models import Document, Proposal
from koers.organisations.models import User
from koers.organisations.records import Accepted
from koers.practices import actions as practices
from koers.programmes import actions as programmes
from koers.programmes import queries as programme_queries
from koers.programmes.models import OperationsParagraph
from koers.risks import actions as risks

PARAGRAPH_TYPES = frozenset({"development", "indicator"})
LOOSE_TYPES = frozenset({"programme", "decision", "recommendation"})
TITLE_HEADINGS = 5
"""The subject stands at the top; further down such a word belongs to a part."""
_YEAR = re.compile(r"\b(20\d\d)\b")


class NotAcceptable(Exception):
    """The register cannot hold it, or cannot let it go; the message is a sentence for the user."""


def belongs_to_programme(item_type: str) -> bool:
    return item_type not in PARAGRAPH_TYPES | {"practice", "programme"}


def into_register(*, by: User, proposal: Proposal) -> Accepted:
    """Writes the proposal's values through its room. Gives the record, and whether it was new or completed.

    Raises NotAcceptable with what the room says is wrong.
    """
    document = proposal.document
    try:
        accepted = _write(by, proposal, document)
    except ValidationError as error:
        raise NotAcceptable(" ".join(error.messages)) from error
    if proposal.type == "programme":
        _tie(document, accepted)
    return accepted


def _write(by: User, proposal: Proposal, document: Document) -> Accepted:
    given: dict[str, Any] = {
        "by": by,
        "organisation": document.organisation,
        "item_type": proposal.type,
        "values": proposal.values,
        "warnings": proposal.warnings,
    }
    if proposal.type in practices.ACCEPTS:
        return practices.accept_item(**given)
    if proposal.type in PARAGRAPH_TYPES or _of_a_paragraph(proposal):
        return programmes.accept_item(**given, paragraph=paragraph_of(by=by, document=document))
    if (
        document.programme is None
        and proposal.type not in LOOSE_TYPES
        and document.kind == "programme-report"
    ):
        raise NotAcceptable(
            "Dit hoort bij een programma, maar het programma van dit document staat niet in het register. "
            "Neem eerst het programma over."
        )
    if proposal.type in finance.ACCEPTS:
        return finance.accept_item(**given, programme=document.programme)
    if proposal.type in risks.ACCEPTS:
        return risks.accept_item(**given, programme=document.programme)
    return programmes.accept_item(**given, programme=document.programme, edition=document.edition)


def _of_a_paragraph(proposal: Proposal) -> bool:
    """Goals and steps in an operations paragraph are the organisation's own and hang on the paragraph."""
    return proposal.document.kind == "operations-paragraph" and proposal.type in ("goal", "event")


def _tie(document: Document, accepted: Accepted) -> None:
    """The document is about this programme: what is accepted next belongs to it."""
    document.programme = programme_queries.programme_of(accepted.record)
    document.edition = programme_queries.edition_of(accepted.record)
    document.save(update_fields=["programme", "edition", "updated_at"])


def paragraph_of(*, by: User, document: Document) -> OperationsParagraph:
    """The paragraph a document is: opened with the document's first heading when its first part is accepted."""
    if document.paragraph is None:
        document.paragraph = programmes.open_paragraph(
            by=by, organisation=document.organisation, title=_title(document), year=year_of(document)
        )
        document.save(update_fields=["paragraph", "updated_at"])
    return document.paragraph


_SUBJECT = re.compile(r"bedrijfsvoering|organisatieontwikkeling|organisatie en personeel", re.IGNORECASE)


def _title(document: Document) -> str:
    """The heading that names the paragraph's subject, else the first heading; without headings the file name."""
    headings = [
        " ".join(document.masked[start:end].split())
        for kind, start, end, *_rest in document.blocks
        if kind == "heading"
    ]
    named = next((words for words in headings[:TITLE_HEADINGS] if _SUBJECT.search(words)), None)
    return (named or next(filter(None, headings), document.name))[:200]


def year_of(document: Document) -> int | None:
    """The year the document is about: the one its title prints, else the one most of its own facts name.

    Derived, and shown as such. No year when nothing names one, or when two are named equally often.
    """
    printed = _YEAR.findall(f"{_title(document)} {document.name}")
    if len(set(printed)) == 1:
        return int(printed[0])
    named: Counter[int] = Counter()
    for values in document.proposals.filter(type__in=PARAGRAPH_TYPES).values_list("values", flat=True):
        named.update(year for year in (values.get("year"), *_action_years(values)) if year)
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _action_years(values: dict[str, Any]) -> list[int | None]:
    return [action.get("year") for action in values.get("actions") or []]


def out_of_register(*, by: User, proposal: Proposal) -> None:
    """Takes out what the proposal brought in; a fact that was there before it, or that another proposal also
    states, stays.

    Raises NotAcceptable when other facts hang on it.
    """
    record = proposal.record
    if record is None:
        return
    if not proposal.made_record:
        _take_back(by=by, proposal=proposal, record=record)
        return
    shared = Proposal.objects.of(proposal.document.organisation).filter(
        record_type=proposal.record_type, record_id=proposal.record_id
    )
    heir = shared.exclude(pk=proposal.pk).order_by("pk").first()
    if heir is not None:
        heir.made_record = True
        heir.save(update_fields=["made_record", "updated_at"])
        return
    if proposal.type == "programme":
        _untie(proposal)
    try:
        _withdraw(proposal.type)(by=by, record=record)
    except ValidationError as error:
        raise NotAcceptable(" ".join(error.messages)) from error


def _take_back(*, by: User, proposal: Proposal, record: Any) -> None:
    """Takes back what this proposal added to a known record, unless somebody changed that record since."""
    if proposal.changed_version is None:
        return
    with suppress(ConcurrentChange):
        programmes.revert(by=by, record=record, version=proposal.changed_version)


def _untie(proposal: Proposal) -> None:
    document = proposal.document
    document.programme = document.edition = None
    document.save(update_fields=["programme", "edition", "updated_at"])


def _withdraw(item_type: str) -> Callable[..., None]:
    rooms: tuple[tuple[Container[str], Callable[..., None]], ...] = (
        (practices.ACCEPTS, practices.withdraw),
        (finance.ACCEPTS, finance.withdraw),
        (risks.ACCEPTS, risks.withdraw),
    )
    return next((withdraw for types, withdraw in rooms if item_type in types), programmes.withdraw)
