"""Reads of organisations and people."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from koers.organisations.catalogue import find
from koers.organisations.models import AuditEvent, Membership, Organisation, User, Visitor


def organisations_of(user: Visitor) -> QuerySet[Organisation]:
    """The organisations someone is a member of, by name; none for a visitor."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.filter(pk__in=user.works_for()).order_by("name")


def find_organisation(identifier: str) -> Organisation | None:
    """A registered organisation by TOOI id, CBS code or slug."""
    wanted = identifier.strip().lower()
    entry = find(wanted)
    if entry is not None:
        return Organisation.objects.filter(tooi_id=entry.tooi_id).first()
    for field in ("slug", "tooi_id"):
        found = Organisation.objects.filter(**{field: wanted}).first() if wanted else None
        if found is not None:
            return found
    return None


def members_of(organisation: Organisation) -> QuerySet[User]:
    """People with a role here, each with `memberships_here` (of this organisation only), by name.

    Who was only offered a role is not among them: see `offers_of`.
    """
    here = Membership.objects.filter(organisation=organisation, accepted_at__isnull=False).order_by("role")
    return (
        User.objects.filter(pk__in=here.order_by().values("user"))
        .order_by("name")
        .prefetch_related(Prefetch("memberships", queryset=here, to_attr="memberships_here"))
    )


def offers_of(organisation: Organisation) -> QuerySet[Membership]:
    """Roles offered here and not yet accepted, in the order of offering: a name would show in an order by it."""
    found = Membership.objects.filter(organisation=organisation, accepted_at__isnull=True)
    return found.select_related("user").order_by("created_at", "pk")


def offers_to(user: User) -> QuerySet[Membership]:
    """Roles this person was offered and has not answered, the oldest first."""
    found = user.memberships.filter(accepted_at__isnull=True)
    return found.select_related("organisation").order_by("created_at", "pk")


def audit_of(organisation: Organisation) -> QuerySet[AuditEvent]:
    """The audit trail of one organisation, newest first."""
    return AuditEvent.objects.of(organisation).select_related("by").order_by("-at", "-pk")
