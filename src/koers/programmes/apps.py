from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "koers.programmes"
    label = "programmes"

    def ready(self) -> None:
        from koers.programmes.kinds import register_kinds

        register_kinds()
