"""Verbs and nouns that tell the state of tracks, products and recommendations. Printed in `docs/reading-programme.md`."""

from __future__ import annotations

ADOPTING = (
    "vastgesteld", "goedgekeurd", "aangenomen", "overgenomen", "bekrachtigd", "geaccordeerd",
    "onderschreven", "geaccepteerd",
    "ingestemd", "besloten", "aanvaard", "omarmd",
)  # fmt: skip
"""A body that does this to a product has adopted it; the verb is kept as the act."""

SPLIT = {"stelde": "vast", "stelden": "vast", "keurde": "goed", "keurden": "goed"}
"""Adopting in the past tense: the verb and its second part further on ("stelde het plan vast")."""

SUBJECTS = ("we", "wij", "u", "men")

DELIVERING = (
    "opgeleverd", "afgerond", "gelanceerd", "in gebruik genomen", "in gebruik", "ontworpen", "geactualiseerd",
    "gepubliceerd", "ingevoerd",
    "gerealiseerd", "geïmplementeerd", "opgesteld", "ontwikkeld", "gereed", "klaar", "voltooid", "gemaakt",
    "geschreven", "live gegaan",
    "uitgewerkt", "beschikbaar gekomen", "aangeboden", "uitgebracht", "verschenen", "geopend",
    "in werking getreden",
)  # fmt: skip
STARTING = (
    "gestart", "begonnen", "voorbereid", "in voorbereiding", "in ontwikkeling", "in uitvoering",
    "aangevangen", "opgestart", "opgepakt",
    "in bewerking", "onder handen", "besproken",
)  # fmt: skip
PLANNING = ("ingepland", "gepland", "voorzien", "aangekondigd")

NOW = ("momenteel", "nu", "thans", "op dit moment")
"""With "wordt" these make a product in progress; without them "wordt" announces it."""

PRODUCT_NOUNS = (
    "perspectief", "kompas", "visie", "missie", "plan", "plannen", "agenda", "advies", "filosofie",
    "werkwijze", "werkwijzen", "methode",
    "methodiek", "teksten", "strategie", "notitie", "handreiking", "leidraad", "kader", "kaders",
    "profiel", "profielen", "scan",
    "rapport", "rapportage", "model", "opleiding", "opleidingen", "training", "trainingen", "leergang",
    "waarden", "website", "systeem",
    "instrument", "dashboard", "beleid", "regeling", "protocol", "nota", "omschrijving", "traject",
    "ontwerp", "handboek", "toolkit",
    "bestuursopdracht", "matrix", "convenant", "overeenkomst", "academie", "spelregels", "charter",
    "programma", "blauwdruk",
    "functiegebouw", "organogram", "formatieplan", "loket", "app", "intranet", "jaarplan", "monitor",
    "inrichtingsvoorstel", "wijzer", "gids", "brochure", "procedure", "portaal", "kalender", "voorstel", "onderzoek",
    "functiehuis", "functieboek", "chatbot", "beschrijving", "beschrijvingen", "normen", "analyse", "rapportages",
)  # fmt: skip
"""Last parts of words that name something a programme can deliver."""

NO_PRODUCT = (
    "collegeprogramma",
    "coalitieprogramma",
    "programmabegroting",
    "concernontwikkelprogramma",
    "reisprogramma",
)

TRACK_STATUS: tuple[tuple[str, str], ...] = (
    ("handed_over", r"niet\s+meer\s+vanuit\b"),
    ("handed_over",
    r"\b(?:werkgroep|spoor|opgave|programmalijn|werklijn|uitvoering|werk|regie|vervolg)\b[^.;]{0,40}\bovergedragen\s+aan\b"),
    ("handed_over",
        r"\b(?:overgegaan|overgedragen|geborgd|belegd)\s+(?:naar|aan|in|bij)\s+(?:de\s+)?(?:lijn\w*"
        r"|afdeling\w*|staande organisatie)"),
    ("ended",
        r"\b(?:werkgroep|spoor|opgave|hoofdopgave|programmalijn|deelproject|project|werklijn|actielijn"
        r"|pijler)\b[^.;]{0,60}\b(?:is|zijn|werd)\b[^.;]{0,40}\b(?:beëindigd|afgesloten|opgeheven"
        r"|gestopt|afgerond|voltooid|klaar)"),
    ("ended",
        r"\bis\s+de\s+(?:werkgroep|opgave|programmalijn|werklijn|actielijn"
        r"|pijler)\b[^.;]{0,40}\b(?:beëindigd|afgesloten|opgeheven|gestopt|afgerond)"),
    ("ended",
        r"\b(?:heeft|hebben)\s+(?:haar|zijn|hun)\s+(?:werk|opdracht|taak)[^.;]{0,30}\b(?:afgerond"
        r"|voltooid)"),
    ("running",
        r"\b(?:werkgroep|spoor|opgave|hoofdopgave|programmalijn|deelproject|project|werklijn|actielijn"
        r"|pijler)\s+(?:loopt|gaat\s+door|draait|werkt|is\s+(?:nog\s+)?(?:bezig|gestart|volop"
        r"|in\s+uitvoering))"),
    ("running", r"\bligt?\s+op\s+(?:schema|koers)\b"),
)  # fmt: skip
"""What a sentence says about its track, first match counts. Nothing said is null."""

TRACK_STATUS_WORDS: dict[str, str] = {
    "lopend": "running", "loopt": "running", "in uitvoering": "running", "gestart": "running",
    "actief": "running", "op koers": "running",
    "op schema": "running", "beëindigd": "ended", "afgerond": "ended", "afgesloten": "ended",
    "gereed": "ended", "klaar": "ended",
    "op tijd": "running", "loopt achter": "running", "vertraagd": "running", "bezig": "running",
    "gestopt": "ended", "opgeheven": "ended", "beeindigd": "ended", "voltooid": "ended",
    "overgedragen": "handed_over", "overgedragen aan de lijn": "handed_over",
    "in de lijn": "handed_over",
}  # fmt: skip
"""Words of a status column."""

DELIVERABLE_STATUS_WORDS: dict[str, str] = {
    "gepland": "planned", "nog niet gestart": "planned", "ingepland": "planned", "nog te doen": "planned",
    "in uitvoering": "in_progress",
    "lopend": "in_progress", "loopt": "in_progress", "in ontwikkeling": "in_progress",
    "in voorbereiding": "in_progress",
    "concept": "in_progress", "gestart": "in_progress", "bezig": "in_progress", "opgeleverd": "delivered",
    "gereed": "delivered",
    "afgerond": "delivered", "klaar": "delivered", "in gebruik": "delivered", "vastgesteld": "adopted",
    "goedgekeurd": "adopted",
}  # fmt: skip

RECOMMENDATION_STATUS: tuple[tuple[str, str], ...] = (
    ("rejected", r"\b(?:niet\s+(?:worden\s+)?overgenomen|afgewezen|verworpen|niet\s+opgevolgd"
        r"|ne(?:emt|men)\b[^.;]{0,40}\bniet\s+over)\b"),
    ("open",
        r"\b(?:nog\s+niet\s+(?:opgepakt|opgevolgd|gestart|begonnen|uitgevoerd)|openstaan\w*|sta(?:at|an)\s+nog\s+open"
        r"|nog\s+te\s+(?:doen|starten)|niet\s+gestart)\b|^\s*(?:nog\s+)?open\s*$"),
    ("in_progress", r"\b(?:deels|gedeeltelijk)\s+(?:opgevolgd|uitgevoerd|afgerond|gereed)\b"),
    ("done",
        r"\b(?:volledig\s+)?(?:opgevolgd|uitgevoerd|afgehandeld|geïmplementeerd|afgedaan|afgerond|verwerkt|doorgevoerd"
        r"|gerealiseerd|gereed|voltooid)\b"),
    ("in_progress",
        r"\b(?:ter\s+hand\s+(?:worden\s+)?genomen|betrokken|vertaald|belegd|in\s+uitvoering|opgepakt|in\s+gang\s+gezet"
        r"|wordt\s+gewerkt|worden\s+(?:verder\s+)?uitgewerkt|loopt|lopend|gestart|deels)\b"),
    ("adopted", r"\b(?:onderschreven|overgenomen|omarmd|aanvaard|ne(?:emt|men)\b[^.;]{0,40}\bover)\b"),
)  # fmt: skip
"""What became of a recommendation: first match counts. The same words serve reports and operations paragraphs."""
