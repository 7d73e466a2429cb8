"""Of which programmes someone sees judgements, money and risks too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from koers.organisations.permissions import Permission

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import Programme


def steering(user: User) -> Q:
    """As a filter on programmes; taking part in a shared programme never gives it."""
    return Q(organisation__in=user.organisations_granting(Permission.VIEW_STEERING)) | Q(
        public_id__in=user.limits(Permission.VIEW_STEERING)
    )


def may_steer(user: User, programme: Programme) -> bool:
    return user.may(Permission.VIEW_STEERING, programme.organisation_id, programme.public_id)
