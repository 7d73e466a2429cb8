from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YearPlansConfig(AppConfig):
    name = "koers.yearplans"
    label = "yearplans"

    def ready(self) -> None:
        from koers.organisations.permissions import Permission
        from koers.ui.menu import main_menu, permitted
        from koers.yearplans.kinds import register_kinds

        register_kinds()
        main_menu.register(
            _("Year plans"), "yearplans:plans", order=25, visible=permitted(Permission.VIEW_REGISTER)
        )
