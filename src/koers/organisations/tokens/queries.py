"""Reads of tokens. A person sees only their own."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from koers.organisations.models import User
from koers.organisations.tokens.models import ApiToken


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """All of the person's tokens with their organisation, the newest first."""
    return ApiToken.objects.filter(user=user).select_related("organisation").order_by("-created_at", "-pk")


def valid_tokens_of(user: User) -> QuerySet[ApiToken]:
    return tokens_of(user).filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
