"""The history policy: which models keep who changed what, and why the others do not.

A register model has `history` (django-simple-history, scoped like the model). Any other concrete model of
ours says in `NO_HISTORY` why: because it is only ever added to, or because it is no fact of the register. A
test holds every model to one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models


def own_models() -> Iterable[type[models.Model]]:
    """The concrete models of the product itself, without the tables that hold history."""
    for model in apps.get_models():
        if model.__module__.startswith("koers.") and not is_history(model):
            yield model


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "instance_type") and hasattr(model, "history_object")


def keeps_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def reason_without(model: type[models.Model]) -> str:
    """Why the model keeps no history; empty when nobody said so."""
    return str(getattr(model, "NO_HISTORY", ""))


def undecided() -> list[str]:
    """Models that neither keep history nor say why not, or that claim both."""
    return [
        model._meta.label for model in own_models() if keeps_history(model) == bool(reason_without(model))
    ]
