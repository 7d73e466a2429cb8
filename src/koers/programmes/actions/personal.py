"""Settings of one person for him- or herself: the calendar feed and the weekly mail."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from koers.organisations import audit
from koers.programmes.models import CalendarFeed, DigestPreference

if TYPE_CHECKING:
    from koers.organisations.models import User


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: User) -> str:
    """A new key of 256 random bits; an earlier one no longer works. The key is given back this once."""
    key = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(person=by, defaults={"key_digest": digest_of(key)})
    audit.record(by=by, action="calendar_feed.made", subject=by, organisation=None)
    return key


@transaction.atomic
def end_feed(*, by: User) -> None:
    """The address stops working at once."""
    if CalendarFeed.objects.filter(person=by).delete()[0]:
        audit.record(by=by, action="calendar_feed.ended", subject=by, organisation=None)


@transaction.atomic
def choose_weekly(*, by: User, weekly: bool) -> None:
    DigestPreference.objects.update_or_create(person=by, defaults={"weekly": weekly})
    action = "weekly_mail.wanted" if weekly else "weekly_mail.refused"
    audit.record(by=by, action=action, subject=by, organisation=None)


def person_of(key: str) -> User | None:
    """Whose feed a key opens; None for a key that does not work and for an account that no longer does."""
    found = CalendarFeed.objects.filter(key_digest=digest_of(key)).select_related("person").first()
    return found.person if found is not None and found.person.is_active else None
