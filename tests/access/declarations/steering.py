"""Who may open the pages where a programme is judged, steered and measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.declarations.web import a_programme
from access.table import World, needs
from koers.organisations.permissions import Permission
from koers.programmes.models import HandoverPoint, Programme, Track

SEEN: dict[str, Any] = {"expected": (422,), "sight": Permission.VIEW_STEERING}
REFUSED = (422,)  # an empty form comes back with what is wrong


def a_track(world: World) -> Mapping[str, Any]:
    place = a_programme(world)
    programme = Programme.objects.of(world.organisation).get(slug=place["slug"])
    track = Track.objects.create(programme=programme, name="HR")
    return {**place, "track_id": track.public_id}


def a_point(world: World) -> Mapping[str, Any]:
    place = a_programme(world)
    programme = Programme.objects.of(world.organisation).get(slug=place["slug"])
    point = HandoverPoint.objects.create(programme=programme, text="Het leernetwerk")
    return {"public_id": point.public_id}


ROWS = [
    needs(Permission.VIEW_STEERING, "web:status", kwargs=a_programme),
    needs(Permission.CHANGE_REGISTER, "web:status", method="post", kwargs=a_programme, **SEEN),
    needs(Permission.VIEW_STEERING, "web:track_status", kwargs=a_track),
    needs(Permission.CHANGE_REGISTER, "web:track_status", method="post", kwargs=a_track, **SEEN),
    needs(Permission.VIEW_REGISTER, "web:phase", kwargs=a_programme),
    needs(Permission.CHANGE_REGISTER, "web:phase", method="post", kwargs=a_programme, expected=REFUSED),
    needs(Permission.VIEW_REGISTER, "web:closing", kwargs=a_programme),
    needs(Permission.VIEW_REGISTER, "web:handover"),
    needs(Permission.VIEW_REGISTER, "web:handover_point", kwargs=a_point),
    needs(Permission.CHANGE_REGISTER, "web:handover_point", method="post", kwargs=a_point, expected=REFUSED),
    needs(Permission.VIEW_STEERING, "web:baseline", kwargs=a_programme),
    needs(Permission.CHANGE_REGISTER, "web:baseline", method="post", kwargs=a_programme, **SEEN),
    needs(Permission.CHANGE_REGISTER, "web:legend"),
    needs(Permission.CHANGE_REGISTER, "web:legend", method="post"),
]
