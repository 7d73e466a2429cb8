"""Planning periods, deliverables with their steps, judgements and baselines."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koers.editing.kinds import Kind
from koers.programmes.kinds import warnings
from koers.programmes.kinds.programme import own_side
from koers.programmes.models import (
    Adoption,
    AspectJudgement,
    Baseline,
    Deliverable,
    Event,
    LegendWord,
    PeriodGoal,
    PlanningPeriod,
    RollOut,
    Status,
)

PLANNING = (
    Kind(
        model=PlanningPeriod,
        slug="planperioden",
        api="planning-periods",
        parent="programme",
        fields=("name", "kind", "start", "end", "note"),
        warnings=warnings.of_period,
        organisation_for=own_side,
        help={"end": _("The day after the last day, so that the next period can begin on it.")},
    ),
    Kind(
        model=PeriodGoal,
        slug="periodedoelen",
        api="period-goals",
        parent="period",
        fields=("text", "track", "goal", "deliverable", "state", "reason"),
        columns=("text", "track", "state", "reason"),
    ),
    Kind(
        model=Deliverable,
        slug="producten",
        api="deliverables",
        parent="programme",
        fields=("name", "text", "track", "status", "due", "owner", "owner_name", "needs_advice"),
        columns=("name", "track", "status", "due", "owner_name"),
        warnings=warnings.of_deliverable,
        organisation_for=own_side,
    ),
    Kind(
        model=Adoption,
        slug="vaststellingen",
        api="adoptions",
        parent="deliverable",
        fields=(
            "body_known",
            "body",
            "sort",
            "act",
            "state",
            "planned",
            "date",
            "case_number",
            "meeting",
        ),
        columns=("body_known", "body", "sort", "act", "state", "planned", "date", "case_number"),
        warnings=warnings.of_adoption,
        help={
            "body": _("Only for a body that is not in the list."),
            "act": _("As the decision says it: endorsed, taken over, approved, adopted …"),
        },
    ),
    Kind(
        model=RollOut,
        slug="uitrol",
        api="roll-outs",
        parent="deliverable",
        fields=("team", "state", "date", "note"),
    ),
    Kind(
        model=Event,
        slug="gebeurtenissen",
        api="events",
        parent="programme",
        fields=("text", "date"),
        organisation_for=own_side,
    ),
    Kind(
        model=Status,
        slug="oordelen",
        api="statuses",
        parent="programme",
        writable=False,
        fields=(
            "date",
            "track",
            "level",
            "line",
            "cause",
            "consequence",
            "adjustment",
            "suggested",
            "override_reason",
        ),
        columns=("date", "track", "level", "line"),
    ),
    Kind(
        model=AspectJudgement,
        slug="aspectoordelen",
        api="aspect-judgements",
        parent="status",
        writable=False,
        fields=("aspect", "level", "line"),
    ),
    Kind(
        model=Baseline,
        slug="basisplannen",
        api="baselines",
        parent="programme",
        writable=False,
        fields=("number", "date", "body_name", "decision", "reason"),
    ),
    Kind(model=LegendWord, slug="legenda", api="legend-words", fields=("level", "word", "meaning")),
)
