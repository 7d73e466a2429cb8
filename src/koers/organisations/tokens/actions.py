"""Making and withdrawing tokens."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit
from koers.organisations.models import Organisation, User
from koers.organisations.tokens.models import ApiToken
from koers.organisations.tokens.queries import valid_tokens_of
from koers.organisations.tokens.secrets import digest_of, new_secret, prefix_of

DEFAULT_DAYS = 90
MOST_DAYS = 365
MOST_TOKENS = 20
"""Valid ones per person: more means that nobody knows any more what each is for."""


@transaction.atomic
def create_token(
    *,
    by: User,
    name: str,
    scope: str = ApiToken.Scope.READ,
    organisation: Organisation | None = None,
    days: int = DEFAULT_DAYS,
) -> tuple[ApiToken, str]:
    """A new token of `by`, and its secret: the only moment it is known. Raises ValidationError."""
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError(
            {"days": _("Choose a period of 1 to %(days)s days.") % {"days": MOST_DAYS}}, code="period"
        )
    if organisation is not None and organisation.pk not in by.works_for():
        raise ValidationError({"organisation": _("You are not a member of this organisation.")})
    if valid_tokens_of(by).count() >= MOST_TOKENS:
        raise ValidationError(
            _("You have %(count)s tokens already. Withdraw one first.") % {"count": MOST_TOKENS}
        )
    secret = new_secret()
    token = ApiToken(
        user=by,
        organisation=organisation,
        name=name.strip(),
        scope=scope,
        prefix=prefix_of(secret),
        digest=digest_of(secret),
        expires_at=timezone.now() + timedelta(days=days),
    )
    token.clean_fields()
    token.save()
    detail = {"scope": token.scope, "days": days}
    audit.record(by=by, action="token.created", subject=token, organisation=organisation, detail=detail)
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """From now on the token gives nothing. Withdrawing it twice changes nothing."""
    found = ApiToken.objects.select_for_update().get(pk=token.pk)
    if found.revoked_at is not None:
        return
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at", "updated_at"])
    audit.record(by=by, action="token.revoked", subject=found, organisation=found.organisation)
