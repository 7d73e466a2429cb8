"""Contact persons of a project: names, functions, addresses and numbers, and whether they belong together.

Names come from one field ("A en B", "A (programmamanager), B"), addresses from another, in which more names
may stand. An address goes to the person whose surname (or a part of a double one) is in it, whatever the
order; a single address that is nobody's by name stays beside the single name it is printed with and is
flagged `contact_mismatch`. A mailbox of an organisation ("info@", the organisation's own name) belongs to
all who are named. A mobile number belongs to the address before it; another number that follows several
addresses serves all of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from koers.documents.text import fold, trim
from koers.intake.items import Found

EMAIL = re.compile(r"[\w.+'’-]*\w@\w[\w-]*(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w@])(?<!\d\.)(?:\+\d{2}|\(?0\d{0,3}\)?|14(?=[\s-]0))(?:[\s\-–/.]{0,3}\d){4,11}(?![\w@])",
)
_MOBILE = re.compile(r"\(?(?:06|\+31\s?-?6)")
_SALUTATION = re.compile(r"^(?:dhr|mevr|mw|de\s+heer|mevrouw|drs|ir|mr|dr|ing)\b\.?\s*", re.IGNORECASE)
_FUNCTION = re.compile(
    r"manager|adviseur|leid(?:er|ster|ing)\b|directeur|co[oö]rdinator|medewerk(?:er|ster)|hoofd\b|secretaris|specialist"
    r"|consulent|trekker|ambtenaar|projectleid|voorzitter|regisseur|beleids|controller|griffier|strateeg",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s+(?:en|of)\s+|\s*[&|/;\n]\s*|\s*,\s*(?:en\s+)?")
_NOTE = re.compile(r"\(([^()]*)\)")
_CALL = re.compile(r"\btel(?:efoon)?\b\.?:?", re.IGNORECASE)
_LABEL_WORDS = re.compile(
    r"\b(?:tel(?:efoon)?(?:\.?\s?nr|nummer)?|e-?mail(?:adres)?|mail|mobiel|mob|of|en|via|t|e|m|nr)\b\.?\s*:?|[|,;:/()–-]",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*)(?:[\s–-]+[\w'’.-]+){1,6}$")
_PARTICLES = {
    "van", "von", "de", "den", "der", "het", "ter", "ten", "te", "in", "op", "aan", "vd", "la", "el", "uit",
    "d", "v",
}  # fmt: skip
_SHARED = {
    "info", "post", "postbus", "gemeente", "contact", "hrm", "hr", "po", "personeelszaken", "secretariaat",
    "communicatie", "subsidies", "loket", "algemeen", "academie", "projectbureau",
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """One contact; every part is as printed with its place, or None."""

    name: Found[str] | None = None
    email: Found[str] | None = None
    phone: Found[str] | None = None
    role: Found[str] | None = None


@dataclass(slots=True)
class ContactsFound:
    people: list[Person] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_contacts(
    text: str, names: list[tuple[int, int]], details: list[tuple[int, int]], organisation: str = ""
) -> ContactsFound:
    """The contacts from the stretches with names and those with addresses, in their printed order."""
    people: list[Person] = []
    for start, end in names:
        people += _people(text, start, end)
    for start, end in details:
        _more_names(text, start, end, people)
    _share_out(people, _addresses(text, names + details), organisation)
    found = ContactsFound(people)
    reached = any(person.email or person.phone for person in people)
    if not any(person.name for person in people) or not reached:
        found.warnings.append("missing_contact")
    if any(_mismatch(person, organisation) for person in people) or _strays(people, organisation):
        found.warnings.append("contact_mismatch")
    return found


def belongs_to(address: str, name: str) -> bool:
    """Whether an e-mail address has the person's surname, or a part of a double surname, before the @."""
    local = _letters(address.split("@")[0])
    surnames = _surnames(name)
    return not surnames or any(part in local for part in surnames)


def is_shared(address: str, organisation: str = "") -> bool:
    """Whether an address is a mailbox of the organisation rather than of a person."""
    local = re.split(r"[._-]", _plain(address.split("@")[0]))
    own = _letters(organisation)
    joined = "".join(local)
    return any(part in _SHARED for part in local) or (len(joined) >= 6 and joined in own)


@dataclass(slots=True)
class _Address:
    """An address with the numbers that go with it."""

    email: Found[str] | None
    phones: list[Found[str]] = field(default_factory=list)


def _people(text: str, start: int, end: int) -> list[Person]:
    """The persons of a field with names; a function without a name belongs to the person before it."""
    people: list[Person] = []
    stretch = _blanked(text[start:end])
    cuts = [0, *(edge for match in _BETWEEN_NAMES.finditer(stretch) for edge in match.span()), len(stretch)]
    starts = [*cuts[2::2], len(stretch)]
    for first, last, following in zip(cuts[::2], cuts[1::2], starts, strict=True):
        a, b = trim(stretch, first, last)
        if a == b:
            continue
        if people and _FUNCTION.search(stretch, a, b):
            people[-1].role = Found(fold(text[start + a : start + b]), start + a, start + b)
            continue
        role = _noted_role(text, start + a, start + following)
        salutation = _SALUTATION.match(stretch[a:b])
        a += salutation.end() if salutation else 0
        b = _whole(text[start : start + b], stretch, a, b)
        people.append(Person(name=Found(fold(stretch[a:b]), start + a, start + b), role=role))
    return people


def _whole(printed: str, stretch: str, start: int, end: int) -> int:
    """Where a name ends: before the first note, address or number that was blanked within it."""
    blanked = next((i for i in range(start, end) if printed[i] != stretch[i]), end)
    return trim(stretch, start, blanked)[1]


def _blanked(stretch: str) -> str:
    """A stretch without notes, addresses and numbers: what is left are names."""
    for pattern in (_NOTE, EMAIL, PHONE, _CALL):
        stretch = pattern.sub(lambda match: " " * len(match[0]), stretch)
    return stretch


def _noted_role(text: str, start: int, end: int) -> Found[str] | None:
    for note in _NOTE.finditer(text, start, end):
        if _FUNCTION.search(note[1]):
            return Found(fold(note[1]), note.start(1), note.end(1))
    return None


def _addresses(text: str, stretches: list[tuple[int, int]]) -> list[_Address]:
    """Addresses with their numbers; numbers before any address wait for the first."""
    found: list[_Address] = []
    waiting: list[Found[str]] = []
    together: list[_Address] = []
    for value, is_email in _printed(text, stretches):
        if is_email:
            if found and found[-1].phones:
                together = []
            found.append(_Address(value, waiting))
            together.append(found[-1])
            waiting = []
        elif not found:
            waiting.append(value)
        elif _MOBILE.match(value.value):
            found[-1].phones.append(value)
        else:
            for address in together:
                address.phones.append(value)
    if waiting:
        found.append(_Address(None, waiting))
    return found


def _printed(text: str, stretches: list[tuple[int, int]]) -> list[tuple[Found[str], bool]]:
    """E-mail addresses (True) and telephone numbers (False) in their printed order."""
    printed: list[tuple[Found[str], bool]] = []
    for start, end in stretches:
        emails = [Found(m[0], m.start(), m.end()) for m in EMAIL.finditer(text, start, end)]
        phones = [Found(fold(m[0]), m.start(), m.end()) for m in PHONE.finditer(text, start, end)]
        apart = [p for p in phones if not any(e.start <= p.start < e.end for e in emails)]
        both = [(email, True) for email in emails] + [(phone, False) for phone in apart]
        printed += sorted(both, key=lambda pair: pair[0].start)
    return printed


def _more_names(text: str, start: int, end: int, people: list[Person]) -> None:
    """Names between the addresses ("of A B (project) a.b@…"), only where the next address is theirs."""
    previous = start
    for match in EMAIL.finditer(text, start, end):
        gap = _blanked(text[previous : match.start()])
        words = _LABEL_WORDS.sub(lambda m: " " * len(m[0]), gap)
        a, b = trim(words, 0, len(words))
        name = fold(words[a:b])
        if _NAME.match(name) and belongs_to(match[0], name) and not _named(people, name):
            role = _noted_role(text, previous, match.start())
            people.append(Person(name=Found(name, previous + a, previous + b), role=role))
        previous = match.end()


def _named(people: list[Person], name: str) -> bool:
    return any(person.name is not None and person.name.value == name for person in people)


def _share_out(people: list[Person], addresses: list[_Address], organisation: str) -> None:
    left: list[_Address] = []
    for address in addresses:
        owner = _owner(people, address)
        if owner is None:
            left.append(address)
        else:
            _give(owner, address)
    for address in left:
        free = [person for person in people if person.email is None and person.phone is None]
        shared = address.email is None or is_shared(address.email.value, organisation)
        if shared and free:
            for person in free:
                _give(person, address)
        elif len(free) == 1 and len(people) == 1:
            _give(free[0], address)
        else:
            people.append(Person())
            _give(people[-1], address)


def _owner(people: list[Person], address: _Address) -> Person | None:
    if address.email is None:
        return None
    for person in people:
        free = person.email is None and person.name is not None
        if free and person.name and belongs_to(address.email.value, person.name.value):
            return person
    return None


def _give(person: Person, address: _Address) -> None:
    person.email = address.email
    person.phone = address.phones[0] if address.phones else None


def _mismatch(person: Person, organisation: str) -> bool:
    if person.name is None or person.email is None:
        return False
    return not belongs_to(person.email.value, person.name.value) and not is_shared(
        person.email.value, organisation
    )


def _strays(people: list[Person], organisation: str) -> bool:
    """An address without a name beside persons who are named."""
    named = any(person.name for person in people)
    return named and any(
        person.name is None and person.email is not None and not is_shared(person.email.value, organisation)
        for person in people
    )


def _surnames(name: str) -> list[str]:
    """The letters of the surname's parts, from the last: without initials, first name and particles.

    A name of one word is taken as a surname. Of a double name ("Zwam-de Kwast") each part will do.
    """
    words = [w for w in re.split(r"[\s–-]+", _plain(name)) if w.strip(".'’")]
    parts = [w for w in words if len(w.strip(".")) > 1 and w.strip(".'’") not in _PARTICLES]
    if len(parts) > 1 and parts[0] == words[0]:
        parts = parts[1:]
    return [letters for part in parts if len(letters := _letters(part)) > 1]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", _plain(text))
