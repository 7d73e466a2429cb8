"""What the pages of requests show: cells, rows and facts, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.finance.requests.states import State
from koers.finance.wording import amount_words
from koers.ui.formats import dutch_date, euros, short_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.finance.requests.models import Grant, MoneyRequest, RankingSession
    from koers.finance.requests.queries import RankingPage
    from koers.finance.requests.ranking import Cell, Ranked

SIGNS: dict[str, str] = {
    State.DRAFT: "rest", State.FILED: "warn", State.RANKED: "warn", State.GRANTED: "ok", State.PARTLY: "ok",
    State.REFUSED: "done", State.WITHDRAWN: "done",
}  # fmt: skip


def address(request: MoneyRequest) -> str:
    return reverse("requests:request", kwargs={"public_id": request.public_id})


def session_address(session: RankingSession) -> str:
    return reverse("requests:session", kwargs={"public_id": session.public_id})


def decimal_words(number: Decimal) -> str:
    """`0,6`, without zeros behind it."""
    text = f"{number:f}".replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def fte_words(fte: Decimal) -> str:
    return _("%(number)s fte") % {"number": decimal_words(fte)}


def asked_words(amount: Decimal | None, fte: Decimal | None, kind: str = "") -> str:
    """`€ 12.500 per jaar, 0,6 fte`; a dash for nothing."""
    parts = []
    if amount is not None:
        parts.append(
            _("%(amount)s per year") % {"amount": euros(amount)} if kind == "structural" else euros(amount)
        )
    if fte is not None:
        parts.append(fte_words(fte))
    return ", ".join(parts) or "–"


def years_words(request: MoneyRequest) -> str:
    if request.to_year and request.to_year != request.from_year:
        return f"{request.from_year}–{request.to_year}"
    if request.kind == "structural" and not request.to_year:
        return _("from %(year)s") % {"year": request.from_year}
    return str(request.from_year)


def _to(request: MoneyRequest) -> SafeString:
    return format_html('<a class="utrecht-link" href="{}">{}</a>', address(request), request.title)


def list_table(found: Sequence[MoneyRequest]) -> Table | None:
    rows = [
        [
            _to(one),
            one.asked_by,
            asked_words(one.amount, one.fte, one.kind),
            one.get_kind_display(),
            years_words(one),
            status(SIGNS[one.state], one.get_state_display()),
        ]
        for one in found
    ]
    columns = [Column(_("Request")), Column(_("Who asks")), Column(_("Asked"), number=True)]
    columns += [Column(_("Kind of money")), Column(_("Years")), Column(_("Status"))]
    return Table(_("Requests for money or positions"), columns, rows) if rows else None


def unlawful_table(found: Sequence[Grant]) -> Table | None:
    rows = [
        [_to(one.request), euros(one.amount or 0), euros(one.above), one.year, str(one.decision)]
        for one in found
    ]
    columns = [
        Column(_("Request")),
        Column(_("Granted"), number=True),
        Column(_("Above what is free"), number=True),
    ]
    columns += [Column(_("Year"), number=True), Column(_("Decision"))]
    caption = _("Granted beyond what is free, not covered yet (begrotingsonrechtmatig)")
    return Table(caption, columns, rows) if rows else None


def sessions_table(found: Iterable[RankingSession]) -> Table | None:
    rows = [
        [
            format_html('<a class="utrecht-link" href="{}">{}</a>', session_address(one), one.name),
            short_date(one.date),
            one.programme.name,
            len(one.taken.all()),
            status("done" if one.closed else "warn", _("Closed") if one.closed else _("Open")),
        ]
        for one in found
    ]
    columns = [Column(_("Session")), Column(_("Date")), Column(_("Programme"))]
    columns += [Column(_("Requests"), number=True), Column(_("Status"))]
    return Table(_("Ranking sessions"), columns, rows) if rows else None


def request_facts(found: MoneyRequest) -> list[Fact]:
    facts = [
        Fact(_("Status"), status(SIGNS[found.state], found.get_state_display())),
        Fact(_("Asked"), asked_words(found.amount, found.fte, found.kind)),
        Fact(_("Kind of money"), found.get_kind_display()),
        Fact(_("Years"), years_words(found)),
        Fact(_("Who asks"), found.asked_by),
    ]
    if found.filed_on is not None:
        facts.append(Fact(_("Filed on"), dutch_date(found.filed_on), str(found.filed_by or "")))
    return facts


def details(found: MoneyRequest) -> list[Fact]:
    facts = [
        Fact(
            _("Programme whose money is asked"),
            found.programme.name if found.programme else _("Not known yet"),
        )
    ]
    if found.goal is not None:
        facts.append(Fact(_("Goal it contributes to"), found.goal.text))
    if found.answer:
        facts.append(Fact(_("Reason of the outcome"), found.answer))
    return facts


def grants_table(found: Sequence[Grant]) -> Table | None:
    """Everything that was granted, the last first; what was replaced stays to be seen."""
    rows = [
        [
            short_date(timezone.localdate(one.created_at)),
            asked_words(one.amount, one.fte, one.request.kind),
            one.year,
            format_html("{}{}", str(one.decision), _lawful(one)),
            one.reason,
            status("ok" if place == 0 else "done", _("Holds now") if place == 0 else _("Replaced")),
        ]
        for place, one in enumerate(found)
    ]
    columns = [Column(_("Recorded on")), Column(_("Granted"), number=True), Column(_("Year"), number=True)]
    columns += [Column(_("Decision")), Column(_("Motivation")), Column(_("Status"))]
    return Table(_("What was granted"), columns, rows) if rows else None


def _lawful(one: Grant) -> SafeString | str:
    if not one.above:
        return ""
    if one.covered_by is not None:
        words = _("%(above)s above what was free, covered by: %(decision)s")
        return format_html("<br>{}", words % {"above": euros(one.above), "decision": one.covered_by})
    return format_html("<br>{}<br>{}", status("alarm", _("Not covered yet")), above_words(one.above))


def above_words(above: Decimal) -> str:
    words = _("%(above)s above what is free: unlawful (begrotingsonrechtmatig) until the budget is amended")
    return words % {"above": euros(above)}


@dataclass(frozen=True, slots=True)
class RankRow:
    """One request in the table of a session. `line` draws the end of what fits above it."""

    place: str
    title: str
    url: str
    asked: str
    cells: Sequence[tuple[str, str, str]]
    """Criterion, points, and how far the scorers are apart."""
    total: str
    tied: bool
    complete: bool
    motivation: str
    fits: bool
    line: bool


def rank_rows(found: RankingPage) -> list[RankRow]:
    criteria = list(found.session.criteria.all())
    rows = []
    for place, one in enumerate(found.ranked):
        taken = found.taken[one.request]
        rows.append(
            RankRow(
                place="" if one.place is None else str(one.place),
                title=taken.request.title,
                url=address(taken.request),
                asked=asked_words(taken.request.amount, taken.request.fte, taken.request.kind),
                cells=[(c.name, _mean(one.cells[c.pk]), _spread(one.cells[c.pk])) for c in criteria],
                total=_total(one),
                tied=one.tied,
                complete=one.complete,
                motivation=taken.motivation,
                fits=place < found.fit.line,
                line=place == found.fit.line and place > 0,
            )
        )
    return rows


def _total(one: Ranked) -> str:
    return "–" if one.shown is None else f"{one.shown:f}".replace(".", ",")


def _mean(cell: Cell) -> str:
    from koers.finance.requests.ranking import rounded

    return "–" if cell.mean is None else decimal_words(rounded(cell.mean))


def _spread(cell: Cell) -> str:
    """Each person's points when they differ: `4, 8`."""
    return ", ".join(map(str, sorted(cell.given))) if cell.spread else ""


def fit_words(found: RankingPage) -> str:
    """What fits within what is free, in one sentence."""
    free = amount_words(found.free)
    if found.fit.left is None:
        return _("What is free is not known (%(free)s), so it cannot be said what fits.") % {"free": free}
    given = {"free": free, "count": found.fit.line, "all": len(found.ranked), "left": euros(found.fit.left)}
    if found.fit.unknown:
        return _("Free is %(free)s. Fits: %(count)s of %(all)s requests; the next one has no amount.") % given
    if found.fit.tie:
        return (
            _(
                "Free is %(free)s. Fits: %(count)s of %(all)s requests; the next ones have the same total, so choose."
            )
            % given
        )
    return _("Free is %(free)s. Fits: %(count)s of %(all)s requests; then %(left)s is left.") % given


def weights_words(session: RankingSession) -> SafeString:
    pairs = [(one.name, decimal_words(one.weight)) for one in session.criteria.all()]
    return format_html_join(", ", "{} × {}", pairs)


def session_facts(found: RankingPage) -> list[Fact]:
    session = found.session
    done = {person for _taken, _criterion, person in found.scores}
    people = list(session.scorers.all())
    return [
        Fact(_("Date"), dutch_date(session.date)),
        Fact(_("Programme"), session.programme.name),
        Fact(_("Kind of money"), f"{session.get_kind_display()} {session.year}"),
        Fact(
            _("Who scores"),
            ", ".join(str(one.person) for one in people),
            _("%(done)s of %(all)s gave points")
            % {"done": sum(one.person_id in done for one in people), "all": len(people)},
        ),
        Fact(_("Criteria with their weight"), weights_words(session)),
    ]
