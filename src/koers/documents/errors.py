"""What can be wrong with a file, in words for the person who offered it.

Every message says what happened, that nothing was lost and what to do now, on one line.
"""

from __future__ import annotations

REST = "De andere bestanden zijn gelezen."

MESSAGES: dict[str, str] = {
    "empty": f"Dit bestand is leeg. {REST} Controleer of u het goede bestand koos.",
    "unknown_type": f"Dit soort bestand kan Koers niet lezen. {REST} "
    "Sla het op als Word (.docx), ODT, PDF, webpagina (.html) of tekst (.txt, .md).",
    "old_word": f"Dit is een oud Word-bestand. {REST} Open het in Word en sla het op als .docx.",
    "wrong_extension": "De naam van dit bestand eindigt op {named}, maar de inhoud is {found}. "
    f"{REST} Geef het bestand de goede naam en probeer het opnieuw.",
    "password": f"Dit bestand is beveiligd met een wachtwoord. {REST} "
    "Haal het wachtwoord eraf en probeer het opnieuw.",
    "broken": f"Dit bestand is beschadigd en niet te lezen. {REST} "
    "Open het in het programma waarin het is gemaakt, sla het opnieuw op en probeer het nog eens.",
    "scan_without_text": f"Dit bestand bestaat uit plaatjes, er staat geen tekst in. {REST} "
    "Laat de scan omzetten naar tekst (OCR) en probeer het opnieuw.",
    "no_text": f"In dit bestand staat geen tekst. {REST} Controleer of u het goede bestand koos.",
    "too_large": f"Dit bestand is te groot: het mag hoogstens {{limit}} MB zijn. {REST} "
    "Knip het in delen en probeer het opnieuw.",
    "expansion": f"Dit bestand wordt bij het uitpakken te groot. Koers heeft het niet geopend. {REST} "
    "Sla het document opnieuw op en probeer het nog eens.",
    "entities": f"In dit bestand staan verwijzingen die een document niet nodig heeft. "
    f"Koers heeft het niet geopend. {REST} Sla het document opnieuw op en probeer het nog eens.",
    "nesting": f"De opbouw van dit bestand is te diep genest om te lezen. {REST} "
    "Sla het op als gewone tekst en probeer het opnieuw.",
    "not_text": f"De inhoud van dit bestand is geen tekst. {REST} Controleer of u het goede bestand koos.",
    "vanished": f"Dit bestand is er niet meer of is niet te openen. {REST} "
    "Controleer de plaats en de naam en probeer het opnieuw.",
    "time_limit": f"Het lezen van dit bestand duurde te lang en is gestopt. {REST} "
    "Knip het in delen en probeer het opnieuw.",
    "memory_limit": f"Het lezen van dit bestand kostte te veel geheugen en is gestopt. {REST} "
    "Knip het in delen en probeer het opnieuw.",
    "output_limit": f"In dit bestand staat meer dan Koers kan verwerken. {REST} "
    "Knip het in delen en probeer het opnieuw.",
    "failed": f"Het lezen van dit bestand is mislukt. Er is niets opgeslagen. {REST} "
    "Probeer het opnieuw of sla het document eerst op als .docx of PDF.",
}


class Unreadable(Exception):
    """A file that cannot be read. `code` is stable, `message` is for the user."""

    def __init__(self, code: str, message: str | None = None) -> None:
        self.code = code
        self.message = MESSAGES[code] if message is None else message
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return Unreadable, (self.code, self.message)


def too_large(limit: int) -> Unreadable:
    """`limit` in bytes; the message says it in whole megabytes."""
    return Unreadable("too_large", MESSAGES["too_large"].format(limit=limit // 1_000_000))


def wrong_extension(named: str, found: str) -> Unreadable:
    return Unreadable("wrong_extension", MESSAGES["wrong_extension"].format(named=named, found=found))
