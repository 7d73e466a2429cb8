"""What decisions changed in programmes: baseline plans, phases and the organisation itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from koers.decisions.effects import Effect, Found, effects
from koers.decisions.models import Decision
from koers.programmes.models import Baseline, PhaseChange, Pilot, ProgrammeDecision, Reorganisation

if TYPE_CHECKING:
    from koers.organisations.models import User


def in_programmes(user: User, decisions: Sequence[Decision]) -> Found:
    """One query per kind."""
    found: dict[int, list[Effect]] = {}
    for model, words in (
        (ProgrammeDecision, lambda one: one.programme.name),
        (Baseline, lambda one: _("%(name)s, version %(number)s") % _numbered(one)),
        (PhaseChange, lambda one: f"{one.programme.name}: {one}"),
        (Pilot, lambda one: f"{one.programme.name}: {one}"),
        (Reorganisation, str),
    ):
        _add(found, user, decisions, model, words)
    return found


def _numbered(one: Any) -> dict[str, Any]:
    return {"name": one.programme.name, "number": one.number}


def _add(found: dict[int, list[Effect]], user: User, decisions: Any, model: Any, words: Any) -> None:
    from koers.editing.places import page_of

    rows = model.objects.visible_to(user).filter(decision__in=decisions)
    for one in rows.select_related("programme__organisation").order_by("pk"):
        shown = one.programme if one.programme is not None else one
        day = getattr(one, "effective_date", None)
        what = _("Programme") if model is ProgrammeDecision else str(model._meta.verbose_name)
        effect = Effect(what[:1].upper() + what[1:], words(one), page_of(shown), day)
        found.setdefault(one.decision_id, []).append(effect)


def register_effects() -> None:
    effects.add("programmes.changed", in_programmes)
