"""The permission sheet: what each role may do, in one readable place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Functional administrator")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    PROGRAMME_SUPPORT = "programme_support", _("Programme support")
    CONTROLLER = "controller", _("Controller")
    FUND_OFFICER = "fund_officer", _("Fund officer")
    READER = "reader", _("Reader")


class Permission(models.TextChoices):
    VIEW_REGISTER = "view_register", _("See the register")
    CHANGE_REGISTER = "change_register", _("Change the register")
    READ_IN = "read_in", _("Read in documents")
    MANAGE_ORGANISATION = "manage_organisation", _("Manage users and settings")


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.PROGRAMME_MANAGER: frozenset(
        {Permission.VIEW_REGISTER, Permission.CHANGE_REGISTER, Permission.READ_IN}
    ),
    Role.PROGRAMME_SUPPORT: frozenset(
        {Permission.VIEW_REGISTER, Permission.CHANGE_REGISTER, Permission.READ_IN}
    ),
    Role.FUND_OFFICER: frozenset({Permission.VIEW_REGISTER, Permission.CHANGE_REGISTER, Permission.READ_IN}),
    Role.CONTROLLER: frozenset({Permission.VIEW_REGISTER}),
    Role.READER: frozenset({Permission.VIEW_REGISTER}),
}
