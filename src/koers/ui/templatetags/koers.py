"""The components as template tags and filters; a builtin library, so no `{% load %}` is needed.

A tag renders a partial in `templates/ui/components/`, or is written in `ui/drawing.py` and `ui/field_html.py` where a page
has dozens of it; `/componenten/` shows them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.ui import formats
from koers.ui.drawing import course_svg, menu_html, rail_html, table_html, timeline_svg
from koers.ui.escaping import format_html
from koers.ui.field_html import errors_html, field_html
from koers.ui.fields import FieldView, error_links, view_of
from koers.ui.parts import Column, Fact, Link, Rail, Table
from koers.ui.timeline import Timeline

register = template.Library()

COMPONENTS = "ui/components/"
# The sign of each status and of each kind of feedback: never a colour alone.
STATUS_SIGNS = {"ok": "ok", "warn": "warn", "alarm": "alarm", "done": "done", "rest": "rest"}
ALERTS = {
    "ok": ("ok", "ok"),
    "success": ("ok", "ok"),
    "warning": ("warning", "warn"),
    "error": ("error", "alarm"),
    "info": ("info", "info"),
    "debug": ("info", "info"),
}
DELTA_SIGNS = {"late": "later", "early": "ok", "up": "up", "down": "down", "flat": "flat"}
DELTA_STYLES = {"late": "late", "up": "late", "early": "good", "down": "good", "flat": "flat"}


@register.simple_tag
@lru_cache(500)
def icon(name: str) -> SafeString:
    """`{% icon "warn" %}`: a sign, hidden from assistive technology; words always stand beside it."""
    return format_html(
        '<svg class="koers-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        _icons(),
        name,
    )


@cache
def _icons() -> str:
    """Looked up once: a page has dozens of signs."""
    return static("ui/icons.svg")


@register.simple_tag
def status(kind: str, word: object) -> SafeString:
    """`{% status "warn" "Let op" %}`: kind is ok, warn, alarm, done or rest (KeyError otherwise)."""
    sign = icon(STATUS_SIGNS[kind])
    return format_html('<span class="koers-status koers-status--{}">{}{}</span>', kind, sign, word)


@register.simple_tag
def delta(kind: str, words: object) -> SafeString:
    """`{% delta "late" "6 weken later" %}`: kind is late, early, up (worse), down (better) or flat."""
    sign = icon(DELTA_SIGNS[kind])
    return format_html(
        '<span class="koers-delta koers-delta--{}">{} {}</span>', DELTA_STYLES[kind], sign, words
    )


@register.simple_tag
def source_link(url: str, about: object) -> SafeString:
    """`{% source_link url "Minder uitval" %}`: opens a fact's passage; `about` is heard, not seen."""
    return format_html(
        '<a class="utrecht-link koers-source" href="{}">{}'
        '<span class="koers-visually-hidden"> {} {}</span></a>',
        url,
        _("source"),
        _("of"),
        about,
    )


@register.simple_tag
def passage_mark(number: int, url: str, state: str = "") -> SafeString:
    """`{% passage_mark 3 "#v3" "now" %}`: the ring between passage and proposal. state: "", now or done."""
    style = f" koers-mark--{state}" if state else ""
    return format_html(
        '<a class="koers-mark{}" href="{}"><span class="koers-visually-hidden">{} </span>{}</a>',
        style,
        url,
        _("Proposal"),
        number,
    )


@register.simple_tag
def chip(value: object, url: str, state: str = "", old: object = "") -> SafeString:
    """`{% chip value url "changed" old %}`: a live figure. state: "", changed or lost."""
    style = f" koers-chip--{state}" if state else ""
    before = format_html(' <span class="koers-small">{} {}</span>', _("was"), old) if old else ""
    return format_html('<a class="koers-chip{}" href="{}">{}{}</a>', style, url, value, before)


@register.simple_tag
def course(done: Decimal | float, total: Decimal | float, label: object) -> SafeString:
    """`{% course 6 9 "Strategisch HR" %}`: progress; `label` and the counts are heard.

    Nothing to do (`total` 0) stands at the start. More done than there is stands at the end.
    """
    return course_svg(**progress(done, total, label))


def progress(done: Decimal | float, total: Decimal | float, label: object) -> dict[str, Any]:
    """Where the ring stands on the line of `course`, and what is heard."""
    share = min(max(float(done) / float(total), 0.0), 1.0) if total else 0.0
    counts = _("%(done)s of %(total)s") % {"done": done, "total": total}
    return _line(share, f"{label}: {counts}")


@register.simple_tag
def course_title(share: float, stops: Sequence[float] = ()) -> SafeString:
    """`{% course_title share stops %}`: the full line under a title, only where it shows real progress.

    Shares run from 0 to 1; `stops` are reached milestones. Decoration: the facts line says the same in words.
    """
    line = _line(min(max(share, 0.0), 1.0), "")
    return course_svg(**line, stops=[percent(stop) for stop in stops])


def _line(share: float, label: str) -> dict[str, Any]:
    here = 2 + share * 94 if label else share * 100
    return {"here": percent(here / 100), "label": label, "end": "97%" if label else "100%"}


def percent(share: float) -> str:
    """A share as an SVG length with a point, whatever the language: `75.8%`."""
    return f"{share * 100:.1f}%"


@register.simple_tag
def course_mark() -> SafeString:
    """The short course line with ring under a title that has no progress to show."""
    return SafeString(
        '<svg class="koers-course koers-course--mark" aria-hidden="true" focusable="false">'
        '<line class="sailed" x1="2" x2="92%" y1="10" y2="10"></line>'
        '<circle class="here" cx="92%" cy="10" r="7"></circle></svg>'
    )


@register.inclusion_tag(COMPONENTS + "alert.html")
def alert(kind: str, text: object, lead: object = "") -> dict[str, Any]:
    """`{% alert "ok" "U kunt verder werken." "Bewaard om 10.42 uur." %}`; kinds: ok, warning, error, info."""
    style, sign = ALERTS[kind.split()[-1] if kind else "info"]
    return {
        "style": style,
        "sign": sign,
        "text": text,
        "lead": lead,
        "role": "alert" if style == "error" else "status",
    }


@register.inclusion_tag(COMPONENTS + "warning.html")
def warning(text: object, lead: object = "") -> dict[str, Any]:
    """`{% warning "Kies zelf." "Het einde ligt vóór het begin." %}`: stands beside its subject."""
    return {"text": text, "lead": lead}


@register.inclusion_tag(COMPONENTS + "empty.html")
def nothing_yet(
    title: str, text: object, action: Link, other: Link | None = None, level: int = 2
) -> dict[str, Any]:
    """`{% nothing_yet title text action other level=3 %}`: what comes here, one button, one way out.

    Not called `empty`: that word belongs to Django's `for`, which would end its loop there.
    """
    return {"title": title, "text": text, "action": action, "other": other, "level": level}


@register.inclusion_tag(COMPONENTS + "facts_line.html")
def facts_line(facts: Sequence[Fact]) -> dict[str, Any]:
    """`{% facts_line facts %}`: the facts under a title, on one line."""
    return {"facts": facts}


@register.inclusion_tag(COMPONENTS + "fact_list.html")
def fact_list(facts: Sequence[Fact]) -> dict[str, Any]:
    """`{% fact_list facts %}`: label and value under each other, in a proposal or a panel."""
    return {"facts": facts}


@register.inclusion_tag(COMPONENTS + "figures.html")
def figures(facts: Sequence[Fact]) -> dict[str, Any]:
    """`{% figures facts %}`: large figures side by side, each with its note."""
    return {"facts": facts}


@register.simple_tag(name="table")
def table_tag(table: Table) -> SafeString:
    """`{% table table %}`: see koers.ui.parts.Table; becomes a card per row on a phone."""
    return table_html(table)


@register.simple_tag
def rail_links(rail: Rail) -> SafeString:
    """`{% rail_links rail as stations %}`: the stations of a rail, for the wide and the folded one."""
    return rail_html(rail)


@register.simple_tag
def menu_links(links: Iterable[Link]) -> SafeString:
    """`{% menu_links menu as entries %}`: the entries of the main menu, for the wide and the folded one."""
    return menu_html(links)


@register.inclusion_tag(COMPONENTS + "filters.html")
def filters(label: str, links: Sequence[Link]) -> dict[str, Any]:
    """`{% filters "Toon voorstellen" links %}`: round links, the chosen one with `current`."""
    return {"label": label, "links": links}


@register.inclusion_tag(COMPONENTS + "timeline.html")
def timeline(drawing: Timeline) -> dict[str, Any]:
    """`{% timeline drawing %}`: what koers.ui.timeline.draw made: SVG, list for the phone, key and table."""
    return {"drawing": drawing, "svg": timeline_svg(drawing), "table": _timeline_table(drawing)}


def _timeline_table(drawing: Timeline) -> Table:
    columns = [Column(_("What")), Column(_("When"))] + [Column(_("Planned end"))] * drawing.has_plan
    rows = []
    for row in drawing.rows:
        label = format_html('<a class="utrecht-link" href="{}">{}</a>', row.url, row.label)
        when = f"{row.period} ({row.note})" if row.note else row.period
        rows.append([label if row.url else row.label, when] + [row.planned] * drawing.has_plan)
    return Table(drawing.title, columns, rows)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """`{% field form.name %}`: label, help, field and errors, connected for assistive technology."""
    return field_html(view_of(bound), icon)


@register.simple_tag
def field_errors(view: FieldView) -> SafeString:
    """`{% field_errors field %}`: what is wrong with a field, for a component that shows a field in its own way."""
    return errors_html(view, icon)


@register.inclusion_tag(COMPONENTS + "error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: above the form, a link to each field with an error; nothing when there
    are none.
    """
    return {"links": error_links(form), "general": list(form.non_field_errors()) if form.is_bound else []}


@register.inclusion_tag(COMPONENTS + "drop_zone.html")
def drop_zone(bound: BoundField) -> dict[str, FieldView]:
    """`{% drop_zone form.files %}`: choose or drag files; without script it is a plain file field."""
    return {"field": view_of(bound)}


@register.inclusion_tag(COMPONENTS + "pages.html")
def pages(page: Any, query: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`{% pages page query %}`: links to the pages of a Django `Page`; `query` keeps the chosen filters."""
    from urllib.parse import urlencode

    def url(number: int | str) -> str:
        return "?" + urlencode({**(query or {}), "pagina": number})

    gap = page.paginator.ELLIPSIS
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [Link(str(n), "" if n == gap else url(n), current=n == page.number) for n in numbers]
    return {"links": links, "several": page.has_other_pages()}


@register.filter
def money(amount: Decimal | int | None) -> str:
    """`{{ amount|money }}`: euros as `€ 737.710`; nothing known is an empty string."""
    return "" if amount is None else formats.euros(amount)


@register.filter
def money_cents(cents: int | None) -> str:
    """`{{ cents|money_cents }}`: integer cents as `€ 737.710`."""
    return "" if cents is None else formats.euros_of_cents(cents)


@register.filter
def partial_date(value: PartialDate | date | None) -> str:
    """`{{ day|partial_date }}`: `1 juli 2019`, `juli 2019` or `2019`."""
    return "" if value is None else formats.dutch_date(value)


@register.filter
def short_date(value: PartialDate | date | None) -> str:
    """`{{ day|short_date }}`: `1 jul 2019`, for tables."""
    return "" if value is None else formats.short_date(value)


@register.filter
def period(begin: PartialDate | date | None, end: PartialDate | date | None = None) -> str:
    """`{{ begin|period:end }}`: `1 januari 2025 – 31 maart 2027`; `end` is the last day."""
    return formats.dutch_period(begin, end)


@register.filter
def file_size(size: int) -> str:
    """`{{ file.size|file_size }}`: `340 kB` or `1,2 MB`."""
    return formats.file_size(size)
