"""What the parts of a Dutch programme report are called. `docs/reading-programme.md` prints these tables.

Phrases are compared word by word without case, articles and numbering; words of six letters and more may hold one
typing error ("Overdacht", "hoofdpogave"). Add a synonym here and nowhere else.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a part of a report is about."""

    INTRODUCTION = "introduction"
    GOAL = "goal"
    PROGRESS = "progress"
    TRACKS = "tracks"
    DELIVERABLES = "deliverables"
    PLANNING = "planning"
    RISKS = "risks"
    FINANCE = "finance"
    DECISIONS = "decisions"
    EVALUATION = "evaluation"
    HANDOVER = "handover"
    DEPENDENCIES = "dependencies"
    STAKEHOLDERS = "stakeholders"
    VALUES = "values"
    RECOMMENDATIONS = "recommendations"
    MEASURING = "measuring"


ROLES: dict[Role, tuple[str, ...]] = {
    Role.EVALUATION: (
        "evaluatie", "terugblik", "lessen", "geleerde lessen", "leerpunten", "lessons learned",
        "leerervaringen",
        "wat hebben we geleerd", "wat ging goed", "reflectie", "evaluatie en lessen", "succesfactoren",
        "verbeterpunten", "wat kan beter", "bevindingen evaluatie",
    ),
    Role.HANDOVER: (
        "overdracht", "borging", "overdracht en borging", "nazorg", "overdracht aan de lijn", "hoe verder",
        "borging in de lijn", "hoe nu verder", "overgedragen punten", "na afloop van het programma",
        "overdracht lijnorganisatie",
    ),
    Role.RISKS: (
        "risico's", "risicos", "risico's en maatregelen", "risicobeheersing", "risicomanagement",
        "risicoparagraaf",
        "kansen en risico's", "aandachtspunten en risico's", "knelpunten en risico's", "beheersmaatregelen",
        "onzekerheden", "risicoanalyse",
    ),
    Role.FINANCE: (
        "financien", "financieel", "budget", "kosten", "middelen", "geld", "financiele stand van zaken",
        "bekostiging",
        "financiele paragraaf", "financiele gevolgen", "kosten en dekking", "dekking", "begroting",
        "inzet van middelen",
        "middelen en capaciteit", "financiele verantwoording", "wat mag het kosten", "financiering", "wat heeft het gekost",
        "investeringen",
    ),
    Role.DECISIONS: (
        "beslismomenten", "besluiten", "besluitvorming", "genomen besluiten", "besluitpunten", "besloten",
        "gevraagde besluiten",
        "beslispunten", "bestuurlijke besluitvorming", "te nemen besluiten",
    ),
    Role.RECOMMENDATIONS: (
        "aanbevelingen", "opvolging aanbevelingen", "adviezen", "opvolging van de aanbevelingen",
        "conclusies en aanbevelingen",
    ),
    Role.DEPENDENCIES: (
        "samenhang met", "afhankelijkheden", "raakvlakken", "relatie met andere",
        "samenhang andere programma's",
        "verbinding met andere", "relaties met andere", "aanpalende", "externe afhankelijkheden",
        "verwante programma's",
    ),
    Role.STAKEHOLDERS: (
        "stakeholders", "belanghebbenden", "betrokkenen", "betrekken van stakeholders", "partners",
        "participatie",
        "betrokken partijen", "krachtenveld", "omgeving en partners", "samenwerkingspartners",
        "belangrijkste spelers",
    ),
    Role.VALUES: ("kernwaarden", "organisatiewaarden", "waarden", "onze kernwaarden", "waar we voor staan"),
    Role.MEASURING: ("meten is leren", "monitoring", "indicatoren", "effectmeting",
    "meetbare resultaten", "monitoring en evaluatie"),
    Role.DELIVERABLES: (
        "producten", "resultaten", "opgeleverde producten", "op te leveren producten", "mijlpaalproducten",
        "behaalde resultaten", "opbrengsten", "beoogde resultaten", "deliverables", "eindproducten",
    ),
    Role.PROGRESS: (
        "voortgang", "stand van zaken", "wat is bereikt", "tussenstand", "wat hebben we gedaan",
        "wat hebben we bereikt", "realisatie",
        "actuele stand", "uitgevoerde activiteiten", "activiteiten", "waar staan we", "voortgangsrapportage",
    ),
    Role.TRACKS: (
        "werkgroepen", "hoofdopgaven", "programmalijnen", "sporen", "deelprojecten", "werklijnen",
        "actielijnen", "pijlers",
        "ontwikkellijnen", "thema's", "opgaven", "projectlijnen", "speerpunten", "deelprogramma's",
        "werkstromen",
        "hoofdlijnen van het programma",
    ),
    Role.PLANNING: (
        "planning", "tijdlijn", "mijlpalen", "fasering", "vooruitblik", "vervolg", "plan van aanpak",
        "vervolgstappen",
        "tijdpad", "tijdlijn en aanpak", "volgende stappen", "wat gaan we doen", "doorkijk", "agenda",
        "terugblik in data",
        "geschiedenis", "historie", "verloop",
    ),
    Role.GOAL: (
        "doel", "doelen", "doelstelling", "doelstellingen", "oorspronkelijk doel", "doel en opdracht",
        "ambitie", "ambities",
        "bestuursopdracht", "beoogde doelen", "wat willen we bereiken", "opdracht", "prioriteiten",
        "doel en resultaat", "wat wilden we bereiken", "waar gaan we voor",
    ),
    Role.INTRODUCTION: (
        "introductie", "inleiding", "aanleiding", "achtergrond", "vooraf", "samenvatting", "context",
        "algemeen", "ter inleiding",
        "aanleiding en context", "voorgeschiedenis", "waarom dit programma",
    ),
}  # fmt: skip
"""Roles in the order they are tried: looking back comes before what is looked back on."""

LESSON_KINDS: dict[str, tuple[str, ...]] = {
    "improvement": (
        "verbeterpunten", "verbeterpunt", "kan beter", "ging minder goed", "anders doen",
        "volgende keer anders", "leerpunten",
        "minder goed", "moet beter", "aandachtspunten", "verbeteren", "beter kan", "beter kon",
        "kon beter", "niet goed",
        "leerpunt", "wat we geleerd hebben", "tips",
    ),
    "success": (
        "succes", "succesfactoren", "succesfactor", "successen", "goed ging", "ging goed", "geslaagd",
        "werkte goed", "trots op",
        "wat goed ging", "werkte", "hielp", "bijgedragen aan het succes", "sterke punten",
    ),
    "cost": ("kosten", "kosten van het programma", "kosten en baten", "financieel", "uitgaven"),
    "look_back": (
        "terugblik", "doelstellingen", "doelen", "realisatie", "terugblik op de doelen", "doelbereik",
        "resultaat per doel",
        "terugkijken", "hebben we bereikt", "bereikt",
    ),
}  # fmt: skip

TRACK_WORDS = (
    "werkgroep", "hoofdopgave", "programmalijn", "spoor", "deelproject", "werklijn", "actielijn", "pijler",
    "ontwikkellijn", "projectlijn",
    "deelprogramma", "werkstroom", "opgave", "themagroep", "programmaonderdeel",
)  # fmt: skip
"""Words that introduce the name of one track: "Werkgroep Dienstverlening", "Spoor 2: Cultuur"."""

NO_TRACK = (
    "algemeen", "toelichting", "inleiding", "samenvatting", "conclusie", "bijlage", "bijlagen", "overig",
    "overige", "communicatie",
    "vervolg", "tot slot", "leeswijzer", "inhoudsopgave", "inhoud", "colofon", "legenda",
)  # fmt: skip

NOTHING = (
    "geen",
    "n.v.t.",
    "nvt",
    "niet van toepassing",
    "niets",
    "geen bijzonderheden",
    "-",
    "–",
    "n.v.t",
    "geen besluiten",
)
"""What a part says when there is nothing to report: no item."""

NO_NEWS = re.compile(
    r"(?:nog\s+niet\s+van\s+toepassing|(?:dit\s+)?volgt\s+(?:later|na\s+afloop|nog)\b[^.]{0,40}|nader\s+te\s+bepalen"
    r"|(?:er\s+(?:zijn|waren|is)\s+)?(?:nog\s+|momenteel\s+|vooralsnog\s+|op\s+dit\s+moment\s+)?geen"
    r"(?:\s+[\w-]+){0,2}\s+(?:besluiten|beslispunten|beslismomenten|wijzigingen|mutaties|afwijkingen|risico['’]s"
    r"|aanbevelingen|bijzonderheden|knelpunten|afhankelijkheden|kosten|overdrachtspunten|activiteiten)\b[^.]{0,50})[.\s]*$",
    re.IGNORECASE,
)
"""The same in a few words. "Geen goede afspraken met leveranciers" is a risk, so what is absent must be named."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "measures": (
        "maatregel", "maatregelen", "beheersmaatregel", "beheersmaatregelen", "genomen maatregelen",
        "beheersing", "aanpak", "actie",
    ),
    "risk": ("risico", "risico's", "omschrijving risico", "risicos", "beschrijving risico"),
    "amount": ("bedrag", "bedragen", "budget", "euro", "beschikbaar", "begroot", "begroting", "raming", "krediet"),
    "spent": (
        "besteed", "uitgaven", "uitgegeven", "realisatie", "gerealiseerd", "toegewezen", "toegekend", "werkelijk",
        "ingezet",
    ),
    "verdict": ("bereikt", "behaald", "gehaald", "gerealiseerd", "oordeel", "score", "resultaat"),
    "reaction": ("reactie", "toelichting", "opvolging", "antwoord", "voortgang"),
    "kind": ("soort", "aard", "type", "i/s", "incidenteel/structureel", "structureel/incidenteel"),
    "year": ("jaar", "jaren", "periode", "vanaf", "looptijd", "jaartal"),
    "purpose": ("doel", "besteding", "bestemming", "waarvoor", "toelichting", "omschrijving", "onderwerp", "post", "inzet"),
    "date": ("datum", "wanneer", "moment", "planning", "gereed", "streefdatum", "deadline",
    "opleverdatum", "vastgesteld op", "tijdstip"),
    "body": ("orgaan", "door", "wie", "besluit door", "vastgesteld door", "bestuursorgaan", "besloten door", "gremium"),
    "decision": ("besluit", "besluiten", "beslissing"),
    "event": ("mijlpaal", "mijlpalen", "stap", "activiteit", "activiteiten", "gebeurtenis", "wat", "actie"),
    "track": (
        "werkgroep", "spoor", "hoofdopgave", "programmalijn", "opgave", "deelproject", "pijler",
        "actielijn", "werklijn", "projectlijn",
        "ontwikkellijn",
    ),
    "deliverable": ("product", "resultaat", "producten", "opbrengst", "deliverable", "op te leveren"),
    "status": ("status", "stand", "fase"),
    "progress": ("stand van zaken", "voortgang", "toelichting", "wat is gedaan", "actuele stand"),
    "goal": ("doel", "doelstelling", "doelen", "ambitie"),
    "lesson": ("les", "lessen", "leerpunt", "geleerd", "wat"),
    "handover": ("onderwerp", "punt", "taak", "overdracht", "wat"),
    "name": ("naam", "project", "programma", "partij", "stakeholder", "belanghebbende",
    "programma/project", "wie", "ontwikkeling"),
    "text": ("samenhang", "relatie", "afhankelijkheid", "raakvlak", "toelichting", "rol", "omschrijving", "belang"),
    "recommendation": ("aanbeveling", "advies", "aanbevelingen"),
    "source_document": ("bron", "rapport", "onderzoek", "herkomst"),
}  # fmt: skip
