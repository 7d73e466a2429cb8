"""The suggestion, joined from the rooms that know the dates and the money, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.editing.kinds import kind_of
from koers.finance.derived import Derived, Term, total
from koers.finance.queries import ProgrammeMoney, line_of, money_of
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord
from koers.programmes import baselines
from koers.programmes.models import Adoption, Deliverable, Goal, PeriodGoal, Programme, Track
from koers.programmes.queries_course import dated_of, programme_end, track_end, updates_of
from koers.programmes.queries_status import current_baseline
from koers.programmes.suggestion import Facts, Late, Money, Suggestion, late_parts, suggest
from koers.ui.formats import euros

MODELS: dict[str, type[ScopedRecord]] = {
    "goal": Goal,
    "track": Track,
    "deliverable": Deliverable,
    "adoption": Adoption,
    "period_goal": PeriodGoal,
}
KINDS: dict[str, str | Promise] = {
    "programme": gettext_lazy("End of the programme"),
    "goal": gettext_lazy("Goal"),
    "track": gettext_lazy("Track"),
    "deliverable": gettext_lazy("Deliverable"),
    "adoption": gettext_lazy("Step of a body"),
    "period_goal": gettext_lazy("Goal of a period"),
}


def late_of(programme: Programme, promised: Sequence[baselines.Promise], today: date) -> list[Late]:
    """What the suggestion calls late in the whole programme (5 queries)."""
    return late_parts(dated_of(programme, promised), today)


def suggestion_for(
    user: User, programme: Programme, track: Track | None = None, *, today: date
) -> Suggestion | None:
    """What Koers suggests today for the programme (9 queries) or one of its tracks (4 queries)."""
    baseline = current_baseline(programme)
    promised = baselines.read(baseline.content) if baseline else []
    dated = dated_of(programme, promised, track)
    if track is not None:
        return suggest(Facts(today, dated, track_end(track, promised)))
    return suggest(
        Facts(
            today,
            dated,
            programme_end(programme, promised),
            money_facts(money_of(user, programme)),
            updates_of(programme),
            programme.update_every_days,
        )
    )


def money_facts(money: ProgrammeMoney) -> list[Money]:
    """Per kind what there is and what was given out; an amount that is partly unknown counts as unknown.

    What goes above the budget by indexation was allowed for: the amount stays what it is, marked `indexed`.
    """
    given = {"structural": money.allocated_structural, "incidental": money.allocated_incidental}
    found = []
    for kind, allocated in given.items():
        budgets = (line_of(budget) for budget in money.budgets if budget.kind == kind)
        available = _known(total((Term(1, line) for line in budgets), "available"))
        amount = _known(allocated)
        above = money.above if kind == "structural" else None
        indexed = above is not None and above.reason == "indexation"
        found.append(Money(kind, available, amount, indexed=indexed))
    return found


def _known(figure: Derived) -> Decimal | None:
    return figure.value if figure.complete else None


@dataclass(frozen=True, slots=True)
class LatePart:
    """A late part with its page in the register, and how late it is in words."""

    label: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason as a page shows it: the sentence, the late parts it is about, and how many more there are."""

    text: str
    parts: list[LatePart]
    more: int = 0


def explained(reasons: Sequence[Mapping[str, Any]]) -> list[Explained]:
    """As `told`, with every late part as a link."""
    found = []
    for reason in reasons:
        figures = reason["figures"]
        if reason["code"] == "late" and figures.get("parts"):
            parts = [late_part(part) for part in figures["parts"]]
            found.append(Explained(_count_late(figures), parts, figures["late"] - len(parts)))
        else:
            found += [Explained(sentence, []) for sentence in told([reason])]
    return found


def late_part(part: Mapping[str, Any]) -> LatePart:
    label = part["text"] if part["kind"] == "programme" else f"{KINDS[part['kind']]}: {part['text']}"
    return LatePart(label, _page_of(part["kind"], part["id"]), _delay(part))


def _page_of(kind: str, public_id: str) -> str:
    try:
        return reverse("editing:record", kwargs={"slug": kind_of(MODELS[kind]).slug, "public_id": public_id})
    except (KeyError, NoReverseMatch):
        return ""


def told(reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """The reasons of a suggestion (`Suggestion.written()`, `Status.suggested_because`) as sentences.

    A code of an older version that is no longer known is left out.
    """
    return [SENTENCES[reason["code"]](reason["figures"]) for reason in reasons if reason["code"] in SENTENCES]


def days_in_words(days: int) -> str:
    """`13 dagen`, `6 weken`, `8 maanden`."""
    if days < baselines.WEEKS_FROM_DAYS:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if days < baselines.MONTHS_FROM_DAYS:
        weeks = round(days / 7)
        return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}
    months = round(days / baselines.DAYS_IN_A_MONTH)
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def _delay(figures: Mapping[str, Any]) -> str:
    """In years or months where the dates are known no finer (`1 jaar`), else as `days_in_words`."""
    count = figures.get("count", 0)
    match figures.get("unit"):
        case "year":
            return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}
        case "month":
            return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}
    return days_in_words(figures["days"])


def _count_late(figures: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(late)s of %(dated)s dated parts is late:",
        "%(late)s of %(dated)s dated parts are late:",
        figures["late"],
    )
    return words % {"late": figures["late"], "dated": figures["dated"]}


def _late(figures: Mapping[str, Any]) -> str:
    if figures.get("parts"):
        named = [f"“{_short(part['text'])}” ({_delay(part)})" for part in figures["parts"]]
        if more := figures["late"] - len(named):
            named.append(ngettext("and %(n)s other", "and %(n)s others", more) % {"n": more})
        return f"{_count_late(figures)} {', '.join(named)}."
    words = ngettext(
        "%(late)s of %(dated)s dated parts is late. “%(text)s” is furthest behind: %(days)s.",
        "%(late)s of %(dated)s dated parts are late. “%(text)s” is furthest behind: %(days)s.",
        figures["late"],
    )
    return words % {**figures, "days": _delay(figures), "text": _short(figures["text"])}


def _nothing_late(figures: Mapping[str, Any]) -> str:
    words = ngettext(
        "The one part with a date is not late.",
        "None of the %(dated)s parts with a date is late.",
        figures["dated"],
    )
    return words % figures


def _end_later(figures: Mapping[str, Any]) -> str:
    return _("The end comes %(days)s later than promised.") % {"days": _delay(figures)}


def _end_moved(figures: Mapping[str, Any]) -> str:
    """Too little to ask attention. Of dates without a day only the least is certain."""
    days = days_in_words(figures["days"])
    if "unit" in figures:
        return _("The end was put off. How far is not known exactly: at least %(days)s.") % {"days": days}
    return _("The end was put off a little: %(days)s.") % {"days": days}


def _stale(figures: Mapping[str, Any]) -> str:
    words = ngettext(
        "One track had no update for a long time: “%(text)s” since %(days)s.",
        "%(tracks)s tracks had no update for a long time, the longest “%(text)s”: since %(days)s.",
        figures["tracks"],
    )
    return words % {**figures, "days": days_in_words(figures["days"]), "text": _short(figures["text"])}


def _money(sentence: Callable[[], str]) -> Callable[[Mapping[str, Any]], str]:
    def tell(figures: Mapping[str, Any]) -> str:
        amounts = {
            key: euros(Decimal(figures[key])) for key in ("available", "amount", "over") if key in figures
        }
        kind = _("structural") if figures["kind"] == "structural" else _("incidental")
        return sentence() % {"kind": kind, **amounts}

    return tell


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rsplit(" ", 1)[0] + "…"


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "late": _late,
    "nothing_late": _nothing_late,
    "end_later": _end_later,
    "end_moved": _end_moved,
    "end_kept": lambda figures: _("The end is still the one of the baseline."),
    "allocated_over": _money(
        lambda: _("%(over)s more %(kind)s money was given out than the %(available)s there is.")
    ),
    "allocated_within": _money(
        lambda: _("Of %(available)s %(kind)s money %(amount)s was given out: that fits.")
    ),
    "allocated_within_indexation": _money(
        lambda: _(
            "Of %(available)s %(kind)s money %(amount)s was given out: %(over)s more, with indexation. "
            "That was allowed for."
        )
    ),
    "spent_over": _money(
        lambda: _("%(over)s more %(kind)s money was spent than the %(available)s there is.")
    ),
    "spent_within": _money(lambda: _("Of %(available)s %(kind)s money %(amount)s was spent: that fits.")),
    "stale": _stale,
}
