"""Lists of records and the page of one record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from koers.editing import queries
from koers.editing.attributes import Attribute, Shape, attribute, attributes
from koers.editing.kinds import Kind
from koers.editing.places import (
    address,
    capital,
    kind_for,
    link_to,
    page_of,
    record_for,
    short,
    trail,
    with_query,
)
from koers.editing.relations import parent_of
from koers.editing.sheets import TYPES
from koers.organisations.access import may, user_of
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord
from koers.ui.parts import Column, Fact, Link, Table

PER_PAGE = 50
NUMBERS = frozenset({Shape.MONEY, Shape.NUMBER, Shape.WHOLE})


@require_safe
def record_list(request: HttpRequest, slug: str) -> HttpResponse:
    kind, user = kind_for(request, slug), user_of(request)
    text, programme = asked_for(request)
    found = queries.found(kind, user, text, programme)
    programmes = queries.programmes_of(kind, user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "title": capital(kind.plural),
        "kind": kind,
        "page": page,
        "table": table_of(kind, list(page.object_list)),
        "found": _count(page.paginator.count),
        "query": {"zoek": text, "programma": programme},
        "programmes": programmes,
        "chosen": bool(text or programme),
        "new_url": _new_url(kind, user, programme),
        "downloads": download_links(kind, text, programme),
        "links": _list_links(kind, user, text, programme),
    }
    return render(request, "editing/list.html", context)


def asked_for(request: HttpRequest) -> tuple[str, str]:
    """The words and the programme a list is narrowed to."""
    return request.GET.get("zoek", "").strip()[:200], request.GET.get("programma", "")


def _count(number: int) -> str:
    return ngettext("%(count)s record", "%(count)s records", number) % {"count": number}


def _new_url(kind: Kind, user: User, programme: str) -> str:
    if not kind.writable or not user.may_somewhere(kind.needs):
        return ""
    url = reverse("editing:new", kwargs={"slug": kind.slug})
    return with_query(url, bij=programme if kind.parent == "programme" else "")


def download_links(kind: Kind, text: str, programme: str) -> list[Link]:
    """The list as it is narrowed now, in every form of spreadsheet."""
    query = {"zoek": text, "programma": programme}
    urls = {form: reverse("editing:download", kwargs={"slug": kind.slug, "form": form}) for form in TYPES}
    return [Link(form, with_query(url, **query)) for form, url in urls.items()]


def _list_links(kind: Kind, user: User, text: str, programme: str) -> list[Link]:
    sheets = with_query(reverse("editing:sheets", kwargs={"slug": kind.slug}), zoek=text, programma=programme)
    links = [Link(_("Spreadsheet"), sheets)]
    if kind.writable and user.may_somewhere(kind.needs):
        links.append(Link(_("Removed in the last 30 days"), reverse("editing:trash")))
    return links


def table_of(kind: Kind, records: list[Any]) -> Table:
    """The records in the kind's columns, with the parent last; the first cell leads to the record."""
    shown = [attribute(kind.model, name) for name in kind.columns or kind.fields]
    columns = [Column(one.title, number=one.shape in NUMBERS) for one in shown]
    parent = kind.model._meta.get_field(kind.parent) if kind.parent else None
    if parent is not None:
        columns.append(Column(capital(str(parent.related_model._meta.verbose_name))))  # type: ignore[union-attr]
    rows = []
    for record in records:
        cells = [_cell(one, record) for one in shown[1:]]
        rows.append([_first(shown[0], record), *cells, *([link_to_parent(kind, record)] if parent else [])])
    return Table(capital(kind.plural), columns, rows)


def link_to_parent(kind: Kind, record: ScopedRecord) -> Any:
    found = getattr(record, kind.parent)
    return "" if found is None else link_to(found)


def _first(shown: Attribute, record: ScopedRecord) -> Any:
    words = shown.words(getattr(record, shown.name)) or str(record) or _("without a name")
    return _link(short(words), page_of(record))


def _link(words: str, url: str) -> Any:
    from django.utils.html import format_html

    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, words)


def _cell(shown: Attribute, record: ScopedRecord) -> str:
    return short(shown.words(getattr(record, shown.name)), 200) or "–"


@require_safe
def record_page(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    kind, user = kind_for(request, slug), user_of(request)
    record = record_for(request, kind, public_id)
    may_change = kind.writable and may(user, kind.needs, record)
    context = {
        "title": short(record) or capital(kind.singular),
        "breadcrumbs": trail(kind, None, short(record, 60)),
        "kind": kind,
        "record": record,
        "singular": capital(kind.singular),
        "facts": facts_of(kind, record),
        "warnings": kind.odd(user, record),
        "parts": [_part(part, record, user) for part in queries.parts_of(kind, record, user)],
        "may_change": may_change,
        "series_template": kind.series[0] if kind.series else "",
        "series": kind.series[1](user, record) if kind.series else None,
        "urls": {name: address(name, record, kind) for name in ("change", "remove", "history", "as_on")},
    }
    return render(request, "editing/record.html", context)


def facts_of(kind: Kind, record: ScopedRecord) -> list[Fact]:
    """What is known, in the order of the form; what is empty is left out."""
    facts = []
    if kind.parent:
        under = parent_of(kind, record)
        facts.append(Fact(capital(str(under._meta.verbose_name)), link_to(under)))
    for one in attributes(kind):
        value = getattr(record, one.name, None)
        shown = link_to(value) if one.shape is Shape.RELATION and value else one.words(value)
        if shown:
            facts.append(Fact(one.title, shown))
    return facts


def _part(part: queries.Parts, record: ScopedRecord, user: User) -> dict[str, Any]:
    """A section of the record page: what hangs from it, and the way to add one."""
    may_add = part.kind.writable and may(user, part.kind.needs, record)
    new = reverse("editing:new", kwargs={"slug": part.kind.slug})
    back = page_of(record)
    return {
        "id": part.kind.slug,
        "title": capital(part.kind.plural),
        "singular": part.kind.singular,
        "table": table_of(part.kind, part.records) if part.records else None,
        "more": part.more,
        "list_url": reverse("editing:list", kwargs={"slug": part.kind.slug}),
        "new_url": with_query(new, bij=str(record.public_id), next=back) if may_add else "",
    }
