"""Log-in, password and membership forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from koers.organisations import sessions, throttle
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.queries import organisations_of


class LoginForm(forms.Form):
    """E-mail address and password. The same words for a wrong address and a wrong password: nothing leaks
    who exists."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    user: User | None = None

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        email, password = found.get("email"), found.get("password")
        if not email or not password:
            return found
        address = self.request.META.get("REMOTE_ADDR", "")
        if minutes := throttle.minutes_to_wait(email, address):
            raise ValidationError(
                _("There were too many attempts to log in. Wait %(minutes)s minutes and then try again."),
                code="blocked",
                params={"minutes": minutes},
            )
        user = authenticate(self.request, username=email, password=password)
        if not isinstance(user, User):
            throttle.note_failure(email, address)
            sessions.refused(email)
            raise ValidationError(
                _("This combination of e-mail address and password is not known. Check both and try again."),
                code="unknown",
            )
        throttle.forget(email, address)
        self.user = user
        return found


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if "password" in found and "again" in found and found["password"] != found["again"]:
            self.add_error("again", _("The two new passwords are not the same."))
        return found


class PasswordForm(NewPasswordForm):
    """Change your own password: the present one first, against someone else at an open screen."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("present", "password", "again")

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise ValidationError(_("This is not your present password."))
        return present


class OrganisationChoice(forms.Form):
    """One of the user's own organisations."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_of(user)


class MemberForm(forms.Form):
    """Gives a person, by e-mail address, a role; someone new gets an account."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("Only used when this person is new in Koers.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
