"""Around the link in the mail: guessing is limited, and the key stays out of logs, caches, indexes and referrers."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from koers.organisations.models import LoginAttempt
from koers.organisations.throttle import Counter, network

MOST_WRONG = 30
WINDOW = timedelta(minutes=15)
_KEY = re.compile(r"(/update/|/agenda/|/weekbericht/stop/)[^/\s?]+")


def _counter(request: HttpRequest) -> Counter:
    place = network(request.META.get("REMOTE_ADDR", ""))
    key = salted_hmac("koers.update.link", place, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
    return Counter(key, MOST_WRONG, WINDOW)


def too_many_wrong(request: HttpRequest) -> bool:
    """Whether too many links that do not exist were tried from this network. A right link still opens: a whole town
    hall may share one address."""
    return _counter(request).is_full()


def note_wrong(request: HttpRequest) -> None:
    LoginAttempt.objects.create(key=_counter(request).key)


def private(response: HttpResponse) -> HttpResponse:
    """`strict-origin`: even our own addresses do not get the key as referrer, while the check on forged forms still
    knows where a form comes from."""
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    return response


class WithoutKeys(logging.Filter):
    """Takes the key out of the addresses that Django writes down."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if _KEY.search(text):
            record.msg, record.args = _KEY.sub(r"\1…", text), ()
        return True


def keep_keys_out_of_logs() -> None:
    """For every logger that writes addresses; doing it again adds nothing."""
    for name in ("django.request", "django.server", "django.security.csrf"):
        logger = logging.getLogger(name)
        if not any(isinstance(found, WithoutKeys) for found in logger.filters):
            logger.addFilter(WithoutKeys())
