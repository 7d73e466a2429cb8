"""Password and membership forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from koers.organisations import limits
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.queries import organisations_of

if TYPE_CHECKING:
    from koers.core.models import Record


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(
            text for text in password_validators_help_texts() if text
        )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if "password" in found and "again" in found and found["password"] != found["again"]:
            self.add_error("again", _("The two new passwords are not the same."))
        return found


class OrganisationChoice(forms.Form):
    """One of the user's own organisations."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_of(user)


class MemberForm(forms.Form):
    """Gives a person, by e-mail address, a role; someone new gets an account. A role for one programme only is
    for someone who should see nothing else of the organisation.
    """

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("Only needed when this person is new in Koers."),
    )
    # No role is chosen beforehand: whoever overlooks the list gives nobody rights they should not have.
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    only_for = forms.ChoiceField(
        label=_("Only for this programme"),
        required=False,
        help_text=_("Leave this open for a role in the whole organisation."),
    )

    only_body = forms.ChoiceField(
        label=_("Only for this body"),
        required=False,
        help_text=_(
            "Whose decisions this person writes down. Only for the college, the clerk's office and the works council."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_body(organisation)
        self.records = {str(record.public_id): record for record in limits.offered(organisation)}
        whole = [("", _("the whole organisation"))]
        only_for = self.fields["only_for"]
        assert isinstance(only_for, forms.ChoiceField)
        only_for.choices = [*whole, *((key, str(record)) for key, record in self.records.items())]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        email = found.get("email")
        if email and not found.get("name") and not User.objects.filter(email__iexact=email).exists():
            self.add_error("name", _("This person is new in Koers. Enter a name."))
        return found

    def _choose_body(self, organisation: Organisation) -> None:
        self.bodies = {str(body.public_id): body for body in limits.offered_bodies(organisation)}
        if not self.bodies:
            del self.fields["only_body"]
            return
        field = self.fields["only_body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all bodies")), *((key, str(body)) for key, body in self.bodies.items())]

    def limited_to_body(self) -> Record | None:
        """The body the role is limited to; call after `is_valid`."""
        return self.bodies.get(self.cleaned_data.get("only_body", ""))

    def limited_to(self) -> Record | None:
        """What the role is limited to; call after `is_valid`."""
        return self.records.get(self.cleaned_data["only_for"])
