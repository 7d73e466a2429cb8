"""The demo's organisations (all invented) and a log-in per role. Everybody has the same password, shown on screen."""

from __future__ import annotations

from dataclasses import dataclass

from koers.organisations.models import Organisation
from koers.organisations.permissions import Role

PASSWORD = "koers-op-de-kaart"  # noqa: S105 - printed on purpose; it opens invented data on this machine only


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    email: str
    name: str
    role: Role
    organisation: str


ORGANISATIONS = (
    DemoOrganisation("wendelmeer", "Gemeente Wendelmeer", Organisation.Kind.MUNICIPALITY),
    DemoOrganisation("havelingen", "Gemeente Havelingen", Organisation.Kind.MUNICIPALITY),
    DemoOrganisation("merwestein", "Gemeente Merwestein", Organisation.Kind.MUNICIPALITY),
    DemoOrganisation("ontwikkelfonds", "Ontwikkelfonds Gemeenten", Organisation.Kind.FUND),
)

PEOPLE = (
    DemoPerson("noor@wendelmeer.example", "Noor", Role.PROGRAMME_MANAGER, "wendelmeer"),
    DemoPerson("sami@wendelmeer.example", "Sami", Role.PROGRAMME_SUPPORT, "wendelmeer"),
    DemoPerson("ida@wendelmeer.example", "Ida", Role.CONTROLLER, "wendelmeer"),
    DemoPerson("raad@wendelmeer.example", "Griffie", Role.READER, "wendelmeer"),
    DemoPerson("beheer@wendelmeer.example", "Beheer", Role.ADMINISTRATOR, "wendelmeer"),
    DemoPerson("bas@havelingen.example", "Bas", Role.PROGRAMME_MANAGER, "havelingen"),
    DemoPerson("lies@merwestein.example", "Lies", Role.PROGRAMME_MANAGER, "merwestein"),
    DemoPerson("fonds@ontwikkelfonds.example", "Fonds", Role.FUND_OFFICER, "ontwikkelfonds"),
)
