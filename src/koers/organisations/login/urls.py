"""Log-in under Dutch addresses. The names are allauth's, which looks its own pages up by them; what is not named here
(signing up, changing the address, its other pages) is not reachable."""

from __future__ import annotations

from allauth.account import views as theirs
from django.urls import path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from koers.organisations.login import forms
from koers.organisations.login.deferred import later
from koers.organisations.login.views import LoginView

PAGES = "organisations/login/"

urlpatterns = [
    path("inloggen/", LoginView.as_view(extra_context={"title": _("Log in")}), name="account_login"),
    path("uitloggen/", require_POST(theirs.LogoutView.as_view()), name="account_logout"),
    path(
        "inloggen/gesloten/",
        theirs.AccountInactiveView.as_view(
            template_name=f"{PAGES}inactive.html", extra_context={"title": _("This account is closed")}
        ),
        name="account_inactive",
    ),
    path("inloggen/tweede-stap/", later("factor_views:authenticate", public=True), name="mfa_authenticate"),
    path(
        "inloggen/sleutel/", later("factor_views:log_in_by_passkey", public=True), name="mfa_login_webauthn"
    ),
    path(
        "inloggen/extern/<slug:provider_id>/",
        later("provider_views:start", public=True),
        name="openid_connect_login",
    ),
    path(
        "inloggen/extern/<slug:provider_id>/terug/",
        later("provider_views:finish", public=True),
        name="openid_connect_callback",
    ),
    path(
        "wachtwoord-vergeten/",
        theirs.PasswordResetView.as_view(
            template_name=f"{PAGES}forgotten.html",
            form_class=forms.ResetPasswordForm,
            extra_context={"title": _("Password forgotten")},
        ),
        name="account_reset_password",
    ),
    path(
        "wachtwoord-vergeten/verstuurd/",
        theirs.PasswordResetDoneView.as_view(
            template_name=f"{PAGES}forgotten_sent.html", extra_context={"title": _("Look in your mailbox")}
        ),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(
            theirs.PasswordResetFromKeyView.as_view(
                template_name=f"{PAGES}forgotten_choose.html",
                form_class=forms.ResetPasswordKeyForm,
                success_url=reverse_lazy("account_login"),
                extra_context={"title": _("Choose a new password")},
            )
        ),
        name="account_reset_password_from_key",
    ),
    path(
        "account/wachtwoord/",
        never_cache(
            theirs.PasswordChangeView.as_view(
                template_name=f"{PAGES}password.html",
                form_class=forms.ChangePasswordForm,
                extra_context={"title": _("Change password")},
            )
        ),
        name="account_change_password",
    ),
    path(
        "account/wachtwoord/kiezen/",
        never_cache(
            theirs.PasswordSetView.as_view(
                template_name=f"{PAGES}password.html",
                form_class=forms.SetPasswordForm,
                extra_context={"title": _("Choose a password")},
            )
        ),
        name="account_set_password",
    ),
    path(
        "account/bevestigen/",
        theirs.ReauthenticateView.as_view(
            template_name=f"{PAGES}again.html",
            form_class=forms.ReauthenticateForm,
            extra_context={"title": _("First show that it is you")},
        ),
        name="account_reauthenticate",
    ),
    path("account/bevestigen/code/", later("factor_views:reauthenticate"), name="mfa_reauthenticate"),
    path(
        "account/bevestigen/sleutel/",
        later("factor_views:reauthenticate_by_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/veilig-inloggen/", later("factor_views:overview"), name="mfa_index"),
    path("account/veilig-inloggen/app/", later("factor_views:activate_totp"), name="mfa_activate_totp"),
    path(
        "account/veilig-inloggen/app/verwijderen/",
        later("factor_views:deactivate_totp"),
        name="mfa_deactivate_totp",
    ),
    path("account/veilig-inloggen/sleutel/", later("factor_views:add_passkey"), name="mfa_add_webauthn"),
    path(
        "account/veilig-inloggen/sleutel/<int:pk>/verwijderen/",
        later("factor_views:remove_passkey"),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/veilig-inloggen/herstelcodes/",
        later("factor_views:recovery_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/veilig-inloggen/herstelcodes/nieuw/",
        later("factor_views:new_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessies/", later("session_views:sessions"), name="usersessions_list"),
]
