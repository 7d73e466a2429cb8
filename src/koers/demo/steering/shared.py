"""“Samen digitaal”: one programme of three municipalities, each of which sees its own part and the common part."""

from __future__ import annotations

from datetime import date

from koers.demo.steering.making import Maker
from koers.organisations.models import Organisation
from koers.programmes.actions.judging import judge

GOALS = (
    "Eén veilige werkplek voor drie gemeenten",
    "Gegevens worden eenmaal vastgelegd en vaker gebruikt",
    "Medewerkers kunnen met de nieuwe systemen werken",
)


def make_shared(maker: Maker, organisations: dict[str, Organisation]) -> None:
    programme = maker.add(
        "programmas",
        name="Samen digitaal",
        purpose="Drie gemeenten vernieuwen samen hun systemen en hun manier van werken.",
        start="2026-01",
        end="2028-12",
        owner_name="Regionaal programmamanager",
        frame_body="college",
    )
    maker.add("opdrachtgevers", programme, name="De drie gemeentesecretarissen")
    for text in GOALS:
        maker.add("doelen", programme, text=text, target_date="2028", owner_name="Stuurgroep")
    maker.add("sporen", programme, name="Werkplek", status="running", start="2026-01", end="2027-06")
    maker.add("sporen", programme, name="Gegevens", status="running", start="2026-09", end="2028-06")
    maker.add("producten", programme, name="Proef met de nieuwe werkplek", status="planned", due="2027-02")
    for slug in ("havelingen", "merwestein"):
        other = organisations[slug]
        maker.add("deelnemers", programme, name=other.name, participant=other, sees="common")
    maker.add(
        "afhankelijkheden",
        programme,
        name="Landelijke aansluiting",
        text="Levert de toegang tot de basisregistraties.",
        needed_before="2027-06",
    )
    judge(
        by=maker.by, programme=programme, level="ok", line="De aanbesteding is rond.", date=date(2026, 10, 5)
    )
