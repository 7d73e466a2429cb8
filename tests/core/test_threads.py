"""Language, time zone and root of the addresses hold in their own thread only."""

from __future__ import annotations

import threading
import zoneinfo
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from koers.core import threads
from koers.core.threads import keep_per_thread


def elsewhere[T](ask: Callable[[], T]) -> T:
    """The answer in another thread."""
    answers: list[T] = []
    other = threading.Thread(target=lambda: answers.append(ask()))
    other.start()
    other.join()
    return answers[0]


def test_koers_keeps_them_per_thread_from_the_start() -> None:
    assert isinstance(timezone._active, threading.local)  # type: ignore[attr-defined]


def test_a_language_chosen_in_one_thread_is_no_other_s() -> None:
    with translation.override("en"):
        assert translation.get_language() == "en"
        assert elsewhere(translation.get_language) == "nl"
    assert translation.get_language() == "nl"


def test_a_time_zone_too() -> None:
    with timezone.override(zoneinfo.ZoneInfo("America/Curacao")):
        assert timezone.get_current_timezone_name() == "America/Curacao"
        assert elsewhere(timezone.get_current_timezone_name) == "Europe/Amsterdam"


def test_the_root_of_the_addresses_too() -> None:
    set_script_prefix("/koers/")
    try:
        assert get_script_prefix() == "/koers/"
        assert elsewhere(get_script_prefix) == "/"
    finally:
        set_script_prefix("/")


def test_what_was_chosen_before_stays_chosen() -> None:
    class Usual:
        value = "something"

    trans_real: Any = import_module("django.utils.translation.trans_real")
    before = trans_real._active
    try:
        trans_real._active = Usual()
        keep_per_thread()
        assert trans_real._active.value == "something"
        again = trans_real._active
        keep_per_thread()
        assert trans_real._active is again
    finally:
        trans_real._active = before


def test_a_django_without_these_names_is_left_alone() -> None:
    places, threads.PLACES = threads.PLACES, (("django.utils.timezone", "_no_such_name"),)  # type: ignore[assignment]
    try:
        keep_per_thread()
    finally:
        threads.PLACES = places
    assert not hasattr(timezone, "_no_such_name")
