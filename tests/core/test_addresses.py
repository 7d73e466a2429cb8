"""Addresses with a memory: the same as Django's, whatever the arguments are."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from koers.core import addresses
from koers.core.addresses import address


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("los/", page, name="plain"),
    path("p/<slug:one>/<slug:two>/", page, name="slugs"),
    path("w/<str:one>", page, name="words"),
    path("k/<uuid:key>/einde/", page, name="key"),
    path("n/<int:number>/", page, name="number"),
    path("o/<slug:two>/<slug:one>/", page, name="other order"),
    path("d/<slug:one>/x/", page, name="double"),
    path("d/<slug:one>/<slug:two>/", page, name="double"),
]


@pytest.fixture(autouse=True)
def own_pages(settings: LazySettings) -> Iterator[None]:
    addresses._kept.clear()
    settings.ROOT_URLCONF = __name__
    yield
    addresses._kept.clear()


words = st.text(max_size=12) | st.from_regex(r"[a-z0-9_-]{1,12}", fullmatch=True)


@given(st.lists(words, min_size=2, max_size=2), st.sampled_from(["slugs", "double", "other order"]))
def test_it_is_what_django_makes(args: list[str], name: str) -> None:
    try:
        expected = reverse(name, args=args)
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            address(name, args)
    else:
        assert address(name, args) == expected


@given(words)
def test_words_are_quoted_as_django_does(word: str) -> None:
    try:
        expected = reverse("words", args=[word])
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            address("words", [word])
    else:
        assert address("words", [word]) == expected


def test_names_of_arguments_count_not_their_order() -> None:
    assert address("slugs", kwargs={"one": "a", "two": "b"}) == "/p/a/b/"
    assert address("slugs", kwargs={"two": "b", "one": "a"}) == "/p/a/b/"
    assert address("other order", kwargs={"one": "a", "two": "b"}) == "/o/b/a/"


def test_keys_and_pages_without_arguments() -> None:
    key = uuid4()
    assert address("key", [key]) == f"/k/{key}/einde/"
    assert address("key", [str(key)]) == f"/k/{key}/einde/"
    assert address("plain") == "/los/"
    assert address("number", [12]) == "/n/12/"


def test_words_where_a_number_or_key_belongs_stay_refused() -> None:
    for name in ("number", "key"):
        for _ in range(2):
            with pytest.raises(NoReverseMatch):
                address(name, ["woord"])
    with pytest.raises(NoReverseMatch):
        address("no such page")


def test_only_names_are_kept_so_the_memory_stays_small() -> None:
    for number in range(50):
        address("slugs", [f"gemeente-{number}", f"programma-{number}"])
    assert len(addresses._kept) == 1


def test_it_begins_anew_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "MOST_KEPT", 1)
    assert [address("plain"), address("slugs", ["a", "b"]), address("plain")] == ["/los/", "/p/a/b/", "/los/"]
    assert len(addresses._kept) == 1


def test_another_root_and_other_pages_are_other_addresses() -> None:
    assert address("plain") == "/los/"
    set_script_prefix("/koers/")
    try:
        assert address("plain") == "/koers/los/"
    finally:
        set_script_prefix("/")
    with override_settings(ROOT_URLCONF="koers.config.urls"), pytest.raises(NoReverseMatch):
        address("plain")


def test_without_verifying_django_is_asked_once(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KOERS_VERIFY_PREPARED = False
    asked: list[str] = []

    def counting(name: str, **given: object) -> str:
        asked.append(name)
        return reverse(name, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(addresses, "reverse", counting)
    assert [address("slugs", ["a", str(number)]) for number in range(3)] == ["/p/a/0/", "/p/a/1/", "/p/a/2/"]
    assert address("key", [UUID(int=1)]) == address("key", [UUID(int=1)])
    assert asked == ["slugs", "key"]
