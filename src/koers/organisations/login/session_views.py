"""Where someone is logged in, with a button that ends the other sessions."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koers.organisations import audit
from koers.organisations.access import user_of
from koers.organisations.login.devices import device_of


class SessionsView(ListUserSessionsView):
    template_name = "organisations/login/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        rows = [
            {"session": session, "device": device_of(session.user_agent), "here": session.is_current()}
            for session in reversed(found["sessions"])
        ]
        return {**found, "rows": sorted(rows, key=lambda row: not row["here"])}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = user_of(self.request)
        audit.record(by=user, action="session.others_ended", subject=user, organisation=None)
        return response


sessions = SessionsView.as_view(extra_context={"title": _("Where you are logged in")})
