"""Reading judgements with the organisation's own words for them.

Judgements need VIEW_STEERING in the programme's own organisation (or a role for the programme); an
organisation that takes part never gets them by sharing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from koers.organisations.permissions import Permission
from koers.programmes.models import Baseline, LegendWord, Level, Programme, Status, Track, TrackMember

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User, Visitor

_SEEN = "only of programmes whose judgements the user may see"


@dataclass(frozen=True, slots=True)
class Legend:
    """The organisation's own word and meaning per level; what it did not choose is Koers' own word.

    The sign and the colour of a level are fixed (`{% status level word %}`): who looks at programmes of
    several organisations sees the same colour for the same level.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    def word(self, level: str) -> str:
        return self.words.get(level) or str(Level(level).label)

    def meaning(self, level: str) -> str:
        return self.meanings.get(level, "")


@dataclass(frozen=True, slots=True)
class LatestStatuses:
    """The latest judgement per programme and per track, by their database ids."""

    of_programme: Mapping[int, Status]
    of_track: Mapping[int, Status]


def legend_of(organisation: Organisation | int) -> Legend:
    """1 query."""
    key = organisation if isinstance(organisation, int) else organisation.pk
    return legends_of([key])[key]


def legends_of(organisation_ids: Iterable[int]) -> dict[int, Legend]:
    """One legend for every organisation asked for (1 query), for pages that show several."""
    wanted = set(organisation_ids)
    words: dict[int, dict[str, str]] = {key: {} for key in wanted}
    meanings: dict[int, dict[str, str]] = {key: {} for key in wanted}
    for row in LegendWord.objects.of_any(wanted):
        words[row.organisation_id][row.level] = row.word
        meanings[row.organisation_id][row.level] = row.meaning
    return {key: Legend(words[key], meanings[key]) for key in wanted}


def may_see_judgements(user: Visitor, programme: Programme) -> bool:
    """No query: the roles of the user are known already."""
    return user.is_authenticated and user.may(
        Permission.VIEW_STEERING, programme.organisation_id, programme.public_id
    )


def latest_statuses(user: Visitor, programmes: Iterable[Programme], *, tracks: bool = True) -> LatestStatuses:
    """The latest judgement of each programme and (with `tracks`) of each of their tracks, with `.by`, `.track`
    and `.aspects.all()`, as far as the user may see judgements: 3 queries, however many programmes.
    """
    wanted = [programme.pk for programme in programmes if may_see_judgements(user, programme)]
    if not wanted:
        return LatestStatuses({}, {})
    found = Status.objects.across_organisations(_SEEN).filter(pk__in=_latest_ids(wanted, tracks))
    statuses = list(found.select_related("by", "track", "organisation").prefetch_related("aspects"))
    return LatestStatuses(
        of_programme={status.programme_id: status for status in statuses if status.track_id is None},
        of_track={status.track_id: status for status in statuses if status.track_id is not None},
    )


def _latest_ids(programmes: list[int], tracks: bool) -> list[int]:
    """One probe of the index `status_latest` per programme and track; a window would read every judgement."""
    every = Status.objects.across_organisations(_SEEN).order_by("-date", "-pk").values("pk")
    whole = every.filter(programme=OuterRef("pk"), track=None)[:1]
    chosen = Programme.objects.across_organisations(_SEEN).filter(pk__in=programmes).order_by()
    ids = chosen.annotate(latest=Subquery(whole)).values_list("latest")
    if tracks:
        of_track = every.filter(programme=OuterRef("programme"), track=OuterRef("pk"))[:1]
        parts = Track.objects.across_organisations(_SEEN).filter(programme__in=programmes).order_by()
        latest = parts.annotate(latest=Subquery(of_track)).values_list("latest")
        ids = ids.union(latest, all=True).order_by()
    return [row[0] for row in ids if row[0] is not None]


def statuses_of(user: Visitor, programme: Programme, track: Track | None = None) -> QuerySet[Status]:
    """The judgements of the programme as a whole, or of one track, newest first (2 queries)."""
    if not may_see_judgements(user, programme):
        return Status.objects.none()
    found = programme.statuses.filter(track=track).select_related("by", "track", "organisation")
    return found.prefetch_related("aspects").order_by("-date", "-pk")


def tracks_led(user: User, programme: Programme) -> list[Track]:
    """The tracks of the programme that the user leads, with an account (1 query)."""
    leads = TrackMember.objects.of_any([programme.organisation_id]).filter(person=user, leads=True)
    return list(programme.tracks.filter(pk__in=leads.values("track")))


def may_judge(user: Visitor, programme: Programme, track: Track | None = None) -> bool:
    """The whole programme: who may change its register. One track: also who leads it (then 1 query)."""
    if not user.is_authenticated:
        return False
    where = (programme.organisation_id, programme.public_id)
    if user.may(Permission.CHANGE_REGISTER, *where):
        return True
    if track is None or not user.may(Permission.UPDATE_OWN_TRACK, *where):
        return False
    return any(led.pk == track.pk for led in tracks_led(user, programme))


def baselines_of(user: Visitor, programme: Programme) -> QuerySet[Baseline]:
    """The versions of the baseline, newest first, with decision and who recorded it (1 query)."""
    if not may_see_judgements(user, programme):
        return Baseline.objects.none()
    return programme.baselines.select_related("decision", "by").order_by("-number")


def current_baseline(programme: Programme) -> Baseline | None:
    """The newest version; what it holds is read with `baselines.read` (1 query)."""
    return programme.baselines.order_by("-number").first()


def current_baselines(programmes: Iterable[Programme]) -> dict[int, Baseline]:
    """The newest version per programme id (1 query). For programmes whose judgements the user may see."""
    newest = Baseline.objects.across_organisations(_SEEN).filter(programme=OuterRef("programme"))
    last = newest.order_by("-number").values("number")[:1]
    found = Baseline.objects.across_organisations(_SEEN).filter(
        programme__in=[programme.pk for programme in programmes], number=Subquery(last)
    )
    return {baseline.programme_id: baseline for baseline in found}
