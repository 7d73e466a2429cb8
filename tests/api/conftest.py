"""A client that asks as programs do: JSON, with a token."""

from __future__ import annotations

import json
from typing import Any, Protocol

import pytest
from django.test import Client

from koers.organisations.models import User
from koers.organisations.tokens.actions import create_token


class Api:
    """Calls `/api/v1` and reads the JSON; `client` is Django's own."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        found = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        sent: dict[str, Any] = {}
        if body is not None:
            sent = {"data": body if isinstance(body, str | bytes) else json.dumps(body)}
            sent["content_type"] = found.pop("Content-Type", "application/json")
        return self.client.generic(method, f"/api/v1{path}", headers=found, **sent)

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body: Any, version: int | None = None) -> Any:
        return self.call("PATCH", path, body, **_from(version))

    def put(self, path: str, body: Any, version: int | None = None) -> Any:
        return self.call("PUT", path, body, **_from(version))

    def delete(self, path: str, version: int | None = None) -> Any:
        return self.call("DELETE", path, **_from(version))


def _from(version: int | None) -> dict[str, str]:
    return {} if version is None else {"If_Match": f'"{version}"'}


class ApiOf(Protocol):
    def __call__(self, user: User, scope: str = "write") -> Api: ...


@pytest.fixture
def api_of(db: None) -> ApiOf:
    def make(user: User, scope: str = "write") -> Api:
        _token, secret = create_token(by=user, name="Proef", scope=scope)
        return Api(secret)

    return make


@pytest.fixture
def api(api_of: ApiOf, programme_manager: User) -> Api:
    """As the programme manager, with a token that may write."""
    return api_of(programme_manager)
