from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "koers.risks"
    label = "risks"

    def ready(self) -> None:
        from koers.risks.kinds import register_kinds

        register_kinds()
