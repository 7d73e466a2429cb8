"""The portfolio's rows as a table: what it is, how it stands, what comes next, and who has been silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.core.addresses import address as address_of
from koers.programmes.models import Programme
from koers.programmes.portfolio import Row
from koers.ui.escaping import format_html, format_html_join
from koers.ui.formats import dutch_date, short_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import icon, status
from koers.web.programme.slips import first_update

LONGEST_STEP = 70


def portfolio_table(rows: Sequence[Row], today: date, *, several: bool, steers: bool) -> Table:
    columns = [Column(_("Programme"))]
    columns += [Column(_("Organisation"))] if several else []
    columns += [Column(_("Phase"))]
    columns += [Column(_("Judgement"))] if steers else []
    columns += [Column(_("Next step")), Column(_("Last update")), Column(_("End"))]
    return Table(
        _("Programmes with phase, judgement, next step and last update"),
        columns,
        [_cells(row, today, several=several, steers=steers) for row in rows],
    )


def address(row: Row) -> str:
    return address_of("web:programme", [row.organisation_slug, row.slug])


def _cells(row: Row, today: date, *, several: bool, steers: bool) -> list[object]:
    cells: list[object] = [_name(row)]
    if several:
        cells.append(row.organisation_name)
    cells.append(Programme.Phase(row.phase).label if row.phase else _("not stated"))
    if steers:
        cells.append(_judgement(row))
    return [*cells, _next(row), _updated(row, today), short_date(row.end) if row.end else _("not stated")]


def _name(row: Row) -> SafeString:
    parts = [format_html('<a class="utrecht-link" href="{}">{}</a>', address(row), row.name)]
    if row.client:
        parts.append(_soft(_("Client: %(name)s") % {"name": row.client}))
    if row.shared:
        parts.append(_soft(_("Shared by %(organisation)s") % {"organisation": row.organisation_name}))
    if row.doubles:
        told = ngettext("Looks like “%(names)s”", "Looks like: %(names)s", len(row.doubles)) % {
            "names": ", ".join(row.doubles[:3])
        }
        parts.append(_warned(told))
    return format_html_join("", "{}", ((part,) for part in parts))


def _judgement(row: Row) -> SafeString:
    if row.hidden:
        return status("rest", _("Not shared with you"))
    if not row.level:
        return status("rest", _("Not judged yet"))
    return format_html("{}{}", status(row.level, row.word), _soft(row.line))


def _next(row: Row) -> SafeString | str:
    if row.next is None:
        return _("nothing planned")
    text = row.next.text
    shown = text if len(text) <= LONGEST_STEP else text[: LONGEST_STEP - 1].rsplit(" ", 1)[0] + "…"
    return format_html("{}{}", shown, _soft(dutch_date(row.next.date)))


def _updated(row: Row, today: date) -> SafeString | str:
    if row.updated is None:
        first = "" if row.silent else first_update(row.made, row.every, today)
        return _warned(_("No update yet")) if row.silent else first or _("no update")
    if not row.silent:
        return short_date(row.updated)
    days = (today - row.updated).days
    told = ngettext("%(days)s day without update", "%(days)s days without update", days) % {"days": days}
    return format_html("{}{}", short_date(row.updated), _warned(told))


def _soft(words: object) -> SafeString:
    return format_html('<span class="koers-cellnote koers-soft koers-small">{}</span>', words)


def _warned(words: object) -> SafeString:
    return format_html(
        '<span class="koers-cellnote koers-status koers-status--warn koers-small">{}{}</span>',
        icon("warn"),
        words,
    )
