"""The page of one's own access tokens."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.tokens import actions
from koers.organisations.tokens.checking import check_secret
from people import UserWith

ADDRESS = "/account/api-sleutels/"
pytestmark = pytest.mark.django_db


def form(**changed: object) -> dict[str, object]:
    return {"name": "Overzicht", "organisation": "", "scope": "read", "days": "90", **changed}


def test_without_tokens_the_page_says_what_comes(strict_client: Client, programme_manager: User) -> None:
    strict_client.force_login(programme_manager)
    page = strict_client.get(ADDRESS)
    assert page.status_code == 200
    assert page["Cache-Control"].find("no-store") >= 0


def test_the_secret_shows_once(strict_client: Client, programme_manager: User) -> None:
    strict_client.force_login(programme_manager)
    page = strict_client.post(ADDRESS, form())
    found = re.search(r"koers_[A-Za-z0-9_-]{43}", page.content.decode())
    assert found is not None
    assert check_secret(found.group()).user == programme_manager
    again = strict_client.get(ADDRESS).content.decode()
    assert found.group() not in again and found.group()[:12] in again


def test_a_token_for_one_organisation(
    strict_client: Client, programme_manager: User, organisation: Organisation
) -> None:
    strict_client.force_login(programme_manager)
    strict_client.post(ADDRESS, form(organisation=str(organisation.public_id), scope="write", days="30"))
    token = programme_manager.api_tokens.get()
    assert token.organisation == organisation and token.may_write


@pytest.mark.parametrize("wrong", [{"name": ""}, {"days": "400"}, {"scope": "all"}, {"organisation": "x"}])
def test_a_wrong_form_makes_nothing(
    strict_client: Client, programme_manager: User, wrong: dict[str, str]
) -> None:
    strict_client.force_login(programme_manager)
    assert strict_client.post(ADDRESS, form(**wrong)).status_code == 200
    assert not programme_manager.api_tokens.exists()


def test_what_the_action_refuses_stands_above_the_form(
    strict_client: Client, programme_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_TOKENS", 0)
    strict_client.force_login(programme_manager)
    page = strict_client.post(ADDRESS, form())
    assert "utrecht-alert" in page.content.decode() or "error" in page.content.decode()
    assert not programme_manager.api_tokens.exists()


def test_withdrawing(strict_client: Client, programme_manager: User) -> None:
    token, _ = actions.create_token(by=programme_manager, name="Overzicht")
    strict_client.force_login(programme_manager)
    page = strict_client.post(f"{ADDRESS}{token.public_id}/intrekken/", follow=True)
    assert "Overzicht" in page.content.decode()
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_somebody_elses_token_is_not_there(
    strict_client: Client, programme_manager: User, user_with: UserWith, organisation: Organisation
) -> None:
    token, _ = actions.create_token(by=programme_manager, name="Overzicht")
    strict_client.force_login(user_with(Role.ADMINISTRATOR, organisation))
    assert strict_client.post(f"{ADDRESS}{token.public_id}/intrekken/").status_code == 404
    assert "Overzicht" not in strict_client.get(ADDRESS).content.decode()
