"""How allauth logs people in here: our limits on guessing, audit, words and mails."""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.organisations import actions, sessions, throttle
from koers.organisations.login import mail
from koers.organisations.login.second_step import look
from koers.organisations.login.words import FEEDBACK, NOTICES
from koers.organisations.models import User
from koers.organisations.queries import offers_to

UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - written down where the network address is not known (a socket)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themself, and failed passwords are counted by `throttle`, not by allauth: it counts per
    account and network together, so that a guesser elsewhere cannot shut the owner out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "This combination of e-mail address and password is not known. Check both and try again."
        ),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your present password."),
        "too_many_login_attempts": gettext_lazy(
            "There were too many attempts. Wait five minutes and then try again."
        ),
        "rate_limited": gettext_lazy("There were too many attempts. Wait five minutes and then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address the proxy middleware established; a server on a socket knows none."""
        try:
            return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR", "").strip()))
        except ValueError:
            return UNKNOWN_ADDRESS

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this address and password, counted and written down when it is not right.

        Who is not active is as unknown as anybody else. Raises ValidationError `blocked` after too much guessing.
        """
        email = str(credentials.get("email", ""))
        address = request.META.get("REMOTE_ADDR", "")
        if minutes := throttle.minutes_to_wait(email, address):
            raise ValidationError(
                _("There were too many attempts to log in. Wait %(minutes)s minutes and then try again."),
                code="blocked",
                params={"minutes": minutes},
            )
        user = authenticate(request, username=email, password=str(credentials.get("password", "")))
        if not isinstance(user, User):
            throttle.note_failure(email, address)
            sessions.refused(email)
            return None
        throttle.forget(email, address)
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        return self.authenticate(context.request, email=user.email, password=password) == user

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """After the password, the provider or the passkey, and after the second factor."""
        response: HttpResponse = super().post_login(request, user, **rest)
        sessions.opened(user)
        look(request, user, by_provider="sociallogin" in (rest.get("signal_kwargs") or {}))
        if offers_to(user).exists():
            messages.info(
                request,
                _("An organisation offers you a role. You accept or decline it on your account page."),
            )
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            sessions.closed(request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        actions.change_password(user=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        from django.urls import reverse

        return reverse("organisations:account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Feedback in our words; what has none is not worth a message."""
        text = message or FEEDBACK.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        mail.send("password_reset", to=user.email, user=user, url=context["password_reset_url"])

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells the owner what changed in how their account is protected: it may not have been them."""
        if template_prefix in NOTICES:
            mail.send("notice", to=user.email, user=user, what=NOTICES[template_prefix])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's other mails are about signing up; there is none of them here."""
        raise NotImplementedError(template_prefix)
