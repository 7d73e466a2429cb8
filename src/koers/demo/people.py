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
    DemoPerson(
        "programmamanager@wendelmeer.example", "Programmamanager", Role.PROGRAMME_MANAGER, "wendelmeer"
    ),
    DemoPerson(
        "ondersteuning@wendelmeer.example", "Programmaondersteuning", Role.PROGRAMME_SUPPORT, "wendelmeer"
    ),
    DemoPerson("controller@wendelmeer.example", "Controller", Role.CONTROLLER, "wendelmeer"),
    DemoPerson("werkgroepleider@wendelmeer.example", "Werkgroepleider", Role.TRACK_LEAD, "wendelmeer"),
    DemoPerson("leidinggevende@wendelmeer.example", "Leidinggevende", Role.LINE_MANAGER, "wendelmeer"),
    DemoPerson("directie@wendelmeer.example", "Gemeentesecretaris", Role.CLIENT, "wendelmeer"),
    DemoPerson("wethouder@wendelmeer.example", "Wethouder", Role.COLLEGE, "wendelmeer"),
    DemoPerson("griffie@wendelmeer.example", "Griffie", Role.GRIFFIE, "wendelmeer"),
    DemoPerson("raadslid@wendelmeer.example", "Raadslid", Role.COUNCIL_MEMBER, "wendelmeer"),
    DemoPerson("hradviseur@wendelmeer.example", "HR-adviseur", Role.HR_ADVISER, "wendelmeer"),
    DemoPerson("or@wendelmeer.example", "Ondernemingsraad", Role.WORKS_COUNCIL, "wendelmeer"),
    DemoPerson("medewerker@wendelmeer.example", "Medewerker", Role.EMPLOYEE, "wendelmeer"),
    DemoPerson("auditor@wendelmeer.example", "Auditor", Role.AUDITOR, "wendelmeer"),
    DemoPerson("beheerder@wendelmeer.example", "Beheerder", Role.ADMINISTRATOR, "wendelmeer"),
    DemoPerson(
        "programmamanager@havelingen.example", "Programmamanager", Role.PROGRAMME_MANAGER, "havelingen"
    ),
    DemoPerson(
        "programmamanager@merwestein.example", "Programmamanager", Role.PROGRAMME_MANAGER, "merwestein"
    ),
    DemoPerson(
        "fondsmedewerker@ontwikkelfonds.example", "Fondsmedewerker", Role.FUND_OFFICER, "ontwikkelfonds"
    ),
)
