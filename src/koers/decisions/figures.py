"""Figures about follow-up that reports refer to by name."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from koers.core.figures import Figure, figure
from koers.decisions.states import FollowUp

if TYPE_CHECKING:
    from koers.decisions.models import Recommendation
    from koers.organisations.models import Organisation


@figure("decisions.followed_reported")
def followed_reported(*, organisation: Organisation, on: date) -> Figure:
    """Per cent followed up, as those responsible say themselves."""
    definition = _(
        "Recommendations that were followed up according to who carries them out, of all public ones"
    )
    return _share(organisation, on, "self_status", definition)


@figure("decisions.followed_assessed")
def followed_assessed(*, organisation: Organisation, on: date) -> Figure:
    """Per cent followed up, as judged independently."""
    definition = _(
        "Recommendations that were followed up according to who judges independently, of all public ones"
    )
    return _share(organisation, on, "assessed_status", definition)


@figure("decisions.overdue")
def overdue(*, organisation: Organisation, on: date) -> Figure:
    """How many should have been ready before `on` and are not closed."""
    from koers.decisions.following import is_overdue

    late = [one for one in _all(organisation) if is_overdue(one, on)]
    words = _("Recommendations, motions and promises past their planning and not closed")
    return Figure(
        value=Decimal(len(late)),
        unit=_("items"),
        reference_date=on,
        definition=words,
        source=_("Register of recommendations in Koers"),
        link=f"{reverse('decisions:recommendations')}?te_laat=1",
    )


def _all(organisation: Organisation) -> list[Recommendation]:
    """Only what is public: a figure ends up in reports that everybody reads."""
    from koers.decisions.models import Recommendation
    from koers.decisions.models.publicity import is_public

    return list(Recommendation.objects.of(organisation).filter(is_public()))


def _share(organisation: Organisation, on: date, field: str, definition: str) -> Figure:
    """No value where there is nothing to follow up. What has lapsed counts neither above nor below the line."""
    found = [one for one in _all(organisation) if getattr(one, field) != FollowUp.LAPSED]
    done = sum(getattr(one, field) == FollowUp.FOLLOWED for one in found)
    value = (Decimal(done * 100) / len(found)).quantize(Decimal("0.1"), ROUND_HALF_UP) if found else None
    return Figure(
        value=value,
        unit="%",
        reference_date=on,
        definition=definition,
        source=_("Register of recommendations in Koers"),
        numerator=Decimal(done),
        denominator=Decimal(len(found)),
        link=reverse("decisions:recommendations"),
    )
