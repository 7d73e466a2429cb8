from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from koers.config.proxy import RealAddressMiddleware


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_the_proxy_added(forwarded: str, address: str) -> None:
    """What stands before the last address was sent by the visitor and cannot be trusted."""
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    RealAddressMiddleware(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == address
