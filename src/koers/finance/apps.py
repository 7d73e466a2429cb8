from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest


class FinanceConfig(AppConfig):
    name = "koers.finance"
    label = "finance"

    def ready(self) -> None:
        from koers.finance import figures  # noqa: F401 - registers the figures
        from koers.finance.decision_effects import register_effects
        from koers.finance.kinds import register_kinds
        from koers.organisations.permissions import Permission
        from koers.ui.menu import main_menu, permitted

        register_kinds()
        register_effects()
        main_menu.register(
            _("Money"), "finance:dashboard", order=28, visible=permitted(Permission.VIEW_STEERING)
        )
        main_menu.register(_("Requests"), "requests:requests", order=29, visible=_asks_without_seeing_money)


def _asks_without_seeing_money(request: HttpRequest) -> bool:
    """Who sees the money finds the requests there; a line manager has only these."""
    from koers.organisations.permissions import Permission
    from koers.ui.menu import permitted

    return permitted(Permission.FILE_REQUEST)(request) and not permitted(Permission.VIEW_STEERING)(request)
