"""Who may open the addresses of `web`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from access.table import World, login, needs, public
from koers.decisions.models import Body
from koers.organisations.permissions import BodyKind, Permission
from koers.practices import actions as practices
from koers.practices.models import Practice
from koers.programmes import actions as programmes
from koers.programmes.actions.personal import make_feed
from koers.programmes.models import Adoption, Deliverable, Programme
from koers.web.work.calendar_views import stop_key


def a_programme(world: World) -> Mapping[str, Any]:
    accepted = programmes.accept_item(
        by=world.user, organisation=world.organisation, item_type="programme", values={"name": "Op pad"}
    )
    assert isinstance(accepted.record, Programme)
    return {"organisation_slug": world.organisation.slug, "slug": accepted.record.slug}


def a_dated_programme(world: World) -> Mapping[str, Any]:
    place = a_programme(world)
    Programme.objects.of(world.organisation).update(start_first_day=date(2026, 1, 1), start_precision="day")
    return place


def a_feed(world: World) -> Mapping[str, Any]:
    return {"key": make_feed(by=world.user)}


def a_way_out(world: World) -> Mapping[str, Any]:
    return {"key": stop_key(world.user)}


def a_step_of_the_council(world: World) -> Mapping[str, Any]:
    a_programme(world)
    programme = Programme.objects.of(world.organisation).get()
    body = Body.objects.create(organisation=world.organisation, name="Raad", kind=BodyKind.COUNCIL)
    made = Deliverable.objects.create(programme=programme, name="Kompas")
    return {"public_id": Adoption.objects.create(deliverable=made, body_known=body, state="asked").public_id}


def a_paragraph(world: World) -> Mapping[str, Any]:
    paragraph = programmes.open_paragraph(
        by=world.user, organisation=world.organisation, title="Paragraaf bedrijfsvoering 2025", year=2025
    )
    return {"public_id": paragraph.public_id}


def a_practice(world: World) -> Mapping[str, Any]:
    """A practice that is not published: a published one is for everybody with an account."""
    accepted = practices.accept_item(
        by=world.user, organisation=world.organisation, item_type="practice", values={"title": "Klussenbank"}
    )
    practice = accepted.record
    assert isinstance(practice, Practice)
    practices.publish(by=world.user, record=practice, version=practice.version, published=False)
    return {"slug": practice.slug}


PROGRAMME_PAGES = [
    "programme",
    "goals",
    "tracks",
    "timeline",
    "deliverables",
    "decisions",
    "lessons",
    "surroundings",
    "past",
]

ROWS = [
    login("web:home"),
    needs(Permission.VIEW_REGISTER, "web:programmes"),
    *(needs(Permission.VIEW_REGISTER, f"web:{name}", kwargs=a_programme) for name in PROGRAMME_PAGES),
    needs(Permission.VIEW_STEERING, "web:money", kwargs=a_programme),
    needs(Permission.VIEW_STEERING, "web:risks", kwargs=a_programme),
    # 404 for a programme without dates: there is nothing to draw.
    needs(Permission.VIEW_REGISTER, "web:timeline_file", kwargs=a_dated_programme),
    login("web:work"),
    login("web:calendar"),
    login("web:new_feed", method="post"),
    login("web:stop_feed", method="post"),
    login("web:weekly"),
    login("web:weekly", method="post"),
    public("web:calendar_feed", kwargs=a_feed),
    public("web:stop_weekly", kwargs=a_way_out),
    public("web:stop_weekly", method="post", kwargs=a_way_out),
    needs(Permission.VIEW_SENT, "web:sent"),
    needs(Permission.VIEW_SENT, "web:sent_item", kwargs=a_step_of_the_council),
    needs(Permission.RECORD_ACT, "web:asked", page=True),
    needs(Permission.RECORD_ACT, "web:record_act", kwargs=a_step_of_the_council),
    needs(Permission.RECORD_ACT, "web:record_act", method="post", kwargs=a_step_of_the_council),
    needs(Permission.VIEW_REGISTER, "web:paragraphs"),
    needs(Permission.VIEW_REGISTER, "web:paragraph", kwargs=a_paragraph),
    needs(Permission.VIEW_REGISTER, "web:practices"),
    needs(Permission.VIEW_REGISTER, "web:practice", kwargs=a_practice),
]
