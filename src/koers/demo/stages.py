"""Which demo documents are read in at each stage, and what of them already stands in the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    START = "start"
    RUNNING = "running"
    REPORTING = "reporting"
    CLOSED = "closed"


class Take(StrEnum):
    """What of a document's proposals is taken over."""

    NOTHING = "nothing"
    WITHOUT_WARNINGS = "without_warnings"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Given:
    """A demo document, the organisation (slug) that reads it in, and what is taken over of it."""

    file: str
    organisation: str
    take: Take


INTERIM = "wendelmeer-roadtrip-tussenrapportage.md"
FINAL = "wendelmeer-roadtrip-eindrapportage.md"

_NEIGHBOURS = (
    Given("havelingen-programma-organisatieontwikkeling.html", "havelingen", Take.EVERYTHING),
    Given("havelingen-paragraaf-bedrijfsvoering-2023.txt", "havelingen", Take.EVERYTHING),
    Given("merwestein-organisatieontwikkeling-2024.md", "merwestein", Take.EVERYTHING),
    Given("fonds-praktijken.html", "ontwikkelfonds", Take.EVERYTHING),
)

DOCUMENTS: dict[Stage, tuple[Given, ...]] = {
    Stage.START: (),
    # Half-way: the interim report is in, the programme goes on.
    Stage.RUNNING: (Given(INTERIM, "wendelmeer", Take.EVERYTHING), *_NEIGHBOURS),
    # Reporting time: the final report was just read in and waits to be checked.
    Stage.REPORTING: (
        Given(INTERIM, "wendelmeer", Take.EVERYTHING),
        Given(FINAL, "wendelmeer", Take.NOTHING),
        *_NEIGHBOURS,
    ),
    # Everything of the final report stands in the register; the older one is left to try checking with.
    Stage.CLOSED: (
        Given(FINAL, "wendelmeer", Take.EVERYTHING),
        Given(INTERIM, "wendelmeer", Take.NOTHING),
        *_NEIGHBOURS,
    ),
}
