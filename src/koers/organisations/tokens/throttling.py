"""How often a token may ask: counted per minute, for all web processes together.

Reading should not write. So each process counts by itself and writes its count down in lumps, of a sixth of what is
allowed: a program that asks little costs one write per token in `NOTED_EVERY`, which also says when it was last used.
What the processes have not written down yet may go above the limit, by less than a lump each.

Writing a lump down is one statement, which changes nothing when the minute is full: two processes at the same moment
cannot both have the last one.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from koers.organisations.tokens.models import ApiToken

PER_MINUTE = 300
NOTED_EVERY = timedelta(minutes=5)
LUMPS = 6
_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _Own:
    """What this process counted of one token in one minute and has not written down yet."""

    minute: datetime
    count: int = 0
    full: bool = False


_own: dict[UUID, _Own] = {}
_lock = threading.Lock()


def note_use(token: ApiToken, now: datetime) -> int:
    """Counts one request. 0 when it may go on, else how many seconds to wait."""
    minute = now.replace(second=0, microsecond=0)
    wait = max(1, round((minute + _MINUTE - now).total_seconds()))
    with _lock:
        own = _own_of(token, minute)
        own.count += 1
        if own.full:
            return wait
        noted = token.last_used_at is not None and now - token.last_used_at < NOTED_EVERY
        if noted and own.count < max(1, PER_MINUTE // LUMPS):
            return 0
        count, own.count = own.count, 0
    if _write(token, minute, count, now):
        return 0
    own.full = True
    return wait


def _own_of(token: ApiToken, minute: datetime) -> _Own:
    """Of this minute; those of minutes that are over are forgotten."""
    own = _own.get(token.public_id)
    if own is None or own.minute != minute:
        for other in [key for key, one in _own.items() if one.minute != minute]:
            del _own[other]
        own = _own[token.public_id] = _Own(minute)
    return own


def _write(token: ApiToken, minute: datetime, count: int, now: datetime) -> bool:
    """False when the minute is full."""
    other_minute = Q(window__isnull=True) | ~Q(window=minute)
    room = ApiToken.objects.filter(pk=token.pk).filter(other_minute | Q(asked__lt=PER_MINUTE))
    counted = Case(When(other_minute, then=Value(count)), default=F("asked") + count)
    return bool(room.update(asked=counted, window=minute, last_used_at=now))
