from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest


# Pages of rooms below that one comes to from the page of follow-up.
FOLLOWED = (
    "decisions:recommendations",
    "decisions:long_term",
    "web:decision_register",
    "web:handover",
    "risks:risks",
    "control:calendar",
    "control:matrices",
)


def council_side(request: HttpRequest) -> bool:
    """For who sees what was sent to the council and nothing of the register behind it."""
    from koers.organisations.permissions import Permission
    from koers.ui.menu import permitted

    sees_programmes = permitted(Permission.VIEW_REGISTER)(request)
    return permitted(Permission.VIEW_SENT)(request) and not sees_programmes


def acts_for_a_body(request: HttpRequest) -> bool:
    """For who writes down what a body of his or her own did; who keeps the register comes there from the work."""
    from koers.organisations.permissions import Permission
    from koers.ui.menu import permitted

    keeps = permitted(Permission.CHANGE_REGISTER)(request)
    return permitted(Permission.RECORD_ACT)(request) and not keeps


class WebConfig(AppConfig):
    name = "koers.web"
    label = "web"

    def ready(self) -> None:
        from koers.editing.places import land_on
        from koers.organisations.permissions import Permission
        from koers.ui.menu import everyone, footer, main_menu, permitted
        from koers.web import checks  # noqa: F401 - registers itself
        from koers.web.planning.guarding import keep_keys_out_of_logs
        from koers.web.programme.landing import page_in_programme

        keep_keys_out_of_logs()
        land_on(page_in_programme)
        main_menu.register(_("Start"), "web:home", order=10)
        sees = permitted(Permission.VIEW_REGISTER)
        main_menu.register(_("My work"), "web:work", order=15)
        main_menu.register(_("Programmes"), "web:programmes", order=20, visible=sees)
        main_menu.register(_("Council"), "web:sent", order=22, visible=council_side)
        main_menu.register(_("Asked of bodies"), "web:asked", order=24, visible=acts_for_a_body)
        main_menu.register(
            _("My track"), "web:own_tracks", order=15, visible=permitted(Permission.UPDATE_OWN_TRACK)
        )
        main_menu.register(_("Follow-up"), "web:follow_up", order=26, visible=sees, also=FOLLOWED)
        main_menu.register(_("Organisation"), "web:organisation", order=28, visible=sees)
        main_menu.register(_("Operations"), "web:paragraphs", order=30, visible=sees)
        main_menu.register(_("Practices"), "web:practices", order=60, visible=sees)
        main_menu.register(_("Read in"), "intake:upload", order=70, visible=permitted(Permission.READ_IN))
        main_menu.register(
            _("Users"), "organisations:members", order=80, visible=permitted(Permission.MANAGE_ORGANISATION)
        )
        main_menu.register(
            _("Log"), "organisations:audit", order=90, visible=permitted(Permission.VIEW_AUDIT)
        )
        footer.register(_("Help"), "web:help", order=10, visible=everyone)
        footer.register(_("What is new"), "web:news", order=20, visible=everyone)
        footer.register(_("Accessibility"), "web:accessibility", order=30, visible=everyone)
        footer.register(_("Privacy"), "web:privacy", order=40, visible=everyone)
