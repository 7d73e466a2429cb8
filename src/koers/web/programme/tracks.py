"""Tracks with their people, what they miss, how far they are and what reports say about them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.editing.places import address
from koers.programmes import team
from koers.programmes.dashboard import Standing, standing, tracks_with_progress
from koers.programmes.models import Progress, Track, TrackMember
from koers.ui.formats import dutch_period
from koers.ui.templatetags.koers import status
from koers.web.programme.head import Head
from koers.web.programme.overview import track_line
from koers.web.programme.sections import Section, note, present, told, warned
from koers.web.register_links import named
from koers.web.sources import Sources


def sections(head: Head) -> list[Section]:
    """6 queries."""
    tracks = list(tracks_with_progress(head.user, head.programme))
    now = standing(head.user, head.programme) if head.steers else Standing(None, {})
    members = _by_track(
        TrackMember.objects.visible_to(head.user)
        .filter(track__programme=head.programme)
        .order_by("-leads", "name", "pk")
    )
    progress = _by_track(
        Progress.objects.visible_to(head.user).filter(programme=head.programme).order_by("pk")
    )
    sources = Sources([*tracks, *(one for found in progress.values() for one in found)])
    parts = [_track(head, track, now, members[track.pk], progress[track.pk], sources) for track in tracks]
    found = [
        Section(
            "werkgroepen",
            _("All tracks"),
            present(
                head.editing.add(Track, _("Add a track")), head.editing.all_of(Track, _("As a spreadsheet"))
            ),
            parts=parts,
            empty=_("No tracks yet. Who works on what?"),
        )
    ]
    if progress[None]:
        whole = told(head, sources, progress[None])
        found.append(Section("voortgang", _("Progress of the programme as a whole"), items=whole))
    return found


def _by_track(records: Any) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for record in records:
        found[record.track_id].append(record)
    return found


def _track(
    head: Head, track: Any, now: Standing, members: list[Any], progress: list[Any], sources: Sources
) -> Section:
    line = track_line(track, now, head)
    items: list[Any] = [
        format_html(
            "{} {} {}",
            status(line.sign, line.word),
            sources.with_warnings(track),
            note(line.day) if line.day else "",
        )
    ]
    period = dutch_period(track.start, track.end)
    if period:
        items.append(_("Period: %(period)s") % {"period": period})
    if track.text:
        items.append(track.text)
    if track.total:
        words = ngettext(
            "%(done)s of %(total)s deliverable ready", "%(done)s of %(total)s deliverables ready", track.total
        )
        items.append(words % {"done": track.done, "total": track.total})
    if members:
        items.append(_people(members))
    items += [warned(words) for words in gaps(track, members)]
    items += told(head, sources, progress)
    links = present(
        head.editing.change_link(track, _("Change")), head.editing.add(TrackMember, _("Add a member"), track)
    )
    return Section(
        f"werkgroep-{track.pk}", track.name, links, items=items, level=3, url=address("record", track)
    )


def _people(members: list[Any]) -> SafeString:
    """Who is in it: name, what they bring, their unit and hours; who leads stands first."""
    rows = [(_member(member),) for member in members]
    return format_html("{}: {}", _("Members"), format_html_join("; ", "{}", rows))


def _member(member: Any) -> SafeString:
    what = [member.expertise, member.unit]
    if member.hours_per_week is not None:
        hours = f"{member.hours_per_week.normalize():f}".replace(".", ",")
        what.append(_("%(hours)s hours a week") % {"hours": hours})
    known = ", ".join(part for part in what if part)
    name = named(member, member.name)
    name = format_html("<b>{}</b>", name) if member.leads else name
    lead = _("(leads the track)") if member.leads else ""
    return format_html("{}{}{}", name, f" {lead}" if lead else "", f" ({known})" if known else "")


def gaps(track: Any, members: list[Any]) -> list[str]:
    """What the track says it needs and nobody in it brings."""
    missing = team.gap(
        track.needed_expertise, track.needed_units, [(one.expertise, one.unit) for one in members]
    )
    found = []
    if missing.expertise:
        found.append(_("Nobody brings: %(what)s.") % {"what": ", ".join(missing.expertise)})
    if missing.units:
        found.append(_("Not represented: %(what)s.") % {"what": ", ".join(missing.units)})
    if members and not any(member.leads for member in members):
        found.append(_("Nobody leads this track yet."))
    return found
