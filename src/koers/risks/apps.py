from __future__ import annotations

from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "koers.risks"
    label = "risks"

    def ready(self) -> None:
        import koers.risks.figures  # noqa: F401 - registers its figures
        from koers.risks.kinds import register_kinds

        register_kinds()
