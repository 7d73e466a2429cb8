"""Helping someone who lost phone, key and recovery codes: only whoever has the server can."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from koers.organisations import audit
from koers.organisations.models import User


@transaction.atomic
def remove_second_step(*, by: User | None, user: User) -> None:
    """Takes away passkeys, codes and recovery codes; the password alone lets the person in from now on."""
    Authenticator.objects.filter(user=user).delete()
    audit.record(by=by, action="factor.all_removed", subject=user, organisation=None)
