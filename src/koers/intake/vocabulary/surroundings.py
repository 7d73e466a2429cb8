"""Words that name what a programme answers to, depends on and involves."""

from __future__ import annotations

import re

FOLLOW_UP = re.compile(
    r"\b(?:opvolging\s+van\s+(?:de|het)|aanbeveling(?:en)?|advies|adviezen)\b", re.IGNORECASE
)
SOURCE_DOCUMENT = re.compile(
    r"(?:onderzoeks?rapport|rapport|rapportage|onderzoek"
    r"|advies)\s+(?:van\s+[A-Z][\w&-]+\s+)?[‘'“\"](?P<quoted>[^’'”\"\n]{4,100})[’'”\"]"
    r"|(?P<audit>213a[\s-]*onderzoek(?:\s+naar\s+(?:de\s+|het\s+)?[A-Z][\w-]*(?:\s+(?:of|en|van"
    r"|the|[A-Z][\w-]*))*)?)"
    r"|(?P<letter>(?:management\s?letter|accountantsverslag|boardletter|rekenkamer(?:rapport"
    r"|onderzoek)|visitatierapport)(?:\s+(?:over\s+)?\d{4})?)"
    r"|(?P<named>[A-Z][\w&]+-rapport(?:age)?|(?:het\s+)?rapport\s+van\s+[A-Z][\w&-]+)"
    r"|(?:de\s+|het\s+)(?P<scan>[\w-]+(?:scan|onderzoek|doorlichting|audit)|doorlichting|audit"
    r"|quick\s?scan)\b"
)

DEPENDENCY_NAMES = (
    re.compile(r"\b(?:[Hh]et|[Dd]e)\s+(?P<name>(?:programma|project|traject|transitie)\s+(?!van\b|is\b|wordt\b|werkt\b|loopt\b)[\w&-]+(?:\s+[A-Z][\w&-]+)*)"),
    re.compile(r"\bimplementatie\s+van\s+(?P<name>(?:de\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*)"),
    re.compile(r"\bimplementeren\s+van\s+(?P<name>[\w-]+(?:\s+[\w-]+){0,3}?)(?=[.,;]|\s+(?:om|en|is|wordt|dat|waarmee)\b)"),
    re.compile(r"\bprincipe\s+(?P<name>[‘'“\"][^’'”\"\n]{3,60}[’'”\"])"),
    re.compile(r"(?:^|(?<=[.!?]\s))(?:Vanuit|Met|Binnen)\s+(?:de\s+|het\s+)?(?P<name>[a-z][\w-]+(?:\s+[a-z][\w-]+){0,2}?)(?=\s+(?:wordt|worden|kan|kunnen|werken|werkt|is|zijn)\b)"),
    re.compile(r"\bbelang\s+van\s+(?P<name>(?:een\s+)?[\w\s-]{5,60}?)(?=[.,;])"),
    re.compile(r"(?P<name>213a[\s-]*onderzoek(?:\s+naar\s+(?:de\s+|het\s+)?[A-Z][\w-]*(?:\s+(?:of|en|van|the|[A-Z][\w-]*))*)?)"),
    re.compile(r"\b(?P<name>(?:Wet|Omgevingswet|Participatiewet|Jeugdwet|Woo|Wmo|AVG|BIO)(?:\s+[a-z]+\s+[a-z]+)?)\b(?=[^.]*\b(?:afhankelijk|samenhang|raakt|raakvlak))"),
)  # fmt: skip
"""Where running text names what a programme is connected with; each has a group `name`."""

OWN_PROGRAMME = re.compile(
    r"programma\s+(?:organisatieontwikkeling|concernontwikkeling)|hiermee|deze", re.IGNORECASE
)

PARTY = re.compile(
    r"(?:(?:de|het|onze|alle|beide|diverse|verschillende)\s+)*(?P<party>inwoners|partners"
    r"|bezoekers|ondernemers|medewerkers|afdelingsmanagers|teammanagers"
    r"|leidinggevenden|teamleiders|vakbonden|ketenpartners|inwonersorganisaties"
    r"|maatschappelijke\s+organisaties|verenigingen|buurgemeenten"
    r"|regiogemeenten|raadsleden|collegeleden|gemeentesecretaris/algemeen\s+directeur|adviseurs"
    r"|jongeren|cliëntenraad|wijkraden)?\b",
    re.IGNORECASE,
)
INVOLVED = re.compile(
    r"(?:\bafgestemd\s+met|\bin\s+(?:nauwe\s+)?samenwerking\s+met|\bin\s+opdracht\s+van"
    r"|\bbesproken\s+met|\boverlegd\s+met|\bin\s+overleg\s+met"
    r"|\bsamen\s+met|\b(?:dienst|dienstverlening)\s+(?:aan|naar)|\bgeboden(?:\s+\w+){0,3}\s+aan"
    r"|\bbetrokken\s+(?:zijn|worden|waren):?)\s+(?=(?P<who>[^.;:()]{2,120}))",
    re.IGNORECASE,
)

TAKING_PART = (
    re.compile(
        r"(?:^|(?<=[.!?]\s))(?P<who>[A-Z][\w-]+(?:(?:,\s|\s+en\s+)[\w-]+)*)"
        r"(?=\s+hebben\s+een\s+(?:cruciale|belangrijke|grote)\s+rol)"
    ),
    re.compile(
        r"\b(?P<who>(?:de|het)\s+[\w&-]+)(?=\s+(?:\w+\s+){0,4}(?:geïnformeerd|op\s+de\s+hoogte"
        r"|betrokken\b))",
        re.IGNORECASE,
    ),
)
"""Sentences in which a party takes part; only known parties and bodies count."""

SAME_PARTY = {
    "gemeenteraad": "raad", "raden": "raad", "raadsleden": "raad", "or": "ondernemingsraad", "lo": "lokaal overleg",
    "colleges": "college", "college van b&w": "college", "college van burgemeester en wethouders": "college",
    "b&w": "college", "mt": "managementteam", "management team": "managementteam", "dt": "directieteam",
    "go": "georganiseerd overleg",
}  # fmt: skip
PARTY_ARTICLE = re.compile(r"(?:de|het|een|onze|ons|alle|beide)\s+", re.IGNORECASE)
ADVISED = re.compile(
    r"\bbeve(?:elt|len)\s+(?:(?:de|het|ons|u)\s+(?:[a-z]+\s+)?)?aan\s+(?:om\s+)?(?P<text>[^.;:]{8,})"
    r"|\badvise(?:ert|ren|erde|erden)\s+(?:(?:de|het|ons|u)\s+(?:[\w-]+\s+)?)?om\s+(?P<text2>[^.;:]{8,})"
    r"|\baanbeveling\s+om\s+(?P<text3>[^.;:]{8,}?)(?=\s+(?:is|wordt|wordt|nemen|neemt|heeft|volgen)\b|$)",
    re.IGNORECASE,
)
"""A sentence that gives the words of a recommendation. "Adviseert het team over …" recommends nothing."""
THAT_ADVICE = re.compile(r"(?:deze|die|dit|dat)\s+(?:aanbeveling|advies)\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:uit|volgens|op\s+basis\s+van)\s+(?:deze|dit|die|dat)\s+(?:evaluatie|onderzoek|rapport"
    r"|advies|scan|doorlichting)\b",
    re.IGNORECASE,
)
"""A sentence that goes on about the document the sentence before it names."""
UNNAMED = re.compile(
    r"\b(?:wordt|worden)\s+(?:ook\s+)?(?:de\s+)?(?:vraag|vragen|mogelijkheden)\s+(?:onderzocht|verkend)\b",
    re.IGNORECASE,
)
"""A connected development without a name."""
