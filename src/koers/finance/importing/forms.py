"""Forms of reading in bookings: the file with what it is about, the columns, the questions, and taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.documents.errors import Unreadable
from koers.finance.importing import wording
from koers.finance.importing.actions import LARGEST, read_file
from koers.finance.importing.headings import Column
from koers.finance.importing.models import MoneyImport
from koers.finance.models import FIRST_YEAR, LAST_YEAR, MoneyKind
from koers.programmes.models import Programme

if TYPE_CHECKING:
    from koers.organisations.models import User

_NOTHING_BOOKED = gettext_lazy("Nothing was booked.")


class TellingForm(forms.Form):
    """Abstract: shows what an action refused."""

    use_required_attribute = False

    def tell(self, error: ValidationError) -> None:
        """At its field, or above the form when it is about none of these."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)


class OfferForm(TellingForm):
    file = forms.FileField(
        label=gettext_lazy("File of the financial system"),
        help_text=gettext_lazy(
            "An .xlsx, .ods or .csv with one booking per row. You first see what would be booked."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Financial year the file is about"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("What is in the file?"),
        help_text=gettext_lazy("Counts for rows that do not say so themselves."),
        choices=MoneyImport.Stage,
        widget=forms.RadioSelect,
        initial=MoneyImport.Stage.SPENT,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of money"),
        choices=[("", gettext_lazy("Not known")), *MoneyKind.choices],
        required=False,
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        help_text=gettext_lazy("Counts for rows that name no programme."),
        queryset=Programme.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("It is in the file"),
    )

    def __init__(self, *args: Any, user: User, organisation: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(user).filter(organisation=organisation)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.cells: dict[str, Any] = {}
        self.content = b""

    def clean_file(self) -> UploadedFile[Any]:
        """Reads it at once, so that what cannot be read is said at the field."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            message = _(
                "This file is larger than %(limit)s MB. Nothing was booked. Split it by month or quarter."
            )
            raise ValidationError(message % {"limit": LARGEST // 1_000_000})
        self.content = file.read()
        try:
            self.cells = read_file(self.content)
        except Unreadable as error:
            raise ValidationError(f"{error.message} {_NOTHING_BOOKED}") from None
        return file


class ColumnsForm(TellingForm):
    """One choice for every column with a heading: what it holds."""

    def __init__(
        self,
        data: Any = None,
        *,
        titles: Sequence[str],
        examples: Sequence[str],
        chosen: Mapping[int, Column],
    ) -> None:
        super().__init__(data)
        self.places = [place for place, title in enumerate(titles) if title]
        for place in self.places:
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=titles[place][:80],
                choices=[(one.value, words) for one, words in wording.COLUMNS.items()],
                initial=chosen.get(place, Column.NOTHING).value,
                help_text=_("For example: %(text)s") % {"text": examples[place]} if examples[place] else "",
            )

    def columns(self) -> dict[int, Column]:
        return {place: Column(self.cleaned_data[f"c{place}"]) for place in self.places}


class QuestionsForm(TellingForm):
    """The doubts about the whole file, each to be answered; none has an answer beforehand."""

    def __init__(self, data: Any = None, *, questions: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(data)
        for one in questions:
            self.fields[one["name"]] = forms.ChoiceField(
                label=wording.question(one),
                choices=wording.options(one),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer. Nothing was booked.")},
            )


class TakeBackForm(TellingForm):
    reason = forms.CharField(
        label=gettext_lazy("Why is it taken back?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why this import is taken back.")},
    )
