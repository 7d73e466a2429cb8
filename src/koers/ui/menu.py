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
    also: tuple[str, ...] = ()
    """Pages that stand elsewhere and that one comes to from this entry: there it is current as well."""


class Registry:
    """Entries by order; registering the same page again replaces it, so that reloading is harmless."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(
        self,
        label: str | Promise,
        url_name: str,
        *,
        order: int,
        visible: Visible = logged_in,
        also: tuple[str, ...] = (),
    ) -> None:
        self._entries[url_name] = Entry(label, url_name, order, visible, also)

    def remove(self, url_name: str) -> None:
        self._entries.pop(url_name, None)

    def links(self, request: HttpRequest) -> list[Link]:
        """The entries this visitor may see. An entry is current on its own page, on the pages beneath it, and on those
        one comes to from it (`also`).
        """
        entries = sorted(self._entries.values(), key=lambda entry: entry.order)
        shown = [entry for entry in entries if entry.visible(request)]
        places = {address(name): entry for entry in shown for name in (*entry.also, entry.url_name)}
        current = places.get(_deepest(request.path, places) or "")
        return [Link(str(entry.label), address(entry.url_name), current=entry is current) for entry in shown]


def _deepest(path: str, urls: Iterable[str]) -> str | None:
    """The longest address that the path lies under; the start page is only current on itself."""
    below = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(below, key=len, default=None)


main_menu = Registry()
footer = Registry()
