"""What the pages of an update show: the form, what stands elsewhere, what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.programmes.actions.planning import next_period
from koers.programmes.models import PeriodGoal, TrackUpdate
from koers.programmes.queries_status import legend_of
from koers.programmes.suggestion import Suggestion
from koers.programmes.updates import Standing, goals_left_alone, goals_of
from koers.ui.formats import dutch_date, dutch_period
from koers.ui.parts import Fact
from koers.web.planning.page import SIGNS
from koers.web.planning.update_forms import JudgementForm, UpdateForm
from koers.web.steering.suggesting import suggestion_for, told


@dataclass(frozen=True, slots=True)
class Way:
    """How someone came to the update: by the key of the mail, or logged in. The addresses to go on with."""

    page: str
    draft: str
    correct: str
    home: str = ""
    """Where a logged-in person goes back to; empty by key, which opens nothing else."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form page tells beside its fields."""

    status: int = 200
    saved: str = ""
    other: Sequence[tuple[str, str]] = field(default_factory=tuple)


def suggestion_of(update: TrackUpdate) -> Suggestion | None:
    track = update.track
    return suggestion_for(update.person, track.programme, track, today=timezone.localdate())


def update_form(update: TrackUpdate, data: Any = None, draft: Mapping[str, str] | None = None) -> UpdateForm:
    """Filled with `data` that was sent, or else with the draft."""
    period = update.period
    return UpdateForm(
        goals_of(update),
        data,
        draft=update.draft.get("fields", {}) if draft is None else draft,
        running=period is not None and timezone.localdate() < period.end,
        closed=goals_left_alone(update),
        suggested=suggestion_of(update),
    )


def form_page(
    request: HttpRequest, update: TrackUpdate, way: Way, form: UpdateForm, shown: Shown | None = None
) -> HttpResponse:
    shown = shown or Shown()
    period = update.period
    context = {
        **_common(update, way),
        "title": _("Update of %(track)s") % {"track": update.track.name},
        "facts": _facts(update),
        "period": period,
        "form": form,
        "levels": form.levels(legend_of(update.track.programme.organisation_id)),
        "suggestion": _suggested(update, form),
        "number": update.draft_number,
        "saved": shown.saved,
        "other": shown.other,
    }
    return render(request, "web/planning/update.html", context, status=shown.status)


def correct_page(
    request: HttpRequest,
    update: TrackUpdate,
    way: Way,
    form: JudgementForm,
    *,
    status: int = 200,
    note: str = "",
) -> HttpResponse:
    assert update.status is not None
    context = {
        **_common(update, way),
        "title": _("Correct your update of %(track)s") % {"track": update.track.name},
        "form": form,
        "levels": form.levels(legend_of(update.track.programme.organisation_id)),
        "suggestion": _suggested(update, form),
        "replaces": update.status.public_id,
        "note": note,
    }
    return render(request, "web/planning/update_correct.html", context, status=status)


def sent_page(request: HttpRequest, update: TrackUpdate, way: Way) -> HttpResponse:
    """Thank you, with what was recorded; the way to correct it today."""
    assert update.status is not None
    assert update.sent_at is not None
    legend = legend_of(update.track.programme.organisation_id)
    goals = goals_of(update)
    context = {
        **_common(update, way),
        "title": _("Thank you for your update"),
        "sent": timezone.localtime(update.sent_at),
        "judged": update.status,
        "word": legend.word(update.status.level),
        "explained": [
            Fact(label, text)
            for label, text in (
                (_("Cause"), update.status.cause),
                (_("Consequence"), update.status.consequence),
                (_("What we do about it"), update.status.adjustment),
                (_("Why otherwise than suggested"), update.status.override_reason),
            )
            if text
        ],
        "left_alone": goals_left_alone(update),
        "goals": [(goal, SIGNS[goal.state], goal.get_state_display()) for goal in goals],
        "coming": _coming(update),
        "waiting": update.next_goals,
    }
    return render(request, "web/planning/update_sent.html", context)


def _coming(update: TrackUpdate) -> list[str]:
    into = next_period(update.period) if update.period else None
    if into is None:
        return []
    return [
        goal.text for goal in PeriodGoal.objects.of(into.organisation).filter(period=into, track=update.track)
    ]


def over_page(request: HttpRequest, standing: Standing | None, update: TrackUpdate | None) -> HttpResponse:
    """The link does nothing (any more): why, and what to do. `standing` None is a link that does not exist."""
    text, status = _over(standing, update)
    context = {"title": _("This link does not work (any more)"), "text": text, "update": update}
    if standing is Standing.SENT:
        context["title"] = _("This update was sent already")
    return render(request, "web/planning/update_over.html", context, status=status)


def _over(standing: Standing | None, update: TrackUpdate | None) -> tuple[str, int]:
    if standing is Standing.SENT and update is not None and update.sent_at is not None:
        words = _(
            "You sent it on %(day)s. Is something different now? Log in and give a new update, or ask the "
            "programme manager for a new link."
        )
        return words % {"day": dutch_date(timezone.localdate(update.sent_at))}, 410
    if standing is Standing.EXPIRED:
        return _(
            "The link is too old. Log in and give your update there, or ask the programme manager for a new link."
        ), 410
    if standing is Standing.NOT_YOURS:
        return _("You no longer lead this track in Koers. Is that not right? Ask the programme manager."), 410
    return _(
        "Check whether you copied the whole link from the mail. Or ask the programme manager for a new one."
    ), 404


def busy_page(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Try again in a quarter of an hour"),
        "text": _(
            "Too many links that do not exist were tried from your network. The link in your mail keeps working."
        ),
        "update": None,
    }
    return render(request, "web/planning/update_over.html", context, status=429)


def _common(update: TrackUpdate, way: Way) -> dict[str, Any]:
    return {"update": update, "way": way, "programme": update.track.programme}


def _facts(update: TrackUpdate) -> list[Fact]:
    facts = [Fact(_("Programme"), update.track.programme.name)]
    if update.period is not None:
        facts.append(Fact(update.period.name, dutch_period(update.period.start, update.period.last_day)))
    if update.due is not None:
        facts.append(Fact(_("Wanted before or on"), dutch_date(update.due)))
    return facts


def _suggested(update: TrackUpdate, form: JudgementForm) -> dict[str, Any] | None:
    if form.suggested is None:
        return None
    word = legend_of(update.track.programme.organisation_id).word(form.suggested.level)
    return {"level": form.suggested.level, "word": word, "reasons": told(form.suggested.written())}
