"""What Django keeps per thread (language, time zone, root of the addresses) in Python's own way.

Django keeps it so that it would hold in asynchronous code too, which costs a lock and three calls each time; a page asks
five hundred times which language it is in. Koers answers every request in a thread, from begin to end.
"""

from __future__ import annotations

import threading
from typing import Any

PLACES = (
    ("django.utils.translation.trans_real", "_active"),
    ("django.utils.timezone", "_active"),
    ("django.urls.base", "_prefixes"),
    ("django.urls.base", "_urlconfs"),
)


def keep_per_thread() -> None:
    """At the start, before a request; what was chosen already in this thread stays chosen."""
    from importlib import import_module

    for module, name in PLACES:
        place: Any = import_module(module)
        usual = getattr(place, name, None)
        if usual is None or isinstance(usual, threading.local):
            continue
        own = threading.local()
        if hasattr(usual, "value"):
            own.value = usual.value
        setattr(place, name, own)
