"""Two people changed the same record: their versions side by side, and one choice per field both changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.core.models import ConcurrentChange
from koers.editing import actions, drafts, history
from koers.editing.attributes import Attribute, Shape, attributes
from koers.editing.forms import RecordForm
from koers.editing.kinds import Kind
from koers.editing.merging import Difference, Outcome, three_way
from koers.editing.places import page_of, record_for, short, trail, way_back
from koers.organisations.access import user_of
from koers.organisations.scope import ScopedRecord

THEIRS, YOURS = "hunne", "mijne"


@dataclass(frozen=True, slots=True)
class Side:
    """One field of the merge page."""

    name: str
    label: str
    was: str
    theirs: SafeString | str
    yours: SafeString | str
    entry: str
    chosen: str
    error: str


def asked(kind: Kind) -> list[Attribute]:
    return [one for one in attributes(kind) if one.shape is not Shape.OTHER]


def values_of(kind: Kind, record: ScopedRecord) -> dict[str, Any]:
    return {one.name: canonical(one, getattr(record, one.name)) for one in asked(kind)}


def canonical(attribute: Attribute, value: Any) -> Any:
    """A text as a form would send it back: line ends and white space at the ends are no difference."""
    texts = (Shape.LINE, Shape.TEXT)
    return attribute.take(value) if attribute.shape in texts and isinstance(value, str) else value


def put_together(
    request: HttpRequest, kind: Kind, record: ScopedRecord, *, yours: Mapping[str, Any], started_from: int
) -> HttpResponse:
    """After a ConcurrentChange: saves at once when the two changed different fields, and says what came from
    the other; else shows the merge page.
    """
    found = _differences(kind, record, yours, started_from)
    if any(one.outcome is Outcome.CONFLICT for one in found):
        return show(request, kind, record, yours=yours, started_from=started_from)
    taken = [_taken(_named(kind)[one.name], one) for one in found if one.outcome is Outcome.THEIRS]
    if taken:
        words = _("%(who)s changed this at the same time. Both changes are kept. Also changed: %(fields)s.")
        fields = "; ".join(f"{label}: {short(value, 60)}" for label, value in taken)
        messages.info(request, words % {"who": _who(record), "fields": fields})
    return _save(request, kind, record, {one.name: one.value for one in found}, record.version, {})


def _named(kind: Kind) -> dict[str, Attribute]:
    return {one.name: one for one in asked(kind)}


def _differences(
    kind: Kind, record: ScopedRecord, yours: Mapping[str, Any], started_from: int
) -> list[Difference]:
    before = history.state_at(record, started_from)
    was = None if before is None else values_of(kind, before)
    mine = {one.name: canonical(one, yours[one.name]) for one in asked(kind)}
    return three_way(mine, was=was, theirs=values_of(kind, record), yours=mine)


def show(
    request: HttpRequest,
    kind: Kind,
    record: ScopedRecord,
    *,
    yours: Mapping[str, Any],
    started_from: int,
    chosen: Mapping[str, str] | None = None,
    told: ValidationError | None = None,
) -> HttpResponse:
    """The merge page, on top of the stored `record`."""
    found = _differences(kind, record, yours, started_from)
    conflicts = [one for one in found if one.outcome is Outcome.CONFLICT]
    by_name = _named(kind)
    title = _("Somebody else saved this too")
    context = {
        "title": title,
        "breadcrumbs": trail(kind, record, title),
        "name": short(record, 80),
        "who": _who(record),
        "sides": [_side(by_name[one.name], one, chosen, told) for one in conflicts],
        "taken_over": [_taken(by_name[one.name], one) for one in found if one.outcome is Outcome.THEIRS],
        "kept": [by_name[one.name].title for one in found if one.outcome is Outcome.YOURS],
        "hidden": [(one.name, by_name[one.name].entry(one.value)) for one in found if one not in conflicts],
        "version": record.version,
        "started_from": started_from,
        "errors": _general(told, {one.name for one in conflicts}, by_name),
        "next": way_back(request),
        "cancel_url": way_back(request) or page_of(record),
        "draft": drafts.key_of(request),
    }
    return render(request, "editing/merge.html", context, status=409)


def take(request: HttpRequest, kind: Kind, record: ScopedRecord) -> HttpResponse:
    """What the merge page sends: saves on top of the version it showed, or meets yet another change."""
    form = RecordForm(kind, user_of(request), record, data=request.POST)
    form.is_valid()
    mine = {one.name: form.cleaned_data.get(one.name, one.empty) for one in asked(kind)}
    started_from = _number(request.POST.get("basis", ""))
    shown_version = _number(request.POST.get("version", ""))
    shown = history.state_at(record, shown_version)
    chosen = {name: request.POST.get(f"keuze-{name}", "") for name in request.POST.getlist("botsing")}
    if shown is None or form.errors or any(choice not in (THEIRS, YOURS) for choice in chosen.values()):
        told = ValidationError(form.errors.as_data()) if form.errors else None
        return show(request, kind, record, yours=mine, started_from=started_from, chosen=chosen, told=told)
    values = mine | {
        name: getattr(shown, name) for name, choice in chosen.items() if choice == THEIRS and name in mine
    }
    return _save(request, kind, record, values, shown_version, chosen)


def _save(
    request: HttpRequest,
    kind: Kind,
    record: ScopedRecord,
    values: dict[str, Any],
    version: int,
    chosen: Mapping[str, str],
) -> HttpResponse:
    from koers.editing.form_views import saved

    public_id = record.public_id
    try:
        changed = actions.change(
            by=user_of(request), kind=kind, record=record, version=version, values=values
        )
    except ConcurrentChange:
        messages.info(request, _("Meanwhile it was saved once more. Your choices are still here."))
        now = record_for(request, kind, public_id, kind.needs)
        return put_together(request, kind, now, yours=values, started_from=version)
    except ValidationError as error:
        now = record_for(request, kind, public_id, kind.needs)
        return show(request, kind, now, yours=values, started_from=version, chosen=chosen, told=error)
    return saved(request, kind, changed)


def _side(
    attribute: Attribute, found: Difference, chosen: Mapping[str, str] | None, told: ValidationError | None
) -> Side:
    was, theirs, yours = (attribute.words(value) for value in (found.was, found.theirs, found.yours))
    choice = (chosen or {}).get(found.name, "")
    missing = _("Choose one of the two.") if chosen is not None and choice not in (THEIRS, YOURS) else ""
    errors = _at(told, found.name)
    return Side(
        name=found.name,
        label=attribute.title,
        was=was or _("nothing"),
        theirs=history.marked(was, theirs) if theirs else _("nothing"),
        yours=history.marked(was, yours) if yours else _("nothing"),
        entry=attribute.entry(found.yours),
        chosen=choice,
        error=" ".join([missing, *errors]).strip(),
    )


def _taken(attribute: Attribute, found: Difference) -> tuple[str, str]:
    return attribute.title, attribute.words(found.theirs) or _("nothing")


def _at(told: ValidationError | None, name: str) -> list[str]:
    if told is None or not hasattr(told, "error_dict"):
        return []
    return list(told.message_dict.get(name, []))


def _general(
    told: ValidationError | None, conflicts: set[str], by_name: Mapping[str, Attribute]
) -> list[str]:
    """Complaints that stand at no field of the page, with the field's name before them."""
    if told is None:
        return []
    if not hasattr(told, "error_dict"):
        return list(told.messages)
    return [
        f"{by_name[name].title}: {message}" if name in by_name else str(message)
        for name, messages_ in told.message_dict.items()
        if name not in conflicts
        for message in messages_
    ]


def _who(record: ScopedRecord) -> str:
    row = record.history.select_related("history_user").order_by("-history_date", "-history_id").first()  # type: ignore[attr-defined]
    return str(row.history_user) if row and row.history_user else _("Somebody")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
