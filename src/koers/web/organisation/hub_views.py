"""Two pages to what belongs to the organisation as a whole: what it is, and what it keeps an eye on."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.organisations.access import may, require, require_organisation
from koers.organisations.permissions import Permission


@dataclass(frozen=True, slots=True)
class Door:
    title: str
    text: str
    url: str


@require(Permission.VIEW_REGISTER)
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    doors = [
        Door(
            _("Compass"),
            _("Mission, vision, values and the behaviour that shows them."),
            reverse("web:compass"),
        ),
        Door(
            _("Bodies and meetings"), _("Who decides and advises, and when they meet."), reverse("web:bodies")
        ),
        Door(_("Units"), _("The departments and teams, with the days they exist."), _register("afdelingen")),
        Door(
            _("Reorganisations"),
            _("What the units were and what they become."),
            reverse("web:reorganisations"),
        ),
    ]
    if may(request.user, Permission.CHANGE_REGISTER, organisation):
        doors += [
            Door(_("Legend"), _("Your own words for the judgements."), reverse("web:legend")),
            Door(
                _("Bin"), _("What was removed in the last 30 days, to bring back."), reverse("editing:trash")
            ),
        ]
    context = {"title": _("Organisation"), "organisation": organisation, "doors": doors}
    return render(request, "web/organisation/hub.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    """What was agreed, decided and could go wrong, and whether it is under control."""
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    doors = [
        Door(
            _("Recommendations, motions and promises"),
            _("What others advised or asked, what became of it, and whether the council was told."),
            reverse("decisions:recommendations"),
        ),
        Door(
            _("Decisions"),
            _("Who decided what and when, and what it changed."),
            reverse("web:decision_register"),
        ),
        Door(
            _("Long-term agenda"),
            _("What comes to college and council, and when."),
            reverse("decisions:long_term"),
        ),
        *(_risks() if may(request.user, Permission.VIEW_STEERING, organisation) else []),
        Door(
            _("In control"),
            _("Controls, policy, exercises and yearly actions: what is due and what is late."),
            reverse("control:calendar"),
        ),
        Door(
            _("Role matrix"),
            _("Who sets the frame, advises, carries out, supports and controls, per task."),
            reverse("control:matrices"),
        ),
        Door(
            _("What programmes handed over"),
            _("What lives on after a programme, with its owner."),
            reverse("web:handover"),
        ),
    ]
    context = {"title": _("Follow-up"), "organisation": organisation, "doors": doors}
    return render(request, "web/organisation/hub.html", context)


def _risks() -> list[Door]:
    return [
        Door(
            _("Risks"),
            _("What could go wrong, what is done about it, and what it could cost together."),
            reverse("risks:risks"),
        )
    ]


def _register(slug: str) -> str:
    return reverse("editing:list", kwargs={"slug": slug})
