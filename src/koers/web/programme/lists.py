"""The lists of the dashboard of a programme, written as HTML: of dozens of small pieces, for which templates take long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.ui.drawing import course_svg
from koers.ui.escaping import format_html, safe
from koers.ui.templatetags.koers import delta, progress, status
from koers.web.programme.head import Head
from koers.web.programme.slips import Ask, Slip

if TYPE_CHECKING:
    from koers.web.programme.overview import Coming, TrackLine


def asks_list(rows: Iterable[Ask], head: Head) -> SafeString:
    """What needs a decision, each with its sign."""
    return _listed("koers-shift", (_shift(row, head, status(row.sign, row.words)) for row in rows))


def slips_list(rows: Iterable[Slip], head: Head) -> SafeString:
    """What slipped, and how far."""
    return _listed("koers-shift", (_shift(row, head, delta(row.kind, row.words)) for row in rows))


def _shift(row: Ask | Slip, head: Head, sign: SafeString) -> SafeString:
    return format_html(
        '<li>\n<div>\n<b><a class="utrecht-link" href="{}">{}</a></b>\n'
        '<p class="koers-soft">{}</p>\n</div>\n{}\n</li>\n',
        head.url(row.page),
        row.text,
        row.detail,
        sign,
    )


def coming_list(rows: Iterable[Coming], head: Head) -> SafeString:
    """What comes next, by date."""
    lines = (
        format_html(
            '<li>\n<span class="koers-way__when">{}</span> <a class="utrecht-link" href="{}">{}</a> '
            '<span class="koers-soft koers-cellnote">{}</span>\n</li>\n',
            row.when,
            head.url(row.page),
            row.text,
            row.about,
        )
        for row in rows
    )
    return SafeString(f'<ol class="koers-way">\n{"".join(lines)}</ol>')


def tracks_list(rows: Iterable[TrackLine]) -> SafeString:
    """The tracks with who leads them, how far their deliverables are, and how they stand."""
    return _listed("koers-tracks", map(_track, rows))


def _track(row: TrackLine) -> SafeString:
    return format_html(
        '<li>\n<div>\n<h3 class="utrecht-heading-4"><a class="utrecht-link" href="{}">{}</a></h3>\n{}\n</div>\n'
        "<div>\n{}\n</div>\n<div>\n{}\n{}\n</div>\n</li>\n",
        row.url,
        row.name,
        _paragraph(_("Led by %(lead)s"), lead=row.lead) if row.lead else "",
        _ready(row),
        status(row.sign, row.word),
        format_html("<p>{}</p>", row.day) if row.day else "",
    )


def _ready(row: TrackLine) -> SafeString:
    if not row.total:
        return format_html("<p>{}</p>", _("No deliverables stated"))
    told = ngettext(
        "%(done)s of %(total)s deliverable ready", "%(done)s of %(total)s deliverables ready", row.total
    )
    line = course_svg(**progress(row.done, row.total, row.name))
    counted = _paragraph(told, done=localize(row.done), total=localize(row.total))
    return SafeString(f"{line}\n{counted}")


def _paragraph(words: str, **values: object) -> SafeString:
    return SafeString(f"<p>{words % {name: safe(str(value)) for name, value in values.items()}}</p>")


def _listed(style: str, lines: Iterable[str]) -> SafeString:
    return SafeString(f'<ul class="{style}">\n{"".join(lines)}</ul>')
