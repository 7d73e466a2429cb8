"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.editing.kinds import Kind, Words, register
from koers.organisations.permissions import Permission
from koers.risks.models import CapacityPart, Measure, Risk, RiskAssessment, RiskScale

if TYPE_CHECKING:
    from koers.organisations.scope import ScopedRecord

_OWNER = gettext_lazy("A name or a function, for who has no account.")


def page_of(risk: Any) -> str:
    return reverse("risks:risk", kwargs={"public_id": risk.public_id})


def _of_the_risk(record: Any) -> str:
    return page_of(record.risk)


def _measure_warnings(measure: Any) -> list[Words]:
    from django.utils import timezone

    found: list[Words] = []
    if not measure.owner_words:
        found.append(_("Nobody owns this measure yet."))
    if measure.due and not measure.done_on and measure.due < timezone.localdate():
        found.append(_("This measure should have been ready."))
    return found


def _scale_warnings(scale: Any) -> list[Words]:
    if scale.maximum is not None:
        return []
    return [
        _(
            "Class 5 has no maximum. A risk in class 5 without an amount of its own cannot be in the simulation."
        )
    ]


def _scales(_record: ScopedRecord) -> str:
    return reverse("risks:scale")


def register_kinds() -> None:
    keeps = Permission.KEEP_RISKS
    classes = gettext_lazy(
        "1 is very small, 5 is very large. What a class stands for is on the page of the scale."
    )
    register(
        Kind(
            model=Risk,
            slug="risicos",
            api="risks",
            parent="programme",
            fields=("text", "cause", "event", "consequence", "category", "no_money", "owner", "owner_name"),
            columns=("text", "category", "owner_name"),
            needs=keeps,
            help={
                "cause": gettext_lazy("Because …"),
                "event": gettext_lazy("… it may happen that …"),
                "consequence": gettext_lazy("… so that …"),
                "owner_name": _OWNER,
            },
            page=page_of,
        ),
        Kind(
            model=Measure,
            slug="maatregelen",
            api="measures",
            parent="risk",
            fields=("text", "kind", "owner", "owner_name", "due", "effect", "done_on"),
            columns=("text", "kind", "owner_name", "due", "done_on"),
            needs=keeps,
            help={"owner_name": _OWNER},
            warnings=_measure_warnings,
            page=_of_the_risk,
        ),
        Kind(
            model=RiskAssessment,
            slug="risicobeoordelingen",
            api="risk-assessments",
            parent="risk",
            fields=(
                "on",
                "gross_chance",
                "gross_impact",
                "net_chance",
                "net_impact",
                "chance",
                "low",
                "likely",
                "high",
                "note",
            ),
            columns=("on", "gross_chance", "gross_impact", "net_chance", "net_impact"),
            needs=keeps,
            help={
                "gross_chance": classes,
                "chance": gettext_lazy(
                    "Goes before the chance of the class. Leave it empty to use the class."
                ),
                "low": gettext_lazy("Goes before the bounds of the class. Fill in at least and at most."),
                "likely": gettext_lazy("Only when one amount between the two is clearly the most likely."),
            },
            page=_of_the_risk,
        ),
        Kind(
            model=RiskScale,
            slug="risicoschalen",
            api="risk-scales",
            fields=(
                "valid_from",
                "chance_1",
                "chance_2",
                "chance_3",
                "chance_4",
                "chance_5",
                "from_1",
                "from_2",
                "from_3",
                "from_4",
                "from_5",
                "maximum",
                "certainty",
            ),
            columns=("valid_from", "maximum", "certainty"),
            needs=keeps,
            help={
                "chance_1": gettext_lazy("The middle of what the class covers, not its upper bound."),
                "maximum": gettext_lazy("Without a maximum a risk in class 5 needs an amount of its own."),
                "certainty": gettext_lazy(
                    "How certain the organisation wants to be that it can pay: often 80 or 90."
                ),
            },
            warnings=_scale_warnings,
            page=_scales,
        ),
        Kind(
            model=CapacityPart,
            slug="weerstandscapaciteit",
            api="capacity-parts",
            fields=("on", "kind", "amount", "source"),
            needs=keeps,
            help={"on": gettext_lazy("Parts of one day belong together. The last day counts.")},
            page=_scales,
        ),
    )
