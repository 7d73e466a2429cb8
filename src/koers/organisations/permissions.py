"""The permission sheet: what each role may do, in one readable place. The product shows it at `/rechten/`."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Functional administrator")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    PROGRAMME_SUPPORT = "programme_support", _("Programme support")
    CONTROLLER = "controller", _("Controller")
    FUND_OFFICER = "fund_officer", _("Fund officer")
    READER = "reader", _("Council member or clerk's office")


class Permission(models.TextChoices):
    VIEW_REGISTER = "view_register", _("See the register")
    CHANGE_REGISTER = "change_register", _("Change the register")
    READ_IN = "read_in", _("Read in documents")
    VIEW_AUDIT = "view_audit", _("See who did what")
    MANAGE_ORGANISATION = "manage_organisation", _("Manage users and settings")


_WORKS_ON_THE_REGISTER = frozenset({Permission.VIEW_REGISTER, Permission.CHANGE_REGISTER, Permission.READ_IN})

GRANTS: dict[Role, frozenset[Permission]] = {
    # The administrator manages who may do what, and is kept out of the content: separation of duties.
    Role.ADMINISTRATOR: frozenset(
        {Permission.VIEW_REGISTER, Permission.VIEW_AUDIT, Permission.MANAGE_ORGANISATION}
    ),
    Role.PROGRAMME_MANAGER: _WORKS_ON_THE_REGISTER,
    Role.PROGRAMME_SUPPORT: _WORKS_ON_THE_REGISTER,
    Role.FUND_OFFICER: _WORKS_ON_THE_REGISTER,
    Role.CONTROLLER: frozenset({Permission.VIEW_REGISTER, Permission.VIEW_AUDIT}),
    Role.READER: frozenset({Permission.VIEW_REGISTER}),
}

DESCRIPTIONS: dict[Role, str | Promise] = {
    Role.ADMINISTRATOR: _(
        "Gives people access and sets up the organisation. Sees the register but changes nothing in it."
    ),
    Role.PROGRAMME_MANAGER: _(
        "Keeps the programme: goals, tracks, money, risks and decisions. Reads in documents for it."
    ),
    Role.PROGRAMME_SUPPORT: _(
        "Helps the programme manager and may do the same in the register. Every change shows who made it."
    ),
    Role.CONTROLLER: _(
        "Checks that the figures add up and where they come from. Sees the register and who did what."
    ),
    Role.FUND_OFFICER: _("Keeps the practices and documents of a fund. Reads in documents for them."),
    Role.READER: _("Reads what stands in the register. Cannot change anything."),
}
