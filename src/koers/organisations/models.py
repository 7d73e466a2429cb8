"""People with a log-in, organisations and memberships."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koers.core.models import Record
from koers.core.prepared import prepared
from koers.organisations.history import scoped_history
from koers.organisations.permissions import FOR_ONE_BODY, FOR_ONE_PROGRAMME, GRANTS, Permission, Role
from koers.organisations.scope import ScopedManager, ScopedRecord


class Organisation(Record):
    """A municipality, joint body, fund or other body. One without a TOOI id has only its slug."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        JOINT_BODY = "joint_body", _("Joint body")
        FUND = "fund", _("Fund")
        OTHER = "other", _("Other organisation")

    NO_HISTORY = (
        "names and codes come from the national list, which has validity; changes are in the audit trail"
    )

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    tooi_id = models.CharField(_("TOOI id"), max_length=20, blank=True, default="")
    cbs_code = models.CharField(_("CBS code"), max_length=4, blank=True, default="")
    size_class = models.CharField(_("size class"), max_length=20, blank=True, default="")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (exclusive)"), null=True, blank=True)
    second_step_required = models.BooleanField(_("second step for logging in is compulsory"), default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tooi_id"], condition=~Q(tooi_id=""), name="organisation_tooi_id_unique"
            ),
            models.UniqueConstraint(
                fields=["cbs_code"], condition=~Q(cbs_code=""), name="organisation_cbs_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="organisation_valid_period",
                violation_error_message=_("The end must lie after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(ScopedRecord):
    """A part of an organisation (department, team) for as long as it exists; `valid_until` is exclusive."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    name = models.CharField(_("name"), max_length=200)
    code = models.CharField(_("code"), max_length=40, blank=True, default="")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (exclusive)"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="unit_has_name",
                violation_error_message=_("A unit needs a name."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=~Q(code=""), name="unit_code_once_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="unit_is_not_its_own_part"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="unit_valid_period",
                violation_error_message=_("The end must lie after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get(self, *args: Any, **lookup: Any) -> User:
        """By its key it is asked for by every request."""
        if not args and lookup.keys() == {"pk"} and isinstance(lookup["pk"], int):
            for found in prepared("user by key", [lookup["pk"]], _of_key):
                user: User = found
                return user
        return super().get(*args, **lookup)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = User(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


def _of_key(keys: Sequence[int]) -> models.QuerySet[User]:
    return User.objects.filter(pk=keys[0])


class User(AbstractBaseUser, Record):
    """Someone who logs in, by e-mail address. Roles come from memberships, never from the user itself."""

    NO_HISTORY = "former names and addresses of people are not kept; the audit trail has the actions"

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("active"), default=True)

    _held: list[Held] | None = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(email="") & ~Q(name=""), name="user_has_email_and_name"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def held(self) -> list[Held]:
        """The roles the person has, the oldest membership first; one query per request (see `forget_roles`).

        An offer that was not accepted gives nothing. The oldest comes first, so that a new membership never
        comes before the others.
        """
        if self._held is None:
            rows = prepared("roles held", [self.pk], _roles_of)
            self._held = [
                Held(organisation, Role(role), limit, body) for organisation, role, limit, body in rows
            ]
        return self._held

    def forget_roles(self) -> None:
        """To be called after a membership changed."""
        self._held = None

    def roles(self, limit: uuid.UUID | None = None) -> dict[int, set[Role]]:
        """Roles per organisation id: those for the whole organisation, and with `limit` also those for it."""
        found: dict[int, set[Role]] = {}
        for held in self.held():
            if held.limit is None or held.limit == limit:
                found.setdefault(held.organisation, set()).add(held.role)
        return found

    def organisation_ids(self) -> list[int]:
        """Organisations the user is a member of as a whole, the oldest membership first."""
        return list(self.roles())

    def works_for(self) -> list[int]:
        """Organisations in which the person has any role, also one for a single programme."""
        return list(dict.fromkeys(held.organisation for held in self.held()))

    def limits(self, permission: Permission | None = None) -> set[uuid.UUID]:
        """Public ids of the single records (programmes) the person has a role for, granting `permission`."""
        return {
            held.limit
            for held in self.held()
            if held.limit is not None and (permission is None or permission in GRANTS[held.role])
        }

    def may(
        self, permission: Permission, organisation: Organisation | int, limit: uuid.UUID | None = None
    ) -> bool:
        """Whether one of the user's roles in that organisation, or for that one record, grants it."""
        key = organisation if isinstance(organisation, int) else organisation.pk
        return self.is_active and any(permission in GRANTS[role] for role in self.roles(limit).get(key, ()))

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether any role grants it, in any organisation or for any single programme."""
        return self.is_active and any(permission in GRANTS[held.role] for held in self.held())

    def organisations_granting(self, permission: Permission) -> list[int]:
        """Organisations in which the person has the permission as a whole, the oldest membership first."""
        return [key for key in self.organisation_ids() if self.may(permission, key)]


def _roles_of(people: Sequence[int]) -> models.QuerySet[Membership, Any]:
    mine = Membership.objects.filter(user=people[0], accepted_at__isnull=False)
    return mine.order_by("accepted_at", "pk").values_list(
        "organisation_id", "role", "limited_to", "limited_to_body"
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A role someone has: in an organisation (by its id), as a whole or limited to one record (public id)."""

    organisation: int
    role: Role
    limit: uuid.UUID | None
    body: uuid.UUID | None = None
    """The one body whose acts the person writes down in this role; None for all that the role writes down for."""


class Membership(Record):
    """A role of a person in an organisation. One person may have several roles and several organisations.

    Without `accepted_at` it is an offer: it gives no right and shows nothing of the person, until they accept.
    """

    NO_HISTORY = "the audit trail has every role given and taken away"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=40, choices=Role)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, default=timezone.now)
    # This room knows no programmes: a limit is the public id of one record, with its name when it was given.
    limited_to = models.UUIDField(_("for one programme only"), null=True, blank=True)
    limited_to_name = models.CharField(_("name of that programme"), max_length=300, blank=True, default="")
    # Neither does it know bodies. This limits only whose acts the person writes down, not what he or she sees.
    limited_to_body = models.UUIDField(_("for one body only"), null=True, blank=True)
    limited_to_body_name = models.CharField(_("name of that body"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(limited_to__isnull=True, limited_to_body__isnull=True),
                name="membership_once_per_role",
                violation_error_message=_("This person already has this role."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "limited_to"],
                condition=Q(limited_to__isnull=False),
                name="membership_once_per_programme",
                violation_error_message=_("This person already has this role."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "limited_to_body"],
                condition=Q(limited_to_body__isnull=False),
                name="membership_once_per_body",
                violation_error_message=_("This person already has this role."),
            ),
            models.CheckConstraint(
                name="membership_body_fits_role",
                condition=Q(limited_to_body__isnull=True, limited_to_body_name="")
                | Q(limited_to_body__isnull=False, role__in=sorted(FOR_ONE_BODY)),
                violation_error_message=_("This role cannot be given for one body only."),
            ),
            models.CheckConstraint(
                name="membership_limit_fits_role",
                condition=Q(limited_to__isnull=True, limited_to_name="")
                | Q(limited_to__isnull=False, role__in=sorted(FOR_ONE_PROGRAMME)),
                violation_error_message=_("This role cannot be given for one programme only."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()}"

    def save(self, **kwargs: Any) -> None:
        super().save(**kwargs)
        self.user.forget_roles()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.user.forget_roles()
        return super().delete(*args, **kwargs)


class LoginAttempt(models.Model):
    """Failed log-ins, counted per account and network address. Both only as a keyed digest."""

    NO_HISTORY = "only ever added to, and removed after an hour"

    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="login_attempt_recent")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%Y-%m-%d %H:%M}"


class AuditEvent(models.Model):
    """One line of the audit trail; append-only. Use `koers.organisations.audit.record` to write one."""

    SCOPE: ClassVar[str] = "organisation"
    NO_HISTORY = "only ever added to"

    at = models.DateTimeField(_("moment"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="audit_events"
    )
    action = models.CharField(_("action"), max_length=80)
    subject_type = models.CharField(max_length=80, blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True, db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(action=""), name="audit_event_has_action")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id or ''}"

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("an audit event is never changed")
        super().save(**kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an audit event is never deleted")


class AppendOnly(TypeError):
    """Somebody tried to change or delete a record that is only ever added to."""


type Visitor = User | AnonymousUser

from koers.organisations.tokens.models import ApiToken  # noqa: E402, F401 - a model of this app, kept in its own package
