"""The form for a new token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation, User
from koers.organisations.tokens.actions import DEFAULT_DAYS
from koers.organisations.tokens.models import ApiToken


class TokenForm(forms.Form):
    """What it is for, for which organisation, what it may do and how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("For example: “monthly overview in Excel”. You recognise the token by it."),
    )
    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("All my organisations"),
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"), choices=ApiToken.Scope.choices, initial=ApiToken.Scope.READ
    )
    days = forms.TypedChoiceField(
        label=_("How long is it valid?"),
        coerce=int,
        initial=DEFAULT_DAYS,
        choices=[(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("A year"))],
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=user.works_for()).order_by("name")
