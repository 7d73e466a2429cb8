"""Motions, promises and what was told, as the council's side reads them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.decisions import wording
from koers.decisions.models import FollowUpStep, Recommendation
from koers.decisions.pages import link
from koers.decisions.states import Sort
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Table


def council_table(found: Sequence[Recommendation]) -> Table | None:
    if not found:
        return None
    rows = [
        (
            link(reverse("web:council_item", args=[one.public_id]), wording.short(str(one))),
            one.get_kind_display(),
            one.number or "–",
            dutch_date(one.made) if one.made else _("not stated"),
            one.portfolio_holder or _("not stated"),
            dutch_date(one.planned) if one.planned else _("no date"),
            dutch_date(one.told_on) if one.told_on else _("not yet"),
            wording.stage_sign(one),
        )
        for one in found
    ]
    names = (
        pgettext("recommendation", "Text"),
        _("Kind"),
        _("Nr"),
        _("Date"),
        _("Portfolio holder"),
        _("Planned for"),
        _("Told back on"),
        _("Where it stands"),
    )
    return Table(
        _("Motions, promises and what the council was told of"), [Column(name) for name in names], rows
    )


def council_details(one: Recommendation, steps: Sequence[FollowUpStep]) -> list[Fact]:
    """`steps` are those the council may read: the reaction is that of the last one that was told."""
    unknown = _("not stated")
    facts = [
        Fact(_("Kind"), one.get_kind_display()),
        Fact(_("Source"), one.source_words or unknown),
        Fact(_("Number"), one.number or unknown),
        Fact(_("Date"), dutch_date(one.made) if one.made else unknown),
    ]
    if told := [step for step in steps if step.sort == Sort.ANSWERED]:
        facts.append(Fact(_("Reaction"), f"{told[-1].get_reaction_display()}. {told[-1].text}".strip()))
    if one.closing_decision:
        facts.append(Fact(_("Decision of the council"), str(one.closing_decision)))
    return facts
