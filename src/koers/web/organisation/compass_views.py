"""The compass: mission, vision, and per value what one sees at each level (the growth matrix)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.editing.places import link_to
from koers.organisations.access import require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Behaviour, Compass, CompassLevel, CompassValue
from koers.programmes.queries_organisation import compass_of, matrix
from koers.ui.parts import Column, Table
from koers.web.organisation.links import add_link, change_link, record_links


@require(Permission.VIEW_REGISTER)
@require_safe
def compass(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    found = compass_of(user_of(request), organisation)
    context: dict[str, Any] = {"title": _("Compass"), "compass": found, "organisation": organisation}
    if found is None:
        context["begin"] = add_link(request, Compass, organisation, _("Write mission and vision"))
    else:
        context |= {
            "table": _table(found),
            "behaviours": [
                add_link(request, Behaviour, value, _("Add behaviour to “%(value)s”") % {"value": value.name})
                for value in found.values.all()
            ]
            if found.levels.all()
            else [],
            "record_links": record_links(request, found),
            "change": change_link(request, found, _("Change mission and vision")),
            "add_value": add_link(request, CompassValue, found, _("Add a value")),
            "add_level": add_link(request, CompassLevel, found, _("Add a level")),
        }
    return render(request, "web/organisation/compass.html", context)


def _table(found: Compass) -> Table | None:
    """A row per value, a column per level; an empty cell says that nothing stands there yet."""
    levels = list(found.levels.all())
    rows = []
    for value, cells in matrix(found):
        name = format_html("{}{}", link_to(value), _meaning(value))
        rows.append((name, *(_cell(behaviours) for behaviours in cells)))
    if not rows:
        return None
    columns = [Column(_("Value")), *(Column(level.name) for level in levels)]
    return Table(_("What one sees of each value, per level"), columns, rows)


def _meaning(value: CompassValue) -> str:
    return (
        format_html('<br><span class="koers-small koers-soft">{}</span>', value.meaning)
        if value.meaning
        else ""
    )


def _cell(behaviours: list[Behaviour]) -> str:
    if not behaviours:
        return _("nothing yet")
    return format_html_join("", "<p>{}</p>", ((link_to(behaviour),) for behaviour in behaviours))
