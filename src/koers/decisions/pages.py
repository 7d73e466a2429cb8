"""What the pages of follow-up show: tables and facts, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.decisions import wording
from koers.decisions.following import Count, Filter, Overdue, is_overdue
from koers.decisions.kinds import page_of_recommendation
from koers.decisions.states import Kind
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Link, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from datetime import date

    from koers.decisions.models import FollowUpAction, FollowUpStep, Recommendation


def link(url: str, words: str) -> SafeString:
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, words)


def list_table(found: Sequence[Recommendation], today: date) -> Table:
    """All that was asked for, with the two states beside each other."""
    rows = [
        (
            link(page_of_recommendation(one), wording.short(str(one))),
            one.get_kind_display(),
            _source(one),
            one.owner_words or one.portfolio_holder or _("nobody yet"),
            _planned(one, today),
            wording.state_sign(one.self_status) if one.self_status else "–",
            wording.state_sign(one.assessed_status) if one.assessed_status else "–",
            wording.stage_sign(one),
        )
        for one in found
    ]
    names = (
        pgettext("recommendation", "Text"),
        _("Kind"),
        _("Source"),
        _("Whose"),
        _("Planned for"),
        _("Reported"),
        _("Assessed"),
        _("Where it stands"),
    )
    return Table(_("Recommendations, motions and promises"), [Column(name) for name in names], rows)


def _source(one: Recommendation) -> str:
    return ", ".join(part for part in (one.source_words, one.number) if part) or "–"


def _planned(one: Recommendation, today: date) -> object:
    if one.planned is None:
        return _("no date")
    words = dutch_date(one.planned)
    return status("alarm", _("%(day)s, late") % {"day": words}) if is_overdue(one, today) else words


def overdue_table(found: Sequence[Overdue]) -> Table:
    """What, since when, whose."""
    rows = [
        (
            link(page_of_recommendation(late.recommendation), _what(late)),
            status("alarm", wording.late_words(late)),
            late.whose or _("nobody yet"),
            late.recommendation.portfolio_holder or "–",
        )
        for late in found
    ]
    names = (_("What"), _("Since when"), _("Whose"), _("Portfolio holder"))
    return Table(_("What is overdue, the longest first"), [Column(name) for name in names], rows)


def _what(late: Overdue) -> str:
    about = wording.short(str(late.recommendation), 80)
    return _("Action: %(action)s (%(about)s)") % {"action": late.text, "about": about} if late.text else about


def counts_table(counts: Sequence[Count]) -> Table:
    rows = [(wording.state_words(one.status), one.reported, one.assessed) for one in counts]
    columns = [
        Column(_("State")),
        Column(_("As reported"), number=True),
        Column(_("As assessed"), number=True),
    ]
    foot = (_("Together"), sum(one.reported for one in counts), sum(one.assessed for one in counts))
    return Table(_("How many in each state"), columns, rows, foot=foot)


def overview_table(heading: str, found: Sequence[Recommendation]) -> Table:
    rows = [(one.number or "–", str(one), state_of_affairs(one)) for one in found]
    columns = [Column(_("Nr")), Column(pgettext("recommendation", "Text")), Column(_("State of affairs"))]
    return Table(heading, columns, rows)


def state_of_affairs(one: Recommendation) -> str:
    """One cell of the yearly overview, in plain sentences."""
    parts = [wording.stage_words(one)]
    if one.reaction:
        parts.append(_("Reaction: %(reaction)s") % {"reaction": wording.reaction_words(one)})
    if one.self_status:
        parts.append(_("Reported: %(state)s") % {"state": wording.state_words(one.self_status)})
    if one.assessed_status:
        parts.append(_("Assessed: %(state)s") % {"state": wording.state_words(one.assessed_status)})
    if one.told_on:
        parts.append(_("Council told on %(day)s") % {"day": dutch_date(one.told_on)})
    if one.planned and not one.is_closed:
        parts.append(_("Planned for %(day)s") % {"day": dutch_date(one.planned)})
    return ". ".join(parts) + "."


def facts_of(one: Recommendation) -> list[Fact]:
    facts = [
        Fact(_("Where it stands"), wording.stage_sign(one)),
        Fact(_("Reported"), wording.state_sign(one.self_status)),
        Fact(_("Assessed"), wording.state_sign(one.assessed_status)),
    ]
    if one.planned:
        facts.append(Fact(_("Planned for"), dutch_date(one.planned)))
    return facts


def council_facts(one: Recommendation) -> list[Fact]:
    """Of the council's side: where it stands, not how colleagues say that it goes."""
    facts = [Fact(_("Where it stands"), wording.stage_sign(one))]
    if one.portfolio_holder:
        facts.append(Fact(_("Portfolio holder"), one.portfolio_holder))
    if one.planned:
        facts.append(Fact(_("Planned for"), dutch_date(one.planned)))
    if one.told_on:
        facts.append(Fact(_("Told back on"), dutch_date(one.told_on)))
    return facts


def details_of(one: Recommendation) -> list[Fact]:
    """All that is known of where it comes from and whose it is; what is unknown says so."""
    unknown = _("not stated")
    made = one.made
    facts = [
        Fact(_("Source"), one.source_words or unknown),
        Fact(_("Number"), one.number or unknown),
        Fact(_("Date"), dutch_date(made) if made else unknown),
        Fact(_("Addressed to"), one.get_addressee_display() or unknown),
        Fact(pgettext("recommendation", "About"), one.get_topic_display() or unknown),
        Fact(_("Portfolio holder"), one.portfolio_holder or unknown),
        Fact(_("Owner"), one.owner_words or unknown),
        Fact(pgettext("report", "Public"), _("yes") if one.is_public else _("no")),
    ]
    if one.reaction:
        said = f"{wording.reaction_words(one)}. {one.reaction_text}".strip()
        facts.append(Fact(_("Reaction"), said))
    return facts


@dataclass(frozen=True, slots=True)
class Mark:
    """One step in the timeline."""

    day: date
    words: str
    text: str
    document: str
    reference: str
    who: str
    decision: str
    here: bool = False

    @property
    def address(self) -> str:
        """The reference when it can be opened."""
        return self.reference if self.reference.startswith("https://") else ""


def marks(steps: Iterable[FollowUpStep], *, names: bool = True) -> list[Mark]:
    """`names`: whether the reader sees which colleague wrote a step down."""
    found = list(steps)
    return [
        Mark(
            step.date,
            wording.step_words(step),
            step.text,
            step.document,
            step.reference,
            step.by.name if names and step.by else "",
            str(step.decision) if step.decision else "",
            here=step is found[-1],
        )
        for step in found
    ]


def actions_table(found: Sequence[FollowUpAction], today: date) -> Table | None:
    if not found:
        return None
    rows = [
        (one.text, one.owner_words or "–", dutch_date(one.due) if one.due else "–", _action_state(one, today))
        for one in found
    ]
    names = (_("What is done"), _("Owner"), _("Ready on"), _("State"))
    return Table(_("Actions"), [Column(name) for name in names], rows)


def _action_state(one: FollowUpAction, today: date) -> SafeString:
    if one.done_on:
        return status("done", _("done on %(day)s") % {"day": dutch_date(one.done_on)})
    if one.due and one.due < today:
        return status("alarm", _("late"))
    return status("rest", _("to be done"))


def filter_links(url: str, asked: Mapping[str, str], found: Sequence[Recommendation]) -> list[Link]:
    """Round links per kind, with how many there are; what else was chosen stays."""
    rest = {name: value for name, value in asked.items() if name != "soort" and value}

    def address(kind: str) -> str:
        query = urlencode({**({"soort": kind} if kind else {}), **rest})
        return f"{url}?{query}" if query else url

    now = asked.get("soort", "")
    links = [Link(_("All"), address(""), current=not now, count=len(found))]
    for kind in Kind:
        count = sum(one.kind == kind for one in found)
        if count or now == kind:
            links.append(Link(str(kind.label), address(kind), current=now == kind, count=count))
    return links


def asked_for(query: Mapping[str, str]) -> tuple[Filter, dict[str, str]]:
    """The filter in an address, and its parts as they stand in the form."""
    parts = {
        name: query.get(name, "")[:500] for name in ("soort", "bron", "eigenaar", "portefeuille", "te_laat")
    }
    kind = parts["soort"] if parts["soort"] in Kind.values else ""
    parts["soort"] = kind
    asked = Filter(
        kind=kind,
        source=parts["bron"],
        owner=parts["eigenaar"],
        holder=parts["portefeuille"],
        overdue=parts["te_laat"] == "1",
    )
    return asked, parts
