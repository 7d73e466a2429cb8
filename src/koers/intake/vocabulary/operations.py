"""The words of operations paragraphs as data: subjects, time, milestones, goals, decisions, recommendations."""

from __future__ import annotations

TITLE = r"bedrijfsvoering|organisatieontwikkeling en hr\b|organisatie en personeel"
SUBJECTS = (
    r"organisatieontwikkeling|ontwikkelingen\b",
    r"ziekteverzuim|verzuim|vitaliteit|inzetbaarheid",
    r"\bhrm?\b|personee?l|medewerkers|arbeidsmarkt|werving|formatie|werkgever|leeftijd",
    r"inhuur",
    r"informatiebeveiliging|privacy|avg\b|informatiebeheer|informatievoorziening|datagedreven|\bdata\b",
    r"\bict\b|automatisering|digitalisering",
    r"rechtmatigheid|doelmatigheid|213a|interne controle|in control|planning en control|\bp&c\b",
    r"huisvesting|facilitair|inkoop|aanbesteding",
    r"juridisch|communicatie|integriteit|sociale veiligheid|diversiteit|inclusie",
    r"overhead|apparaatskosten|indicatoren|kengetallen",
    r"leiderschap|cultuur|management en bestuur|dienstverlening|processen",
)
"""Subjects of headings; the share of them in a document tells that it is an operations paragraph."""

_MONTH = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
TIME = (
    rf"\b(?:in|vanaf|sinds|eind|begin|medio|per|tot|boekjaar|begrotingsjaar|jaar|voorjaar|najaar"
    rf"|zomer|herfst|helft|kwartaal"
    rf"|loop|naar|gedurende|tijdens|ultimo|q[1-4]|{_MONTH})\s+(?:van\s+|het\s+)?(?P<year>(?:19"
    rf"|20)\d\d)(?!\d|\.\d)"
)
"""A year that dates something: behind a word of time, not behind a name ("Zoetermeer 2040")."""

ATTRIBUTE = (
    r"\s+(?:\w+\s)?(?:ge|vastge|opge|inge|uitge|afge|aange|ver(?!schillende|dere)|ont|her)\w+(?:de|te)\s+\w+"
)
"""Behind the year of a thing that is only mentioned ("het in 2022 geformuleerde beleid")."""

NO_ACTION = (
    r"\bsignalen\b|^deze paragraaf\b|\bwas (?:in|over) \d{4}\b|opgeschoven|\bblijkt\b|\bbleek\b"
    r"|gedaald|gestegen|toegenomen|afgenomen"
    r"|\bbedraagt\b|\bbedroeg\b|focusgebieden"
    r"|\bdaalde\b|\bsteeg\b|gemiddeld\b"
)
"""Sentences that observe something instead of doing something."""

MILESTONE = (
    r"\b(?:ge)?start(?:en|te|ten)?\b|\bbegint\b|\bbegonnen\b|\bafgerond\b|\bvoltooid\b"
    r"|geïmplementeerd|\bingevoerd\b|geïntroduceerd"
    r"|(?<!heeft )(?<!hebben )opgeleverd|gepubliceerd|\bontworpen\b|\bopgericht\b|\been feit\b"
    r"|\bin werking\b|\bgeopend\b|\buitgevoerd\b|geëvalueerd"
    r"|besluitvorming gebracht|\boperationeel\b|\blive\b|\bvastgesteld\b|\bgelanceerd\b"
    r"|\bovergegaan\b|\baangeschaft\b|\buitgesproken\b"
    r"|eerste (?:concrete )?resultaten|moeten \w+ van burgemeesters|\bopgeschoven\b"
    r"|\bin gebruik genomen\b|\bingericht\b"
)
"""Verbs of a dated step."""

GOALS = r"\b(?:doelen|doelstellingen|ambities|doelstelling|hoofddoelen|subdoelen)\b"
VALUES = r"\bkernwaarden\b"
RISKS = r"\brisico['’]?s\b"
BODY = (
    r"college(?: van (?:burgemeester en wethouders|b&w|b en w))?|gemeenteraad|raad|concerndirectie"
    r"|directie|directieteam"
    r"|managementteam|ondernemingsraad|dagelijks bestuur|algemeen bestuur|burgemeester|gemeentesecretaris"
)
DECISION = (
    r"\b(?:is|wordt|werd|zijn|heeft|hebben|had)\b[^.;]{0,160}?\bbesloten\b|\bbesloot\b"
    r"|\bbesluitvorming gebracht\b"
    r"|\b(?:heeft|hebben)\b[^.;]{0,120}?\b(?:gekozen om|voor gekozen|gekozen voor|ingestemd met"
    r"|vastgesteld)\b"
    r"|\bdoor (?:het|de) (?:college|raad|gemeenteraad|directie)\b[^.;]{0,60}?\b(?:vastgesteld"
    r"|goedgekeurd|bekrachtigd)\b"
    r"|\b(?:raads|college|directie)besluit van\b"
)
RECOMMENDATION = (
    r"\baanbeveling(?:en)?\b|\bbeve(?:elt|len)\b[^.;]{0,60}\baan\b"
    r"|\badviseert (?:(?:de|het|ons|u) (?:[\w-]+ )?)?om\b"
)
SOURCE_DOCUMENT = (
    r"\b(?:management[ -]?letter|board[ -]?letter|accountants(?:verslag|rapport|brief)"
    r"|rekenkamer(?:rapport|onderzoek|brief)"
    r"|(?:art(?:ikel|\.)? ?)?213a[ -]?onderzoek(?:en)?|doorlichtingsonderzoek|organisatiescan"
    r"|rapport van bevindingen"
    r"|interim[ -]?rapport|controleverslag|visitatierapport"
    r"|evaluatierapport)(?:\s+(?:over\s+)?(?:19|20)\d\d)?"
)
