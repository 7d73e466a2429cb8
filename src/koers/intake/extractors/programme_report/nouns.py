"""Names of products inside a sentence: a product noun with what stands before and behind it.

"het advies over de inrichting van het fysiek domein" → from "advies" to "domein". A product noun that hangs on a
preposition ("de invulling van die filosofie") names something else and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koers.intake.extractors.programme_report.drafts import Place
from koers.intake.vocabulary import verbs
from koers.intake.vocabulary.bodies import BODY

_NOUN = re.compile(
    rf"(?<![\w-])[\w()-]*(?:{'|'.join(sorted(verbs.PRODUCT_NOUNS, key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(
    [
        "de",
        "het",
        "een",
        "haar",
        "zijn",
        "hun",
        "onze",
        "ons",
        "deze",
        "dit",
        "die",
        "dat",
        "alle",
        "beide",
        "diverse",
        "verschillende",
        "elke",
        "ieder",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "van",
        "in",
        "op",
        "met",
        "vanuit",
        "uit",
        "naar",
        "voor",
        "binnen",
        "bij",
        "aan",
        "over",
        "per",
        "door",
        "om",
        "volgens",
        "via",
        "tot",
        "tussen",
        "onder",
        "tijdens",
        "conform",
        "na",
        "zoals",
        "als",
    ]
)
_AUXILIARIES = frozenset(
    [
        "is",
        "zijn",
        "werd",
        "werden",
        "wordt",
        "worden",
        "heeft",
        "hebben",
        "zal",
        "zullen",
        "kan",
        "kunnen",
        "was",
        "waren",
        "moet",
        "moeten",
    ]
)
_STOPS = _AUXILIARIES | frozenset(
    [
        "die",
        "dat",
        "waarin",
        "waarmee",
        "waardoor",
        "zodat",
        "en",
        "ook",
        "nu",
        "inmiddels",
        "momenteel",
        "thans",
        "verder",
        "concreet",
        "nog",
        "al",
        "weer",
        "dan",
        "er",
        "hierbij",
        "daarbij",
        "opnieuw",
        "volledig",
        "definitief",
        "unaniem",
        "door",
        "in",
        "binnen",
        "met",
        "op",
        "per",
        "aan",
        "bij",
        "om",
        "tot",
        "als",
        "eind",
        "begin",
        "medio",
        "vanaf",
        "inclusief",
        "samen",
    ]
)
_PARTICIPLES = frozenset(
    word
    for words in (verbs.ADOPTING, verbs.DELIVERING, verbs.STARTING, verbs.PLANNING)
    for phrase in words
    for word in phrase.split()
)
_FRESH = re.compile(
    r"(?:nieuwe?|vernieuwde|eerste|definitieve|huidige|duidelijke|concernbrede|volgende)\b,?\s+",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s,;:()]+|[,;:()]")


def products(masked: str, start: int, end: int, *, governed: bool = False) -> Iterator[Place]:
    """The product names of a stretch; two nouns joined by "en" under one article are one name.

    `governed`: the stretch itself stands behind a preposition ("gestart met …"), so one may stand before the name.
    """
    last: Place | None = None
    for noun in _NOUN.finditer(masked, start, end):
        if noun[0].lower() in verbs.NO_PRODUCT or (last and noun.start() < last[1]):
            continue
        first, article, before = _leftward(masked, start, noun.start())
        if before in _PREPOSITIONS and not (governed and first - start < 12):
            continue
        stop = _rightward(masked, noun.end(), end)
        place = _fresh(masked, first, noun.start(), bare=stop == noun.end()), stop
        if last and not article and re.fullmatch(r"\s+en\s+", masked[last[1] : first]):
            last = last[0], place[1]
            continue
        if last:
            yield last
        last = place
    if last:
        yield last


def _leftward(masked: str, start: int, noun: int) -> tuple[int, bool, str]:
    """Begin of the name, whether an article stands before it, and the word before that."""
    tokens = list(_TOKEN.finditer(masked, start, noun))
    first = noun
    while tokens:
        word = tokens[-1][0].lower()
        if word in _DETERMINERS:
            before = tokens[-2][0].lower() if len(tokens) > 1 else ""
            return first, True, before
        adjective = word.isalpha() or "-" in word
        comma = word == "," and len(tokens) > 1 and tokens[-2][0].lower().rstrip(",").endswith("e")
        if word in _PREPOSITIONS or word in _STOPS or word in _PARTICIPLES or not (adjective or comma):
            return first, False, word
        if BODY.fullmatch(tokens[-1][0]):
            return first, False, word
        first = tokens.pop().start()
    return first, False, ""


def _rightward(masked: str, noun: int, end: int) -> int:
    """End of the name: what the noun is about ("over …", "van …", "voor …") or is called ("methode X", "jaarplan 2024")."""
    stop, about = noun, False
    for token in _TOKEN.finditer(masked, noun, end):
        word = token[0].lower().rstrip(".")
        if word in ("van", "over", "voor", "naar", "aanpak") and not BODY.match(masked, token.end() + 1):
            about = True
            if word == "aanpak":
                stop = token.end()
            continue
        if (word in _STOPS and word != "en") or word in _PARTICIPLES or word in (",", ";", ":", "(", ")"):
            break
        if word in _DETERMINERS and not about:
            break
        if word == "en":
            rest = masked[token.end() : end].rstrip(" .")
            return token.end() + len(rest) if about and re.fullmatch(r"\s+[a-zà-þ]+", rest) else stop
        if word not in _DETERMINERS:
            stop = token.start() + len(token[0].rstrip("."))
    return stop


def _fresh(masked: str, first: int, noun: int, *, bare: bool) -> int:
    """Without "nieuwe" and the like, unless nothing but a bare noun would be left."""
    start = first
    while fresh := _FRESH.match(masked, start, noun):
        start = fresh.end()
    word = re.match(r"[\w()-]+", masked[start:])
    alone = bare and start == noun and word is not None and word[0].lower() in verbs.PRODUCT_NOUNS
    return first if alone else start
