from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    name = "koers.control"
    label = "control"

    def ready(self) -> None:
        from koers.control import figures  # noqa: F401 - registers its figures
        from koers.control.kinds import register_kinds
        from koers.organisations.permissions import Permission
        from koers.ui.menu import main_menu, permitted

        register_kinds()
        main_menu.register(
            _("In control"), "control:calendar", order=27, visible=permitted(Permission.VIEW_REGISTER)
        )
