"""Whole readings of reports in four house styles, and the rules they showed to be needed.

`*.items` beside a fixture holds every item of it, checked by hand against the report: a letter without headings, a
report in tables whose subtotals do not add up, an interim report with an evaluation table, and a closing report whose
headings are questions.
"""

from __future__ import annotations

from typing import Any

import pytest

from intake.evidence import evidence_defects
from intake.extractors.programme_fixtures import FIXTURES, of_type, read_text, values
from intake.extractors.programme_lines import lines_of
from koers.documents.readers import read_bytes
from koers.intake import kinds
from koers.intake.extractors.programme_report import extract
from koers.intake.vocabulary.verbs import RECOMMENDATION_STATUS

STYLES = {
    "oosterbeemd.txt": [],
    "polderveen.md": ["sum_does_not_add_up"],
    "heuvelrade.md": ["goal_without_verdict"],
    "rietlanden.txt": [],
}


@pytest.mark.parametrize("name", STYLES)
def test_every_item_of_a_report(name: str) -> None:
    text = read_bytes((FIXTURES / name).read_bytes(), name)
    extraction = extract(text)
    expected = (FIXTURES / f"{name.split('.')[0]}.items").read_text(encoding="utf-8").splitlines()
    assert lines_of(extraction.items) == expected
    assert extraction.warnings == STYLES[name]
    assert [defect for item in extraction.items for defect in evidence_defects(text, item)] == []
    assert kinds.detect(text) == "programme-report"


def programme(sentence: str, title: str = "# Rapport Kade", name: str = "x.md") -> dict[str, Any]:
    (found,) = of_type(read_text(f"{title}\n\n## Inleiding\n\n{sentence}\n", name), "programme")
    return found.values | {"warnings": found.warnings}


@pytest.mark.parametrize(
    ("sentence", "start", "end", "months", "warnings"),
    [
        ("Het programma is in september 2021 gestart.", "2021-09", None, None, ["open_end"]),
        ("Het programma startte in september 2021.", "2021-09", None, None, ["open_end"]),
        ("Dit leidde tot het programma dat in mei 2021 van start is gegaan.", "2021-05", None, None, ["open_end"]),
        (
            "Het programma begon in mei 2021 en duurt 2 tot 3 jaar.",
            "2021-05", None, None, ["approximate_period", "duration_only"],
        ),
        ("Het programma loopt vanaf mei 2021 en duurt drie jaar.", "2021-05", None, 36, ["duration_only"]),
        ("Het programma loopt vanaf mei 2021 en duurt dertig weken.", "2021-05", None, None, ["open_end"]),
        ("Het programma liep van 1 mei 2021 tot en met 30 juni 2023.", "2021-05-01", "2023-06-30", None, []),
        ("Het programma startte in mei 2021 en loopt tot en met juni 2023.", "2021-05", "2023-06", None, []),
        ("Het programma loopt tot eind 2023.", None, "2023", None, ["approximate_period"]),
        (
            "Het programma begon in mei 2021. Het programma is eind 2023 beëindigd.",
            "2021-05", "2023", None, ["approximate_period"],
        ),
        ("Het programma begon in mei 2021. Het programma is op 2 mei 2023 beëindigd.", "2021-05", "2023-05-02", None, []),
        (
            "Het programma begon in mei 2021. Naar verwachting is het programma in 2024 beëindigd.",
            "2021-05", None, None, ["open_end"],
        ),
        ("In 2022 startte het leiderschapsprogramma.", None, None, None, ["missing_period"]),
    ],
)  # fmt: skip
def test_when_a_programme_runs(
    sentence: str, start: str | None, end: str | None, months: int | None, warnings: list[str]
) -> None:
    found = programme(sentence)
    period = found["period"] or {"start": None, "end": None, "duration_months": None}
    assert (period["start"], period["end"], period["duration_months"]) == (start, end, months)
    assert found["warnings"] == warnings


@pytest.mark.parametrize(
    ("title", "sentence", "final"),
    [
        ("Tussenrapportage programma Kade", "De slotrapportage volgt in 2027.", False),
        ("Voortgangsrapportage programma Kade", "Dit is de laatste rapportage.", False),
        ("Programma Kade", "De slotrapportage verwachten wij in 2027.", False),
        ("Programma Kade", "Dit is de een na laatste rapportage.", False),
        ("Programma Kade", "Dit is dus de laatste rapportage over dit programma.", True),
        ("Eindrapport programma Kade", "Het is klaar.", True),
    ],
)
def test_a_closing_report_that_is_still_to_come_makes_no_report_final(
    title: str, sentence: str, final: bool
) -> None:
    assert programme(sentence, f"# {title}")["final"] is final


@pytest.mark.parametrize(
    ("title", "name", "organisation"),
    [
        ("Bijlage 1 – Programma Kade", "Programma Kade", None),
        ("**Project:** Kade", "Kade", None),
        ("Betreft: voortgang programma Kade", "programma Kade", None),
        (
            "Programma Kade\n\nOrganisatie: Werkorganisatie De Linie",
            "Programma Kade",
            "Werkorganisatie De Linie",
        ),
        ("Programma Kade\n\nGemeenten Aland en Beland", "Programma Kade", "Gemeenten Aland en Beland"),
    ],
)
def test_names_behind_labels_and_dashes(title: str, name: str, organisation: str | None) -> None:
    (found,) = of_type(read_text(f"{title}\n\nInleiding\n\nWij werken door.\n", "x.txt"), "programme")
    assert (found.values["name"], found.values["organisation"]) == (name, organisation)


def finance(content: str) -> dict[str, list[Any]]:
    extraction = read_text(f"# Programma X\n\n## Financiën\n\n{content}\n")
    found: dict[str, list[Any]] = {"warnings": extraction.warnings}
    for kind in ("budget", "allocation"):
        items = of_type(extraction, kind)
        found[kind] = [
            (i.values["amount"] and i.values["amount"]["amount"], i.values["kind"], i.values.get("purposes"))
            for i in items
        ]
    return found


def test_a_list_below_an_amount_is_what_it_is_for() -> None:
    found = finance(
        "Er is € 9.000 besteed. Dit geld ging naar:\n\n- scholing\n- zaalhuur: € 2.000\n- € 500 voor koffie"
    )
    assert found["allocation"] == [("9000.00", None, ["scholing", "zaalhuur", "koffie"])]
    assert found["budget"] == []
    found = finance(
        "De raad stelde € 9.000 eenmalig beschikbaar. Dit geld is bestemd voor:\n\n- scholing.\n- (€ 20)"
    )
    assert found["allocation"] == [("9000.00", "incidental", ["scholing", "(€ 20)"])]
    assert found["budget"] == []
    found = finance("Er is € 9.000 incidenteel beschikbaar. Wij letten op:\n\n- rust\n- tempo")
    assert [amount for amount, *_ in found["budget"]] == ["9000.00"]
    found = finance("Structureel is € 9.000 beschikbaar, bestemd voor:\n\n- scholing\n- inhuur")
    assert found["allocation"] == [("9000.00", "structural", ["scholing", "inhuur"])]


def test_amounts_in_a_list_below_the_sentence_that_announces_them() -> None:
    found = finance(
        "De incidentele middelen zijn toegewezen:\n\n- € 5.000 voor scholing\n- € 4.000 voor zaalhuur"
    )
    assert found["allocation"] == [
        ("5000.00", "incidental", ["scholing"]), ("4000.00", "incidental", ["zaalhuur"]),
    ]  # fmt: skip


def test_no_amount_counts_twice() -> None:
    divided = "Er is € 100 incidenteel beschikbaar, waarvan € 60 voor scholing en € 40 voor inhuur."
    found = finance(divided)
    assert found["budget"] == [("100.00", "incidental", None)]
    assert found["allocation"] == [("60.00", "incidental", ["scholing"]), ("40.00", "incidental", ["inhuur"])]
    found = finance(f"{divided} Tot nu toe is € 30 besteed aan scholing.")
    assert found["allocation"] == [("30.00", "incidental", ["scholing"])]
    found = finance("Er is € 100 beschikbaar, waarvan € 60 incidenteel en € 40 structureel.")
    assert found["budget"] == [("60.00", "incidental", None), ("40.00", "structural", None)]
    found = finance("Van het krediet van € 100 is € 90 uitgegeven. Het restant van € 10 valt vrij.")
    assert [amount for amount, *_ in found["budget"] + found["allocation"]] == ["100.00", "90.00"]
    found = finance("Uitgaven zijn gedekt uit regulier budget voor zaalhuur. Totaal ongeveer € 85.")
    assert (found["budget"], found["allocation"]) == ([], [("85.00", "regular", ["zaalhuur"])])


def test_budget_and_expenditure_beside_each_other() -> None:
    found = finance(
        "| Post | Begroot | Besteed |\n|---|---|---|\n| Inhuur | € 60 | € 75 |\n| Totaal | € 60 | € 75 |"
    )
    assert found["budget"] == [("60.00", None, None)]
    assert found["allocation"] == [("75.00", None, ["Inhuur"])]
    assert found["warnings"] == []


@pytest.mark.parametrize(("subtotal", "warned"), [("30", False), ("31", True)])
def test_subtotals(subtotal: str, warned: bool) -> None:
    rows = f"| A | € 10 |\n| B | € 20 |\n| Subtotaal | € {subtotal} |\n| C | € 5 |\n| Subtotaal | € 5 |\n| Totaal | € 35 |"
    found = finance(f"| Post | Bedrag |\n|---|---|\n{rows}")
    assert found["warnings"] == (["sum_does_not_add_up"] if warned else [])


def test_a_column_per_year() -> None:
    extraction = read_text(
        "# Programma X\n\n## Financiën\n\nBedragen x € 1.000\n\n| | 2022 | 2023 | Totaal |\n|---|---|---|---|\n"
        "| Budget (incidenteel) | 100 | 50 | 150 |\n| Uitgaven | 90 | | 90 |\n"
        "| Scholing | 5 | p.m. | 5 |\n| Totaal | 1 | 2 | 3 |\n"
    )
    found = values(extraction, "budget", "amount", "kind", "from_year", "to_year")
    assert [(money["amount"], *rest) for money, *rest in found] == [
        ("100000.00", "incidental", 2022, 2022), ("50000.00", "incidental", 2023, 2023),
    ]  # fmt: skip
    found = values(extraction, "allocation", "amount", "from_year", "purposes")
    assert [(money["amount"], *rest) for money, *rest in found] == [
        ("90000.00", 2022, []), ("5000.00", 2022, ["Scholing"]),
    ]  # fmt: skip


def test_years_of_a_budget() -> None:
    extraction = read_text(
        "# Programma X\n\n## Financiën\n\nVoor de periode 2024-2026 is € 90 incidenteel beschikbaar.\n\n"
        "De raad stelde in 2022 een eenmalig krediet van € 80 beschikbaar.\n"
    )
    assert values(extraction, "budget", "from_year", "to_year") == [(2024, 2026), (None, None)]


def adoptions(content: str) -> list[Any]:
    extraction = read_text(f"# Programma X\n\n## Voortgang\n\n{content}\n")
    return [
        (name, [(a["body"], a["act"], a["date"]) for a in told])
        for name, told in values(extraction, "deliverable", "name", "adoptions")
    ]


def test_adoptions_told_in_several_sentences() -> None:
    assert adoptions(
        "Het CMT heeft op 2 mei 2024 het functiehuis goedgekeurd. De OR heeft hierover advies uitgebracht. Daarna heeft ook"
        " het college ingestemd. Wie hierover advies vraagt, krijgt antwoord."
    ) == [
        (
            "functiehuis",
            [("CMT", "goedgekeurd", "2024-05-02"), ("OR", "advies", None), ("college", "ingestemd", None)],
        )
    ]


def test_adopting_in_the_past_tense() -> None:
    assert adoptions("Op 3 juni 2024 stelde de raad het jaarplan vast.") == [
        ("jaarplan", [("raad", "stelde vast", "2024-06-03")])
    ]
    assert adoptions("Het college keurde de visie goed. Men stelde het loket goed open.") == [
        ("visie", [("college", "keurde goed", None)])
    ]
    assert adoptions("Het DT stelde in mei 2024 het programma vast.") == []


def test_products_of_a_table_of_tracks() -> None:
    extraction = read_text(
        "# Programma X\n\n## Voortgang\n\n| Werkgroep | Stand van zaken | Planning | Status |\n|---|---|---|---|\n"
        "| Hulp | De gids wordt geschreven. | Evaluatie in mei 2026 | Niet gestart |\n"
        "| Zorg | In mei 2026 wordt het plan opgesteld. | mei 2026 | Loopt achter |\n"
    )
    assert values(extraction, "deliverable", "name", "track", "status") == [
        ("gids", "Hulp", "in_progress"), ("plan", "Zorg", "planned"),
    ]  # fmt: skip
    assert values(extraction, "track", "name", "status") == [("Hulp", None), ("Zorg", "running")]
    assert values(extraction, "event", "text", "date") == [("Evaluatie in mei 2026", "2026-05")]


@pytest.mark.parametrize(
    ("content", "dates"),
    [
        ("Dat staat in de raadsbrief van 16 maart 2022.", []),
        ("De rapportage van mei 2023 meldt dat de werkgroep klaar is.", []),
        ("Vanaf september 2021.", []),
        ("Het programma loopt van mei 2021 en loopt door tot juni 2023.", ["2021-05"]),
        ("In mei 2022 begon het en in mei 2022 was het klaar.", ["2022-05"]),
        ("In het najaar van 2025 starten wij met de leergang.", ["2025"]),
    ],
)
def test_events(content: str, dates: list[str]) -> None:
    assert values(read_text(f"# Programma X\n\n## Voortgang\n\n{content}\n"), "event", "date") == dates


def test_what_a_body_decided() -> None:
    extraction = read_text(
        "# Programma X\n\n## Inleiding\n\nOp 30 juni 2022 besloot de raad dat het college verslag doet.\n\n"
        "## Besluiten\n\n- 15-02-2024: de raad stelde het plan vast\n"
    )
    assert values(extraction, "decision", "date", "body") == [("2022-06-30", "raad"), ("2024-02-15", "raad")]
    assert values(extraction, "event", "date") == ["2022-06-30"]


@pytest.mark.parametrize(
    "words",
    [
        "Geen.",
        "N.v.t.",
        "Nog niet van toepassing",
        "Geen nieuwe besluiten in deze periode.",
        "Volgt na afloop van het programma.",
    ],
)
def test_a_part_without_news_has_no_items(words: str) -> None:
    parts = "".join(
        f"## {part}\n\n{words}\n\n"
        for part in ("Risico's", "Besluiten", "Evaluatie", "Overdracht", "Aanbevelingen")
    )
    found = {item.type for item in read_text(f"# Programma X\n\n{parts}").items}
    assert found == {"programme"}


def test_a_risk_may_be_an_absence() -> None:
    extraction = read_text(
        "# Programma X\n\n## Risico's\n\n- Geen goede afspraken met leveranciers\n- maatregel: bellen\n"
    )
    assert values(extraction, "risk", "text", "measures") == [
        ("Geen goede afspraken met leveranciers", ["bellen"])
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Overgenomen", "adopted"), ("Niet overgenomen", "rejected"), ("Afgewezen", "rejected"), ("Open", "open"),
        ("Nog niet opgepakt", "open"), ("In uitvoering", "in_progress"), ("Deels afgerond", "in_progress"),
        ("Afgerond", "done"), ("Volledig opgevolgd", "done"), ("Wij nemen deze aanbeveling over", "adopted"), ("Onbekend", None),
    ],
)  # fmt: skip
def test_states_of_a_recommendation(words: str, status: str | None) -> None:
    extraction = read_text(
        f"# Programma X\n\n## Aanbevelingen\n\n| Nr | Aanbeveling | Status |\n|---|---|---|\n| 1 | Meet vaker | {words} |\n"
    )
    assert values(extraction, "recommendation", "status") == [status]
    assert {known for known, _ in RECOMMENDATION_STATUS} == {
        "adopted",
        "in_progress",
        "done",
        "rejected",
        "open",
    }


def test_recommendations_in_sentences() -> None:
    extraction = read_text(
        "# Programma X\n\n## Adviezen\n\nHet rekenkamerrapport 2024 beveelt aan de doelen te meten. Deze aanbeveling is"
        " overgenomen. De aanbeveling om kosten te splitsen is afgewezen. Het team adviseert het ook het sociaal domein over"
        " de werkwijze.\n"
    )
    assert values(extraction, "recommendation", "text", "source_document", "status") == [
        ("de doelen te meten", "rekenkamerrapport 2024", "adopted"), ("kosten te splitsen", None, "rejected"),
    ]  # fmt: skip


def test_a_party_is_one_stakeholder_whatever_its_article() -> None:
    extraction = read_text(
        "# Programma X\n\n## Stakeholders\n\n- De gemeenteraad\n- raad\n- Het college\n- inwoners, partners en bezoekers\n\n"
        "De OR wordt bijgepraat. Vakbonden zijn geïnformeerd. De ondernemingsraad adviseert.\n"
    )
    assert values(extraction, "stakeholder", "name") == [
        "gemeenteraad", "college", "inwoners", "partners", "bezoekers", "OR", "Vakbonden",
    ]  # fmt: skip


def test_core_values_behind_a_colon() -> None:
    extraction = read_text(
        "# Programma X\n\n## Voortgang\n\nDe kernwaarden zijn herijkt: Lef, Plezier en Verbinding.\n"
    )
    assert values(extraction, "value", "name") == ["Lef", "Plezier", "Verbinding"]


def test_a_long_document_takes_no_time_per_pair() -> None:
    """Twice the text takes about twice the time: counted in comparisons, not in seconds."""
    from koers.intake.extractors.programme_report.checks import _Spoken

    spoken = _Spoken([["ziekteverzuim", "daalt"], ["leergang"], ["de"]])
    assert spoken.of("verzuim") == {0}
    assert spoken.of("leergangen") == {1}
    assert spoken.of("verbinding") == set()
