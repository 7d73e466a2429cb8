"""Programme reports of fictional municipalities: other headings, orders and structures than the real two."""

from __future__ import annotations

import pytest

from intake.evidence import evidence_defects
from intake.extractors.programme_fixtures import NAMES, of_type, read, read_text, text_of, values
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors.programme_report import extract, score
from koers.intake.extractors.programme_report.drafts import VALUES


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_in_its_passage(name: str) -> None:
    text, extraction = read(name)
    assert [defect for item in extraction.items for defect in evidence_defects(text, item)] == []


@pytest.mark.parametrize("name", NAMES)
def test_items_have_the_contracts_values_in_the_order_of_the_text(name: str) -> None:
    _, extraction = read(name)
    assert all(tuple(item.values) == VALUES[item.type] for item in extraction.items)
    starts = [item.source.start for item in extraction.items]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", NAMES)
def test_scores_as_a_programme_report(name: str) -> None:
    assert score(text_of(name)) > 0.6


def test_every_item_type_is_covered() -> None:
    found = {item.type for name in NAMES for item in read(name)[1].items}
    assert found == set(VALUES)


def test_every_warning_is_covered() -> None:
    found = {code for name in NAMES for code in read(name)[1].warnings}
    assert found == {"goal_without_verdict", "sum_does_not_add_up", "conflicting_dates", "missing_figure"}


@pytest.mark.parametrize("content", ["", "   \n\n "])
def test_an_empty_text_has_no_items(content: str) -> None:
    text = Text(content, content, ())
    assert extract(text).items == []
    assert score(text) == 0.0


def test_other_texts_score_low() -> None:
    operations = "# Paragraaf bedrijfsvoering\n\nDe formatie is 7,1 fte per 1.000 inwoners.\n\n## Verzuim\n\nHet verzuim daalde."
    assert score(read_bytes(operations.encode(), "x.md")) < 0.3


@pytest.mark.parametrize(
    ("name", "programme", "organisation", "edition", "final"),
    [
        ("brandwoude.txt", "Doorbouwen aan Brandwoude 2024-2025 / 'De Werkplaats'", None, "2026-02", True),
        ("wendelmeer.md", "programma Samen Sterker 2025-2027", "Gemeente Wendelmeer", "2026-05-12", False),
        ("lagerhout.html", "Koersvast 2023-2025", "Gemeente Lagerhout", "2026-03-04", True),
        ("zandmark.docx", "programma Vaste Grond", "Waterschap Zandmark", "2026-04-03", True),
    ],
)
def test_programme(name: str, programme: str, organisation: str | None, edition: str, final: bool) -> None:
    (item,) = of_type(read(name)[1], "programme")
    assert item.values["name"] == programme
    assert item.values["organisation"] == organisation
    assert item.values["edition"] == edition
    assert item.values["final"] is final


@pytest.mark.parametrize(
    ("name", "start", "end", "covered"),
    [
        ("brandwoude.txt", "2024", "2025", ("2025-07", "2025-12")),
        ("wendelmeer.md", "2025", "2027", ("2026-01", "2026-04")),
        ("zandmark.docx", "2024-05", "2025-12", None),
    ],
)
def test_periods(name: str, start: str, end: str, covered: tuple[str, str] | None) -> None:
    (item,) = of_type(read(name)[1], "programme")
    period, covers = item.values["period"], item.values["covers"]
    assert (period["start"], period["end"]) == (start, end)
    assert (covers and (covers["start"], covers["end"])) == covered


class TestRowsWithTags:
    """The nine headings of a "grote projecten" report as rows with tags, torn by page breaks."""

    extraction = read("brandwoude.txt")[1]

    def test_goals(self) -> None:
        assert values(self.extraction, "goal", "text", "target_date") == [
            ("Teams werken met een eigen plan", None),
            ("het bestuur stuurt op hoofdlijnen", None),
            ("Doelstelling is om op 1 juni 2025 alle taken te hebben verdeeld", "2025-06-01"),
        ]

    def test_the_goal_that_is_not_looked_back_on_is_flagged(self) -> None:
        flagged = ["goal_without_verdict" in item.warnings for item in of_type(self.extraction, "goal")]
        assert flagged == [False, False, True]

    def test_tracks_also_where_the_heading_lost_its_line(self) -> None:
        assert values(self.extraction, "track", "name", "status") == [
            ("Dienstverlening", None),
            ("Samenwerking", "ended"),
            ("Taken & rollen", None),
        ]

    def test_a_sentence_goes_on_behind_a_page_break(self) -> None:
        track, text = values(self.extraction, "progress", "track", "text")[0]
        assert track is None
        assert text.endswith("De meeste activiteiten lopen nu via de afdelingen zelf.")

    def test_deliverables_with_who_adopted_them(self) -> None:
        found = {
            name: (status, [(a["body"], a["act"]) for a in adoptions])
            for name, status, adoptions in values(
                self.extraction, "deliverable", "name", "status", "adoptions"
            )
        }
        assert found == {
            "servicehandboek": ("adopted", [("DT", "vastgesteld"), ("college", "vastgesteld")]),
            "advies over de inrichting van het loket": (
                "adopted",
                [("MT", "goedgekeurd"), ("OR", "advies"), ("college", "goedgekeurd")],
            ),
            "projectplan teamgesprekken": ("planned", []),
            "onderzoek en advies": ("adopted", [("CMT", "overgenomen")]),
        }

    def test_risks_with_measures_between_brackets(self) -> None:
        assert values(self.extraction, "risk", "text", "measures") == [
            ("Te weinig tijd", ["kleine stappen", "steun van het MT (elke week)"]),
            ("Verloop van personeel", []),
        ]

    def test_budgets(self) -> None:
        found = values(self.extraction, "budget", "amount", "kind", "from_year", "to_year")
        assert [(money["amount"], *rest) for money, *rest in found] == [
            ("200000.00", "incidental", 2024, 2024),
            ("500000.00", "structural", 2025, None),
        ]

    def test_allocations(self) -> None:
        found = values(self.extraction, "allocation", "amount", "kind", "from_year", "until", "purposes")
        assert [(money and money["amount"], *rest) for money, *rest in found] == [
            ("350000.00", "structural", None, "2025", ["een regisseur", "een jurist (deeltijd)", "beheer"]),
            ("160000.00", "structural", 2026, None, ["het loket"]),
            (None, "incidental", None, None, ["inhuur", "scholing"]),
            ("12500.00", "regular", None, None, ["drukwerk", "zaalhuur"]),
        ]
        assert [money and money["includes"] for money, *_ in found] == [None, "incl. indexatie", None, None]
        assert [bool(money and money["approximate"]) for money, *_ in found] == [False, False, False, True]

    def test_parts_over_the_total_are_flagged(self) -> None:
        flagged = [
            item for item in of_type(self.extraction, "allocation") if "sum_does_not_add_up" in item.warnings
        ]
        assert [item.values["amount"]["amount"] for item in flagged] == ["160000.00"]

    def test_none_under_decisions_is_no_decision(self) -> None:
        assert values(self.extraction, "decision", "date", "body") == [("2023-09-21", "raad")]

    def test_lessons(self) -> None:
        assert values(self.extraction, "lesson", "kind") == [
            "look_back", "look_back", "look_back", "success", "improvement", "cost",
        ]  # fmt: skip
        assert values(self.extraction, "lesson", "text")[-1] == "De kosten bleven laag."

    def test_handover_under_a_misspelled_heading(self) -> None:
        assert values(self.extraction, "handover", "text") == [
            "Het servicehandboek bijhouden", "Jaarlijks meten", "Leren van elkaar",
        ]  # fmt: skip

    def test_an_edition_dated_differently_is_flagged_where_it_stands(self) -> None:
        flagged = {
            (i.type, i.values.get("name") or i.values.get("track"))
            for i in self.extraction.items
            if "conflicting_dates" in i.warnings
        }
        assert flagged == {("track", "Samenwerking"), ("progress", "Samenwerking")}

    def test_a_season_is_a_year_and_approximate(self) -> None:
        (item,) = [item for item in of_type(self.extraction, "event") if item.values["date"] == "2025"]
        assert item.warnings == ["approximate_period"]

    def test_a_range_of_dates_is_one_event(self) -> None:
        dates = values(self.extraction, "event", "date")
        assert dates == ["2023-03", "2023-09-05", "2023-09-21", "2024-07", "2025-03", "2024-01", "2025"]


class TestNumberedMarkdown:
    """Numbered chapters, tables and lists; money in thousands."""

    extraction = read("wendelmeer.md")[1]

    def test_tracks(self) -> None:
        assert values(self.extraction, "track", "name", "status") == [
            ("Kompas", "ended"),
            ("Ruimte", "running"),
            ("Leren", "handed_over"),
        ]

    def test_a_table_in_thousands(self) -> None:
        found = values(self.extraction, "budget", "amount", "kind", "from_year", "to_year")
        assert [(money["raw"], money["amount"], *rest) for money, *rest in found] == [
            ("640", "640000.00", "structural", 2025, None),
            ("300", "300000.00", "incidental", 2025, 2026),
        ]
        assert all("sum_does_not_add_up" in item.warnings for item in of_type(self.extraction, "budget"))

    def test_parts_of_an_amount_are_its_purposes_and_no_items(self) -> None:
        found = values(self.extraction, "allocation", "amount", "purposes")
        assert [(money["amount"], purposes) for money, purposes in found] == [
            ("210000.00", ["een regisseur", "een adviseur", "opleidingen"]),
            ("100000.00", ["inhuur", "zaalhuur"]),
        ]

    def test_risks_of_a_table(self) -> None:
        assert values(self.extraction, "risk", "measures") == [
            ["hooguit twee onderwerpen per periode", "teamleider ontlasten"],
            ["controller schuift aan"],
        ]

    def test_deliverables_adopted_on_a_date(self) -> None:
        found = values(self.extraction, "deliverable", "name", "adoptions")
        assert found == [
            ("kompas", [{"body": "college", "act": "vastgesteld", "date": "2026-02-03"}]),
            ("inrichtingsplan", [{"body": "ondernemingsraad", "act": "ingestemd", "date": "2026-03-09"}]),
        ]

    def test_values(self) -> None:
        assert values(self.extraction, "value", "name") == ["Dichtbij", "Duidelijk", "Dapper"]

    def test_lessons_by_the_heading_they_stand_under(self) -> None:
        assert values(self.extraction, "lesson", "kind") == [
            "success",
            "success",
            "improvement",
            "look_back",
            "look_back",
        ]

    def test_decisions_with_date_and_body(self) -> None:
        found = values(self.extraction, "decision", "date", "body")
        assert ("2024-11-07", "raad") in found
        assert ("2024-12-03", "college") in found

    def test_planning_steps(self) -> None:
        found = values(self.extraction, "event", "text", "date")
        assert ("start tweede leergang", "2026-06") in found
        assert ("meting onder medewerkers", "2026") in found

    def test_surroundings(self) -> None:
        assert values(self.extraction, "dependency", "name") == ["Programma Dienstverlening", "Omgevingswet"]
        assert values(self.extraction, "stakeholder", "name") == ["raad", "Ondernemingsraad", "Teamleiders"]
        assert values(self.extraction, "recommendation", "text", "source_document", "status") == [
            (None, "organisatieonderzoek", "in_progress")
        ]


class TestWebPageWithTables:
    """Styled headings and a table for almost everything."""

    extraction = read("lagerhout.html")[1]

    def test_tracks_of_a_table(self) -> None:
        assert values(self.extraction, "track", "name", "status") == [
            ("Cultuur", "ended"),
            ("Structuur", "handed_over"),
            ("Leiderschap", "running"),
        ]
        assert values(self.extraction, "progress", "track") == ["Cultuur", "Structuur"]

    def test_deliverables_of_a_table_and_a_list(self) -> None:
        assert values(self.extraction, "deliverable", "name", "status") == [
            ("Besturingsfilosofie", "adopted"),
            ("Teamscan", "in_progress"),
            ("Handboek gesprekken", "delivered"),
            ("Opleidingsplan", "adopted"),
        ]
        adoptions = values(self.extraction, "deliverable", "adoptions")
        assert [(a["body"], a["date"]) for a in adoptions[0]] == [
            ("Directie", "2024-06-12"),
            ("college", "2024-06-12"),
        ]
        assert adoptions[3] == [{"body": "MT", "act": "goedgekeurd", "date": "2025-05-02"}]

    def test_money_of_a_table(self) -> None:
        found = values(self.extraction, "allocation", "amount", "kind", "from_year", "purposes")
        assert [(money["amount"], *rest) for money, *rest in found] == [
            ("40000.00", "regular", None, ["trainers", "zaalhuur"]),
            ("150000.00", "incidental", 2023, ["Procesbegeleiding"]),
            ("120000.00", "incidental", 2024, ["Onderzoek"]),
        ]
        assert "sum_does_not_add_up" in self.extraction.warnings  # 270.000 of 250.000

    def test_decisions_of_a_table_also_on_a_day_that_does_not_exist(self) -> None:
        decisions = of_type(self.extraction, "decision")
        assert [(d.values["date"], d.values["body"], d.warnings) for d in decisions] == [
            ("2023-03-09", "gemeenteraad", []),
            ("2025-11", "college", ["invalid_day"]),
        ]

    def test_recommendations_of_a_table(self) -> None:
        assert values(self.extraction, "recommendation", "text", "source_document", "status") == [
            ("Maak rollen helder", "Rekenkamerrapport 2022", "done"),
            ("Meet de werkdruk", "Rekenkamerrapport 2022", "rejected"),
        ]

    def test_a_risk_with_its_measures_behind_a_label(self) -> None:
        assert values(self.extraction, "risk", "text", "measures") == [
            ("sleutelfiguren vertrekken", ["kennis vastleggen", "duo's vormen"])
        ]

    def test_lists_and_paragraphs(self) -> None:
        assert values(self.extraction, "goal", "text") == [
            "Een wendbare organisatie",
            "Werken vanuit vertrouwen",
        ]
        assert values(self.extraction, "value", "name") == ["Open", "Nieuwsgierig"]
        assert values(self.extraction, "stakeholder", "name") == ["Vakbonden"]
        assert values(self.extraction, "lesson", "kind") == ["success", "improvement", "cost"]
        assert len(of_type(self.extraction, "handover")) == 2

    def test_milestones(self) -> None:
        assert values(self.extraction, "event", "text", "date")[-2:] == [
            ("Startbijeenkomst met alle medewerkers", "2023-04-15"),
            ("Tussenmeting", "2024"),
        ]


class TestWordTable:
    """The report's headings in the first column of one Word table; no lists at all."""

    extraction = read("zandmark.docx")[1]

    def test_goals_told_in_sentences(self) -> None:
        assert values(self.extraction, "goal", "text", "target_date") == [
            ("We willen in 2025 met minder regels werken", "2025"),
            ("We houden kennis vast", None),
        ]

    def test_a_track_heading_inside_a_cell(self) -> None:
        assert values(self.extraction, "track", "name") == ["Regels"]
        assert values(self.extraction, "progress", "track", "text")[-1] == (
            "Regels",
            "De helft van de regels is geschrapt.",
        )

    def test_a_risk_told_in_a_sentence(self) -> None:
        assert values(self.extraction, "risk", "measures") == [["maandelijks gesprek"]]

    def test_a_row_without_label_belongs_to_the_row_above(self) -> None:
        assert values(self.extraction, "decision", "date", "body") == [("2024-05-14", "dagelijks bestuur")]

    def test_lists_inside_a_cell(self) -> None:
        assert values(self.extraction, "lesson", "text", "kind") == [
            ("De regels zijn gehalveerd en dat werkt.", "look_back"),
            ("Eerder vragen", "improvement"),
            ("Vaker meten", "improvement"),
        ]

    def test_handover_told_in_sentences(self) -> None:
        assert len(of_type(self.extraction, "handover")) == 2


def test_nothing_is_invented_from_a_text_without_facts() -> None:
    extraction = read_text("# Verslag\n\nWe praatten over het weer. Het was gezellig.\n")
    assert {item.type for item in extraction.items} == {"programme"}
    (programme,) = extraction.items
    assert programme.values["period"] is None
    assert programme.warnings == ["missing_period"]


LETTER = """# Raadsinformatiebrief Voortgang programma Rustig Besturen

Datum: 14 juni 2025
Van: college van burgemeester en wethouders van de gemeente Duinrand

**Waarom dit programma**

Het rapport 'Grip op rust' bevat zes aanbevelingen. Wij willen met het programma bereiken dat besluiten beter worden voorbereid.

**Wat is bereikt**

*Spoor 1: Bestuurlijke agenda*

De langetermijnagenda is op 4 februari 2025 door het college vastgesteld.

*Spoor 2: Schrijven*

De schrijfwijzer is gereed.

**Geld**

Voor het programma is in 2024 € 120.000 en in 2025 € 90.000 incidenteel beschikbaar.
"""


def test_a_letter_to_the_council_with_bold_lines_for_headings() -> None:
    extraction = read_text(LETTER)
    (programme,) = of_type(extraction, "programme")
    assert programme.values["name"] == "programma Rustig Besturen"
    assert programme.values["organisation"] == "gemeente Duinrand"
    assert programme.values["edition"] == "2025-06-14"
    assert values(extraction, "goal", "text") == ["besluiten beter worden voorbereid"]
    assert values(extraction, "recommendation", "source_document") == ["Grip op rust"]
    assert values(extraction, "track", "name") == ["Bestuurlijke agenda", "Schrijven"]
    assert values(extraction, "deliverable", "name", "track", "status") == [
        ("langetermijnagenda", "Bestuurlijke agenda", "adopted"),
        ("schrijfwijzer", "Schrijven", "delivered"),
    ]
    found = values(extraction, "budget", "amount", "kind", "from_year")
    assert [(money["amount"], *rest) for money, *rest in found] == [
        ("120000.00", "incidental", 2024),
        ("90000.00", "incidental", 2025),
    ]


def test_the_score_of_a_long_text_reads_its_beginning_only() -> None:
    assert score(read_bytes((LETTER * 100).encode(), "x.md")) > 0.4
