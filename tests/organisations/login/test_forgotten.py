"""A forgotten password, a changed one, and the pages around them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from koers.organisations.models import User
from organisations.login.conftest import actions_done, log_in
from people import PASSWORD, UserWith

NEW = "nog-een-lang-wachtwoord-erbij"


def link_in(text: str) -> str:
    (path,) = re.findall(r"http://testserver(/wachtwoord-vergeten/\S+)", text)
    return str(path)


def ask(client: Client, email: str) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_forgotten_password_by_mail(strict_client: Client, reader: User) -> None:
    assert strict_client.get(reverse("account_reset_password")).status_code == 200
    ask(strict_client, reader.email.upper())
    (message,) = mail.outbox
    assert message.to == [reader.email]
    assert message.subject == "Een nieuw wachtwoord voor Koers"
    assert reader.name in message.body
    path = link_in(str(message.body))
    moved = strict_client.get(path)
    chosen = moved.headers["Location"]
    assert path != chosen, "no token in the address of the page"
    assert strict_client.get(chosen).status_code == 200
    for first, second in (("kort", "kort"), (NEW, "anders"), ("", "")):
        assert strict_client.post(chosen, {"password1": first, "password2": second}).status_code == 200
    done = strict_client.post(chosen, {"password1": NEW, "password2": NEW})
    assert done.headers["Location"] == reverse("account_login")
    assert log_in(strict_client, reader.email, NEW)
    assert actions_done() == ["user.password_changed", "session.opened"]
    assert mail.outbox[-1].subject == "Uw account in Koers is gewijzigd"
    strict_client.post(reverse("account_logout"))
    over = strict_client.get(path, follow=True).content.decode()
    assert "Vraag een nieuwe link" in over, "it works once, and says what to do"


def test_a_link_is_over_after_three_days(
    client: Client, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, reader.email)
    path = link_in(str(mail.outbox[0].body))
    later = datetime.now() + timedelta(days=3, minutes=1)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)
    assert "Vraag een nieuwe link" in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("who", ["nobody", "inactive"])
def test_nobody_learns_who_has_an_account(client: Client, reader: User, who: str) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=False)
    ask(client, reader.email if who == "inactive" else "niemand@example.org")
    assert not mail.outbox


def test_asking_is_limited(client: Client, reader: User) -> None:
    for _time in range(5):
        client.post(reverse("account_reset_password"), {"email": reader.email})
    page = client.post(reverse("account_reset_password"), {"email": reader.email})
    assert page.status_code == 429
    assert "Te veel pogingen" in page.content.decode()
    assert len(mail.outbox) == 5


def test_who_has_no_password_chooses_one(strict_client: Client, user_with: UserWith) -> None:
    user = user_with()
    user.set_unusable_password()
    user.save()
    strict_client.force_login(user)
    choose = reverse("account_set_password")
    assert strict_client.get(reverse("account_change_password")).headers["Location"] == choose
    assert strict_client.get(choose).status_code == 200
    done = strict_client.post(choose, {"password1": NEW, "password2": NEW})
    assert done.headers["Location"] == reverse("organisations:account")
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert strict_client.get(choose).headers["Location"] == reverse("account_change_password")


def test_a_closed_account_gets_a_page(strict_client: Client, reader: User) -> None:
    assert strict_client.get(reverse("account_inactive")).status_code == 200


def test_showing_again_counts_as_guessing(client: Client, reader: User) -> None:
    log_in(client, reader.email)
    page = reverse("account_reauthenticate")
    for _attempt in range(5):
        assert client.post(page, {"password": "fout"}).status_code == 200
    assert "te vaak" in client.post(page, {"password": PASSWORD}).content.decode()
    assert actions_done().count("session.refused") == 5


def test_no_page_of_theirs_can_be_reached() -> None:
    for name in ("account_signup", "account_email", "socialaccount_connections", "mfa_list_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    ours = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    assert "account_login" in ours
