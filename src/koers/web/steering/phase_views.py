"""The phase of a programme: the table of steps, what each needs, what is there and who may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from koers.core.models import ConcurrentChange
from koers.decisions.models import Decision
from koers.editing import drafts
from koers.editing.expired import keeps_what_was_typed
from koers.editing.forms import RelationField
from koers.editing.kinds import kind_of
from koers.editing.places import with_query
from koers.organisations.access import check, may, require, user_of
from koers.organisations.permissions import GRANTS, Permission
from koers.organisations.scope import ScopedRecord
from koers.programmes.actions.phases import LONGEST_REASON, NotYet, change_phase
from koers.programmes.models import Client, Goal, HandoverPoint, PhaseChange, Pilot, Programme, Track
from koers.programmes.phases import STEPS, Check, Need, Standing, Step, checks, steps_from
from koers.programmes.queries_course import standing_of
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.web.steering.form_errors import take_errors
from koers.web.steering.frame import frame
from koers.web.steering.places import change_url, new_url, programme_at, url_of

if TYPE_CHECKING:
    from koers.organisations.models import User

NEEDS: dict[Need, str | Promise] = {
    Need.PURPOSE: gettext_lazy("The purpose is filled in"),
    Need.CLIENT: gettext_lazy("There is a client"),
    Need.GOAL: gettext_lazy("There is at least one goal"),
    Need.END: gettext_lazy("The end date is known"),
    Need.HANDOVER: gettext_lazy("There is at least one hand-over point"),
    Need.VERDICTS: gettext_lazy("Every goal has a verdict"),
    Need.TRACKS_ENDED: gettext_lazy("Every track has ended or was handed over"),
    Need.HANDOVER_OWNED: gettext_lazy("Every hand-over point has an owner and a day to look at it again"),
    Need.PILOTS_ENDED: gettext_lazy("No pilot is still running"),
}
# The records that a need is about: one is added, or those that stand in the way are changed.
ABOUT: dict[Need, type[ScopedRecord]] = {
    Need.CLIENT: Client,
    Need.GOAL: Goal,
    Need.HANDOVER: HandoverPoint,
    Need.VERDICTS: Goal,
    Need.TRACKS_ENDED: Track,
    Need.HANDOVER_OWNED: HandoverPoint,
    Need.PILOTS_ENDED: Pilot,
}
OF_PROGRAMME = (Need.PURPOSE, Need.END)
ADDED = (Need.CLIENT, Need.GOAL, Need.HANDOVER)


class PhaseForm(forms.Form):
    """One step. The version makes two people who take a step at once find out."""

    to = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=gettext_lazy("Why does the programme go on after all?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
    )
    none_required = True

    def __init__(self, *args: Any, programme: Programme, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.visible_to(user).filter(organisation=programme.organisation)
        self.fields["decision"] = RelationField(
            queryset=decisions.order_by("-date_first_day", "-pk"),
            required=False,
            label=_("Decision by which the programme ends"),
        )


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in words, whether it is met, and where what is lacking is mended."""

    words: str
    met: bool
    links: list[Link]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that may follow now, with what it needs and its form for who may take it."""

    target: str
    needs: list[NeedRow]
    ready: bool
    asks_reason: bool
    asks_decision: bool
    primary: bool
    who: str
    form: PhaseForm | None


@keeps_what_was_typed
@require(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def phase(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    programme, user = programme_at(request, organisation_slug, slug), user_of(request)
    refused: PhaseForm | None = None
    if request.method == "POST":
        check(user, Permission.CHANGE_REGISTER, programme)
        prefix = request.POST.get("step") or None
        refused = PhaseForm(request.POST, prefix=prefix, programme=programme, user=user)
        if not drafts.is_stale(request) and refused.is_valid() and _took(request, programme, refused):
            messages.success(request, _("The programme is now in another phase."))
            return HttpResponseRedirect(request.path)
        programme = programme_at(request, organisation_slug, slug)
    yours = may(user, Permission.CHANGE_REGISTER, programme)
    standing = standing_of(programme)
    context = {
        **frame(request, organisation_slug, slug, "phase", _("Phase")),
        "programme": programme,
        "stale": drafts.is_stale(request),
        "steps": _steps(programme, standing, user if yours else None, refused),
        "decision_url": _decision_url(programme) if yours else "",
        "refused": refused if refused and refused.errors else None,
        "course": _course(programme),
        "table": steps_table(),
        "past": _past(programme),
    }
    answer = 422 if refused is not None and refused.errors else 200
    return render(request, "web/steering/phase.html", context, status=answer)


def _took(request: HttpRequest, programme: Programme, form: PhaseForm) -> bool:
    """False when the step was refused; the form then says why, the page what is still needed."""
    given = form.cleaned_data
    try:
        change_phase(
            by=user_of(request),
            programme=programme,
            version=given["version"],
            to=given["to"],
            reason=given["reason"],
            decision=given["decision"],
        )
    except ConcurrentChange:
        told = _("Somebody else changed this programme meanwhile. Look at it and choose again.")
        form.add_error(None, told)
        return False
    except NotYet as error:
        for lacking in error.checks:
            form.add_error(None, _("Still needed: %(need)s.") % {"need": _lower(str(NEEDS[lacking.need]))})
        return False
    except ValidationError as error:
        take_errors(form, error)
        return False
    return True


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _decision_url(programme: Programme) -> str:
    """Where a decision that is not in the register yet is added; one comes back to this page."""
    return with_query(
        reverse("editing:new", kwargs={"slug": kind_of(Decision).slug}), next=url_of("phase", programme)
    )


def _steps(
    programme: Programme, standing: Standing, user: User | None, refused: PhaseForm | None
) -> list[StepView]:
    """`user` takes the steps; None for who may only look."""
    found = []
    for number, step in enumerate(steps_from(programme.phase)):
        held = checks(step, standing)
        met = all(one.met for one in held)
        found.append(
            StepView(
                target=str(Programme.Phase(step.target).label),
                needs=[_need(programme, one, user is not None) for one in held],
                ready=met,
                asks_reason=step.asks_reason,
                asks_decision=step.asks_decision,
                primary=met and not step.asks_reason,
                who=_who(step),
                form=_form(programme, step, number, refused, user) if user is not None else None,
            )
        )
    return found


def _form(programme: Programme, step: Step, number: int, refused: PhaseForm | None, user: User) -> PhaseForm:
    """The form that was refused keeps what was typed, with the version of now: its person has seen the page."""
    prefix = f"stap{number}"
    if refused is not None and refused.prefix == prefix and refused.errors:
        data = refused.data.copy()  # type: ignore[attr-defined]
        data[f"{prefix}-version"] = programme.version
        again = PhaseForm(data, prefix=prefix, programme=programme, user=user)
        again._errors = refused.errors  # type: ignore[attr-defined]
        return again
    initial = {"to": step.target, "version": programme.version}
    return PhaseForm(prefix=prefix, initial=initial, programme=programme, user=user)


def _need(programme: Programme, held: Check, yours: bool) -> NeedRow:
    links: list[Link] = []
    if not held.met and yours:
        links = [link for link in _mending(programme, held) if link.url]
    elif held.open:
        links = [Link(one.text) for one in held.open]
    return NeedRow(str(NEEDS[held.need]), held.met, links)


def _mending(programme: Programme, held: Check) -> list[Link]:
    """The forms where it is mended; each leads back to this page, where the step is taken."""
    back = url_of("phase", programme)
    if held.need in OF_PROGRAMME:
        return [Link(_("Fill it in"), change_url(Programme, str(programme.public_id), back))]
    model = ABOUT[held.need]
    if held.need in ADDED:
        return [Link(_("Add one"), new_url(model, programme, back))]
    return [Link(one.text, change_url(model, one.id, back)) for one in held.open]


def _course(programme: Programme) -> list[tuple[str, str]]:
    """The four phases with where the programme is: done, here or ahead."""
    order = list(Programme.Phase)
    at = order.index(Programme.Phase(programme.phase)) if programme.phase else -1
    places = ["done" if number < at else "here" if number == at else "ahead" for number in range(len(order))]
    return [(str(phase.label), place) for phase, place in zip(order, places, strict=True)]


def steps_table() -> Table:
    """The whole table of phases, as the code holds it."""
    rows = [
        (
            f"{Programme.Phase(step.source).label} → {Programme.Phase(step.target).label}",
            "; ".join(_asked(step)),
            _who(step),
        )
        for step in STEPS
    ]
    names = (_("Step"), _("What is needed"), _("Who may"))
    return Table(_("All steps between the phases"), [Column(name) for name in names], rows)


def _asked(step: Step) -> list[str]:
    """Everything a step asks, in words."""
    found = [_lower(str(NEEDS[need])) for need in step.needs]
    found += [_("a reason")] if step.asks_reason else []
    return found + ([_("a decision of the body that sets the frame")] if step.asks_decision else [])


def _who(step: Step) -> str:
    permission = Permission(step.permission)
    return ", ".join(str(role.label) for role, granted in GRANTS.items() if permission in granted)


def _past(programme: Programme) -> Table | None:
    found = programme.phase_changes.select_related("by", "decision").order_by("-date", "-pk")
    changes: list[PhaseChange] = list(found)
    if not changes:
        return None
    unknown = _("not stated")
    rows = [
        (
            dutch_date(change.date),
            f"{change.get_from_phase_display() or unknown} → {change.get_to_phase_display()}",
            str(change.decision) if change.decision else change.reason or "–",
            str(change.by) if change.by else "–",
        )
        for change in changes
    ]
    names = (_("Date"), _("Step"), _("Reason or decision"), _("By whom"))
    return Table(_("Steps taken, the newest first"), [Column(name) for name in names], rows)
