from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "koers.finance"
    label = "finance"
