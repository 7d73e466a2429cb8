"""The words of indicator tables as data: names, units, denominators, stages, benchmarks, column roles.

Patterns are matched on lower-case text with white space folded. `docs/reading-indicators.md` prints these tables.
Official denominators: the Dutch rules for budgets and accounts (BBV) prescribe five indicators, each with its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """One indicator: the words that name it, its unit where the name implies one, its allowed denominators.

    `units` are the units in which the name means this indicator; a name with another unit is another figure
    (formatie in fte is not formatie per 1.000 inwoners). `implied` is the unit that the name itself states.
    `denominators` is what a printed denominator must look like; None: any. With `unit_needed` the
    bare name says too little ("Instroom" may count heads) and is no indicator without a unit.
    """

    code: str
    names: str
    units: tuple[str, ...]
    implied: str | None = None
    excluded: str | None = None
    denominators: str | None = None
    unit_needed: bool = False


_STAFF = r"\bfte\b|dagen|personee?l|medewerkers|werknemers|bezetting|capaciteit|formatie|\buren\b|arbeidsduur|werktijd"
_PEOPLE = r"personee?l|medewerkers|werknemers|bezetting|formatie|in dienst|organisatie|\bfte\b"
_THOUSAND = r"(?:1\.000|1 000|1000|duizend) (?:inwoners|inw\b)"
_OTHER_FLOW = r"bijstand|uitkering|jeugd|leerling|client|cliënt|wmo|participatiewet|statushouder|vergunning"

INDICATORS: tuple[IndicatorWords, ...] = (
    IndicatorWords(
        "report_frequency",
        r"meldingsfrequentie|ziekmeldingsfrequentie|meldfrequentie|verzuimfrequentie"
        r"|frequentie (?:van )?(?:het )?(?:ziek)?(?:te)?(?:verzuim|melding\w*)|ziekmeldingen per medewerker"
        r"|(?:ziek)?meldingen per (?:medewerker|werknemer)",
        ("per_year", "ratio", "persons"),
        implied="per_year",
        denominators=r"medewerker|werknemer|persoon|jaar",
    ),
    IndicatorWords(
        "mean_absence_duration",
        r"(?:gemiddelde |gem\.? )?(?:ziekte)?verzuim(?:s)?duur|(?:gemiddelde "
        r"|gem\.? )duur (?:van )?(?:het )?(?:ziekte)?verzuim",
        ("days",),
        implied="days",
    ),
    IndicatorWords(
        "absence_rate",
        r"(?:ziekte)?verzuim(?:s)?(?:percentage|cijfer|%)?\b|afwezigheid wegens ziekte|ziektepercentage",
        ("percent",),
        excluded=r"absoluut verzuim|relatief verzuim|schoolverzuim|leerplicht|leerling|nulverzuim|verzuimnorm"
        r"|\b(?:kort|middel|middellang|lang|langdurig|extra lang)(?:e|durend)?\s*(?:ziekte)?verzuim"
        r"|verzuim(?:,|:| -| –)?\s*\(?(?:kort|middel|lang|extra lang)",
        denominators=_STAFF,
    ),
    IndicatorWords(
        "establishment_per_1000",
        r"\bformatie(?:omvang|plaatsen)?\b|toegestane formatie|ambtelijke formatie",
        ("fte_per_1000",),
        excluded=r"overformatie|formatief|bovenformatie|informatie|\bin (?:de )?formatie\b",
        denominators=_THOUSAND,
    ),
    IndicatorWords(
        "staffing_per_1000",
        r"\bbezetting\b|ambtelijke bezetting",
        ("fte_per_1000",),
        excluded=r"bezettingsgraad|\bvan de bezetting\b|kruisbezetting",
        denominators=_THOUSAND,
    ),
    IndicatorWords(
        "overhead_cost_per_resident",
        r"apparaats?kosten|apparaatslasten",
        ("eur_per_resident",),
        denominators=r"^(?:de |een )?(?:inwoners?|inw)\b",
    ),
    IndicatorWords(
        "external_hire_share",
        r"\bexterne? (?:in)?hu(?:ur|ren)\b|\binhuur(?:percentage|quote|kosten)?\b"
        r"|ingehuurd personeel|externe inzet"
        r"|externe capaciteit",
        ("percent",),
        excluded=r"inhuurdesk",
        denominators=r"loon(?:som|kosten).*(?:inhuur|externe)|(?:inhuur|externe).*loon(?:som|kosten)",
    ),
    IndicatorWords(
        "external_hire_amount",
        r"\bexterne? (?:in)?hu(?:ur|ren)\b|\binhuur(?:kosten)?\b|ingehuurd personeel|externe inzet"
        r"|externe capaciteit",
        ("eur",),
        excluded=r"inhuurdesk",
    ),
    IndicatorWords(
        "overhead_share",
        r"\boverhead(?:percentage|kosten|lasten)?\b",
        ("percent",),
        denominators=r"\b(?:begrotings)?lasten\b",
    ),
    IndicatorWords(
        "share_under_35",
        r"(?:jonger dan|tot|onder(?: de)?) 35(?: jaar)?|(?:^|[^\d\s-])\s*< ?35(?: jaar)?|^< ?35"
        r"|\b35-minners|\b0 ?[-–] ?3[45] jaar",
        ("percent",),
        excluded=r"\d+ (?:jaar )?(?:tot|-|–) ?35|\d+ jaar en (?:ouder|jonger) tot 35",
        denominators=_PEOPLE,
        unit_needed=True,
    ),
    IndicatorWords(
        "share_60_plus",
        r"\b60 jaar (?:en|of) ouder|\b60 ?\+|\b60-?plus(?:sers)?|(?:≥|>=) ?60|vanaf 60(?: jaar)?",
        ("percent",),
        denominators=_PEOPLE,
        unit_needed=True,
    ),
    IndicatorWords("mean_age", r"gem(?:iddelde|\.)? leeftijd(?! bij)", ("years",), implied="years"),
    IndicatorWords(
        "inflow_rate",
        r"\binstroom(?:percentage|cijfer)?\b",
        ("percent",),
        excluded=_OTHER_FLOW,
        denominators=_PEOPLE,
        unit_needed=True,
    ),
    IndicatorWords(
        "outflow_rate",
        r"\buitstroom(?:percentage|cijfer)?\b|\bverloop(?:percentage|cijfer)\b|\bpersoneelsverloop\b",
        ("percent",),
        excluded=_OTHER_FLOW,
        denominators=_PEOPLE,
        unit_needed=True,
    ),
    IndicatorWords(
        "internal_move_rate",
        r"\bdoorstroom(?:percentage|cijfer)?\b|interne mobiliteit|interne doorstroom",
        ("percent",),
        excluded=_OTHER_FLOW,
        denominators=_PEOPLE,
        unit_needed=True,
    ),
    IndicatorWords(
        "span_of_control",
        r"span[ -]of[ -]control|spanwijdte|medewerkers per (?:leidinggevende|manager)",
        ("ratio", "persons", "fte"),
        implied="ratio",
    ),
)

UNITS: tuple[tuple[str, str | None], ...] = (
    (
        r"(?:\bfte'?s?\b|\bformatie|\bbezetting).{0,25}?\bper (?:1[. ]?000|duizend) (?:inwoners|inw\b)",
        "fte_per_1000",
    ),
    (r"\bformatieplaatsen\b.{0,12}?\bper (?:1[. ]?000|duizend) (?:inwoners|inw\b)", "fte_per_1000"),
    (r"^per (?:1[. ]?000|duizend) (?:inwoners|inw\b)", "fte_per_1000"),
    (
        r"\b(?:x|\*|×) ?€? ?(?:1[. ]?000|1\.?000\.?000|mln|miljoen)|\bin (?:duizenden|miljoenen)|€ ?1\.000\b",
        None,
    ),
    (r"%|percentage\b|\bprocent\b|\baandeel\b", "percent"),
    (
        r"(?:€|\beur\b|\beuro'?s?\b|kosten|lasten|\bbedrag).{0,12}?(?:\bper|/) ?(?:inwoner|inw\b)|^\(?per (?:inwoner|inw\b)",
        "eur_per_resident",
    ),
    (
        r"(?:\bper |€ ?/ ?)(?!jaar\b|medewerker|werknemer|inwoner|persoon|leidinggevende|manager|31|1 )\w",
        None,
    ),
    (r"€|\beur\b|\beuro'?s?\b", "eur"),
    (r"\b(?:kalender|werk|verzuim)?dagen\b", "days"),
    (r"\bper jaar\b|\bper (?:medewerker|werknemer)\b", "per_year"),
    (r"^(?:in )?(?:jaar|jaren)$|\(in jaren\)|\(jaren\)|\(jaar\)", "years"),
    (r"\bfte'?s?\b|\bformatieplaatsen\b", "fte"),
    (r"\bpersonen\b|\baantal\b|^\(?medewerkers\)?$|\(medewerkers\)|\bhoofden\b", "persons"),
    (r"^(?:totale )?kosten\b", "eur"),
    (r"\bratio\b|\b1 op\b|\b1 ?: ?\d", "ratio"),
)
"""Unit words, first match wins; None: a unit the contract has no code for (thousands of euros, per pupil)."""

DENOMINATOR = (
    r"(?:(?:%|\bpercentage|\bprocent|\baandeel)[^,;:()%\[\]|]{0,40}?\s*"
    r"\b(?:van|over|t\.?o\.?v\.?|ten opzichte van)\s+\(?(?:de\s+|het\s+|onze\s+)?"
    r"|(?:\bper\s+|/\s?)(?!\d{1,2}(?:[-/]|\s+[a-z])|ultimo|eind|peildatum))"
    r"(?P<denominator>[^,;:()\[\]|]{3,90})"
)

STAGES: tuple[tuple[str, str], ...] = (
    (
        r"begroting\b(?:(?!begroting\b|rekening|realis|werkelijk|prognose).){0,30}?\b(?:begrotings)?wijz\w*\.?"
        r"|(?:gewijzigde|bijgestelde|geactualiseerde|actuele|herziene) (?:begroting|raming)"
        r"|na wijziging(?:en)?"
        r"|begroot na wijziging|bijgesteld\w*|raming na wijziging",
        "amended_budget",
    ),
    (r"prognose|verwachting|verwachte?\b|vooruitzicht|forecast|eindejaarsverwachting", "forecast"),
    (
        r"(?:jaar)?rekening|(?:ge)?realis(?:atie|eerd\w*)|werkelijk\w*|jaarstukken|jaarverslag"
        r"|jaarrapportage|behaald"
        r"|\breal\.|\brek\.|\bjr\b",
        "realised",
    ),
    (
        r"(?:primi?tieve |primaire |oorspronkelijke |programma|meerjaren)?(?:begroting|begroot"
        r"|raming|geraamd)\w*"
        r"|\bbegr\.",
        "budget",
    ),
)
"""Stage words of a column, first match wins."""

BENCHMARK = (
    r"\bbenchmark|\bgemeenten\b|\blandelijk|\bnederland\b|\bgemiddelde? (?:van )?(?:gemeente|100"
    r"|50|20|g4|g40|nl|alle)"
    r"|\breferentie|\bgrootteklasse|\bvergelijkbare|\bsector\b|\bvernet\b|\bpersoneelsmonitor\b|\ba&o\b"
    r"|\bverzuimnorm\b|\bgvn\b|\b(?:100|50)\.000\+|\bg4\b|\bg40\b|\bprovincie\b|\b\d{2,3}\.000\s?\+"
)
COLUMN_ROLES: tuple[tuple[str, str], ...] = (
    (
        r"(?:verplichte |beleids|prestatie-?|bbv[- ]|basis|naam )*indicator(?:en)?(?: bbv)?|naam"
        r"|kengetal(?:len)?"
        r"|omschrijving|onderwerp|naam (?:van de )?indicator|onderdeel|soort|categorie"
        r"|leeftijd(?:s(?:groep|klasse|categorie))?",
        "name",
    ),
    (r"(?:meet)?eenheid|unit|in|e\.?h\.?", "unit"),
    (r"(?:peil|meet|verslag|boek)?jaar|periode|jaartal", "year"),
    (
        r"(?:data)?bron(?:vermelding)?|toelichting|beschrijving|definitie|taakveld|nr\.?|#|nummer"
        r"|opmerking(?:en)?|programma"
        r"|verschil.*|afwijking.*|mutatie.*|saldo|trend|ontwikkeling|status|toe-/afname|formule"
        r"|berekening|peildatum",
        "other",
    ),
    (
        r"(?:streef|doel)(?:waarde|cijfer|stelling)?|norm|ambitie|target|waarde|score|uitkomst"
        r"|percentage|aantal",
        "value",
    ),
)
SOURCE_CELL = (
    r"eigen (?:gegevens|begroting|administratie|cijfers|data|registratie)"
    r"|cbs|bbv|vensters.*|waarstaatjegemeente.*|a&o.*|lisa|duo"
)
"""Cells that name a source; no name, no unit."""

TABLE_SUBJECT = r"\bindicator(?:en)?\b|\bkengetal(?:len)?\b"
"""Words above a table that say its rows are indicators, also those we have no code for."""

TOTAL = r"(?:sub)?tota(?:al|len)\b.*"
