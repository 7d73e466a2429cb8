"""Coverage is measured where it tells most: not while every address is asked in turn or the whole product runs.

Measuring doubles the time of a test. Those marked `uncovered` (and `any_database`) reach little that the others do
not; what they do reach does not count, so that the gate is about the others alone.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from coverage import Coverage

MARKERS = ("uncovered", "any_database")
FOR_CHILDREN = "COVERAGE_PROCESS_CONFIG"  # by which coverage starts in the processes that a test starts

_for_children: list[str] = []


def is_uncovered(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in MARKERS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    controller = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is not None and controller.started and is_uncovered(item):
        controller.pause()
        _end_the_others()
        _for_children.append(os.environ.pop(FOR_CHILDREN, ""))
    elif controller is not None and not controller.started and not is_uncovered(item):
        os.environ[FOR_CHILDREN] = _for_children.pop()
        controller.resume()
    return (yield)


def _end_the_others() -> None:
    """A process of pytest-xdist has measuring started up to three times, and the earlier go on while the last pauses."""
    while (found := Coverage.current()) is not None:
        found.stop()
