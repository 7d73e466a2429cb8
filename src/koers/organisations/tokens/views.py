"""The page of one's own tokens: make one, see them, withdraw one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from koers.organisations.access import user_of
from koers.organisations.tokens import actions
from koers.organisations.tokens.forms import TokenForm
from koers.organisations.tokens.queries import tokens_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The list with the form. The secret stands in the answer to the form and is kept nowhere: no session, no log."""
    user = user_of(request)
    form = TokenForm(request.POST or None, user=user)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.create_token(by=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            form = TokenForm(user=user)
    now = timezone.now()
    rows = [(token, token.is_valid(now)) for token in tokens_of(user)]
    context = {
        "title": _("Access tokens"),
        "form": form,
        "made": made,
        "secret": secret,
        "valid": [token for token, valid in rows if valid],
        "ended": [token for token, valid in rows if not valid],
    }
    return render(request, "organisations/tokens/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Withdraws one of the user's own tokens."""
    user = user_of(request)
    token = tokens_of(user).filter(public_id=public_id).first()
    if token is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    actions.revoke_token(by=user, token=token)
    messages.success(request, _("The token “%(name)s” was withdrawn.") % {"name": token.name})
    return redirect("tokens:list")
