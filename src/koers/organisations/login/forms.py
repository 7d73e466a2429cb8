"""allauth's forms in our words: labels above the field, no placeholders, one help text per field."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def password_rules() -> str:
    return " ".join(text for text in password_validators_help_texts() if text)


def dress(field: forms.Field, label: Any, help_text: str = "") -> None:
    """Our label and help in place of theirs."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(account_forms.LoginForm):
    """The same words for a wrong address and a wrong password: nothing leaks who exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["login"], self.fields["password"]
        email.widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        dress(email, _("E-mail address"))
        dress(password, _("Password"))


class NewPassword(forms.Form):
    """The two fields of every form in which a password is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["password1"], _("New password"), password_rules())
        dress(self.fields["password2"], _("New password once more"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = forms.Form.clean(self) or {}
        if "password1" in found and "password2" in found and found["password1"] != found["password2"]:
            self.add_error("password2", ValidationError(_("The two new passwords are not the same.")))
        return found


class ChangePasswordForm(NewPassword, account_forms.ChangePasswordForm):
    """The present password first, against someone else at an open screen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["oldpassword"], _("Present password"))


class SetPasswordForm(NewPassword, account_forms.SetPasswordForm):
    """For someone who came in by another way and has no password yet."""


class ResetPasswordKeyForm(NewPassword, account_forms.ResetPasswordKeyForm):
    """Behind the link of "password forgotten"."""


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        dress(email, _("E-mail address"))


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["password"], _("Password"))
