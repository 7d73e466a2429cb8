"""How a programme ends: per original goal a verdict with its evidence, what was learned, what it cost, what lives on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.programmes.baselines import Promise, read
from koers.programmes.kinds.warnings import of_handover, of_verdict
from koers.programmes.models import Baseline, Goal, HandoverPoint, Lesson, PhaseChange, Track
from koers.programmes.queries_course import TRACK_OVER
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.ui.templatetags.koers import status
from koers.web.programme.goals import VERDICT_SIGNS
from koers.web.programme.head import Head, page_link
from koers.web.programme.sections import Section, cell, joined, note, present, told, warned
from koers.web.sources import Sources

LEARNED = (Lesson.Kind.SUCCESS, Lesson.Kind.IMPROVEMENT, Lesson.Kind.LOOK_BACK)


def sections(head: Head) -> list[Section]:
    """Everything the closing of a programme rests on (11 queries, however many rows)."""
    goals: list[Any] = list(
        Goal.objects.visible_to(head.user)
        .filter(programme=head.programme)
        .select_related("owner")
        .prefetch_related("indicators__measurements", "indicators__owner")
        .order_by("pk")
    )
    lessons: list[Any] = list(
        Lesson.objects.visible_to(head.user).filter(programme=head.programme).order_by("pk")
    )
    points = list(points_of(head))
    sources = Sources([*goals, *lessons, *points])
    return [
        _goals(head, goals, sources),
        _learned(head, lessons, sources),
        _costs(head, [one for one in lessons if one.kind == Lesson.Kind.COST], sources),
        _handover(head, points, sources),
        _decided(head),
    ]


def _first_baseline(head: Head) -> tuple[Baseline | None, dict[str, Promise]]:
    """The first version and the goals in it, by public id; nothing where it is not the user's to see."""
    if not head.steers:
        return None, {}
    first = Baseline.objects.visible_to(head.user).filter(programme=head.programme).order_by("number").first()
    promised = read(first.content) if first else []
    return first, {one.id: one for one in promised if one.kind == "goal"}


def _goals(head: Head, goals: Sequence[Any], sources: Sources) -> Section:
    first, original = _first_baseline(head)
    known = {str(goal.public_id) for goal in goals}
    rows = [_goal(head, goal, sources, first, original) for goal in goals]
    rows += [_gone(promise) for key, promise in original.items() if key not in known]
    names = (_("Goal"), _("Wanted by"), _("Verdict"), _("Why"), _("Evidence"))
    without = sum(1 for goal in goals if not goal.verdict)
    return Section(
        "oordelen",
        _("What became of each goal"),
        present(head.editing.all_of(Goal, _("As a spreadsheet"))),
        intro=_about_the_goals(first, len(goals), without),
        warnings=_warnings(head, without),
        tables=[Table(_("Goals with their verdict"), [Column(name) for name in names], rows)] if rows else [],
        empty=_("This programme has no goals in the register, so nothing can be said about them."),
    )


def _about_the_goals(first: Baseline | None, goals: int, without: int) -> str:
    words = ngettext(
        "%(judged)s of %(count)s goal has a verdict.", "%(judged)s of %(count)s goals have a verdict.", goals
    )
    counted = words % {"judged": goals - without, "count": goals}
    if first is None:
        return f"{counted} " + _(
            "No baseline was set: these are the goals as they stand in the register now."
        )
    told = _("Original is what stood in the first baseline, in force from %(day)s.")
    return f"{counted} " + told % {"day": dutch_date(first.date)}


def _warnings(head: Head, without: int) -> list[str]:
    if not without:
        return []
    open_tracks = Track.objects.visible_to(head.user).filter(programme=head.programme)
    if open_tracks.exists() and not open_tracks.exclude(status__in=TRACK_OVER).exists():
        return [
            _(
                "All tracks have ended. That does not mean that the goals were met: each one needs its own verdict."
            )
        ]
    return []


def _goal(
    head: Head, goal: Any, sources: Sources, first: Baseline | None, original: dict[str, Promise]
) -> tuple[Any, ...]:
    notes = [note(_("Owner: %(name)s") % {"name": goal.owner_words})] if goal.owner_words else []
    promise = original.get(str(goal.public_id))
    if first is not None and promise is None:
        notes.append(note(_("Added after the first baseline.")))
    if promise is not None and promise.text != goal.text:
        notes.append(note(_("Originally: %(text)s") % {"text": promise.text}))
    notes += [warned(words) for words in of_verdict(goal)]
    return (
        cell(head, sources, goal, goal.text, *notes),
        _wanted(goal, promise),
        _verdict(goal),
        goal.verdict_text or "–",
        goal.verdict_evidence or "–",
    )


def _wanted(goal: Any, promise: Promise | None) -> Any:
    now = dutch_date(goal.target_date) if goal.target_date else _("not stated")
    if promise is None or promise.date == goal.target_date:
        return now
    before = dutch_date(promise.date) if promise.date else _("not stated")
    return joined([now, note(_("Originally: %(text)s") % {"text": before})])


def _verdict(goal: Any) -> Any:
    if not goal.verdict:
        return status("rest", _("No verdict yet"))
    shown = status(VERDICT_SIGNS[goal.verdict], goal.get_verdict_display())
    return joined([shown, note(dutch_date(goal.verdict_date))]) if goal.verdict_date else shown


def _gone(promise: Promise) -> tuple[Any, ...]:
    """A goal that was promised and is no longer in the register: it has no verdict, and that is said."""
    text = joined([promise.text, warned(_("In the first baseline, and no longer in the register."))])
    wanted = dutch_date(promise.date) if promise.date else _("not stated")
    return (text, wanted, status("rest", _("No verdict")), "–", "–")


def _learned(head: Head, lessons: Iterable[Any], sources: Sources) -> Section:
    found = list(lessons)
    parts = [
        Section(f"geleerd-{kind.value}", str(kind.label), items=told(head, sources, mine), level=3)
        for kind in LEARNED
        if (mine := [one for one in found if one.kind == kind])
    ]
    return Section(
        "geleerd",
        _("Success factors and improvements"),
        present(head.editing.add(Lesson, _("Add a lesson"))),
        parts=parts,
        empty=_("No lessons yet. What would you do again, and what not?"),
    )


def _costs(head: Head, lessons: list[Any], sources: Sources) -> Section:
    links = [page_link("web:money", _("All money of this programme"), head)] if head.steers else []
    return Section(
        "kosten",
        _("What it cost"),
        present(*links),
        items=told(head, sources, lessons),
        empty=_("Nothing is written about the costs yet. Add a lesson of the kind “what it cost”."),
    )


def points_of(head: Head) -> Any:
    found = HandoverPoint.objects.visible_to(head.user).filter(programme=head.programme)
    return found.select_related("owner", "organisation").prefetch_related("reviews").order_by("pk")


def _handover(head: Head, points: Sequence[Any], sources: Sources) -> Section:
    rows = [
        (
            cell(head, sources, point, _to_point(point), *[warned(words) for words in of_handover(point)]),
            point.owner_words or _("nobody yet"),
            dutch_date(point.review_date) if point.review_date and not point.is_done else "–",
            standing(point),
        )
        for point in points
    ]
    names = (_("Hand-over point"), _("Owner"), _("Look at it again on"), _("How it stands"))
    living = sum(1 for point in points if not point.is_done)
    words = ngettext(
        "%(count)s point lives on. Its owner is reminded of it, also after the programme has closed.",
        "%(count)s points live on. Their owners are reminded of them, also after the programme has closed.",
        living,
    )
    return Section(
        "overdracht",
        _("What lives on"),
        present(
            head.editing.add(HandoverPoint, _("Add a hand-over point")),
            Link(_("Hand-over points of all programmes"), reverse("web:handover")),
        ),
        intro=words % {"count": living} if points else "",
        tables=[Table(_("Hand-over points with owner and day"), [Column(name) for name in names], rows)]
        if rows
        else [],
        empty=_("Nothing to hand over yet. What must live on, and who takes it?"),
    )


def _to_point(point: Any) -> SafeString:
    url = reverse("web:handover_point", args=[point.public_id])
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, point.text)


def standing(point: Any) -> Any:
    """How a point stands by its newest look, or that nobody looked yet. The reviews are prefetched."""
    if point.taken_over:
        return status("done", _("Taken over by the line"))
    if point.ended:
        return status("done", _("No longer needed"))
    newest = max(point.reviews.all(), key=lambda one: (one.date, one.pk), default=None)
    if newest is None:
        return status("rest", _("Not looked at yet"))
    sign = "warn" if newest.outcome == "attention" else "ok"
    word = _("Needs attention") if newest.outcome == "attention" else _("Lives on")
    return joined([status(sign, word), note(dutch_date(newest.date))])


def _decided(head: Head) -> Section:
    closing: Any = (
        PhaseChange.objects.visible_to(head.user)
        .filter(programme=head.programme, to_phase="closed")
        .select_related("decision__body_known")
        .order_by("-date", "-pk")
        .first()
    )
    link = page_link("web:phase", _("To the phase of the programme"), head)
    if closing is None:
        told_ = _(
            "The programme has not been closed. Closing it needs a decision of the body that sets its frame."
        )
        return Section("besluit", _("The decision to close"), present(link), empty=told_)
    made = closing.decision
    words = _("Closed on %(day)s.") % {"day": dutch_date(closing.date)}
    if made is None:
        return Section(
            "besluit",
            _("The decision to close"),
            present(link),
            intro=words,
            empty=_("No decision was recorded."),
        )
    url = reverse("editing:record", kwargs={"slug": "besluiten", "public_id": made.public_id})
    item = format_html(
        '<a class="utrecht-link" href="{}">{}</a> ({}, {})',
        url,
        made.text,
        made.body_words,
        dutch_date(made.date),
    )
    return Section("besluit", _("The decision to close"), present(link), intro=words, items=[item])
