"""How much may be sent at once: a visitor little, a user a pile; judged before anything is read or stored."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from koers.config.body_limit import USER_BYTES, VISITOR_BYTES
from koers.organisations.models import User
from strict import check_html

pytestmark = pytest.mark.django_db


class NeverRead(io.BytesIO):
    """A body of which reading one byte is a failure."""

    def read(self, *_arguments: Any) -> bytes:
        raise AssertionError("the body was read")


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def send(client: Client, **headers: str) -> Any:
    """A form with a file, of which the server is only told how large it is."""
    extra: dict[str, Any] = {"wsgi.input": NeverRead(), **headers}
    return client.generic("POST", reverse("account_login"), b"x", "multipart/form-data; boundary=x", **extra)


def assert_refused(answer: HttpResponse, status: int, words: str) -> None:
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert check_html(page) == []
    assert "default-src" in answer.headers["Content-Security-Policy"]


def test_a_visitor_may_send_little(visitor: Client) -> None:
    assert_refused(send(visitor, CONTENT_LENGTH=str(VISITOR_BYTES + 1)), 413, "Log opnieuw in")


def test_a_made_up_session_is_no_log_in(visitor: Client) -> None:
    visitor.cookies["sessionid"] = "a" * 32
    assert send(visitor, CONTENT_LENGTH=str(VISITOR_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("length", [str(USER_BYTES + 1), "9" * 5000])
def test_a_user_may_send_a_pile_but_no_more(client: Client, reader: User, length: str) -> None:
    client.force_login(reader)
    assert_refused(send(client, CONTENT_LENGTH=length), 413, "Stuur hooguit 600 MB")


def test_a_users_pile_reaches_the_page(client: Client, reader: User) -> None:
    client.force_login(reader)
    with pytest.raises(AssertionError, match="the body was read"):
        send(client, CONTENT_LENGTH=str(USER_BYTES))


def test_a_body_of_unknown_length_is_refused(visitor: Client) -> None:
    assert_refused(send(visitor, HTTP_TRANSFER_ENCODING="Chunked"), 411, "niets opgeslagen")


@pytest.mark.parametrize("wrong", ["-1", "veel", "1e9", "²"])
def test_a_length_that_is_no_number_is_refused(visitor: Client, wrong: str) -> None:
    assert_refused(send(visitor, CONTENT_LENGTH=wrong), 400, "geen getal")


def test_what_is_small_goes_on_to_the_form(visitor: Client, client: Client) -> None:
    assert visitor.post(reverse("account_login"), {"username": "x"}).status_code == 403  # no token
    assert client.post(reverse("account_login"), {"username": "x"}).status_code == 200
    assert client.get(reverse("web:home")).status_code == 302  # log-in is still asked for


def test_the_limit_stands_before_the_first_that_reads_the_body(settings: Any) -> None:
    names = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    place = names.index("BodyLimitMiddleware")
    assert names.index("AuthenticationMiddleware") < place < names.index("CsrfViewMiddleware")
    assert names.index("CsrfViewMiddleware") < names.index("LoginRequiredMiddleware")
