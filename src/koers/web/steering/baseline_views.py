"""What was promised: the versions of the baseline, what shifted since, and a new version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from koers.decisions.models import Body, Decision
from koers.editing import drafts
from koers.editing.expired import keeps_what_was_typed
from koers.editing.forms import RelationField
from koers.organisations.access import check, may, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions.baselines import LONGEST_REASON, set_baseline
from koers.programmes.baselines import Comparison, Moved, Promise, Shift, compare, read
from koers.programmes.models import Baseline, Programme
from koers.programmes.queries_course import promises_of
from koers.programmes.queries_status import baselines_of
from koers.programmes.suggestion import Late
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Table
from koers.ui.templatetags.koers import delta
from koers.web.steering.form_errors import take_errors
from koers.web.steering.frame import frame
from koers.web.steering.places import new_url, programme_at
from koers.web.steering.suggesting import KINDS, late_of, late_part


class BaselineForm(forms.Form):
    """Who decided, when and why. The body is a known one, or by a decision; a name will do for the first."""

    none_required = True

    def __init__(self, data: Any, *, programme: Programme, first: bool) -> None:
        super().__init__(data)
        bodies = Body.objects.of(programme.organisation).order_by("name")
        decisions = Decision.objects.of(programme.organisation).filter(programme_links__programme=programme)
        self.fields["body"] = RelationField(queryset=bodies, required=False, label=_("Body that decided"))
        if first:
            help_text = _("Only when the body is not in the list.")
            self.fields["body_name"] = forms.CharField(
                label=_("Name of the body"), help_text=help_text, required=False, max_length=200
            )
        self.fields["decision"] = RelationField(
            queryset=decisions.distinct().order_by("-date_first_day", "pk"),
            required=False,
            label=_("Decision in the register"),
            help_text=_("With a decision you need not choose the body."),
        )
        self.fields["date"] = forms.DateField(
            label=_("In force from"),
            help_text=_("Empty: the day of the decision, or else today."),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why is this what was promised?") if first else _("What changed and why?"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A version with what it changed against the one before."""

    baseline: Baseline
    changes: list[str]


@keeps_what_was_typed
@require(Permission.VIEW_STEERING)
@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    programme = programme_at(request, organisation_slug, slug, Permission.VIEW_STEERING)
    user = user_of(request)
    if request.method == "POST":
        check(user, Permission.CHANGE_REGISTER, programme)
    versions = list(baselines_of(user, programme))
    form = None
    if may(user, Permission.CHANGE_REGISTER, programme):
        typed = request.POST if request.method == "POST" else None
        form = BaselineForm(typed, programme=programme, first=not versions)
        if form.is_bound and not drafts.is_stale(request) and form.is_valid():
            try:
                set_baseline(by=user, programme=programme, **form.cleaned_data)
            except ValidationError as error:
                take_errors(form, error)
            else:
                messages.success(request, _("This is now what was promised."))
                return HttpResponseRedirect(request.path)
    prefetch_related_objects([programme], "goals", "tracks", "deliverables")
    now = promises_of(programme)
    promised = read(versions[0].content) if versions else []
    found = compare(promised, now) if versions else None
    context = {
        **frame(request, organisation_slug, slug, "baseline", _("Baseline plan")),
        "programme": programme,
        "form": form,
        "stale": drafts.is_stale(request),
        "current": versions[0] if versions else None,
        "found": found,
        "late": late_table(late_of(programme, promised, timezone.localdate())),
        "shifts": shifts_table(found) if found and found.moved else None,
        "others": others(found) if found else [],
        "versions": with_changes(versions),
        "undated": [promise for promise in now if promise.date is None],
        "bodies_url": new_url(Body, programme).partition("?")[0],
    }
    answer = 422 if form is not None and form.errors else 200
    return render(request, "web/steering/baseline.html", context, status=answer)


def shift_in_words(shift: Shift) -> str:
    """`6 weken later`, `1 maand eerder`."""
    size = abs(shift.amount)
    later = shift.amount > 0
    match shift.unit:
        case "day":
            words = (
                ngettext("%(n)s day later", "%(n)s days later", size)
                if later
                else ngettext("%(n)s day earlier", "%(n)s days earlier", size)
            )
        case "week":
            words = (
                ngettext("%(n)s week later", "%(n)s weeks later", size)
                if later
                else ngettext("%(n)s week earlier", "%(n)s weeks earlier", size)
            )
        case "month":
            words = (
                ngettext("%(n)s month later", "%(n)s months later", size)
                if later
                else ngettext("%(n)s month earlier", "%(n)s months earlier", size)
            )
        case _year:
            words = (
                ngettext("%(n)s year later", "%(n)s years later", size)
                if later
                else ngettext("%(n)s year earlier", "%(n)s years earlier", size)
            )
    return words % {"n": size}


def _dates(one: Moved) -> tuple[str, str]:
    before, after = one.before.date, one.after.date
    return (dutch_date(before) if before else "–", dutch_date(after) if after else "–")


def shifts_table(found: Comparison) -> Table:
    rows = [
        (
            _named(one.after),
            *_dates(one),
            delta("late" if one.shift.amount > 0 else "early", shift_in_words(one.shift)),
        )
        for one in found.moved
    ]
    names = (_("What"), _("Promised"), _("Now"), _("Difference"))
    return Table(_("What shifted, the furthest first"), [Column(name) for name in names], rows)


def late_table(late: Sequence[Late]) -> Table | None:
    """What the suggestion of a judgement calls late, all of it."""
    rows = [(*_late_part(one), delta("late", late_part(one.written()).words)) for one in late]
    names = (_("What"), _("Promised"), _("Now"), _("Late"))
    return (
        Table(_("What is late, the furthest first"), [Column(name) for name in names], rows) if rows else None
    )


def _late_part(late: Late) -> tuple[Any, str, str]:
    shown, thing = late_part(late.written()), late.thing
    name = shown.label
    if shown.url:
        name = format_html('<a class="utrecht-link" href="{}">{}</a>', shown.url, shown.label)
    promised = thing.promised or thing.planned
    return (
        name,
        dutch_date(promised) if promised else "–",
        dutch_date(thing.planned) if thing.planned else "–",
    )


def _named(promise: Promise) -> str:
    kind = str(KINDS.get(promise.kind, promise.kind))
    return kind if promise.kind == "programme" else f"{kind}: {promise.text}"


def others(found: Comparison) -> list[tuple[str, list[str]]]:
    """What else differs, each group with its heading; empty groups are left out."""
    groups: list[tuple[str, Iterable[Promise]]] = [
        (_("Has a date only now"), found.dated),
        (_("Lost its date"), found.undated),
        (_("New since then"), found.new),
        (_("No longer there"), found.gone),
    ]
    return [(name, [_with_date(one) for one in promises]) for name, promises in groups if promises]


def _with_date(promise: Promise) -> str:
    return f"{_named(promise)} ({dutch_date(promise.date)})" if promise.date else _named(promise)


def with_changes(versions: list[Baseline]) -> list[Version]:
    """Newest first, each compared with the one before it."""
    return [
        Version(version, changes_in_words(compare(read(before.content), read(version.content))))
        for version, before in pairwise(versions)
    ] + [Version(version, []) for version in versions[-1:]]


def changes_in_words(found: Comparison) -> list[str]:
    told = [f"{_named(one.after)}: {shift_in_words(one.shift)}" for one in found.moved]
    return told + [f"{name}: {', '.join(lines)}" for name, lines in others(found)]
