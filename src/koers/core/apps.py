from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "koers.core"
    label = "core"

    def ready(self) -> None:
        from koers.core.threads import keep_per_thread

        keep_per_thread()
