from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "koers.finance"
    label = "finance"

    def ready(self) -> None:
        from koers.finance import figures  # noqa: F401 - registers the figures
        from koers.finance.kinds import register_kinds

        register_kinds()
