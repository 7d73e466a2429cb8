from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest


class RisksConfig(AppConfig):
    name = "koers.risks"
    label = "risks"

    def ready(self) -> None:
        import koers.risks.figures  # noqa: F401 - registers its figures
        from koers.risks.kinds import register_kinds
        from koers.ui.menu import main_menu

        register_kinds()
        main_menu.register(_("Risks"), "risks:risks", order=35, visible=_steers_here)


def _steers_here(request: HttpRequest) -> bool:
    """In the organisation one works for now: a role for one programme opens that programme's page only."""
    from koers.organisations.access import current_organisation, may
    from koers.organisations.permissions import Permission

    organisation = current_organisation(request)
    return organisation is not None and may(request.user, Permission.VIEW_STEERING, organisation)
