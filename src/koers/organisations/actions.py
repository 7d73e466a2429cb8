"""Writes of organisations, people and memberships. Each is atomic and leaves its own audit event.

`by` is None for the system itself: the command line, the demo, a task.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit
from koers.organisations.catalogue import Entry, UnknownOrganisation, find, slug_of
from koers.organisations.models import Membership, Organisation, Unit, User
from koers.organisations.password_links import make_token
from koers.organisations.permissions import ACTS_FOR, FOR_ONE_BODY, FOR_ONE_PROGRAMME, Role
from koers.organisations.queries import find_organisation

if TYPE_CHECKING:
    from koers.core.models import Record

COMMAND_LINE = "opdrachtregel@koers.invalid"  # .invalid: nobody can ever own this address (RFC 2606)

_UNKNOWN = (
    "Koers kent geen organisatie '{identifier}'. Gebruik een TOOI-id (gm0392), een CBS-code (0392) of een "
    'adresnaam (haarlem). Is de organisatie nieuw? Geef dan ook de naam: --name "Naam van de organisatie".'
)


@transaction.atomic
def create_organisation(
    *,
    by: User | None,
    name: str,
    slug: str = "",
    kind: str = Organisation.Kind.OTHER,
    tooi_id: str = "",
    cbs_code: str = "",
    size_class: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Organisation:
    """Registers an organisation. Without a slug it comes from the name. Raises ValidationError."""
    organisation = Organisation(
        name=name.strip(),
        slug=slug or slug_of(name),
        kind=kind,
        tooi_id=tooi_id,
        cbs_code=cbs_code,
        size_class=size_class,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    organisation.full_clean()
    organisation.save()
    audit.record(by=by, action="organisation.created", subject=organisation, organisation=organisation)
    return organisation


def ensure_organisation(*, by: User | None, identifier: str, name: str | None = None) -> Organisation:
    """The organisation with this TOOI id, CBS code or slug; made when it is not registered yet.

    A body of the catalogue needs no name; any other needs one, and then its identifier becomes its slug.
    Raises UnknownOrganisation with a Dutch message. Calling it twice gives the same organisation.
    """
    found = find_organisation(identifier)
    if found is not None:
        return found
    entry = find(identifier)
    if entry is not None:
        return _create_from(entry, by=by)
    slug = slug_of(identifier)
    if not slug or not name or not name.strip():
        raise UnknownOrganisation(_UNKNOWN.format(identifier=identifier))
    return Organisation.objects.filter(slug=slug).first() or create_organisation(by=by, name=name, slug=slug)


def _create_from(entry: Entry, *, by: User | None) -> Organisation:
    return create_organisation(
        by=by,
        name=entry.name,
        slug=entry.slug,
        kind=entry.kind,
        tooi_id=entry.tooi_id,
        cbs_code=entry.cbs_code,
        size_class=entry.size_class,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
    )


@transaction.atomic
def create_user(
    *,
    by: User | None,
    email: str,
    name: str,
    password: str | None = None,
    organisation: Organisation | None = None,
) -> User:
    """Gives someone an account; without a password they cannot log in yet. Raises ValidationError.

    `organisation` is only where the audit event belongs; roles are given with `add_member`.
    """
    user = User(email=email.strip().lower(), name=name.strip())
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.full_clean()
    user.save()
    audit.record(by=by, action="user.created", subject=user, organisation=organisation)
    return user


@transaction.atomic
def give_role(
    *,
    by: User,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role,
    limited_to: Record | None = None,
    limited_to_body: Any = None,
) -> Membership:
    """Gives the person with this address a role, with `limited_to` for that one record (a programme) only.
    Someone new gets an account with this name.

    Who has an account but no role here must consent first: the membership is an offer until then. Raises
    ValidationError when an administrator would give a role to themself.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = create_user(by=by, email=email, name=name, organisation=organisation)
        return add_member(
            by=by,
            user=user,
            organisation=organisation,
            role=role,
            limited_to=limited_to,
            limited_to_body=limited_to_body,
        )
    offered = organisation.pk not in user.works_for()
    return add_member(
        by=by,
        user=user,
        organisation=organisation,
        role=role,
        offered=offered,
        limited_to=limited_to,
        limited_to_body=limited_to_body,
    )


@transaction.atomic
def add_member(
    *,
    by: User | None,
    user: User,
    organisation: Organisation,
    role: Role,
    offered: bool = False,
    limited_to: Record | None = None,
    limited_to_body: Any = None,
) -> Membership:
    """Gives a person a role in an organisation, or offers it; giving it twice changes nothing.

    Raises ValidationError for a role that cannot be given for one record only.
    """
    if limited_to is not None and role not in FOR_ONE_PROGRAMME:
        raise ValidationError({"role": _("This role cannot be given for one programme only.")})
    if limited_to_body is not None and (
        role not in FOR_ONE_BODY or limited_to_body.kind not in ACTS_FOR[role]
    ):
        raise ValidationError({"role": _("This role does not write down what that body does.")})
    if by is not None and by.pk == user.pk:
        raise ValidationError(
            _("You cannot give yourself a role: whoever gives access does not do the work. Ask a colleague.")
        )
    membership, created = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=Role(role),
        limited_to=limited_to.public_id if limited_to is not None else None,
        limited_to_body=limited_to_body.public_id if limited_to_body is not None else None,
        defaults={
            "accepted_at": None if offered else timezone.now(),
            "limited_to_name": str(limited_to)[:300] if limited_to is not None else "",
            "limited_to_body_name": str(limited_to_body)[:300] if limited_to_body is not None else "",
        },
    )
    if created:
        user.forget_roles()
        audit.record(
            by=by,
            action="membership.offered" if offered else "membership.created",
            subject=membership,
            organisation=organisation,
            detail={"user": str(user.public_id), "role": str(role)},
        )
    return membership


@transaction.atomic
def accept_membership(*, membership: Membership) -> None:
    """The person takes the role that was offered; from now on it gives its rights."""
    membership.accepted_at = timezone.now()
    membership.save(update_fields=["accepted_at", "updated_at"])
    audit.record(
        by=membership.user,
        action="membership.accepted",
        subject=membership,
        organisation=membership.organisation,
        detail={"role": membership.role},
    )


@transaction.atomic
def decline_membership(*, membership: Membership) -> None:
    """The person does not want the role. The event stands in no organisation's trail: it would name them there."""
    audit.record(
        by=membership.user,
        action="membership.declined",
        subject=membership,
        organisation=None,
        detail={"organisation": str(membership.organisation.public_id), "role": membership.role},
    )
    membership.delete()


@transaction.atomic
def remove_member(*, by: User | None, membership: Membership) -> None:
    """Takes a role or an offer away. Raises ValidationError for the last administrator: nobody could give
    access any more."""
    if membership.role == Role.ADMINISTRATOR and membership.accepted_at is not None:
        # The row lock keeps two administrators from removing each other at the same moment.
        organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        held = organisation.memberships.filter(role=Role.ADMINISTRATOR, accepted_at__isnull=False)
        if held.count() < 2:
            raise ValidationError(_("This is the last administrator. Give someone else this role first."))
    audit.record(
        by=by,
        action="membership.removed",
        subject=membership,
        organisation=membership.organisation,
        detail={"user": str(membership.user.public_id), "role": membership.role},
    )
    membership.delete()


@transaction.atomic
def create_unit(
    *,
    by: User | None,
    organisation: Organisation,
    name: str,
    code: str = "",
    parent: Unit | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Unit:
    """Adds a part of an organisation. A parent of another organisation is refused with a ValidationError."""
    if parent is not None and parent.organisation_id != organisation.pk:
        raise ValidationError(_("The larger unit belongs to another organisation."))
    unit = Unit(
        organisation=organisation,
        name=name.strip(),
        code=code,
        parent=parent,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    unit.full_clean()
    unit.save()
    audit.record(by=by, action="unit.created", subject=unit, organisation=organisation)
    return unit


@transaction.atomic
def give_password_link(*, by: User, user: User, organisation: Organisation) -> str:
    """The token of a link with which a new person chooses a password; see `password_links`."""
    audit.record(by=by, action="user.password_link_given", subject=user, organisation=organisation)
    return make_token(user)


@transaction.atomic
def reset_password(*, by: User | None, user: User, password: str) -> None:
    """Sets someone else's password: only the command line may. Raises ValidationError when it is too weak."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
    audit.record(by=by, action="user.password_reset", subject=user, organisation=None)


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Sets the person's own new password. Raises ValidationError when it is too weak."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
    audit.record(by=user, action="user.password_changed", subject=user, organisation=None)


def command_line_user() -> User:
    """The account that stands as author of what the command line and the demo do. It can never log in."""
    user, created = User.objects.get_or_create(email=COMMAND_LINE, defaults={"name": "Opdrachtregel"})
    if created:
        user.set_unusable_password()
        user.is_active = False
        user.save()
    return user
