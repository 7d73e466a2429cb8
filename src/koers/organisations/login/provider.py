"""Logging in through the organisation's own OpenID Connect provider, which the settings name.

Whoever the provider vouches for comes in as the Koers account with that e-mail address. There is no sign-up: an account
exists because an administrator invited the address.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from koers.organisations import sessions
from koers.organisations.models import User

log = logging.getLogger(__name__)
KIND = "openid_connect"


def configured() -> dict[str, Any] | None:
    """The provider of the settings: `name`, `provider_id` and what allauth needs; None when there is none."""
    providers: Any = settings.SOCIALACCOUNT_PROVIDERS
    found: list[dict[str, Any]] = providers[KIND]["APPS"]
    return found[0] if found else None


class ProviderAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """Only the settings name a provider: nobody adds one in the database."""
        app = configured()
        if app is None or provider not in (None, KIND, app["provider_id"]):
            return []
        return [SocialApp(provider=KIND, **app)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        """allauth's own registry would load its HTTP client at every start; here it is loaded by who uses it."""
        from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

        return OpenIDConnectProvider(request, app=self.get_app(request, provider))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The account with an address the provider verified.

        The address counts as verified here too. Without that allauth throws the password away, because elsewhere a
        stranger may have claimed the address by signing up; here only an administrator could have.
        """
        for email in (found.email for found in sociallogin.email_addresses if found.verified):
            user = User.objects.filter(email__iexact=email).first()
            if user is not None:
                EmailAddress.objects.update_or_create(
                    user=user, email=user.email, defaults={"verified": True, "primary": True}
                )
                return user, user.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        found = next(iter(sociallogin.email_addresses), None)
        sessions.refused(found.email if found else "")
        context = {
            "title": _("You have no account in Koers yet"),
            "email": found.email if found else "",
            "verified": bool(found and found.verified),
            "provider": configured(),
        }
        raise ImmediateHttpResponse(
            render(request, "organisations/login/no_account.html", context, status=403)
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        log.warning("log-in through the provider failed: %s %s", error, exception or "")
        raise ImmediateHttpResponse(failed(request))


def failed(request: HttpRequest) -> HttpResponse:
    """The page for a log-in the provider broke off, refused or could not be reached for."""
    context = {"title": _("Logging in through your organisation did not work"), "provider": configured()}
    return render(request, "organisations/login/provider_failed.html", context, status=403)
