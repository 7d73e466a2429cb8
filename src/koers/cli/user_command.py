"""`koers user`: gives someone an account and a role, or an existing account a new password.

The first administrator of an installation comes from here. The password is never an argument: those stand in
the shell's history and in the list of processes.
"""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from koers.cli.main import WrongUse
from koers.cli.parser import Parser

if TYPE_CHECKING:
    from koers.organisations.models import User

# As koers.organisations.permissions.Role: explaining a command does not wait for Django.
ROLES = (
    "administrator",
    "programme_manager",
    "programme_support",
    "track_lead",
    "line_manager",
    "client",
    "college",
    "griffie",
    "council_member",
    "controller",
    "hr_adviser",
    "works_council",
    "employee",
    "fund_officer",
    "applicant",
    "assessor",
    "auditor",
)


def add_arguments(parser: Parser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="het e-mailadres waarmee deze persoon inlogt")
    parser.add_argument("--name", help="naam van de persoon; nodig bij een nieuw account")
    parser.add_argument("--organisation", metavar="ID", help="TOOI-id, CBS-code of adresnaam (slug)")
    parser.add_argument("--organisation-name", help="naam van de organisatie, als Koers haar nog niet kent")
    parser.add_argument("--role", choices=ROLES, help="de rol van deze persoon in de organisatie")
    parser.add_argument(
        "--reset-password", action="store_true", help="vervangt het wachtwoord van een bestaand account"
    )
    parser.add_argument(
        "--remove-second-step",
        action="store_true",
        help="haalt passkeys, app en herstelcodes weg van wie ze kwijt is",
    )
    parser.epilog = (
        "Koers vraagt het wachtwoord twee keer. Zonder terminal leest Koers het van één regel invoer."
    )


def run(options: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from koers.cli.environment import require_migrated, start_django
    from koers.organisations.catalogue import UnknownOrganisation

    start_django()
    require_migrated()
    user = _known(options.email)
    _check(options, user)
    password = _password() if user is None or options.reset_password else None
    try:
        with transaction.atomic():
            told = _apply(options, user, password)
    except UnknownOrganisation as error:
        raise WrongUse(str(error).replace("--name ", "--organisation-name ")) from error
    except ValidationError as error:
        raise WrongUse(" ".join(error.messages)) from error
    print(told)
    return 0


def _known(email: str) -> User | None:
    from koers.organisations.models import User

    return User.objects.filter(email__iexact=email.strip()).first()


def _check(options: argparse.Namespace, user: User | None) -> None:
    """What has to be given, before anybody types a password for nothing."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(options.email.strip())
    except ValidationError as error:
        raise WrongUse(f"{options.email} is geen e-mailadres.") from error
    if user is None and (options.reset_password or options.remove_second_step):
        raise WrongUse(f"Koers kent geen account met het adres {options.email}.")
    if user is not None and not user.is_active:
        raise WrongUse("Dit account is niet actief en kan niet inloggen.")
    if user is None and not (options.name or "").strip():
        raise WrongUse("Dit account is nieuw. Geef ook de naam van de persoon: --name")
    if bool(options.organisation) != bool(options.role):
        raise WrongUse("Een organisatie en een rol horen bij elkaar. Geef beide: --organisation en --role")
    if not options.role and not options.reset_password and not options.remove_second_step:
        raise WrongUse("Geef de organisatie en de rol: --organisation en --role")


def _password() -> str:
    """Asked twice on a terminal; otherwise the first line of standard input."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        try:
            password = getpass("Wachtwoord: ")
            again = getpass("Wachtwoord nog een keer: ")
        except EOFError as error:
            raise WrongUse("U gaf geen wachtwoord op.") from error
        if password != again:
            raise WrongUse("De twee wachtwoorden zijn niet gelijk.")
    if not password:
        raise WrongUse("U gaf geen wachtwoord op.")
    return password


def _apply(options: argparse.Namespace, user: User | None, password: str | None) -> str:
    """Does what was asked, and says so in a line per thing done."""
    from koers.organisations import actions
    from koers.organisations.login.recovery import remove_second_step
    from koers.organisations.permissions import Role

    told = []
    organisation = None
    if options.organisation:
        organisation = actions.ensure_organisation(
            by=None, identifier=options.organisation, name=options.organisation_name
        )
    if user is None:
        user = actions.create_user(
            by=None, email=options.email, name=options.name, password=password, organisation=organisation
        )
        told.append(f"Account gemaakt: {user.email}")
    elif password is not None:
        actions.reset_password(by=None, user=user, password=password)
        told.append(f"Nieuw wachtwoord ingesteld: {user.email}")
    if options.remove_second_step:
        remove_second_step(by=None, user=user)
        told.append(f"Tweede stap weggehaald: {user.email}")
    if organisation is not None:
        role = Role(options.role)
        actions.add_member(by=None, user=user, organisation=organisation, role=role)
        told.append(f"Rol bij {organisation.name}: {role.label}")
    return "\n".join(told)
