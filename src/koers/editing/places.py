"""Addresses of records, the way back, and who may open what: the same for every page of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from koers.editing.kinds import Kind, by_slug, kind_of
from koers.organisations.access import demand, get_visible_or_404, refusal, user_of
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord
from koers.ui.parts import Link


def kind_for(request: HttpRequest, slug: str, needs: Permission | None = None) -> Kind:
    """The kind of an address: 404 when there is none or none to see, 403 when the user may do `needs` with none."""
    try:
        kind = by_slug(slug)
    except KeyError:
        raise Http404(_("This page does not exist, or it is not yours.")) from None
    if not user_of(request).may_somewhere(needs or kind.see):
        raise refusal(user_of(request), needs or kind.see)
    return kind


def writable_kind(request: HttpRequest, slug: str) -> Kind:
    """As `kind_for`, for pages that write: 404 for a kind that has no form."""
    kind = kind_for(request, slug)
    if not kind.writable:
        raise Http404(_("This page does not exist, or it is not yours."))
    return kind_for(request, slug, kind.needs)


def record_for(
    request: HttpRequest, kind: Kind, public_id: Any, needs: Permission | None = None
) -> ScopedRecord:
    """404 when it is not the user's to see, 403 when he or she may not do `needs` with it."""
    record = get_visible_or_404(kind.model, request.user, public_id=public_id)
    if needs is not None:
        demand(request.user, needs, record)
    return record


def address(name: str, record: ScopedRecord, kind: Kind | None = None) -> str:
    slug = (kind or kind_of(record)).slug
    return reverse(f"editing:{name}", kwargs={"slug": slug, "public_id": record.public_id})


def page_of(record: ScopedRecord) -> str:
    """Where the record is shown: the page its kind names, else its own; empty for what has no kind."""
    try:
        kind = kind_of(record)
    except KeyError:
        return ""
    return kind.page(record) if kind.page else address("record", record, kind)


def link_to(record: Any) -> Any:
    """The record's name, as a link when it has a page."""
    url = page_of(record) if isinstance(record, ScopedRecord) else ""
    if not url:
        return str(record)
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, short(record))


def short(record: Any, length: int = 120) -> str:
    words = " ".join(str(record).split())
    return words if len(words) <= length else f"{words[: length - 1]}…"


def way_back(request: HttpRequest) -> str:
    """The page one came from (`next`), when it is one of ours; else empty."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if ours and given.startswith("/") else ""


def with_query(url: str, **query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{url}?{urlencode(kept)}" if kept else url


def list_link(kind: Kind) -> Link:
    return Link(capital(kind.plural), reverse("editing:list", kwargs={"slug": kind.slug}))


def trail(kind: Kind, record: ScopedRecord | None, last: str) -> list[Link]:
    """Breadcrumbs: the list, the record, this page."""
    links = [list_link(kind)]
    if record is not None:
        links.append(Link(short(record, 60), page_of(record)))
    return [*links, Link(last)]


type Landing = Callable[[ScopedRecord], str]

_landings: list[Landing] = []


def land_on(landing: Landing) -> None:
    """From `AppConfig.ready`: a room above says on which of its pages a record stands (empty: on none)."""
    if landing not in _landings:
        _landings.append(landing)


def list_page_of(record: ScopedRecord) -> str:
    """The page where the record stands among its like; the list of its kind when no room has one. To be asked
    before the record is removed."""
    found = (landing(record) for landing in _landings)
    return next((url for url in found if url), list_link(kind_of(record)).url)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
