from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "koers.programmes"
    label = "programmes"

    def ready(self) -> None:
        from koers.organisations.limits import offer
        from koers.programmes.decision_effects import register_effects
        from koers.programmes.kinds import register_kinds
        from koers.programmes.queries_organisation import programmes_of

        register_kinds()
        register_effects()
        offer(programmes_of)
