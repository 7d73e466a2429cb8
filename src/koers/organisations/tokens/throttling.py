"""How often a token may ask: counted per minute in the database, because there may be several web processes.

Counting and noting the last use are one statement, which changes nothing when the minute is full: two requests at the
same moment cannot both be the last one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, F, Q, Value, When

from koers.organisations.tokens.models import ApiToken

PER_MINUTE = 300
_MINUTE = timedelta(minutes=1)


def note_use(token: ApiToken, now: datetime) -> int:
    """Counts one request. 0 when it may go on, else how many seconds to wait."""
    minute = now.replace(second=0, microsecond=0)
    other_minute = Q(window__isnull=True) | ~Q(window=minute)
    room = ApiToken.objects.filter(pk=token.pk).filter(other_minute | Q(asked__lt=PER_MINUTE))
    counted = Case(When(other_minute, then=Value(1)), default=F("asked") + 1)
    if room.update(asked=counted, window=minute, last_used_at=now):
        return 0
    return max(1, round((minute + _MINUTE - now).total_seconds()))
