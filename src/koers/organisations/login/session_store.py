"""Sessions in the database, as Django keeps them; looked up by a prepared query, as every request asks for its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from koers.core.prepared import prepared


class SessionStore(DatabaseStore):
    def _get_session_from_db(self) -> Any:
        """What is not there, or is over, Django judges itself."""
        key = self.session_key
        for found in prepared("session by key", [key], _of_key) if key else ():
            if found.expire_date > timezone.now():
                return found
        return super()._get_session_from_db()  # type: ignore[misc]


def _of_key(keys: Sequence[Any]) -> QuerySet[Session]:
    return Session.objects.filter(session_key=keys[0])
