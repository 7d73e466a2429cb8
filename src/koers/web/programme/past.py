"""How a programme came to be what it is: its judgements, what was promised when, phases and reports."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from koers.editing.kinds import kind_of
from koers.programmes.models import Baseline, PhaseChange, Programme, ReportedEdition, Status
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.ui.templatetags.koers import status
from koers.web.programme.head import Head
from koers.web.programme.sections import Section, cell, note, present
from koers.web.sources import Sources

MOST = 50


def sections(head: Head) -> list[Section]:
    """5 queries."""
    user, programme = head.user, head.programme
    judged: list[Any] = list(
        Status.objects.visible_to(user)
        .filter(programme=programme)
        .select_related("track", "by")
        .order_by("-date", "-pk")[:MOST]
    )
    versions: list[Any] = list(
        Baseline.objects.visible_to(user).filter(programme=programme).defer("content").order_by("-number")
    )
    phases: list[Any] = list(
        PhaseChange.objects.visible_to(user).filter(programme=programme).order_by("-date", "-pk")
    )
    editions: list[Any] = list(ReportedEdition.objects.visible_to(user).filter(programme=programme))
    sources = Sources(editions)
    found = [_judgements(head, judged)] if head.steers else []
    if head.steers:
        found.append(_baselines(versions))
    found.append(_phases(phases))
    found.append(_editions(head, editions, sources))
    return found


def changes_link(head: Head) -> Link | None:
    """To who changed what in the programme itself, and to the register as it was on a day."""
    try:
        slug = kind_of(Programme).slug
        url = reverse("editing:history", kwargs={"slug": slug, "public_id": head.programme.public_id})
    except (KeyError, NoReverseMatch):
        return None
    return Link(_("Who changed what"), url)


def _judgements(head: Head, judged: list[Any]) -> Section:
    rows = [
        (
            dutch_date(one.date),
            one.track.name if one.track else _("the whole programme"),
            status(one.level, head.legend.word(one.level)),
            one.line,
            str(one.by) if one.by else "–",
        )
        for one in judged
    ]
    names = (_("Date"), _("Of what"), _("Judgement"), _("In one line"), _("By"))
    return Section(
        "oordelen",
        _("How it stood"),
        present(changes_link(head)),
        tables=[Table(_("Judgements, the newest first"), [Column(name) for name in names], rows)]
        if rows
        else [],
        empty=_("Nobody has judged yet how the programme stands."),
    )


def _baselines(versions: list[Any]) -> Section:
    rows = [
        (
            _("Version %(number)s") % {"number": one.number},
            dutch_date(one.date),
            one.body_name,
            one.reason or _("the first plan"),
        )
        for one in versions
    ]
    names = (_("Plan"), _("In force from"), _("Decided by"), _("What changed and why"))
    return Section(
        "plannen",
        _("What was promised"),
        tables=[Table(_("Versions of the plan"), [Column(name) for name in names], rows)] if rows else [],
        empty=_("No plan was set yet to compare with."),
    )


def _phases(changes: list[Any]) -> Section:
    rows = [(str(one), dutch_date(one.date), one.reason or "–") for one in changes]
    columns = [Column(_("Phase")), Column(_("Date")), Column(_("Reason"))]
    return Section(
        "fasen",
        _("Phases"),
        tables=[Table(_("Changes of phase, the newest first"), columns, rows)] if rows else [],
        empty=_("The phase was never changed."),
    )


def _editions(head: Head, editions: list[Any], sources: Sources) -> Section:
    items = [
        cell(head, sources, one, _edition(one), note(one.period_raw) if one.period_raw else "")
        for one in editions
    ]
    return Section(
        "rapportages", _("Reports that were read in"), items=items, empty=_("No report was read in.")
    )


def _edition(one: Any) -> str:
    word = _("Final report") if one.final else _("Report")
    return f"{word}, {dutch_date(one.edition)}" if one.edition else word
