"""Logging in with a password, and out."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from koers.organisations.login import first_run
from koers.organisations.login.forms import LoginForm
from koers.organisations.login.provider import configured

TOO_MANY = 429


class LoginView(account_views.LoginView):
    """The page everybody without a session comes to; on an empty installation it leads to the first administrator."""

    template_name = "organisations/login/login.html"
    form_class = LoginForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if first_run.is_needed():
            return redirect("organisations:first_run")
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error("__all__", "blocked"):
            response.status_code = TOO_MANY
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        provider = configured()
        if provider is not None:
            url = reverse("openid_connect_login", kwargs={"provider_id": provider["provider_id"]})
            onward = found["redirect_field_value"]
            found["provider_url"] = f"{url}?{urlencode({'next': onward})}" if onward else url
        return {**found, "provider": provider}
