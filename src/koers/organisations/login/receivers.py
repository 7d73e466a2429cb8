"""What allauth reports about second factors and providers, in the audit trail."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.http import HttpRequest

from koers.organisations import audit, sessions
from koers.organisations.login import second_step
from koers.organisations.models import User


def factor_added(*, user: User, authenticator: Any, **_rest: Any) -> None:
    _record(user, "factor.added", authenticator)


def factor_removed(*, request: HttpRequest, user: User, authenticator: Any, **_rest: Any) -> None:
    _record(user, "factor.removed", authenticator)
    second_step.look(request, user)


def codes_renewed(*, user: User, authenticator: Any, **_rest: Any) -> None:
    _record(user, "factor.renewed", authenticator)


def code_refused(*, user: User, **_rest: Any) -> None:
    """A wrong code after the right password."""
    sessions.refused(user.email)


def provider_connected(*, sociallogin: Any, **_rest: Any) -> None:
    user = sociallogin.user
    audit.record(by=user, action="provider.connected", subject=user, organisation=None)


def _record(user: User, action: str, authenticator: Any) -> None:
    audit.record(
        by=user, action=action, subject=user, organisation=None, detail={"type": str(authenticator.type)}
    )


def connect() -> None:
    """Called once, when the room is ready."""
    mfa.authenticator_added.connect(factor_added, dispatch_uid="koers.factor_added")
    mfa.authenticator_removed.connect(factor_removed, dispatch_uid="koers.factor_removed")
    mfa.authenticator_reset.connect(codes_renewed, dispatch_uid="koers.codes_renewed")
    mfa.authentication_failed.connect(code_refused, dispatch_uid="koers.code_refused")
    social.social_account_added.connect(provider_connected, dispatch_uid="koers.provider_connected")
