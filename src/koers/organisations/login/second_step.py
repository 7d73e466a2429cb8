"""Where an organisation makes a second step for logging in compulsory: who has none sets one first.

It is looked up at log-in and kept in the session: other requests cost no query. Who logs in with the
organisation's own provider is left alone: that provider asks for its own second step.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from koers.organisations import audit
from koers.organisations.models import Organisation, User

WANTED = "koers_second_step_wanted"
BY_PROVIDER = "koers_by_provider"
OPEN = (
    "/account/veilig-inloggen/",
    "/account/bevestigen/",
    "/account/wachtwoord/",
    "/uitloggen/",
    "/static/",
)
"""Where someone who still has to set a second step may go: the pages that set it, and away. No API key is made, and no
role accepted, before it is set.
"""


@transaction.atomic
def require_second_step(*, by: User, organisation: Organisation, required: bool) -> None:
    """Holds from each person's next log-in."""
    if organisation.second_step_required == required:
        return
    organisation.second_step_required = required
    organisation.save(update_fields=["second_step_required", "updated_at"])
    action = "organisation.second_step_asked" if required else "organisation.second_step_free"
    audit.record(by=by, action=action, subject=organisation, organisation=organisation)


def lacks_second_step(user: User) -> bool:
    """Whether one of the user's organisations asks for a second step and there is none. Recovery codes are none."""
    from allauth.mfa.models import Authenticator

    asked = Organisation.objects.filter(pk__in=user.works_for(), second_step_required=True).exists()
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return asked and not Authenticator.objects.filter(user=user, type__in=kinds).exists()


def look(request: HttpRequest, user: User, *, by_provider: bool | None = None) -> None:
    """At log-in, and again when what it depends on changed in this session: a role accepted, a step taken away."""
    if by_provider is not None:
        request.session[BY_PROVIDER] = by_provider
    if not request.session.get(BY_PROVIDER) and lacks_second_step(user):
        request.session[WANTED] = True


class SecondStepMiddleware:
    """Leads a session that lacks the second step to the page where it is set, until it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            not request.path.startswith(OPEN)
            and request.session.get(WANTED)
            and request.user.is_authenticated
        ):
            if lacks_second_step(request.user):
                messages.warning(
                    request,
                    _(
                        "Your organisation asks for a second step when you log in. Set a passkey or an app with codes first."
                    ),
                )
                return HttpResponseRedirect(reverse("mfa_index"))
            del request.session[WANTED]
        return self.get_response(request)
