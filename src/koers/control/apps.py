from __future__ import annotations

from django.apps import AppConfig


class ControlConfig(AppConfig):
    name = "koers.control"
    label = "control"

    def ready(self) -> None:
        from koers.control import figures  # noqa: F401 - registers its figures
        from koers.control.kinds import register_kinds

        register_kinds()
