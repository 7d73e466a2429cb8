"""Figures about risks that other rooms and reports refer to by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from koers.core.figures import Figure, figure

if TYPE_CHECKING:
    from koers.organisations.models import Organisation
    from koers.programmes.models import Programme
    from koers.risks.weighing import Weighed


def _weighed(programme: Programme, on: date) -> list[Weighed]:
    from koers.risks import queries
    from koers.risks.models import Risk

    risks = queries.with_judgements(Risk.objects.of(programme.organisation).filter(programme=programme))
    return queries.weighed(risks, queries.scale_on(programme.organisation, on).scale, on)


def _link(programme: Programme) -> str:
    return f"{reverse('risks:risks')}?programma={programme.public_id}"


@figure("risks.open")
def open_risks(*, programme: Programme, on: date) -> Figure:
    """How many risks of the programme were open on the day, as the register knows it now."""
    count = sum(1 for one in _weighed(programme, on) if one.risk.open_on(on))
    definition = _("Risks of the programme that had not happened and were not closed on the day")
    return Figure(Decimal(count), _("risks"), on, definition, _("The list of risks"), link=_link(programme))


@figure("risks.expected")
def expected(*, programme: Programme, on: date) -> Figure:
    """Chance × mean amount of the open risks together; no value when none has both."""
    from koers.risks.weighing import together

    found = together(_weighed(programme, on))
    definition = _("Chance times mean amount a year, of the open risks together, with measures where judged")
    source = _("Last judgement of %(count)s risks; %(unknown)s without chance or amount left out") % {
        "count": len(found.drawn),
        "unknown": found.unknown,
    }
    value = found.expected if found.drawn else None
    return Figure(value, "EUR", on, definition, source, link=_link(programme))


@figure("risks.required")
def required(*, organisation: Organisation, on: date, programme: Programme | None = None) -> Figure:
    """What the last simulation up to the day says is required; of a programme its own contribution."""
    from koers.risks.models import SimulationRun
    from koers.risks.run_page import required_of

    runs = SimulationRun.objects.of(organisation).filter(programme=programme, on__lte=on)
    run = runs.order_by("-on", "-pk").first()
    definition = _("The amount that the costs of risks stay within, at the certainty the organisation chose")
    if run is None:
        return Figure(None, "EUR", on, definition, _("No simulation was made yet"))
    source = _("Monte Carlo simulation: certainty %(certainty)s %%, %(draws)s draws, seed %(seed)s") % {
        "certainty": run.certainty,
        "draws": run.draws,
        "seed": run.seed,
    }
    link = reverse("risks:run", kwargs={"public_id": run.public_id})
    return Figure(required_of(run), "EUR", run.on, definition, source, link=link)
