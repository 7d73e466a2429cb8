"""The main menu and the footer: rooms register their pages from `AppConfig.ready`.

What someone may not see is not in the menu; a page that does not exist cannot be registered (its address
must resolve).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from koers.core.addresses import address
from koers.organisations.access import user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

type Visible = Callable[[HttpRequest], bool]


def logged_in(request: HttpRequest) -> bool:
    """The default: an entry is for people with an account."""
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated)


def everyone(request: HttpRequest) -> bool:
    """For public pages and for the footer."""
    return True


def permitted(permission: Permission) -> Visible:
    """For those who have the permission in at least one organisation, as `access.require` asks."""

    def visible(request: HttpRequest) -> bool:
        if not logged_in(request):
            return False
        return user_of(request).may_somewhere(permission)

    return visible


@dataclass(frozen=True, slots=True)
class Entry:
    label: str | Promise
    url_name: str
    order: int
    visible: Visible


class Registry:
    """Entries by order; registering the same page again replaces it, so that reloading is harmless."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(
        self, label: str | Promise, url_name: str, *, order: int, visible: Visible = logged_in
    ) -> None:
        self._entries[url_name] = Entry(label, url_name, order, visible)

    def remove(self, url_name: str) -> None:
        self._entries.pop(url_name, None)

    def links(self, request: HttpRequest) -> list[Link]:
        """The entries this visitor may see. An entry is current on its own page and the pages beneath it."""
        entries = sorted(self._entries.values(), key=lambda entry: entry.order)
        shown = [(entry, address(entry.url_name)) for entry in entries if entry.visible(request)]
        current = _deepest(request.path, [url for _, url in shown])
        return [Link(str(entry.label), url, current=url == current) for entry, url in shown]


def _deepest(path: str, urls: Iterable[str]) -> str | None:
    """The longest address that the path lies under; the start page is only current on itself."""
    below = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(below, key=len, default=None)


main_menu = Registry()
footer = Registry()
