"""Words that tell what an amount is: its kind, whether it is made available or allocated, and for what."""

from __future__ import annotations

import re

KINDS: dict[str, re.Pattern[str]] = {
    "incidental": re.compile(
        r"\b(?:incidente(?:el|le)|eenmalige?|tijdelijk\s+budget|\(i\)|^i$)", re.IGNORECASE
    ),
    "structural": re.compile(r"\b(?:structure(?:el|le)|jaarlijkse?|per\s+jaar|\(s\)|^s$)", re.IGNORECASE),
    "regular": re.compile(
        r"\b(?:regulier\w*|bestaand\w*\s+(?:budget\w*|middelen)|binnen\s+de\s+begroting|lopende\s+budget\w*)",
        re.IGNORECASE,
    ),
}
ALLOCATED = re.compile(
    r"\b(?:toegewezen|toegekend|toewijzing\w*|ingezet|besteed|uitgegeven|uitgaven|bestemd|verdeeld"
    r"|gedekt|aangewend|toebedeeld|kost(?:te)?)\b",
    re.IGNORECASE,
)
AVAILABLE = re.compile(
    r"\b(?:beschikbaar\s+(?:gesteld|gekomen|gemaakt)|beschikbaar|beschikbare|krediet|reserveert"
    r"|gereserveerd|begroot|budget\s+van|bedrag\s+van|vrijgemaakt|uitgetrokken)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:tot\s+en\s+met|t/m|tot|eind)\s+(?:eind\s+)?$", re.IGNORECASE)
FROM = re.compile(r"\b(?:vanaf|sinds|met\s+ingang\s+van|per|begin|ingaande)\s+(?:begin\s+)?$", re.IGNORECASE)
IN_YEAR = re.compile(
    r"\b(?<!stelde\s)(?<!stelden\s)(?<!besloot\s)(?:voor|in|over|van)\s+(?:het\s+jaar\s+|de\s+(?:jaren|periode)\s+)?$",
    re.IGNORECASE,
)
"""The year money is for; "stelde in 2022 beschikbaar" tells when it was decided."""
TO_YEAR = re.compile(r"\s*(?:-|–|en|t/m|tot\s+en\s+met)\s*$", re.IGNORECASE)
DESTINED = re.compile(r"\bbestemd\b|\btoegewezen\b|\bbesteed\b|\bging(?:en)?\s+naar\b", re.IGNORECASE)
RELEASED = re.compile(
    r"\b(?:valt|vallen|viel)\b[^.;]{0,20}\bvrij\b|\bvrijval\b|\b(?:niet|on)\s?besteed\b|\bover(?:gehouden|gebleven)\b"
    r"|\bresteert\b|\brest\s+nog\b|\bblijft\s+over\b",
    re.IGNORECASE,
)
"""What is left of an amount is no new money."""
LISTED = re.compile(
    r"\b(?:bestemd|ging(?:en)?|gaat|gaan|besteed|ingezet|uitgegeven|toegewezen|gebruikt|nodig|voor|aan|naar|betreft|bestaat\s+uit"
    r"|verdeeld)\b[^.:]*:\s*$",
    re.IGNORECASE,
)
"""A sentence that announces a list of what the money is for."""
PURPOSE = re.compile(
    r"\b(?P<cue>voor|aan|ten\s+behoeve\s+van|tbv|t\.b\.v\.|bestemd\s+voor)\s+(?!(?:20"
    r"|19)\d\d)(?!een\s+(?:totaal\s*)?bedrag|een\s+totaal)(?!het\s+jaar\b)"
    r"|\buitgaven\s+gedekt\s+(?:voor|tbv|t\.b\.v\.|ten\s+behoeve\s+van)\s+",
    re.IGNORECASE,
)
ALL_SPENT = re.compile(
    r"\b(?:volledig(?:e)?\s+(?:beschikbare\s+)?(?:budget\s+)?(?:is\s+)?(?:toegewezen|besteed"
    r"|verdeeld)|resterende\s+middelen|restant)\b",
    re.IGNORECASE,
)
BUDGET_ROW = re.compile(
    r"\b(?:budget|krediet|begroot|begroting|beschikbaar|raming|dekking|baten)\b", re.IGNORECASE
)
TOTAL = re.compile(r"\b(?:in\s+)?tota(?:al|le)\b", re.IGNORECASE)
PART = re.compile(
    r"\b(?:waarvan|bestaande\s+uit|verdeeld\s+over|onderverdeeld|namelijk|te\s+weten|uitgesplitst)\b",
    re.IGNORECASE,
)
