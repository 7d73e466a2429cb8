"""What the review page shows: the document with its passages, and the proposals of one page with one of them open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.documents.text import Text
from koers.intake.forms import ProposalForm
from koers.intake.highlighting import Passage, ShownBlock, excerpt, lit_blocks
from koers.intake.models import Document, Proposal
from koers.intake.queries import WITH_WARNINGS, ProposalCounts, text_of
from koers.intake.shapes import SHAPES, Field, Form
from koers.intake.shared_warnings import shared_warnings
from koers.intake.values_entry import as_entry
from koers.intake.warnings import Words, in_words
from koers.ui.parts import Fact, Link

PROPOSALS_PER_PAGE = 20
SHOWN_CHARACTERS = 80_000
"""More of the document than this is not put on one page; then only what surrounds the open proposal is shown."""
TITLE_CHARACTERS = 90
FOLDED_FACTS = 5
FOLDED_CHARACTERS = 160
QUOTED_CHARACTERS = 600
"""On a phone the passage stands in the proposal itself, up to this length."""

FILTERS: dict[str, Q] = {
    "alle": Q(),
    "waarschuwing": WITH_WARNINGS,
    "te-doen": Q(state=Proposal.State.WAITING),
}
STATE_CLASSES = {
    Proposal.State.WAITING: "",
    Proposal.State.ACCEPTED: "done",
    Proposal.State.REJECTED: "rejected",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as shown. `form` only for the open one."""

    proposal: Proposal
    title: str
    facts: list[Fact]
    warnings: list[Words]
    """Its own; what most proposals share is told once above the list."""
    passage: str
    open_url: str
    form: ProposalForm | None = None

    @property
    def mark_state(self) -> str:
        return "now" if self.form else "done" if self.proposal.state == Proposal.State.ACCEPTED else ""

    @property
    def warning_count(self) -> str:
        count = len(self.warnings)
        return ngettext("%(count)s warning", "%(count)s warnings", count) % {"count": count}


@dataclass(frozen=True, slots=True)
class Review:
    cards: list[Card]
    page: Page[Proposal]
    query: dict[str, str]
    filters: list[Link]
    blocks: list[ShownBlock]
    shared: list[Words]
    not_understood: list[str]
    shown: str = "alle"

    @property
    def marked(self) -> frozenset[int]:
        """The numbers of the proposals whose ring stands in the shown part of the document."""
        rows = [row for block in self.blocks for row in (block.stretches, *block.cells_in_order)]
        return frozenset(mark.number for row in rows for stretch in row for mark in stretch.marks)


def chosen(document: Document, shown: str) -> QuerySet[Proposal]:
    found: QuerySet[Proposal] = document.proposals.filter(FILTERS.get(shown, Q())).order_by("position")
    return found


def review(
    document: Document, counts: ProposalCounts, asked: dict[str, str], form: ProposalForm | None = None
) -> Review:
    """`asked` is the address's query: `toon`, `pagina` and `voorstel`; `form` a form with errors for that proposal."""
    shown = asked.get("toon", "")
    if shown == "niet-begrepen":
        return _not_understood(document, counts, shown)
    shown = shown if shown in FILTERS else "alle"
    number = number_of(asked.get("voorstel"))
    proposals = chosen(document, shown)
    page = Paginator(proposals, PROPOSALS_PER_PAGE).get_page(
        asked.get("pagina") or _page_of(proposals, number)
    )
    on_page = list(page.object_list)
    for proposal in on_page:
        proposal.document = document
    opened = _opened(on_page, number)
    query = {"toon": shown} if shown != "alle" else {}
    shared = shared_warnings(list(document.proposals.values_list("warnings", flat=True)))
    text = text_of(document)
    build = _Cards({**query, "pagina": str(page.number)}, opened, form, shared.codes, text)
    return Review(
        [build.card(p) for p in on_page],
        page,
        query,
        _filters(document, counts, shown),
        _blocks(text, on_page, opened),
        shared.lines,
        [],
        shown,
    )


def number_of(asked: str | None) -> int | None:
    """The number of a proposal in an address; what is no number asks for none."""
    words = asked or ""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 6 else None


def next_waiting(document: Document, after: int, shown: str) -> int:
    """The number of the proposal to look at after a decision: the next that waits, else the first that waits."""
    waiting = chosen(document, shown).filter(state=Proposal.State.WAITING)
    numbers = list(waiting.values_list("position", flat=True))
    return next((n for n in numbers if n > after), numbers[0] if numbers else after)


def _page_of(proposals: QuerySet[Proposal], number: int | None) -> int:
    """The page with the asked proposal, or the first page with something to do."""
    if number is None:
        first = proposals.filter(state=Proposal.State.WAITING).values_list("position", flat=True).first()
        number = first or 1
    return proposals.filter(position__lt=number).count() // PROPOSALS_PER_PAGE + 1


def _opened(on_page: Sequence[Proposal], number: int | None) -> Proposal | None:
    waiting = [p for p in on_page if p.state == Proposal.State.WAITING]
    if number is None:
        return waiting[0] if waiting else None
    later = [p for p in waiting if p.position >= number]
    return next(iter(later or waiting), None)


@dataclass(frozen=True, slots=True)
class _Cards:
    """What every card of a page needs."""

    query: dict[str, str]
    opened: Proposal | None
    form: ProposalForm | None
    shared: frozenset[str]
    text: Text

    def card(self, proposal: Proposal) -> Card:
        address = reverse("intake:review", args=[proposal.document.public_id])
        query = urlencode({**self.query, "voorstel": str(proposal.position)})
        own = [code for code in proposal.warnings if code not in self.shared]
        end = min(proposal.end, proposal.start + QUOTED_CHARACTERS)
        words = self.text.clean(proposal.start, end)
        return Card(
            proposal=proposal,
            title=title_of(proposal),
            facts=brief(facts_of(proposal)),
            warnings=in_words(own),
            passage=words + "…" if end < proposal.end else words,
            open_url=f"{address}?{query}#v{proposal.position}",
            form=self._form(proposal),
        )

    def _form(self, proposal: Proposal) -> ProposalForm | None:
        if proposal is not self.opened:
            return None
        return self.form or ProposalForm(SHAPES[proposal.type], proposal.values, proposal.version)


def title_of(proposal: Proposal) -> str:
    """Kind and first telling value: "Risico: weinig tijd bij leidinggevenden"."""
    shape = SHAPES[proposal.type]
    words = next(
        (w for w in (_words(shape, n, proposal.values) for n in shape.summary) if w), _("not stated")
    )
    if len(words) > TITLE_CHARACTERS:
        words = words[: TITLE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
    return f"{shape.label}: {words}"


def _words(shape: Any, name: str, values: dict[str, Any]) -> str:
    field = next(field for field in shape.fields if field.name == name)
    return shown_value(field, values.get(name))


def facts_of(proposal: Proposal) -> list[Fact]:
    """The values that the text states, without the one that is already the title when it is short."""
    shape = SHAPES[proposal.type]
    facts = [(field, shown_value(field, proposal.values.get(field.name))) for field in shape.fields]
    return [
        Fact(str(field.label), words)
        for field, words in facts
        if words and not (field.name in shape.summary[:1] and len(words) <= TITLE_CHARACTERS)
    ]


def brief(facts: list[Fact]) -> list[Fact]:
    """What a folded proposal shows of its facts: the first few, shortened. Opening it shows everything."""
    return [Fact(fact.label, _shortened(str(fact.value))) for fact in facts[:FOLDED_FACTS]]


def _shortened(words: str) -> str:
    return (
        words if len(words) <= FOLDED_CHARACTERS else words[: FOLDED_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
    )


def shown_value(field: Field, value: Any) -> str:
    """A value as people read it; null and empty lists are an empty string."""
    if value is None or value == []:
        return ""
    match field.form:
        case Form.PERIOD:
            return value["raw"] or " – ".join(
                as_entry(Form.DATE, value[side]) for side in ("start", "end") if value[side]
            )
        case Form.CHOICE:
            return next((str(label) for code, label in field.choices if code == str(value)), str(value))
        case Form.YES_NO:
            return _("yes") if value else _("no")
        case Form.LINES:
            return "; ".join(value)
        case Form.PARTS:
            return "; ".join(
                ", ".join(w for w in (shown_value(sub, part.get(sub.name)) for sub in field.parts) if w)
                for part in value
            )
        case _:
            return as_entry(field.form, value)


def _filters(document: Document, counts: ProposalCounts, shown: str) -> list[Link]:
    address = reverse("intake:review", args=[document.public_id])
    unread = sum(1 for stretch in document.unread if stretch["reason"] == "not_understood")
    rows = (
        ("alle", _("All"), counts.total, ""),
        ("waarschuwing", _("Warning"), counts.with_warnings, "warn"),
        ("te-doen", _("To do"), counts.waiting, "rest"),
        ("niet-begrepen", _("Not understood"), unread, "info"),
    )
    return [
        Link(label, f"{address}?{urlencode({'toon': name})}", current=name == shown, count=count, sign=sign)
        for name, label, count, sign in rows
    ]


def _blocks(text: Text, on_page: Sequence[Proposal], opened: Proposal | None) -> list[ShownBlock]:
    if not on_page:
        return []
    start, end = excerpt(text, min(p.start for p in on_page), max(p.end for p in on_page))
    if end - start > SHOWN_CHARACTERS:
        middle = opened or on_page[0]
        start, end = excerpt(text, middle.start, min(middle.end, middle.start + SHOWN_CHARACTERS))
    return lit_blocks(text, [passage_of(p, now=p is opened) for p in on_page], start, end)


def passage_of(proposal: Proposal, *, now: bool) -> Passage:
    state = "now" if now else "done" if proposal.state == Proposal.State.ACCEPTED else ""
    return Passage(proposal.position, proposal.start, proposal.end, state)


def _not_understood(document: Document, counts: ProposalCounts, shown: str) -> Review:
    text = text_of(document)
    stretches = [text.clean(s["start"], s["end"]) for s in document.unread if s["reason"] == "not_understood"]
    page = Paginator(document.proposals.none(), PROPOSALS_PER_PAGE).get_page(1)
    return Review([], page, {"toon": shown}, _filters(document, counts, shown), [], [], stretches, shown)
