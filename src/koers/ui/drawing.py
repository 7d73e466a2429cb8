"""Writes what pages have most of, tables, timelines and navigation, as HTML and SVG.

Everything else is a template. These are made of hundreds of small pieces, of which a template costs ten times as
much: half of the time of a page with a long table went into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe

from koers.ui.escaping import escaped, format_html, format_html_join, safe
from koers.ui.parts import Column, Link, Rail, Table
from koers.ui.timeline import Band, Row, Segment, Tick, Timeline


def table_html(table: Table) -> SafeString:
    """The roles keep it a table for assistive technology when it turns into cards."""
    hidden = "" if table.show_caption else ' class="koers-visually-hidden"'
    parts = [
        '<table class="koers-table koers-table--cards" role="table">',
        f"<caption{hidden}>{escaped(table.caption)}</caption>",
        f'<thead role="rowgroup"><tr role="row">{"".join(map(_column, table.columns))}</tr></thead>',
        '<tbody role="rowgroup">',
    ]
    before = [_before(column) for column in table.columns]
    parts += [_row(before, row) for row in table.rows]
    parts.append("</tbody>")
    if table.foot:
        parts.append(f'<tfoot role="rowgroup">{_row(before, table.foot)}</tfoot>')
    parts.append("</table>")
    return mark_safe("".join(parts))  # noqa: S308 - every piece was escaped above


def _column(column: Column) -> str:
    number = ' class="num"' if column.number else ""
    return f'<th role="columnheader" scope="col"{number}>{escaped(column.label)}</th>'


def _before(column: Column) -> str:
    number = ' class="num"' if column.number else ""
    return f'<td role="cell" data-label="{escaped(column.label)}"{number}><span>'


def _row(before: Sequence[str], row: Sequence[object]) -> str:
    first, *rest = map(_content, row)
    cells = "".join(f"{start}{words}</span></td>" for start, words in zip(before[1:], rest, strict=True))
    return f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{cells}</tr>\n'


def _content(value: object) -> str:
    """As a template shows it: numbers in Dutch, everything escaped that is not safe already."""
    return safe(value if isinstance(value, str) else str(localize(value)))


def rail_html(rail: Rail) -> SafeString:
    """The stations of a rail: on every page of a programme, and there twice."""
    return mark_safe(f"<ol>{''.join(map(_station, rail.links))}</ol>")  # noqa: S308 - escaped below


def _station(link: Link) -> str:
    style, here = ("is-here ", ' aria-current="page"') if link.current else ("", "")
    count = "" if link.count is None else f'<span class="koers-count">{link.count}</span>'
    return f'<li class="{style}is-ahead"><a href="{escaped(link.url)}"{here}>{escaped(link.label)}{count}</a></li>\n'


def course_svg(here: str, end: str, label: str, stops: Sequence[str] = ()) -> SafeString:
    """The course line: of something (`label` is heard), or as decoration under a title. Lengths as `75.8%`."""
    heard = (
        format_html(' role="img" aria-label="{}"', label)
        if label
        else ' aria-hidden="true" focusable="false"'
    )
    done = "".join(f'<circle class="done" cx="{stop}" cy="10" r="4" />' for stop in stops)
    return SafeString(
        f'<svg class="koers-course"{heard}>\n'
        f'<line class="ahead" x1="{here}" x2="{end}" y1="10" y2="10" />\n'
        f'<line class="sailed" x1="2" x2="{here}" y1="10" y2="10" />\n'
        f'{done}\n<circle class="here" cx="{here}" cy="10" r="{6 if label else 7}" />\n</svg>'
    )


def menu_html(links: Iterable[Link]) -> SafeString:
    """The entries of the main menu, twice on every page."""
    return format_html(
        "<ul>{}</ul>",
        format_html_join(
            "\n",
            '<li><a href="{}"{}>{}</a></li>',
            ((one.url, _HERE if one.current else "", one.label) for one in links),
        ),
    )


_HERE = mark_safe(' aria-current="page"')


def timeline_svg(drawing: Timeline) -> SafeString:
    """What is inside the `svg` of a timeline, on a page and as a file."""
    key = escaped(drawing.id)
    parts = [
        f'<title id="{key}-t">{escaped(drawing.title)}</title>',
        f'<desc id="{key}-d">{escaped(drawing.description)}</desc>',
        *(_tick(tick, drawing.bottom) for tick in drawing.ticks),
    ]
    if drawing.today:
        parts.append(_line("today", drawing.today, drawing.today, 26, drawing.bottom))
    parts += map(_band, drawing.bands)
    for row in drawing.rows:
        parts += _line_of(row)
    if drawing.today:
        parts.append(f'<circle class="here" cx="{drawing.today}" cy="{drawing.bottom}" r="7" />')
        parts.append(
            f'<text class="t-accent" x="{drawing.today}" y="{drawing.height}" dy="-8" '
            f'text-anchor="{drawing.today_anchor}">{escaped(drawing.today_label)}</text>'
        )
    return mark_safe("\n".join(parts))  # noqa: S308 - texts are escaped, the rest are numbers and fixed words


def _line(style: str, x1: str, x2: str, y1: int, y2: int, more: str = "") -> str:
    return f'<line class="{style}" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"{more} />'


def _tick(tick: Tick, bottom: int) -> str:
    return (
        f"{_line('grid', tick.x, tick.x, 26, bottom)}"
        f'<text class="t-soft" x="{tick.x}" y="16" text-anchor="{tick.anchor}">{escaped(tick.label)}</text>'
    )


def _band(band: Band) -> str:
    label = f'<text class="t-soft" x="{band.text_x}" y="46" text-anchor="middle">{escaped(band.label)}</text>'
    return (
        f'<rect class="band band-{band.style}" x="{band.x}" y="30" width="{band.width}" height="22">'
        f"<title>{escaped(band.words)}</title></rect>{label if band.label else ''}"
    )


def _line_of(row: Row) -> Iterator[str]:
    yield (
        f'<text class="t-strong" x="{row.x}" y="{row.label_y}" text-anchor="{row.anchor}">'
        f"{escaped(row.words)}</text>"
    )
    yield from _segments(row.segments)
    for mark in row.marks:
        yield (
            f'<circle class="{mark.style}" cx="{mark.x}" cy="{row.y}" r="4">'
            f"<title>{escaped(mark.words)}</title></circle>"
        )
    if row.point:
        yield f'<circle class="{row.point}" cx="{row.point_x}" cy="{row.y}" r="6" />'
    if row.note:
        yield (
            f'<text class="{row.note_style}" x="{row.point_x}" y="{row.note_y}" text-anchor="end">'
            f"{escaped(row.note)}</text>"
        )


def _segments(segments: Iterable[Segment]) -> Iterator[str]:
    for one in segments:
        dashes = ' stroke-dasharray="4 3"' if one.style == "drift" else ""
        yield _line(one.style, one.x1, one.x2, one.y, one.y, dashes)
        if one.style == "plan":
            yield _line("plan", one.x2, one.x2, one.cap_top, one.cap_bottom)
