"""Which bodies decide about the frame of a programme: its baseline, and whether it may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from koers.decisions.models import Body
from koers.organisations.permissions import BodyKind

if TYPE_CHECKING:
    from koers.programmes.models import Programme

# How documents call these bodies when they name only the kind.
KIND_NAMES: dict[str, frozenset[str]] = {
    BodyKind.MANAGEMENT: frozenset({"directieteam", "managementteam", "directie", "cmt", "mt", "dt", "gmt"}),
    BodyKind.COLLEGE: frozenset({"college", "college van b en w", "college van b&w", "b en w", "b&w"}),
    BodyKind.COUNCIL: frozenset({"raad", "gemeenteraad"}),
}


def may_decide(programme: Programme, name: str, *, known_only: bool) -> bool:
    """`known_only`: a name that says nothing about the kind of body is let through."""
    kinds = _kinds_of(programme, name)
    return (known_only and not kinds) or decides(programme, kinds)


def decides(programme: Programme, kinds: set[str]) -> bool:
    """Where the programme does not say who sets the frame, any body does."""
    return not programme.frame_body or programme.frame_body in kinds


def _kinds_of(programme: Programme, name: str) -> set[str]:
    """Of the organisation's bodies with this name; else of what documents call so ("college", "gemeenteraad")."""
    named = name.casefold()
    bodies = Body.objects.of(programme.organisation).values_list("name", "kind")
    own = {kind for known, kind in bodies if known.casefold() == named}
    return own or {
        kind.value
        for kind in BodyKind
        if named in KIND_NAMES.get(kind, ()) or named == str(kind.label).casefold()
    }


def not_the_owner(programme: Programme, other: str) -> str:
    """Names the bodies that do set the frame; the kind of body when the organisation has none of them yet."""
    owners = Body.objects.of(programme.organisation).filter(kind=programme.frame_body).order_by("name")
    names = ", ".join(owner.name for owner in owners) or programme.get_frame_body_display()
    told = _(
        "“%(other)s” does not set the frame of this programme: %(body)s does. Nothing was saved yet. "
        "Choose that body or a decision of it, or change at the programme who sets the frame."
    )
    return told % {"other": other, "body": names}
