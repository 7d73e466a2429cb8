"""Who may open the planning, and the update of a track: by the key of its mail, or logged in as its lead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from access.declarations.web import a_programme
from access.table import World, needs, public
from koers.organisations.models import Membership, User
from koers.organisations.permissions import Permission, Role
from koers.programmes.models import PlanningPeriod, Programme, Track, TrackUpdate
from koers.programmes.updates import digest_of

KEY = "een-sleutel-voor-de-proef"


def _programme(world: World) -> Programme:
    address = a_programme(world)
    return Programme.objects.of(world.organisation).get(slug=address["slug"])


def a_period(world: World) -> Mapping[str, Any]:
    programme = _programme(world)
    start = timezone.localdate() - timedelta(days=10)
    period = PlanningPeriod.objects.create(
        programme=programme, name="Sprint 1", start=start, end=start + timedelta(weeks=6)
    )
    return {
        "organisation_slug": world.organisation.slug,
        "slug": programme.slug,
        "public_id": period.public_id,
    }


def _led_track(world: World, lead: User) -> Track:
    track = _programme(world).tracks.create(name="Kompas")
    track.members.create(name="Werkgroepleider", person=lead, leads=True)
    return track


def a_led_track(world: World) -> Mapping[str, Any]:
    return {"public_id": _led_track(world, world.user).public_id}


def _update(world: World, lead: User) -> TrackUpdate:
    return TrackUpdate.objects.create(
        track=_led_track(world, lead),
        person=lead,
        key_digest=digest_of(KEY),
        expires_at=timezone.now() + timedelta(days=3),
    )


def an_own_update(world: World) -> Mapping[str, Any]:
    return {"public_id": _update(world, world.user).public_id}


def a_key(world: World) -> Mapping[str, Any]:
    """Of somebody else: the key is the permission."""
    lead = User.objects.create_user("leider@example.org", name="Werkgroepleider")
    Membership.objects.create(user=lead, organisation=world.organisation, role=Role.TRACK_LEAD)
    _update(world, lead)
    return {"key": KEY}


CHANGE, UPDATE = Permission.CHANGE_REGISTER, Permission.UPDATE_OWN_TRACK
EMPTY = (422,)

ROWS = [
    needs(Permission.VIEW_REGISTER, "web:planning", kwargs=a_programme),
    needs(CHANGE, "web:plan_period", kwargs=a_programme),
    needs(CHANGE, "web:plan_period", method="post", kwargs=a_programme, expected=EMPTY),
    needs(CHANGE, "web:ask_updates", method="post", kwargs=a_programme),
    needs(CHANGE, "web:add_period_goal", kwargs=a_period),
    needs(CHANGE, "web:add_period_goal", method="post", kwargs=a_period, expected=EMPTY),
    needs(CHANGE, "web:close_period", kwargs=a_period),
    needs(CHANGE, "web:close_period", method="post", kwargs=a_period),
    needs(UPDATE, "web:own_tracks", page=True),
    needs(UPDATE, "web:start_update", method="post", kwargs=a_led_track),
    needs(UPDATE, "web:own_update", kwargs=an_own_update),
    needs(UPDATE, "web:own_update", method="post", kwargs=an_own_update, expected=EMPTY),
    needs(UPDATE, "web:own_update_draft", method="post", kwargs=an_own_update),
    needs(UPDATE, "web:correct_own_update", kwargs=an_own_update),
    needs(UPDATE, "web:correct_own_update", method="post", kwargs=an_own_update),
    public("web:update_by_key", kwargs=a_key),
    public("web:update_by_key", method="post", kwargs=a_key, expected=EMPTY),
    public("web:update_draft_by_key", method="post", kwargs=a_key),
    public("web:correct_update_by_key", kwargs=a_key),
    public("web:correct_update_by_key", method="post", kwargs=a_key),
]
