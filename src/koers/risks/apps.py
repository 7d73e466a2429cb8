from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "koers.risks"
    label = "risks"
