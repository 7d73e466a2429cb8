from __future__ import annotations

from django.apps import AppConfig


class YearPlansConfig(AppConfig):
    name = "koers.yearplans"
    label = "yearplans"
