"""Privacy per field: is this personal data or not. A field without a decision fails a test.

By rule, and so without a word: numbers, dates, booleans, ids, fixed choices and relations to records that
are no people are not personal data. Anything that can hold a person's own words or name - text, JSON,
e-mail, files - and every relation to a user needs a decision, in `<room>/privacy.py`:

    declare("organisations.User", email=Personal.CONTACT, name=Personal.IDENTITY, password=Personal.SECRET)
    declare("programmes.Goal", text=NOT_PERSONAL)

Historical tables follow the model they are the history of.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import autodiscover_modules

from koers.core.history import own_models


class Personal(StrEnum):
    """What a field says about a person. `NONE`: nothing, by decision and not by accident."""

    NONE = "none"
    IDENTITY = "identity"
    CONTACT = "contact"
    ACTOR = "actor"  # which user did something
    SECRET = "secret"  # noqa: S105 - a word, not a password
    FREE_TEXT = "free_text"  # may name people, because people write it
    LOG = "log"


NOT_PERSONAL = Personal.NONE
_decisions: dict[str, dict[str, Personal]] = {}

_BY_RULE = (
    models.AutoField,
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
    models.BooleanField,
    models.DateField,
    models.TimeField,
    models.DurationField,
    models.UUIDField,
    models.SlugField,
)


def declare(model: str, **fields: Personal) -> None:
    """Decides for fields of `<app>.<Model>`. A second, different decision about a field raises ValueError."""
    known = _decisions.setdefault(model.lower(), {})
    for name, decision in fields.items():
        if known.setdefault(name, decision) is not decision:
            raise ValueError(f"{model}.{name} is {known[name]} already")


def load_declarations() -> None:
    """Imports `privacy` of every room."""
    autodiscover_modules("privacy")


def decision_about(field: models.Field[Any, Any]) -> Personal | None:
    """What was decided about a field, or follows by rule; None when somebody still has to decide."""
    found = _decisions.get(field.model._meta.label_lower, {}).get(field.name)
    if found is not None:
        return found
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        name = target if isinstance(target, str) else target._meta.label
        return None if name.lower() == settings.AUTH_USER_MODEL.lower() else NOT_PERSONAL
    return NOT_PERSONAL if isinstance(field, _BY_RULE) or field.choices else None


def undecided() -> list[str]:
    """Fields nobody decided about, as `<app>.<model>.<field>`."""
    load_declarations()
    return [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.fields
        if decision_about(field) is None
    ]


def stray() -> list[str]:
    """Decisions about models or fields that do not exist (any more)."""
    load_declarations()
    fields = {
        model._meta.label_lower: {field.name for field in model._meta.fields} for model in apps.get_models()
    }
    return [
        f"{model}.{name}"
        for model, found in _decisions.items()
        for name in found
        if name not in fields.get(model, set())
    ]
