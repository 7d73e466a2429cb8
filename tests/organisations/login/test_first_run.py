"""An empty installation is not for whoever comes first, but for who has the code."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from koers.cli.serve_command import _first_steps
from koers.organisations import throttle
from koers.organisations.actions import command_line_user
from koers.organisations.login import first_run
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from organisations.login.conftest import actions_done
from people import PASSWORD, UserWith

PAGE = "/eerste-keer/"


def filled(code: str, **rest: str) -> dict[str, str]:
    return {
        "code": code,
        "organisation": "Gemeente Haarlem",
        "name": "Beheerder",
        "email": "Beheer@example.org",
        "password": PASSWORD,
        "again": PASSWORD,
        **rest,
    }


def test_from_the_start_page_to_the_first_administrator(strict_client: Client) -> None:
    code = first_run.new_code()
    page = strict_client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == PAGE
    typed = code.lower().replace("-", " ")
    done = strict_client.post(PAGE, filled(typed))
    assert done.headers["Location"] == reverse("web:home")
    user = User.objects.get()
    organisation = Organisation.objects.get()
    assert (organisation.tooi_id, user.email) == ("gm0392", "beheer@example.org")
    assert user.roles() == {organisation.pk: {Role.ADMINISTRATOR}}
    assert strict_client.get(reverse("organisations:members")).status_code == 200
    assert actions_done()[:3] == ["organisation.created", "user.created", "membership.created"]
    strict_client.post(reverse("account_logout"))
    assert strict_client.get(PAGE).headers["Location"] == reverse("account_login")
    assert strict_client.post(PAGE, filled(code)).headers["Location"] == reverse("account_login")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "AAAA-AAAA-AAAA"},
        {"code": ""},
        {"password": "kort", "again": "kort"},
        {"again": "iets anders dan dat"},
        {"email": "geen adres"},
        {"organisation": "?!"},
    ],
)
def test_what_is_wrong_is_told_and_makes_nothing(strict_client: Client, wrong: dict[str, str]) -> None:
    code = first_run.new_code()
    page = strict_client.post(PAGE, filled(code) | wrong)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
    assert first_run.is_right(code), "the code is still good"


def test_without_a_code_nothing_opens(strict_client: Client) -> None:
    assert not first_run.is_right("")
    assert strict_client.post(PAGE, filled("")).status_code == 200
    assert not User.objects.exists()


def test_a_new_start_ends_the_code_before() -> None:
    before, now = first_run.new_code(), first_run.new_code()
    assert not first_run.is_right(before)
    assert first_run.is_right(now)
    assert now not in str(cache.get(first_run.KEY))


def test_guessing_is_stopped(client: Client) -> None:
    code = first_run.new_code()
    for _attempt in range(throttle.PER_ACCOUNT):
        client.post(PAGE, filled("AAAA-AAAA-AAAA"))
    assert "te vaak" in client.post(PAGE, filled(code)).content.decode()
    assert not User.objects.exists()


def test_the_code_works_once_also_for_two_at_the_same_time() -> None:
    code = first_run.new_code()
    values = {name: value for name, value in filled(code).items() if name != "again"}
    first_run.make_administrator(**values)
    with pytest.raises(ValidationError):
        first_run.make_administrator(**values)
    User.objects.all().delete()
    with pytest.raises(ValidationError):
        first_run.make_administrator(**values)


def test_the_account_of_the_command_line_is_nobody() -> None:
    command_line_user()
    assert first_run.is_needed()


def test_the_server_prints_a_code_only_while_nobody_has_an_account(
    monkeypatch: pytest.MonkeyPatch, user_with: UserWith
) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the test itself still needs its connection
    told = _first_steps("http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/eerste-keer/" in told
    (code,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", told)
    assert first_run.is_right(code)
    user_with()
    assert _first_steps("http://127.0.0.1:8000/") == ""
