from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "koers.web"
    label = "web"

    def ready(self) -> None:
        from koers.organisations.access import user_of
        from koers.organisations.permissions import Permission
        from koers.ui.menu import everyone, footer, logged_in, main_menu

        def may_read_in(request: HttpRequest) -> bool:
            if not logged_in(request):
                return False
            user = user_of(request)
            return any(user.may(Permission.READ_IN, key) for key in user.organisation_ids())

        main_menu.register(_("Start"), "web:home", order=10)
        main_menu.register(_("Programmes"), "web:programmes", order=20)
        main_menu.register(_("Operations"), "web:paragraphs", order=30)
        main_menu.register(_("Practices"), "web:practices", order=60)
        main_menu.register(_("Read in"), "intake:upload", order=70, visible=may_read_in)
        footer.register(_("Help"), "web:help", order=10, visible=everyone)
        footer.register(_("What is new"), "web:news", order=20, visible=everyone)
        footer.register(_("Accessibility"), "web:accessibility", order=30, visible=everyone)
        footer.register(_("Privacy"), "web:privacy", order=40, visible=everyone)
