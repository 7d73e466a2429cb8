"""The first administrator of an empty installation, made in the browser.

Whoever comes first must not get in: the page asks for a code that `koers serve` prints where only the person who started
it can read. The code is kept as a digest in the cache all processes share; a new start ends the code before.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from koers.organisations import actions
from koers.organisations.models import User
from koers.organisations.permissions import Role

KEY = "koers.first_run"
LASTS = timedelta(hours=24)
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
GROUPS, PER_GROUP = 3, 4  # 60 bits


def is_needed() -> bool:
    """Whether nobody can log in yet. The account of the command line never can."""
    return not User.objects.filter(is_active=True).exists()


def new_code() -> str:
    """A code for the page, in groups; the one before does not work any more."""
    code = "-".join("".join(secrets.choice(SIGNS) for _sign in range(PER_GROUP)) for _group in range(GROUPS))
    cache.set(KEY, _digest(code), timeout=LASTS.total_seconds())
    return code


def is_right(code: str) -> bool:
    kept = cache.get(KEY)
    return isinstance(kept, str) and constant_time_compare(kept, _digest(code))


def _digest(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac(KEY, plain, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


@transaction.atomic
def make_administrator(*, code: str, organisation: str, name: str, email: str, password: str) -> User:
    """The first organisation with its administrator; the code is used up. Raises ValidationError.

    Deleting the code is what decides: of two people with the code at the same moment one comes too late.
    """
    if not is_needed() or not is_right(code) or not cache.delete(KEY):
        raise ValidationError(
            _("This code is not right, or it has been used. Koers printed it when it started.")
        )
    identifier = organisation.strip().lower().removeprefix("gemeente ")
    found = actions.ensure_organisation(by=None, identifier=identifier, name=organisation.strip())
    user = actions.create_user(by=None, email=email, name=name, password=password, organisation=found)
    actions.add_member(by=None, user=user, organisation=found, role=Role.ADMINISTRATOR)
    return user
