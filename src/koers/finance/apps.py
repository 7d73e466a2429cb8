from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "koers.finance"
    label = "finance"

    def ready(self) -> None:
        from koers.finance import figures  # noqa: F401 - registers the figures
        from koers.finance.kinds import register_kinds
        from koers.organisations.permissions import Permission
        from koers.ui.menu import main_menu, permitted

        register_kinds()
        main_menu.register(
            _("Money"), "finance:dashboard", order=28, visible=permitted(Permission.VIEW_STEERING)
        )
