"""What the page of an operations paragraph shows: its parts, its actions and its printed figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from koers.programmes.models import Development, IndicatorValue, OperationsParagraph
from koers.ui.parts import Column, Link, Rail, Table
from koers.web.sources import Sources


@dataclass(frozen=True, slots=True)
class Part:
    development: Development
    anchor: str
    links: SafeString
    actions: Table | None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    rail: Rail
    parts: list[Part]
    figures: Table | None


def paragraph_view(paragraph: OperationsParagraph) -> ParagraphView:
    developments = list(paragraph.developments.all())
    figures = list(paragraph.indicator_values.all())
    sources = Sources([*developments, *figures])
    parts = [_part(d, number, sources) for number, d in enumerate(developments, start=1)]
    return ParagraphView(_rail(parts, figures), parts, _figures(figures, sources))


def _part(development: Development, number: int, sources: Sources) -> Part:
    actions = [(action.text, action.year or _("not stated")) for action in development.actions.all()]
    table = None
    if actions:
        caption = _("Announced under “%(heading)s”") % {"heading": development.heading}
        table = Table(caption, [Column(_("Action")), Column(_("Year"), number=True)], actions)
    anchor = f"deel-{number}-{slugify(development.heading)[:40]}"
    return Part(development, anchor, sources.with_warnings(development), table)


def _rail(parts: list[Part], figures: list[IndicatorValue]) -> Rail:
    links = [Link(_("Top of the page"), "#inhoud", current=True)]
    if figures:
        links.append(Link(_("Figures"), "#cijfers", count=len(figures)))
    links += [Link(part.development.heading, f"#{part.anchor}") for part in parts]
    return Rail(_("In this paragraph"), links)


def _figures(figures: list[IndicatorValue], sources: Sources) -> Table | None:
    """One row per printed figure: name, value with unit, year and stage. What is not stated is said to be so."""
    if not figures:
        return None
    rows = [
        (
            sources.cell(f.get_indicator_display() if f.indicator else f.name_raw, f),
            _value(f),
            f.year or _("not stated"),
            f.get_stage_display() if f.stage else _("not stated"),
            _("comparison with others") if f.benchmark else _("own organisation"),
        )
        for f in figures
    ]
    columns = [
        Column(_("Indicator")),
        Column(_("Value"), number=True),
        Column(_("Year"), number=True),
        Column(_("Stage")),
        Column(_("Of")),
    ]
    return Table(_("Printed figures"), columns, rows)


def _value(figure: IndicatorValue) -> SafeString:
    """The number as written, in Dutch notation, with its unit and what it is measured against when printed."""
    number = figure.value_text.replace(".", ",")
    unit = figure.get_unit_display() if figure.unit else _("unit not stated")
    against = (
        format_html('<br><span class="koers-small koers-soft">{}</span>', figure.denominator_raw)
        if figure.denominator_raw
        else ""
    )
    return format_html('{} <span class="koers-small">{}</span>{}', number, unit, against)
