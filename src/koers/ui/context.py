"""What every page's layout needs: the menu, the footer's links, the organisation and the ways in and out.

Nothing here touches the database until a template shows it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from koers.core.addresses import address
from koers.organisations.access import current_organisation
from koers.ui.menu import footer, logged_in, main_menu
from koers.ui.parts import Link


def _address(name: str) -> str:
    """The address of a page by name, or an empty string while that page does not exist."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""


def _account() -> Link | None:
    url = _address("organisations:account")
    return Link(_("Your details"), url) if url else None


def organisation_name(request: HttpRequest) -> str:
    """The organisation the visitor works for now; empty for a visitor without one."""
    organisation = current_organisation(request) if logged_in(request) else None
    return organisation.name if organisation else ""


def layout(request: HttpRequest) -> dict[str, Any]:
    inside = logged_in(request)
    return {
        "menu": SimpleLazyObject(lambda: main_menu.links(request)),
        "footer_links": SimpleLazyObject(lambda: footer.links(request)),
        "organisation_name": SimpleLazyObject(lambda: organisation_name(request)),
        "account": _account() if inside else None,
        "home_url": _address("web:home") or "/",
        "login_url": "" if inside else _address("account_login"),
        "logout_url": _address("account_logout") if inside else "",
    }
