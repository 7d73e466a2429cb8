from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "koers.decisions"
    label = "decisions"

    def ready(self) -> None:
        from koers.decisions.kinds import register_kinds

        register_kinds()
