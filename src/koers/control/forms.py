"""Forms of the role matrix and of reporting a control."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.control.actions import GridChange
from koers.control.models import MatrixParty, MatrixTask, Occurrence
from koers.control.queries import MatrixPage
from koers.control.wording import letters, read_letters
from koers.ui.entry import read_date
from koers.ui.formats import NBSP, dutch_date

type Key = tuple[str, str]
"""Public ids of a task and a party; without party it is about who answers for the task."""


class LettersField(forms.CharField):
    """What a party does in a task, by letters: `K U`."""

    def __init__(self, **kwargs: Any) -> None:
        # Not required, but "(optional)" at every cell would say it hundreds of times.
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "autocapitalize": "characters", "list": "letters"})

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()[:40]
        try:
            return letters(read_letters(text))
        except ValueError as error:
            raise ValidationError(str(error), code="letters") from error


class DutchDateField(forms.CharField):
    """A whole day as people write it: `1 juli 2026` or `1-7-2026`."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = read_date(text)
        except ValueError as error:
            raise ValidationError(str(error), code="date") from error
        if found.day is None:
            raise ValidationError(_("Enter a whole date, for example 1 July 2019."), code="date")
        return found.first_day

    def prepare_value(self, value: Any) -> Any:
        return dutch_date(value).replace(NBSP, " ") if isinstance(value, date) else value


class TellingForm(forms.Form):
    """Abstract: shows what an action refused, and starts anew on another version."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)

    def restart(self, **values: Any) -> None:
        """Fields start anew from these values, so that sending the form again is a choice."""
        fresh: Any = self.data
        fresh = fresh.copy()
        for name, value in values.items():
            fresh[name] = value
        self.data = fresh


@dataclass(frozen=True, slots=True)
class TaskFields:
    """One task of the form: its cells in the order of the parties, and who answers for it."""

    task: MatrixTask
    cells: list[forms.BoundField]
    answers: forms.BoundField


class GridForm(TellingForm):
    """All cells of a matrix. `base` is what stood in them when the form was opened, for who saves after a colleague."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)
    new_tasks = forms.CharField(
        label=gettext_lazy("Tasks to add"),
        help_text=gettext_lazy("One on each line"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    new_parties = forms.CharField(
        label=gettext_lazy("Parties to add"),
        help_text=gettext_lazy("A body, role, team or function on each line; no names of persons"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    new_kind = forms.ChoiceField(
        label=gettext_lazy("These parties are"), choices=MatrixParty.Kind, initial=MatrixParty.Kind.ROLE
    )

    def __init__(self, data: Any = None, *, page: MatrixPage) -> None:
        self.page = page
        stored = cells_of(page)
        initial = {"version": page.matrix.version, "base": json.dumps(_flat(stored))}
        initial |= fields_of(stored)
        super().__init__(data, initial=initial, auto_id="veld-%s")
        people = [("", _("nobody"))]
        people += [(str(party.public_id), party.name) for party in page.parties]
        for task in page.tasks:
            for party in page.parties:
                self.fields[_name(_key(task, party))] = LettersField(label=party.name)
            name = _name(_answers_key(task))
            self.fields[name] = forms.ChoiceField(label=_("Answers for it"), choices=people, required=False)

    def rows(self) -> Iterator[TaskFields]:
        for task in self.page.tasks:
            cells = [self[_name(_key(task, party))] for party in self.page.parties]
            yield TaskFields(task, cells, self[_name(_answers_key(task))])

    def mine(self) -> dict[Key, str]:
        """The cells as filled in, and who answers; call after `is_valid`."""
        return {key: self.cleaned_data[_name(key)] for key in cells_of(self.page)}

    def started_from(self) -> dict[Key, str] | None:
        """What stood in the cells when the form was opened; None when that cannot be read."""
        try:
            rows = json.loads(self.cleaned_data["base"])
            return {(key.split("/")[0], key.split("/")[1]): str(value) for key, value in rows.items()}
        except (ValueError, AttributeError, IndexError, RecursionError):
            return None

    def change(self, cells: Mapping[Key, str]) -> GridChange:
        tasks = {str(task.public_id): task.pk for task in self.page.tasks}
        parties = {str(party.public_id): party.pk for party in self.page.parties}
        kind = self.cleaned_data["new_kind"]
        return GridChange(
            cells={
                (tasks[task], parties[party]): read_letters(value)
                for (task, party), value in cells.items()
                if party
            },
            responsible={
                tasks[task]: parties.get(value) for (task, party), value in cells.items() if not party
            },
            new_tasks=_lines(self.cleaned_data["new_tasks"]),
            new_parties=[(name, kind) for name in _lines(self.cleaned_data["new_parties"])],
        )

    def clean_new_tasks(self) -> str:
        return _fitting(self.cleaned_data["new_tasks"], 300)

    def clean_new_parties(self) -> str:
        return _fitting(self.cleaned_data["new_parties"], 100)


def cells_of(page: MatrixPage) -> dict[Key, str]:
    """The letters of all cells, and per task the public id of who answers for it."""
    found = {
        _key(task, party): letters(page.parts(task, party)) for task in page.tasks for party in page.parties
    }
    by_pk = {party.pk: str(party.public_id) for party in page.parties}
    return found | {_answers_key(task): by_pk.get(task.responsible_id or 0, "") for task in page.tasks}


def cell_name(task: MatrixTask, party: MatrixParty) -> str:
    """The id of the field of a cell, for links to it."""
    return f"veld-{_name(_key(task, party))}"


def _key(task: MatrixTask, party: MatrixParty) -> Key:
    return str(task.public_id), str(party.public_id)


def _answers_key(task: MatrixTask) -> Key:
    return str(task.public_id), ""


def _name(key: Key) -> str:
    return f"c-{key[0]}-{key[1]}" if key[1] else f"a-{key[0]}"


def fields_of(cells: Mapping[Key, str]) -> dict[str, str]:
    """By the names of their fields."""
    return {_name(key): value for key, value in cells.items()}


def _flat(cells: Mapping[Key, str]) -> dict[str, str]:
    return {"/".join(key): value for key, value in cells.items() if value}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


def _fitting(text: str, most: int) -> str:
    if any(len(line) > most for line in _lines(text)):
        raise ValidationError(_("A line has at most %(most)s characters.") % {"most": most}, code="long")
    return text


class ReportForm(TellingForm):
    """What was done on a planned day, or why it was dropped."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    done_on = DutchDateField(
        label=gettext_lazy("Done on"),
        help_text=gettext_lazy("For example 1 July 2019."),
        error_messages={"required": gettext_lazy("Fill in on which day it was done, or why it was dropped.")},
    )
    done_by = forms.CharField(
        label=gettext_lazy("Done by"),
        help_text=gettext_lazy("A name or a function"),
        max_length=200,
        error_messages={"required": gettext_lazy("Fill in who did it.")},
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Result"),
        choices=[("", gettext_lazy("choose")), *Occurrence.Result.choices],
        error_messages={"required": gettext_lazy("Choose a result.")},
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy(
            "The document, its number or a link. Without it Koers says that evidence is missing."
        ),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    finding = forms.CharField(
        label=gettext_lazy("Finding"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Follow-up"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    follow_up_due = DutchDateField(label=gettext_lazy("Follow-up ready on"), required=False)
    follow_up_done = DutchDateField(label=gettext_lazy("Follow-up done on"), required=False)
    dropped_because = forms.CharField(
        label=gettext_lazy("Or: dropped, because"),
        help_text=gettext_lazy("Only when it does not happen this time"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("dropped_because"):
            return self._dropped(found)
        if found.get("done_on") and found["done_on"] > timezone.localdate():
            self.add_error("done_on", _("This day is still to come. Report it when it is done."))
        if found.get("result") in ("partly", "bad") and not found.get("finding"):
            self.add_error("finding", _("Say what was found: the result is not wholly in order."))
        if found.get("follow_up_done") and not found.get("follow_up"):
            self.add_error("follow_up", _("Say what the follow-up was."))
        return found

    def _dropped(self, found: dict[str, Any]) -> dict[str, Any]:
        """What was dropped has no day, nobody and no result; filling these in as well is a contradiction."""
        nothing: dict[str, Any] = {"done_on": None, "done_by": "", "result": ""}
        if any(self.data.get(self.add_prefix(name)) for name in nothing):
            self.add_error("dropped_because", _("What was done cannot be dropped as well."))
            return found
        for name in nothing:
            self.errors.pop(name, None)
        return found | nothing

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
