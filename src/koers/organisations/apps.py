from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationsConfig(AppConfig):
    name = "koers.organisations"
    label = "organisations"

    def ready(self) -> None:
        from koers.organisations.login import receivers
        from koers.organisations.login.cache import make_table

        receivers.connect()
        post_migrate.connect(make_table, sender=self, dispatch_uid="koers.cache_table")
