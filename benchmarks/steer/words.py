"""Words for made-up programmes. Dutch, because the pages show them; none comes from a real document."""

from __future__ import annotations

from random import Random


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


SUBJECTS = _listed(
    "Dienstverlening, Wonen, Mobiliteit, Jeugdhulp, Energie, Veiligheid, Archief, Inkoop, Vergunningen, Sport, "
    "Buitenruimte, Onderwijs, Armoede, Gegevens, Huisvesting, Personeel, Financiën, Handhaving, Toerisme, Klimaat, "
    "Wijkwerk, Cultuur, Haven, Gebiedsteams, Werk, Zorg, Inburgering, Water, Afval, Erfgoed"
)
MANNERS = _listed(
    "Samen sterker in, Op weg met, Beter in, Vernieuwing van, Klaar voor, Grip op, Ruimte voor, Vooruit met"
)
PRODUCTS = _listed(
    "Startnotitie, Visie, Plan, Werkproces, Handreiking, Opleiding, Rapportage, Overzicht, Draaiboek, Regeling, "
    "Meting, Formatie, Functiehuis, Convenant, Dashboard, Rooster, Communicatieplan, Evaluatie, Proef, Inrichting"
)
ACTS = _listed("stelt op, toetst, bespreekt, verbetert, legt vast, rondt af, deelt, meet")
UNITS = _listed("Bestuur en strategie, Dienstverlening, Bedrijfsvoering, Ruimte, Sociaal domein")
EXPERTISE = ("projectleiding", "juridisch", "financiën", "personeel", "communicatie", "informatie", "")
FIRST = _listed(
    "Sanne, Bram, Fatima, Joris, Noor, Daan, Yara, Tim, Lotte, Sem, Aylin, Ruben, Eva, Milan, Fleur"
)
LAST = _listed(
    "de Wit, Bakker, Yilmaz, van Dijk, Smeets, Postma, El Amrani, Hendriks, Mulder, Kuiper, de Boer"
)
POOL = SUBJECTS + PRODUCTS


def person(rng: Random, number: int) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}"


def programme(rng: Random, number: int) -> str:
    return f"{rng.choice(MANNERS)} {rng.choice(SUBJECTS).lower()} {number}"


def sentence(rng: Random, words: int = 14) -> str:
    """Some words in a row, as long as a sentence in a plan."""
    chosen = " ".join(rng.choices(POOL, k=words - 3)).lower()
    return f"Het team {rng.choice(ACTS)} {chosen}."
