"""What is not public: only for who may see how things are going, and never for the council's side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q

from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord

if TYPE_CHECKING:
    from koers.organisations.models import User

PUBLIC, NOT_PUBLIC = "public", "not_public"


def is_public(path: str = "") -> Q:
    """Of recommendations reached by `path`: public itself, and of no source that is not public."""
    no_source, source = {f"{path}report__isnull": True}, {f"{path}report__publicity": PUBLIC}
    return Q(**{f"{path}public": True}) & (Q(**no_source) | Q(**source))


class AboutRecommendation(ScopedRecord):
    """Abstract: a recommendation or what hangs from one. `PATH` leads to the recommendation."""

    PATH: ClassVar[str] = "recommendation__"

    class Meta:
        abstract = True

    @classmethod
    def visible_within(cls, user: User) -> Q | None:
        return seen_by(user, cls.PATH)


def seen_by(user: User, path: str) -> Q:
    steering = user.organisations_granting(Permission.VIEW_STEERING)
    return Q(**{f"{path}organisation__in": steering}) | is_public(path)
