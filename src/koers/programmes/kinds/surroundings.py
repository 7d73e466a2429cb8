"""What surrounds a programme, and what it learns and hands over."""

from __future__ import annotations

from koers.editing.kinds import Kind
from koers.programmes.kinds import warnings
from koers.programmes.kinds.programme import own_side
from koers.programmes.models import (
    CoreValue,
    Dependency,
    HandoverPoint,
    HandoverReview,
    Lesson,
    Stakeholder,
)

SURROUNDINGS = (
    Kind(
        model=Stakeholder,
        slug="belanghebbenden",
        api="stakeholders",
        parent="programme",
        fields=("name", "how", "when", "interest"),
        organisation_for=own_side,
    ),
    Kind(
        model=Dependency,
        slug="afhankelijkheden",
        api="dependencies",
        parent="programme",
        fields=("on_programme", "name", "text", "needed_before"),
        organisation_for=own_side,
    ),
    Kind(
        model=CoreValue,
        slug="kernwaarden",
        api="core-values",
        parent="programme",
        fields=("name",),
        organisation_for=own_side,
    ),
    Kind(
        model=Lesson,
        slug="lessen",
        api="lessons",
        parent="programme",
        fields=("kind", "text"),
        organisation_for=own_side,
    ),
    Kind(
        model=HandoverPoint,
        slug="overdrachtspunten",
        api="handover-points",
        parent="programme",
        # That it is done is said by looking at it again, with what was found: `actions.handing_over`.
        fields=("text", "owner", "owner_name", "review_date"),
        columns=("text", "owner_name", "review_date", "taken_over", "ended"),
        warnings=warnings.of_handover,
        organisation_for=own_side,
    ),
    Kind(
        model=HandoverReview,
        slug="overdrachtscontroles",
        api="handover-reviews",
        parent="point",
        fields=("date", "outcome", "text", "next_date"),
        writable=False,
    ),
)
