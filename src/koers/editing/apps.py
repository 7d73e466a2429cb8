from __future__ import annotations

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "koers.editing"
    label = "editing"

    def ready(self) -> None:
        from koers.editing.own_kinds import register_kinds

        register_kinds()
