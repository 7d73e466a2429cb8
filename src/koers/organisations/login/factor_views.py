"""Pages for the second step: codes, passkeys, recovery codes. allauth's views with our pages.

What the browser needs for a passkey stands as JSON in an attribute of the form (`options`); passkeys.js reads it, because the
content security policy allows no data in a script element.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.base import views as base_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from koers.organisations.login.factor_forms import (
    ActivateTOTPForm,
    AddPasskeyForm,
    AuthenticateForm,
    LoginByPasskeyForm,
    ReauthenticateByPasskeyForm,
    ReauthenticateForm,
    UsePasskeyForm,
)

PAGES = "organisations/login/"
SECURITY = reverse_lazy("mfa_index")


class WithOptions:
    """Gives `options`: what the browser's own passkey window is asked."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        data = next(iter(found.get("js_data", {}).values()), None)
        options = json.dumps(data, cls=DjangoJSONEncoder) if data else ""
        return {"redirect_field": "", **found, "options": options}


class AuthenticateView(WithOptions, base_views.AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        kinds = set(self.stage.login.user.authenticator_set.values_list("type", flat=True))
        return {**found, "by_code": bool(kinds - {"webauthn"}), "by_passkey": "webauthn" in kinds}


class ReauthenticateByPasskeyView(WithOptions, webauthn_views.ReauthenticateWebAuthnView):
    """allauth leads a wrong answer to the log-in page, which sends whoever is logged in on; here one may try again."""

    def form_invalid(self, form: Any) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.request.get_full_path())


class AddPasskeyView(webauthn_views.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        data = webauthn.begin_registration(self.request.user, passwordless=True)
        return {**found, "options": json.dumps(data, cls=DjangoJSONEncoder)}


class RemovePasskeyView(webauthn_views.RemoveWebAuthnView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody else's key does not exist, also before the password is asked once more."""
        if not self.get_queryset().filter(pk=kwargs["pk"]).exists():
            raise Http404(gettext("This page does not exist, or it is not yours."))
        found: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return found


overview = base_views.IndexView.as_view(
    template_name=f"{PAGES}security.html", extra_context={"title": _("Logging in safely")}
)
authenticate = AuthenticateView.as_view(
    form_class=AuthenticateForm,
    webauthn_form_class=UsePasskeyForm,
    template_name=f"{PAGES}second_step.html",
    extra_context={"title": _("Second step of logging in")},
)
reauthenticate = base_views.ReauthenticateView.as_view(
    form_class=ReauthenticateForm,
    template_name=f"{PAGES}again_by_code.html",
    extra_context={"title": _("First show that it is you")},
)
reauthenticate_by_passkey = ReauthenticateByPasskeyView.as_view(
    form_class=ReauthenticateByPasskeyForm,
    template_name=f"{PAGES}again_by_passkey.html",
    extra_context={"title": _("First show that it is you")},
)
activate_totp = never_cache(
    totp_views.ActivateTOTPView.as_view(
        form_class=ActivateTOTPForm,
        template_name=f"{PAGES}app_add.html",
        extra_context={"title": _("Set up an app with codes")},
    )
)
deactivate_totp = totp_views.DeactivateTOTPView.as_view(
    template_name=f"{PAGES}app_remove.html", extra_context={"title": _("Stop using the app with codes")}
)
recovery_codes = never_cache(
    recovery_views.ViewRecoveryCodesView.as_view(
        template_name=f"{PAGES}recovery_codes.html", extra_context={"title": _("Recovery codes")}
    )
)
new_recovery_codes = recovery_views.GenerateRecoveryCodesView.as_view(
    template_name=f"{PAGES}recovery_codes_new.html", extra_context={"title": _("Make new recovery codes")}
)
add_passkey = never_cache(
    AddPasskeyView.as_view(
        form_class=AddPasskeyForm,
        template_name=f"{PAGES}passkey_add.html",
        extra_context={"title": _("Add a passkey")},
    )
)
remove_passkey = RemovePasskeyView.as_view(
    template_name=f"{PAGES}passkey_remove.html",
    success_url=SECURITY,
    extra_context={"title": _("Remove a passkey")},
)
log_in_by_passkey = webauthn_views.LoginWebAuthnView.as_view(form_class=LoginByPasskeyForm)
