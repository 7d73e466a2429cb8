"""From the secret that a program sends to the person in whose name it asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from koers.organisations.models import User
from koers.organisations.tokens.models import ApiToken
from koers.organisations.tokens.secrets import digest_of
from koers.organisations.tokens.throttling import note_use


class TokenRefused(Exception):
    """The secret gives no access."""


class TokenUnknown(TokenRefused):
    """No token, or of a person who may no longer log in: the answer does not tell which."""


class TokenExpired(TokenRefused):
    pass


class TokenRevoked(TokenRefused):
    pass


class TokenTooBusy(TokenRefused):
    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Granted:
    """Who asks, and with which token; `user` holds no role outside the token's organisation."""

    user: User
    token: ApiToken


def check_secret(secret: str) -> Granted:
    """Raises a TokenRefused that says why. Counts as one use of the token."""
    digest = digest_of(secret.strip())
    token = ApiToken.objects.filter(digest=digest).select_related("user").first() if digest else None
    if token is None or not token.user.is_active:
        raise TokenUnknown
    now = timezone.now()
    if token.revoked_at is not None:
        raise TokenRevoked
    if token.expires_at <= now:
        raise TokenExpired
    if seconds := note_use(token, now):
        raise TokenTooBusy(seconds)
    return Granted(user=_narrowed(token), token=token)


def _narrowed(token: ApiToken) -> User:
    """The token's person with the roles of the token's organisation only: what the person may no longer do, the token
    may not do either."""
    user = token.user
    if token.organisation_id is not None:
        user._held = [held for held in user.held() if held.organisation == token.organisation_id]
    return user
