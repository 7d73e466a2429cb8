"""What decisions changed. A decision knows nothing of other rooms: those say it from `AppConfig.ready`.

    effects.add("finance.budgets", budgets_by_decision)

A source gets the user and the decisions of a page and gives, per id of a decision, what points at it: only what this
user may see, in one query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from koers.core.registries import Registry
from koers.decisions.models import Decision, DecisionEffect, FollowUpStep, LongTermItem, Recommendation

if TYPE_CHECKING:
    from koers.organisations.models import User


@dataclass(frozen=True, slots=True)
class Effect:
    """`what` is the kind of thing ("Baseline plan"), `text` which one and how, `url` its page."""

    what: str
    text: str
    url: str = ""
    day: date | None = None


type Found = Mapping[int, Sequence[Effect]]
type Source = Callable[["User", Sequence[Decision]], Found]

effects: Registry[Source] = Registry("source of effects of decisions")


def changed_by(user: User, decisions: Sequence[Decision]) -> dict[int, list[Effect]]:
    """Everything the decisions changed, per id; one or two queries per source."""
    found: dict[int, list[Effect]] = {one.pk: [] for one in decisions}
    if not decisions:
        return found
    for name in effects:
        for key, several in effects.get(name)(user, decisions).items():
            found[key] += several
    return found


def written_down(user: User, decisions: Sequence[Decision]) -> Found:
    """What somebody wrote down about the decision itself."""
    found: dict[int, list[Effect]] = {}
    rows = DecisionEffect.objects.visible_to(user).filter(decision__in=decisions)
    for one in rows.order_by("pk"):
        found.setdefault(one.decision_id, []).append(Effect(str(one.get_subject_display()), one.text))
    return found


def followed(user: User, decisions: Sequence[Decision]) -> Found:
    """Recommendations that got their reaction or their end by the decision."""
    seen = Recommendation.objects.visible_to(user)
    steps = FollowUpStep.objects.visible_to(user).filter(
        Q(decision__in=decisions) & Q(recommendation__in=seen)
    )
    found: dict[int, list[Effect]] = {}
    for step in steps.select_related("recommendation__report").order_by("date", "pk"):
        one = step.recommendation
        text = _("%(step)s: %(subject)s") % {"step": step.get_sort_display(), "subject": one}
        url = reverse("decisions:recommendation", args=[one.public_id])
        effect = Effect(str(one.get_kind_display()), text, url, step.date)
        found.setdefault(step.decision_id or 0, []).append(effect)
    return found


def on_the_agenda(user: User, decisions: Sequence[Decision]) -> Found:
    found: dict[int, list[Effect]] = {}
    for item in LongTermItem.objects.visible_to(user).filter(decision__in=decisions).order_by("pk"):
        effect = Effect(_("Long-term agenda"), item.subject, reverse("decisions:long_term"))
        found.setdefault(item.decision_id or 0, []).append(effect)
    return found


def register_own() -> None:
    effects.add("decisions.written_down", written_down)
    effects.add("decisions.followed", followed)
    effects.add("decisions.agenda", on_the_agenda)
