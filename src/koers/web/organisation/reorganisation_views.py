"""A reorganisation as was and becomes, and its steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koers.core.models import ConcurrentChange
from koers.decisions.models import Decision
from koers.editing.places import link_to
from koers.organisations.access import check, current_organisation, may, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions import reorganisations as actions
from koers.programmes.kinds.warnings import of_reorganisation
from koers.programmes.models import Reorganisation, UnitChange
from koers.programmes.queries_organisation import lines_of, reorganisation, reorganisations
from koers.programmes.reorganising import balance, told_twice
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Link, Table
from koers.web.organisation.links import add_link, change_link, record_links

_S = Reorganisation.State


@require(Permission.VIEW_REGISTER)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    found = list(reorganisations(user_of(request)))
    organisation = current_organisation(request)
    rows = [
        (link_to(one), dutch_date(one.effective_date), one.get_state_display(), str(one.organisation))
        for one in found
    ]
    names = (_("Reorganisation"), _("Effective date"), _("State"), _("Organisation"))
    add = add_link(request, Reorganisation, organisation, _("Add a reorganisation")) if organisation else None
    context = {
        "title": _("Reorganisations"),
        "table": Table(_("Reorganisations, the newest first"), [Column(n) for n in names], rows)
        if rows
        else None,
        "add": add,
    }
    return render(request, "web/organisation/reorganisations.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _find(request, public_id)
    lines = lines_of(found)
    context = {
        "title": found.name,
        "breadcrumbs": [Link(_("Reorganisations"), reverse("web:reorganisations")), Link(found.name)],
        "reorganisation": found,
        "facts": _facts(found),
        "table": _table(found),
        "warnings": [*of_reorganisation(found), *_odd(found)],
        "balance": balance(lines),
        "record_links": record_links(request, found),
        "change": change_link(request, found, _("Change this reorganisation")),
        "add": add_link(request, UnitChange, found, _("Add a line")),
        "steps": _steps(request, found),
        "decisions": _decisions(request, found) if found.state == _S.PROPOSED else [],
    }
    return render(request, "web/organisation/reorganisation.html", context)


@require(Permission.CHANGE_REGISTER)
@require_POST
def step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide, carry out or withdraw; a refusal is told on the page."""
    found, user = _find(request, public_id), user_of(request)
    check(user, Permission.CHANGE_REGISTER, found)
    version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else found.version
    try:
        match request.POST.get("stap"):
            case "besluit":
                decision = _decisions_of(request, found).filter(public_id=_uuid(request)).first()
                if decision is None:
                    raise ValidationError(_("Choose the decision first."))
                actions.decide(by=user, reorganisation=found, version=version, decision=decision)
                told = _("The decision is recorded.")
            case "uitvoeren":
                actions.carry_out(by=user, reorganisation=found, version=version)
                told = _("The units are changed as of the effective date. Figures now know the break.")
            case _:
                actions.withdraw_proposal(by=user, reorganisation=found, version=version)
                told = _("The reorganisation is withdrawn. It stays in the list.")
        messages.success(request, told)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except ConcurrentChange:
        messages.error(
            request, _("A colleague changed this meanwhile. Nothing was lost. Look again, then repeat it.")
        )
    return redirect("web:reorganisation", public_id=public_id)


def _find(request: HttpRequest, public_id: UUID) -> Reorganisation:
    try:
        return reorganisation(user_of(request), public_id)
    except Reorganisation.DoesNotExist as error:
        raise Http404(_("This page does not exist, or it is not yours.")) from error


def _uuid(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("besluit", ""))
    except ValueError:
        return None


def _decisions_of(request: HttpRequest, found: Reorganisation) -> Any:
    visible = Decision.objects.visible_to(user_of(request))
    return visible.filter(organisation=found.organisation).order_by("-date_first_day", "-pk")


def _decisions(request: HttpRequest, found: Reorganisation) -> list[Decision]:
    if not may(request.user, Permission.CHANGE_REGISTER, found):
        return []
    return list(_decisions_of(request, found)[:200])


def _steps(request: HttpRequest, found: Reorganisation) -> dict[str, bool]:
    """Which buttons are there."""
    keeps = may(request.user, Permission.CHANGE_REGISTER, found)
    return {
        "decide": keeps and found.state == _S.PROPOSED,
        "carry_out": keeps and found.state == _S.DECIDED,
        "withdraw": keeps and found.state in (_S.PROPOSED, _S.DECIDED),
    }


def _facts(found: Reorganisation) -> list[Fact]:
    facts = [
        Fact(_("Organisation"), found.organisation.name),
        Fact(_("Effective date"), dutch_date(found.effective_date)),
        Fact(_("State"), found.get_state_display()),
    ]
    if found.programme:
        facts.append(Fact(_("Programme"), link_to(found.programme)))
    if found.decision:
        facts.append(Fact(_("Decision"), link_to(found.decision)))
    if found.advice_date:
        facts.append(Fact(_("Advice of the works council"), dutch_date(found.advice_date)))
    return facts


def _odd(found: Reorganisation) -> list[str]:
    words = _("This line stands there more than once: %(line)s.")
    odd = [words % {"line": line} for line in told_twice(lines_of(found))]
    if found.state == _S.DECIDED and found.effective_date <= timezone.localdate():
        odd.append(_("The effective date has come. Carry it out, so that the units are right."))
    return odd


def _table(found: Reorganisation) -> Table | None:
    changes = list(found.changes.all())
    if not changes:
        return None
    total = balance(lines_of(found))
    rows = [
        (
            link_to(change.was) if change.was else _("new"),
            change.becomes or _("ends"),
            change.becomes_part_of or "–",
            _fte(change.fte_was),
            _fte(change.fte_becomes),
        )
        for change in changes
    ]
    columns = [
        Column(_("Was")),
        Column(_("Becomes")),
        Column(_("Part of")),
        Column(_("Fte was"), number=True),
        Column(_("Fte becomes"), number=True),
    ]
    foot = (
        _("Together"),
        "",
        "",
        _whole(total.was, total.unknown_was),
        _whole(total.becomes, total.unknown_becomes),
    )
    return Table(_("Was and becomes"), columns, rows, foot)


def _fte(value: Any) -> str:
    return _("not stated") if value is None else f"{value:.2f}".replace(".", ",")


def _whole(total: Any, unknown: int) -> str:
    if not unknown:
        return _fte(total)
    return _("%(total)s, %(unknown)s not stated") % {"total": _fte(total), "unknown": unknown}
