from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "koers.decisions"
    label = "decisions"

    def ready(self) -> None:
        from koers.decisions.queries import bodies_of
        from koers.organisations.limits import offer_bodies

        offer_bodies(bodies_of)
        from koers.decisions.kinds import register_kinds

        register_kinds()
        from koers.decisions import figures  # noqa: F401 - registers itself
        from koers.decisions.effects import register_own

        register_own()
