"""The forms of codes and passkeys in our words. Apart from the others, because they load the FIDO2 library."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as TheirAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as TheirReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as TheirActivateForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from koers.organisations.login.factors import FactorAdapter
from koers.organisations.login.forms import dress

CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True})


class AuthenticateForm(TheirAuthenticateForm):
    """A code of the app or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.widget = CODE
        dress(
            code, _("Code"), str(_("The six digits in the app on your phone, or one of your recovery codes."))
        )


class ReauthenticateForm(TheirReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.widget = CODE
        dress(
            code, _("Code"), str(_("The six digits in the app on your phone, or one of your recovery codes."))
        )


class ActivateTOTPForm(TheirActivateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.widget = CODE
        dress(code, _("Code"), str(_("The six digits the app shows now.")))


class Sound:
    """An answer that no browser gives (parts left out, something else than JSON objects) is a wrong answer; the FIDO2
    library breaks on it."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, AttributeError) as error:
            raise FactorAdapter().validation_error("incorrect_code") from error


class UsePasskeyForm(Sound, AuthenticateWebAuthnForm):
    """As second step, after the password."""


class LoginByPasskeyForm(Sound, LoginWebAuthnForm):
    """Instead of the password."""


class ReauthenticateByPasskeyForm(Sound, ReauthenticateWebAuthnForm):
    """To show again that it is you."""


class AddPasskeyForm(AddWebAuthnForm):
    """Every key is a passkey: it logs in by itself, so it has to ask for a finger, a face or a PIN."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=60,
        help_text=_("So that you recognise it later, for example: laptop of work."),
    )
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().clean()
        except (KeyError, TypeError, AttributeError) as error:
            raise FactorAdapter().validation_error("incorrect_code") from error
        return found
