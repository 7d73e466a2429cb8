"""Bodies that decide, adopt and advise in a Dutch municipality or joint body, as they are written in reports."""

from __future__ import annotations

import re

BODIES = (
    "college van burgemeester en wethouders", "college van B&W", "college van b en w", "college",
    "gemeenteraad", "raadscommissie",
    "raad", "raden", "colleges", "managementteam", "management team", "concernmanagementteam",
    "directieteam", "concerndirectie",
    "directieraad", "directie", "ondernemingsraad", "stuurgroep", "gemeentesecretaris",
    "algemeen directeur", "dagelijks bestuur",
    "algemeen bestuur", "provinciale staten", "gedeputeerde staten", "portefeuillehouder", "burgemeester",
    "programmaraad",
    "ambtelijk opdrachtgever", "bestuurlijk opdrachtgever", "opdrachtgever", "gemeentebestuur", "bestuur",
    "concernstaf", "griffie",
    "rekenkamer", "auditcommissie", "lokaal overleg", "georganiseerd overleg", "kernteam", "regiegroep",
    "strategisch beraad",
)  # fmt: skip
SHORT_BODIES = (
    "CMT",
    "GMT",
    "MT",
    "DT",
    "OR/LO",
    "OR",
    "LO",
    "GO",
    "DB",
    "AB",
    "B&W",
    "B en W",
    "SMT",
    "DMT",
    "BMT",
    "CDT",
    "GS",
    "PS",
)
"""Written in capitals only; in small letters some of these are other words ("or", "go")."""

RAAD_COMPOUNDS = ("raadsvergadering", "raadsbesluit", "raadsvoorstel", "raadsbrief")
"""Words that name the council inside a compound: its first four letters are the body."""

_LONG = "|".join(sorted((re.escape(b).replace(r"\ ", r"\s+") for b in BODIES), key=len, reverse=True))
_SHORT = "|".join(sorted(map(re.escape, SHORT_BODIES), key=len, reverse=True))
BODY = re.compile(rf"(?<![\w-])(?:(?i:{_LONG})|{_SHORT})(?![\w-])")
COUNCIL = re.compile(r"(?<![\w-])(?P<raad>raad)s(?:vergadering|besluit)(?!\w)", re.IGNORECASE)
COLLEGE = re.compile(r"(?<![\w-])(?P<raad>college)s?(?:vergadering|besluit)(?!\w)", re.IGNORECASE)
