"""The log page: the audit trail of one organisation in sentences, narrowed by person, kind and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.organisations import audit_words
from koers.organisations.models import AuditEvent, Membership, Organisation, User
from koers.organisations.queries import audit_of
from koers.organisations.scope import ScopedRecord

ITSELF = "koers"
"""The choice for what Koers did by itself: reading a document, refusing a log-in."""

_day = {"type": "date"}


class LogFilter(forms.Form):
    """What the log is narrowed to; an empty field narrows nothing."""

    persoon = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("About what"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs=_day))
    tot = forms.DateField(
        label=gettext_lazy("Up to and including"), required=False, widget=forms.DateInput(attrs=_day)
    )

    def __init__(self, asked: Mapping[str, Any], organisation: Organisation) -> None:
        super().__init__(asked if any(asked.get(name) for name in self.base_fields) else None)
        self.events = audit_of(organisation)
        plain = self.events.order_by()
        people = User.objects.filter(pk__in=plain.values("by")).order_by("name")
        self._choose("persoon", _("Everyone"), [(str(one.public_id), str(one)) for one in people])
        self._add("persoon", ITSELF, _("Koers itself"))
        types = plain.exclude(subject_type="").values_list("subject_type", flat=True).distinct()
        kinds = [(one, audit_words.noun(one)) for one in types]
        self._choose("soort", _("Everything"), sorted(kinds, key=lambda kind: kind[1]))

    def found(self) -> QuerySet[AuditEvent]:
        """The events asked for, the newest first; a field that makes no sense narrows nothing."""
        said = self.cleaned_data if self.is_bound and (self.is_valid() or self.errors) else {}
        events = self.events
        if person := said.get("persoon"):
            events = events.filter(by=None) if person == ITSELF else events.filter(by__public_id=person)
        if kind := said.get("soort"):
            events = events.filter(subject_type=kind)
        if since := said.get("vanaf"):
            events = events.filter(at__date__gte=since)
        if until := said.get("tot"):
            events = events.filter(at__date__lte=until)
        return events

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        since, until = said.get("vanaf"), said.get("tot")
        if since and until and until < since:
            self.add_error("tot", _("The end must lie after the start."))
        return said

    def _choose(self, name: str, everything: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def _add(self, name: str, value: str, label: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*field.choices, (value, label)]  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    what: str


def lines(events: Sequence[AuditEvent], organisation: Organisation, user: User) -> list[Line]:
    """Each event as a line. The names of records are those the reader may see; who checks who did what need not
    see money or judgements."""
    names = _names(events, organisation, user)
    return [
        Line(
            event.at,
            str(event.by) if event.by else _("Koers itself"),
            audit_words.sentence(
                event,
                name=names.get((event.subject_type, event.subject_id), ""),
                who=names.get((_PERSON, _uuid(event.detail.get("user"))), ""),
            ),
        )
        for event in events
    ]


_PERSON = User._meta.label_lower
type _Names = dict[tuple[str, UUID | None], str]


def _names(events: Sequence[AuditEvent], organisation: Organisation, user: User) -> _Names:
    """One query per kind of record on the page."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for event in events:
        if event.subject_id is not None:
            wanted[event.subject_type].add(event.subject_id)
        if person := _uuid(event.detail.get("user")):
            wanted[_PERSON].add(person)
    found: _Names = {}
    for subject_type, ids in wanted.items():
        for record in _records(subject_type, ids, organisation, user):
            found[subject_type, record.public_id] = _short(str(record))
    return found


def _records(subject_type: str, ids: set[UUID], organisation: Organisation, user: User) -> QuerySet[Any]:
    try:
        model: Any = apps.get_model(subject_type)
    except (LookupError, ValueError):
        return Membership.objects.none()
    if model is User:
        # Only people of this organisation: who was merely offered a role is named nowhere.
        mine = Membership.objects.filter(organisation=organisation, accepted_at__isnull=False)
        return User.objects.filter(public_id__in=ids, pk__in=mine.values("user"))
    if model is Organisation:
        return Organisation.objects.filter(public_id__in=ids, pk=organisation.pk)
    if issubclass(model, ScopedRecord):
        # What a record is called may stand in the record it belongs to: fetched along, not one by one.
        related = [field.name for field in model._meta.fields if field.is_relation]
        found: QuerySet[Any] = model.objects.visible_to(user).filter(public_id__in=ids)
        return found.select_related(*related)
    return Membership.objects.none()


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79].rstrip()}…"
