"""The static files are looked up once per process of tests.

Every test client makes its own middleware, and WhiteNoise then lists and stats all static files: 25 ms for each
client, a third of the time of the access matrix. The list is the same as long as the settings are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    search = WhiteNoiseMiddleware.add_files_from_finders
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def remembered(middleware: WhiteNoiseMiddleware) -> None:
        settings = (middleware.static_prefix, middleware.static_root, middleware.max_age)
        if settings not in known:
            before = set(middleware.files)
            search(middleware)
            known[settings] = {url: file for url, file in middleware.files.items() if url not in before}
        middleware.files.update(known[settings])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", remembered)
        yield
