from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "koers.programmes"
    label = "programmes"
