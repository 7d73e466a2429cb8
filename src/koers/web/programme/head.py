"""What every page of a programme begins with: the programme itself with its counts, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.addresses import address
from koers.core.dates import PartialDate
from koers.organisations.access import user_of
from koers.organisations.models import User
from koers.programmes import baselines
from koers.programmes.asking import ask
from koers.programmes.models import (
    Baseline,
    Client,
    Deliverable,
    Goal,
    HandoverPoint,
    LegendWord,
    Lesson,
    Level,
    Programme,
    Status,
    Track,
)
from koers.programmes.queries_status import Legend
from koers.programmes.reading import may_steer
from koers.risks.models import Risk
from koers.ui.formats import dutch_date, dutch_period
from koers.ui.parts import Fact, Link, Rail
from koers.web.register_links import Editing

# Decisions have no number: their page tells of acts and requests of bodies too, which one count would leave out.
COUNTED: dict[str, Any] = {
    "goals": Goal,
    "tracks": Track,
    "deliverables": Deliverable,
    "risks": Risk,
    "lessons": Lesson,
    "handover": HandoverPoint,
}
_ANNOTATED = "annotated to programmes that were scoped already"


@dataclass(frozen=True)
class Head:
    """The programme as this user sees it, on this day."""

    user: User
    programme: Any
    today: date
    here: str
    """The name of the page among the parts of the rail."""

    @cached_property
    def steers(self) -> bool:
        """Whether judgements, money and risks are shown."""
        return may_steer(self.user, self.programme)

    @cached_property
    def place(self) -> dict[str, str]:
        return {"organisation_slug": self.programme.organisation.slug, "slug": self.programme.slug}

    def url(self, name: str = "programme") -> str:
        """Looked up once: a name stands on a page a dozen times."""
        if name not in self._urls:
            self._urls[name] = address(f"web:{name}", kwargs=self.place)
        return self._urls[name]

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {}

    @cached_property
    def editing(self) -> Editing:
        return Editing(self.user, self.programme, self.url(self.here))

    @cached_property
    def baseline(self) -> list[baselines.Promise]:
        """What was promised last; empty when no baseline was set or it is not the user's to see."""
        return baselines.read(self.programme.promised or []) if self.steers else []

    @cached_property
    def legend(self) -> Legend:
        """The organisation's own words for the levels, from the same query as the programme."""
        words = {level: getattr(self.programme, f"word_{level}") for level in Level.values}
        return Legend({level: word for level, word in words.items() if word})

    def context(self, title: str = "") -> dict[str, Any]:
        """For `web/programme/page.html`."""
        name = self.programme.name
        trail = [Link(_("Programmes"), address("web:programmes"))]
        trail += [Link(name, self.url()), Link(title)] if title else [Link(name)]
        return {
            "title": f"{title} – {name}" if title else name,
            "breadcrumbs": trail,
            "head": self,
            "rail": rail(self),
            "facts": facts(self),
            "share": share(self.programme.start, self.programme.end, self.today),
        }


def head_of(request: HttpRequest, organisation_slug: str, slug: str, here: str) -> Head:
    """The programme with its counts, client, last update and promises; 404 when it is not the user's."""
    user = user_of(request)
    programme = next(iter(ask(_counted, user, organisation=organisation_slug, slug=slug)), None)
    if programme is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    return Head(user, programme, timezone.localdate(), here)


def _counted(user: User, organisation: str, slug: str) -> QuerySet[Programme]:
    counts: dict[str, Any] = {f"n_{name}": _count(model, user) for name, model in COUNTED.items()}
    counts |= {f"word_{level}": _word(level) for level in Level.values}
    found = Programme.objects.visible_to(user).select_related("organisation", "owner")
    return found.filter(organisation__slug=organisation, slug=slug).annotate(
        client=_client(), updated=_updated(user), promised=_promised(), **counts
    )


def _count(model: Any, user: User) -> Coalesce:
    """Of what the user sees, so that a number tells nothing that the page does not."""
    found = model.objects.visible_to(user).filter(programme=OuterRef("pk")).order_by()
    return Coalesce(Subquery(found.values("programme").annotate(n=Count("pk")).values("n")), 0)


def _client() -> Subquery:
    clients = Client.objects.across_organisations(_ANNOTATED).filter(programme=OuterRef("pk"))
    return Subquery(clients.order_by("pk").values("name")[:1])


def _updated(user: User) -> Subquery:
    judged = Status.objects.across_organisations(_ANNOTATED).filter(programme=OuterRef("pk"))
    return Subquery(judged.order_by("-date").values("date")[:1])


def _word(level: str) -> Subquery:
    words = LegendWord.objects.across_organisations(_ANNOTATED).filter(level=level)
    return Subquery(words.filter(organisation=OuterRef("organisation")).values("word")[:1])


def _promised() -> Subquery:
    versions = Baseline.objects.across_organisations(_ANNOTATED).filter(programme=OuterRef("pk"))
    return Subquery(versions.order_by("-number").values("content")[:1])


def facts(head: Head) -> list[Fact]:
    programme = head.programme
    found = [Fact(_("Organisation"), programme.organisation.name)]
    if programme.has_period:
        found.append(Fact(_("Period"), dutch_period(programme.start, programme.end) or programme.period_raw))
    if programme.phase:
        found.append(Fact(_("Phase"), programme.get_phase_display()))
    if programme.client:
        found.append(Fact(_("Client"), programme.client))
    if programme.updated:
        found.append(Fact(_("Updated"), dutch_date(programme.updated)))
    return found


def share(start: PartialDate | None, end: PartialDate | None, today: date) -> float | None:
    """How much of its period the programme has had; None when a side is unknown or there is nothing between."""
    if start is None or end is None:
        return None
    whole = (end.last_day - start.first_day).days
    return min(max((today - start.first_day).days / whole, 0.0), 1.0) if whole > 0 else None


COUNT_OF = {
    "goals": "goals",
    "tracks": "tracks",
    "deliverables": "deliverables",
    "risks": "risks",
    "lessons": "lessons",
}
STEERING = frozenset({"money", "risks"})
AFTER_TRACKS = 3


def rail(head: Head) -> Rail:
    labels = {
        "programme": _("Overview"),
        "goals": _("Goals"),
        "tracks": _("Tracks"),
        "timeline": _("Timeline"),
        "deliverables": _("Deliverables"),
        "money": _("Money"),
        "risks": _("Risks"),
        "decisions": _("Decisions"),
        "lessons": _("Lessons and hand-over"),
        "surroundings": _("Surroundings"),
        "past": _("History"),
    }
    links = [
        Link(label, head.url(name), current=name == head.here, count=_number(head, name))
        for name, label in labels.items()
        if head.steers or name not in STEERING
    ]
    planning = page_link("web:planning", _("Planning"), head)
    if planning is not None:
        links.insert(AFTER_TRACKS, planning)
    own = [
        page_link("web:phase", _("Phase"), head),
        page_link("web:closing", _("Closing and evaluation"), head),
    ]
    if head.steers:
        own.append(page_link("web:baseline", _("Baseline plan"), head))
    own.append(head.editing.change_link(head.programme, _("Change this programme")))
    return Rail(_("In this programme"), [*links, *(link for link in own if link is not None)])


def _number(head: Head, name: str) -> int | None:
    return getattr(head.programme, f"n_{COUNT_OF[name]}") if name in COUNT_OF else None


def page_link(name: str, label: str, head: Head, sign: str = "") -> Link | None:
    """To a page of another part of the house about this programme; None while it does not exist."""
    try:
        return Link(label, address(name, kwargs=head.place), sign=sign)
    except NoReverseMatch:
        return None
