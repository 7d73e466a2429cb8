"""What the pages of the control calendar show, ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.control.calendar import Counts, Planned, Review, State, count, needs_exercise, review_of
from koers.control.kinds import item_page
from koers.control.models import ControlItem, LegalityRisk, ParticipationYear, WorkplaceMeasure
from koers.control.wording import REVIEWS, SIGNS, STATES
from koers.ui.entry import number_entry
from koers.ui.formats import dutch_date, euros, short_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.control.models import Occurrence
    from koers.control.queries import ItemPlan, LegalityPage


@dataclass(frozen=True, slots=True)
class Quarter:
    number: int
    title: str
    conclusion: str
    table: Table | None


def state_words(row: Planned) -> object:
    """The state with its sign; done without evidence is said so at once."""
    shown = status(SIGNS[row.state], STATES[row.state])
    if row.without_evidence:
        return format_html("{}<br>{}", shown, status("warn", _("Evidence is missing")))
    return shown


def quarters(plans: Sequence[ItemPlan], year: int, *, may_keep: bool) -> list[Quarter]:
    found = []
    for number in range(1, 5):
        rows = sorted(
            (
                (row.day, plan.item.name, plan, row)
                for plan in plans
                for row in plan.planned
                if row.quarter == number
            ),
            key=lambda one: (one[0], one[1], one[2].item.pk),
        )
        counts = count(row for _day, _name, _plan, row in rows)
        title = _("Quarter %(number)s of %(year)s") % {"number": number, "year": year}
        table = _quarter_table(title, [(plan, row) for _d, _n, plan, row in rows], may_keep) if rows else None
        found.append(Quarter(number, title, counts_words(counts), table))
    return found


def counts_words(counts: Counts) -> str:
    """Says of what: never "complete" alone."""
    if not counts.planned and not counts.dropped:
        return _("Nothing planned")
    words = _("%(done)s of %(planned)s done, %(late)s late, %(due)s still to do") % {
        "done": counts.done,
        "planned": counts.planned,
        "late": counts.late,
        "due": counts.due,
    }
    if counts.without_evidence:
        more = ngettext("%(count)s without evidence", "%(count)s without evidence", counts.without_evidence)
        words = f"{words}, {more % {'count': counts.without_evidence}}"
    if counts.dropped:
        more = ngettext("%(count)s dropped", "%(count)s dropped", counts.dropped)
        words = f"{words}, {more % {'count': counts.dropped}}"
    return words


def _quarter_table(caption: str, rows: Iterable[tuple[ItemPlan, Planned]], may_keep: bool) -> Table:
    cells = [
        [
            item_link(plan.item),
            plan.item.get_kind_display(),
            day_link(plan.item, row.day, may_keep),
            plan.item.owner_words or status("warn", _("Nobody owns this")),
            state_words(row),
        ]
        for plan, row in rows
    ]
    columns = [
        Column(_("What")),
        Column(_("Kind")),
        Column(_("Planned for")),
        Column(_("Owner")),
        Column(_("Status")),
    ]
    return Table(caption, columns, cells)


def item_link(item: ControlItem) -> object:
    return format_html('<a class="utrecht-link" href="{}">{}</a>', item_page(item), item.name)


def day_link(item: ControlItem, day: date, may_keep: bool) -> object:
    if not may_keep:
        return short_date(day)
    address = reverse("control:report", kwargs={"public_id": item.public_id, "planned": day})
    return format_html(
        '<a class="utrecht-link" href="{}">{}<span class="koers-visually-hidden">: {}</span></a>',
        address,
        short_date(day),
        item.name,
    )


def warnings_of(plans: Iterable[ItemPlan], year: int, today: date) -> list[tuple[ControlItem, str]]:
    """Policy papers past their review date, and continuity plans without an exercise in the year."""
    found: list[tuple[ControlItem, str]] = []
    for plan in plans:
        item = plan.item
        if item.kind == ControlItem.Kind.POLICY and review_of(item.review_on, today) is Review.PAST:
            words = _("The review date %(day)s has passed.")
            found.append((item, words % {"day": dutch_date(item.review_on) if item.review_on else ""}))
        if _exercise_is_missing(plan, year, today):
            found.append((item, _("No exercise was held in %(year)s.") % {"year": year}))
    return found


def _exercise_is_missing(plan: ItemPlan, year: int, today: date) -> bool:
    """Of a continuity plan that holds in the year; a year to come cannot lack anything yet."""
    item = plan.item
    if item.kind != ControlItem.Kind.CONTINUITY or year > today.year:
        return False
    begun = item.starts_on is None or item.starts_on.year <= year
    going_on = item.ends_on is None or item.ends_on.year >= year
    return begun and going_on and needs_exercise(plan.planned)


def overview_table(plans: Sequence[ItemPlan], year: int) -> Table:
    """Per kind how many items there are and how their planned days stand; the last row is all of them."""
    rows = []
    for kind in ControlItem.Kind:
        of_kind = [plan for plan in plans if plan.item.kind == kind]
        rows.append([kind.label, len(of_kind), *_counted(of_kind)])
    columns = [Column(_("Kind")), Column(_("Items"), number=True), Column(_("Planned"), number=True)]
    columns += [Column(_("Done"), number=True), Column(_("Done on time"), number=True)]
    columns += [Column(_("Late"), number=True), Column(_("Without evidence"), number=True)]
    return Table(
        _("In control in %(year)s, per kind") % {"year": year},
        columns,
        rows,
        foot=[_("All kinds"), len(plans), *_counted(plans)],
    )


def _counted(plans: Iterable[ItemPlan]) -> list[object]:
    counts = count(row for plan in plans for row in plan.planned)
    return [counts.planned, counts.done, counts.on_time, counts.late, counts.without_evidence]


def items_table(plans: Sequence[ItemPlan], year: int) -> Table:
    """Every item with its year, for the overview that is printed."""
    rows = [
        [
            item_link(plan.item),
            plan.item.get_kind_display(),
            plan.item.get_rhythm_display(),
            plan.item.owner_words or _("nobody"),
            counts_words(plan.counts),
        ]
        for plan in plans
    ]
    columns = [Column(_("What")), Column(_("Kind")), Column(_("Rhythm")), Column(_("Owner"))]
    return Table(_("Every item in %(year)s") % {"year": year}, [*columns, Column(_("How it stands"))], rows)


def overdue_table(plans: Sequence[ItemPlan], today: date, *, may_keep: bool) -> Table | None:
    """What is late, the longest first."""
    rows = sorted(
        ((row.day, plan) for plan in plans for row in plan.planned),
        key=lambda one: (one[0], one[1].item.name, one[1].item.pk),
    )
    cells = [
        [
            item_link(plan.item),
            day_link(plan.item, day, may_keep),
            days_words((today - day).days),
            plan.item.owner_words or status("warn", _("Nobody owns this")),
        ]
        for day, plan in rows
    ]
    columns = [Column(_("What")), Column(_("Planned for")), Column(_("Late by")), Column(_("Owner"))]
    return Table(_("What is late"), columns, cells) if cells else None


def days_words(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def follow_up_table(rows: Sequence[Occurrence], today: date) -> Table | None:
    cells = [
        [
            item_link(row.item),
            row.finding,
            row.follow_up,
            short_date(row.follow_up_due) if row.follow_up_due else _("no date"),
            status("alarm", STATES[State.LATE])
            if row.follow_up_due and row.follow_up_due < today
            else status("rest", STATES[State.DUE]),
        ]
        for row in rows
    ]
    columns = [Column(_("What")), Column(_("Finding")), Column(_("Follow-up")), Column(_("Ready on"))]
    return Table(_("Follow-up that is open"), [*columns, Column(_("Status"))], cells) if cells else None


def item_facts(item: ControlItem, today: date) -> list[Fact]:
    found = [
        Fact(_("Kind"), item.get_kind_display()),
        Fact(_("Rhythm"), item.get_rhythm_display()),
        Fact(_("Owner"), item.owner_words or _("nobody")),
    ]
    if item.unit is not None:
        found.append(Fact(_("Team"), item.unit.name))
    if item.adopted_on is not None:
        found.append(Fact(_("Adopted on"), dutch_date(item.adopted_on)))
    if item.review_on is not None or item.kind == ControlItem.Kind.POLICY:
        sign, words = REVIEWS[review_of(item.review_on, today)]
        day = dutch_date(item.review_on) if item.review_on else ""
        found.append(Fact(_("Review before"), format_html("{} {}", day, status(sign, words))))
    return found


def occurrences_table(plan: ItemPlan, year: int, *, may_keep: bool) -> Table | None:
    """The planned days of one item in a year, with what was told about them."""
    cells = []
    for row in plan.planned:
        told = plan.stored.get(row.day)
        result = told.get_result_display() if told and told.result else ""
        done = short_date(told.done_on) if told and told.done_on else ""
        who = told.done_by if told else ""
        cells.append(
            [
                day_link(plan.item, row.day, may_keep),
                state_words(row),
                ", ".join(part for part in (done, who) if part),
                result,
                told.evidence if told else "",
                _findings(told),
            ]
        )
    columns = [
        Column(_("Planned for")),
        Column(_("Status")),
        Column(_("Done on and by")),
        Column(_("Result")),
    ]
    columns += [Column(_("Evidence")), Column(_("Finding and follow-up"))]
    caption = _("Planned days in %(year)s") % {"year": year}
    return Table(caption, columns, cells) if cells else None


def _findings(told: Occurrence | None) -> object:
    if told is None:
        return ""
    parts = [told.finding, told.follow_up, told.dropped_because]
    if told.follow_up and told.follow_up_done:
        parts.append(_("Follow-up done on %(day)s") % {"day": dutch_date(told.follow_up_done)})
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts if part))


def legality_facts(found: LegalityPage) -> list[Fact]:
    analysis = found.analysis
    unknown = _("unknown")
    expenses = euros(analysis.expenses) if analysis.expenses is not None else unknown
    bound = euros(found.bound) if found.bound is not None else unknown
    words = (
        _("%(share)s %% of total expenses of %(expenses)s")
        if analysis.expenses is not None
        else _("%(share)s %% of the total expenses, which are not filled in yet")
    )
    return [
        Fact(_("Unlawful together"), euros(found.unlawful), _("sum of the processes below")),
        Fact(_("Not clear together"), euros(found.unclear), _("sum of the processes below")),
        Fact(
            _("Accountability bound"),
            bound,
            words % {"share": number_entry(analysis.tolerance), "expenses": expenses},
        ),
    ]


def legality_words(found: LegalityPage) -> tuple[str, list[str]]:
    """How what was found stands towards the bound: kind of alert and sentences. It is no conclusion: a person draws
    that. Errors and what is not clear count together, as the rules for the legality account have it.
    """
    examined = sum(1 for risk in found.risks if risk.unlawful is not None or risk.unclear is not None)
    of_what = _("This is about %(examined)s of %(all)s processes: of those an amount was filled in.") % {
        "examined": examined,
        "all": len(found.risks),
    }
    if found.bound is None:
        words = _("The total expenses are not filled in, so the bound in euros is unknown.")
        return "info", [words, of_what] if found.risks else [words]
    together = found.unlawful + found.unclear
    values = {"together": euros(together), "bound": euros(found.bound)}
    if together > found.bound:
        words = (
            _("Unlawful and not clear together, %(together)s, lies above the bound of %(bound)s.") % values
        )
        return "warning", [words, of_what]
    words = _("Unlawful and not clear together, %(together)s, lies within the bound of %(bound)s.") % values
    return "info", [words, of_what]


def legality_table(risks: Sequence[LegalityRisk], change: str, *, may_keep: bool) -> Table | None:
    rows = [
        [
            risk_name(risk) if may_keep else risk.process,
            risk.get_inherent_display(),
            risk.controls or _("none named"),
            risk.get_residual_display() if risk.residual else _("not judged"),
            euros(risk.unlawful) if risk.unlawful is not None else _("not examined"),
            euros(risk.unclear) if risk.unclear is not None else "",
            risk.explanation,
        ]
        for risk in risks
    ]
    columns = [Column(_("Process")), Column(_("Risk without controls")), Column(_("Controls"))]
    columns += [Column(_("Risk that is left")), Column(_("Unlawful"), number=True)]
    columns += [Column(_("Not clear"), number=True), Column(_("Explanation"))]
    return Table(change, columns, rows) if rows else None


def risk_name(risk: LegalityRisk) -> object:
    return _changeable("rechtmatigheidsrisicos", risk, risk.process)


def _changeable(slug: str, record: object, words: str) -> object:
    address = reverse("editing:change", kwargs={"slug": slug, "public_id": record.public_id})  # type: ignore[attr-defined]
    return format_html('<a class="utrecht-link" href="{}">{}</a>', address, words)


MEASURE_SIGNS = {"open": "rest", "busy": "ok", "done": "done", "dropped": "rest"}


def measures_table(rows: Sequence[WorkplaceMeasure], today: date, *, may_keep: bool) -> Table | None:
    cells = []
    for row in rows:
        late = row.due is not None and row.due < today and row.state in ("open", "busy")
        state = status(MEASURE_SIGNS[row.state], row.get_state_display())
        if late:
            state = format_html("{}<br>{}", state, status("alarm", STATES[State.LATE]))
        cells.append(
            [
                _changeable("rie-maatregelen", row, row.text) if may_keep else row.text,
                row.unit.name if row.unit else "",
                row.get_priority_display(),
                row.owner_words or status("warn", _("Nobody owns this")),
                short_date(row.due) if row.due else _("no date"),
                state,
            ]
        )
    columns = [Column(_("Measure")), Column(_("Team")), Column(_("Priority")), Column(_("Owner"))]
    columns += [Column(_("Ready on")), Column(_("Status"))]
    return Table(_("Plan of action of the RI&E"), columns, cells) if cells else None


def participation_table(rows: Sequence[ParticipationYear], *, may_keep: bool) -> Table | None:
    cells = []
    for row in rows:
        year = _changeable("banenafspraak", row, str(row.year)) if may_keep else str(row.year)
        cells.append(
            [
                year,
                row.get_counted_in_display(),
                number_entry(row.total),
                number_entry(row.quota) if row.quota is not None else _("not filled in"),
                participation_words(row),
                short_date(row.reference_date),
                row.source,
                row.quota_source,
            ]
        )
    columns = [Column(_("Year")), Column(_("Counted in")), Column(_("Total"), number=True)]
    columns += [Column(_("Legal quota"), number=True), Column(_("Difference")), Column(_("Reference date"))]
    columns += [Column(_("Source of the total")), Column(_("Source of the quota"))]
    return Table(_("Participation jobs per year"), columns, cells) if cells else None


def participation_words(row: ParticipationYear) -> object:
    if row.quota is None:
        return _("cannot be said without the quota")
    difference = row.total - row.quota
    if difference >= 0:
        return status("ok", _("%(count)s above the quota") % {"count": number_entry(difference)})
    return status("warn", _("%(count)s below the quota") % {"count": number_entry(-difference)})
