from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "koers.practices"
    label = "practices"
