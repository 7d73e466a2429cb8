"""The complaints of an action, each at its own field of the form."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


def take_errors(form: forms.Form, error: ValidationError) -> None:
    """A complaint about something the form does not show stands above it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    shown = {bound.name for bound in form.visible_fields()}
    for name, told in error.message_dict.items():
        for message in told:
            form.add_error(name if name in shown else None, message)
