"""The page an empty installation shows to everybody: only who has the code comes further."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from koers.organisations import throttle
from koers.organisations.catalogue import UnknownOrganisation
from koers.organisations.login import first_run
from koers.organisations.login.forms import password_rules
from koers.organisations.models import User

COUNTED_AS = "first-run"


class FirstRunForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy(
            "Koers printed this code in the window or log where it was started. It works for 24 hours; starting "
            "Koers again gives a new one."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        help_text=gettext_lazy(
            "Name of the municipality or body, or its CBS code. For example: Haarlem, or 0392."
        ),
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.fields["password"].help_text = password_rules()

    def clean_code(self) -> str:
        """Guesses count as failed log-ins do. The number of them is limited for everybody together."""
        code: str = self.cleaned_data["code"]
        if minutes := throttle.minutes_to_wait(COUNTED_AS, self.address):
            raise ValidationError(
                _("There were too many attempts to log in. Wait %(minutes)s minutes and then try again."),
                params={"minutes": minutes},
            )
        if not first_run.is_right(code):
            throttle.note_failure(COUNTED_AS, self.address)
            raise ValidationError(
                _("This code is not right, or it has been used. Koers printed it when it started.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if "password" in found:
            try:
                validate_password(
                    found["password"], User(email=found.get("email", ""), name=found.get("name", ""))
                )
            except ValidationError as error:
                self.add_error("password", error)
        if "password" in found and "again" in found and found["password"] != found["again"]:
            self.add_error("again", _("The two new passwords are not the same."))
        return found


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first_administrator(request: HttpRequest) -> HttpResponse:
    if not first_run.is_needed():
        return redirect("account_login")
    form = FirstRunForm(request.POST or None, address=request.META.get("REMOTE_ADDR", ""))
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        try:
            user = first_run.make_administrator(**values)
        except (ValidationError, UnknownOrganisation) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(
                request, _("Koers is ready. You are the administrator: invite your colleagues next.")
            )
            answer: HttpResponse = perform_login(request, user)
            return answer
    return render(
        request, "organisations/login/first_run.html", {"title": _("Start with Koers"), "form": form}
    )
