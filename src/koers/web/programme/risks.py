"""The risks of one programme: heat map, list and what it adds to what the organisation must be able to bear."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from koers.organisations.permissions import Permission
from koers.risks import pages, queries
from koers.risks.models import Risk
from koers.risks.run_page import required_of
from koers.risks.weighing import together
from koers.risks.wording import about, certainty_words
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact, Link, Table
from koers.web.programme.head import Head
from koers.web.programme.sections import note, present
from koers.web.sources import Sources


def context_of(head: Head, *, gross: bool) -> dict[str, Any]:
    """For `web/programme/risks.html`. 7 queries; never a grade, which is about a whole organisation."""
    programme = head.programme
    force = queries.scale_on(programme.organisation, head.today)
    found = queries.with_judgements(Risk.objects.visible_to(head.user).filter(programme=programme))
    weighed = queries.by_weight(queries.weighed(found, force.scale, head.today), gross)
    still_open = [one for one in weighed if one.risk.is_open]
    run = queries.last_run(head.user, programme.organisation, programme)
    adds = _("not calculated yet")
    source = ""
    if run is not None:
        words = {"day": dutch_date(run.on), "certainty": certainty_words(run.certainty)}
        adds = format_html(
            "{}{}",
            about(required_of(run)),
            note(_("simulation of %(day)s, certainty %(certainty)s") % words),
        )
        source = reverse("risks:run", kwargs={"public_id": run.public_id})
    facts = [*pages.list_facts(together(still_open), len(still_open))]
    facts.append(Fact(_("Adds to what is required"), adds, source_url=source))
    return {
        "heat": pages.heat(still_open, gross=gross, address="", query={"bruto": "1"} if gross else {}),
        "basis": [
            Link(_("With measures (net)"), head.url("risks"), current=not gross),
            Link(_("Without measures (gross)"), f"{head.url('risks')}?bruto=1", current=gross),
        ],
        "risk_facts": facts,
        "table": _table(head, weighed, gross) if weighed else None,
        "add": head.editing.add(Risk, _("Add a risk")),
        "links": present(_sheet(head), head.editing.all_of(Risk, _("As a spreadsheet")), _simulate(head)),
        "default_scale": force.stored is None,
    }


def _table(head: Head, weighed: list[Any], gross: bool) -> Table:
    table = pages.list_table(weighed, _("Risks with their measures"), gross=gross, programmes=False)
    sources = Sources([one.risk for one in weighed])
    rows = [
        [format_html("{} {}", row[0], sources.with_warnings(one.risk)), *row[1:]]
        for one, row in zip(weighed, table.rows, strict=True)
    ]
    return Table(table.caption, table.columns, rows)


def _sheet(head: Head) -> Link | None:
    """The file is of the organisation, cut to this programme: for who sees its steering."""
    if not head.user.may(Permission.VIEW_STEERING, head.programme.organisation_id):
        return None
    asked = urlencode({"programma": head.programme.public_id, "stand": "alle"})
    return Link(_("As a spreadsheet with formulas"), f"{reverse('risks:sheet')}?{asked}")


def _simulate(head: Head) -> Link | None:
    """A simulation is made by who keeps the risks of the whole organisation."""
    if not head.user.may(Permission.KEEP_RISKS, head.programme.organisation_id):
        return None
    asked = urlencode({"programma": head.programme.public_id})
    return Link(_("Make a simulation"), f"{reverse('risks:new_run')}?{asked}")
