"""The catalogue reader on pages of our own: every warning, other labels, tables, and no catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.evidence import assert_evidence, evidence_defects, literal_values
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue import extract, score
from koers.intake.items import Item, Span

FIXTURES = Path(__file__).parents[2] / "fixtures" / "catalogue"


def text_of(name: str) -> Text:
    return read_bytes((FIXTURES / name).read_bytes(), name)


def items_of(name: str) -> dict[str, Item]:
    return {item.values["title"]: item for item in extract(text_of(name)).items}


def read(content: str) -> list[Item]:
    text = read_bytes(content.encode(), "los.txt")
    items = extract(text).items
    for item in items:
        assert_evidence(text, item)
    return items


def period(item: Item) -> tuple[Any, ...] | None:
    found = item.values["period"]
    return found and (found["start"], found["end"], found["duration_months"])


WARNINGS = {
    "Havelingen: Samen aan tafel": [],
    "Duinmeer: Digimaatjes": [],
    "Bernhuize: Frisse blik": ["contact_mismatch", "end_before_start", "name_mismatch", "unknown_theme"],
    "De Oever-Waterland: Sterk staan": ["contact_mismatch", "invalid_day"],
    "Zandhoek: Vooruitkijken": ["missing_contact", "missing_period"],
    "Zandhoek: Op tijd weg": ["missing_period", "unknown_theme"],
    "Zandhoek: Lange adem": ["duration_only"],
    "Veenrade: Open deur": ["approximate_period", "open_end"],
    "Veenrade: Halve zin": ["incomplete_year"],
    "Veenrade: Twee fasen": ["several_periods"],
}


def test_every_warning_is_given_where_it_belongs() -> None:
    found = {title: sorted(item.warnings) for title, item in items_of("regiofonds.txt").items()}
    assert found == WARNINGS


@pytest.mark.parametrize("name", ["regiofonds.txt", "register.txt", "losse-labels.txt"])
def test_every_value_stands_in_its_passage(name: str) -> None:
    text = text_of(name)
    for item in extract(text).items:
        assert_evidence(text, item)


def test_a_whole_entry() -> None:
    values = items_of("regiofonds.txt")["Duinmeer: Digimaatjes"].values
    assert values["round"] == 1
    assert (values["organisation"], values["organisations"]) == ("Gemeente Duinmeer", ["Duinmeer"])
    assert values["project"] == "Digimaatjes voor iedereen"
    assert (values["theme_raw"], values["theme"]) == ("Digivaardig", "digitalisering")
    assert values["period"] == {
        "raw": "april - juni 2023", "start": "2023-04", "end": "2023-06", "end_exclusive": False,
        "approximate": False, "open_end": False, "duration_months": None,
    }  # fmt: skip
    assert values["contacts"] == [
        {
            "name": "Piet van der Meer",
            "email": "p.vandermeer@duinmeer.example.nl",
            "phone": "06 - 12 34 56 78",
            "role": "Projectleider",
        }
    ]
    assert values["summary"].startswith("Collega's helpen elkaar")
    assert values["attachments"] == ["Werkblad eerste uur", "Werkblad tweede uur"]
    assert [(s["heading"], s["kind"]) for s in values["sections"]] == [
        ("Eindevaluatie", "final_evaluation"),
        ("Geleerde lessen", "lessons"),
        ("Tips voor andere gemeenten", "tips"),
    ]
    assert values["sections"][1]["text"] == "Begin klein. Laat mensen zelf een maatje kiezen."


def test_rounds_by_asterisks() -> None:
    rounds = {title: item.values["round"] for title, item in items_of("regiofonds.txt").items()}
    assert rounds["Havelingen: Samen aan tafel"] is None
    assert (rounds["Duinmeer: Digimaatjes"], rounds["Bernhuize: Frisse blik"]) == (1, 2)


def test_joint_projects_and_sections() -> None:
    item = items_of("regiofonds.txt")["De Oever-Waterland: Sterk staan"]
    assert item.values["organisation"] == "Aalten en Breda"
    assert item.values["organisations"] == ["Aalten", "Breda", "Peel en Maas"]
    assert [s["kind"] for s in item.values["sections"]] == ["interim", "results"]
    assert [c["role"] for c in item.values["contacts"]] == [
        "programmamanager", "Contactpersoon", "Contactpersoon", None,
    ]  # fmt: skip
    assert item.values["contacts"][3]["email"] == "r.roos@oever.example.nl"


def test_odd_periods_are_kept_as_printed() -> None:
    found = {title: period(item) for title, item in items_of("regiofonds.txt").items()}
    assert found["Bernhuize: Frisse blik"] == ("2023-03-01", "2023-01-01", None)
    assert found["De Oever-Waterland: Sterk staan"] == ("2022-03-01", "2023-09", None)
    assert found["Zandhoek: Vooruitkijken"] == (None, "2022-11-01", None)
    assert found["Zandhoek: Op tijd weg"] is None
    assert found["Zandhoek: Lange adem"] == ("2022-03-01", None, 36)
    assert found["Veenrade: Halve zin"] == ("2023-03", None, None)
    assert found["Veenrade: Twee fasen"] == ("2023-05", "2023-08", None)


def test_words_that_ran_into_the_organisation_line() -> None:
    items = items_of("regiofonds.txt")
    glued = items["Veenrade: Twee fasen"].values
    assert (glued["organisation"], glued["organisations"]) == ("Gemeente Veenrade", ["Veenrade"])
    assert glued["attachments"] == ["Verslag van het project Twee fasen"]
    assert glued["summary"].startswith("Verkenning In de eerste fase")
    project = items["Veenrade: Halve zin"].values
    assert (project["organisation"], project["organisations"]) == (
        "Gemeente Veenrade: Halve zin",
        ["Veenrade"],
    )


def test_a_misprinted_theme_is_mapped_and_flagged() -> None:
    item = items_of("regiofonds.txt")["Zandhoek: Op tijd weg"]
    assert (item.values["theme_raw"], item.values["theme"]) == ("Vitalitiet", "vitaliteit")
    assert "unknown_theme" in item.warnings


def test_what_stands_around_the_entries_is_no_content() -> None:
    text = text_of("regiofonds.txt")
    extraction = extract(text)
    reasons = {text.clean(u.start, u.end)[:12]: u.reason for u in extraction.unread_reasons}
    assert reasons["Ga naar de i"] == reasons["Menu"] == "navigation"
    assert reasons["Het Regiofon"] == reasons["Blijf op de "] == "boilerplate"
    assert "Nieuwsbrief" not in extraction.items[-1].values["summary"]


def test_fields_in_table_cells_with_other_labels() -> None:
    items = list(items_of("register.txt").values())
    assert [item.values["title"] for item in items] == [
        "Havelingen – Wijs met data",
        "Duinmeer – Vaste gasten",
    ]
    first, second = items
    assert first.values["organisation"] == "Gemeente Havelingen"
    assert (first.values["project"], first.values["theme"]) == ("Wijs met data", "digitalisering")
    assert period(first) == ("2024-02-01", "2024", None)
    assert first.warnings == ["approximate_period"]
    assert first.values["contacts"][0]["phone"] == "088 123 45 67"
    assert first.values["summary"].startswith("Een leerlijn")
    assert second.warnings == ["end_before_start"]
    assert second.values["contacts"][0]["email"] == "info@duinmeer.example.nl"


def test_labels_on_lines_of_their_own_and_no_organisation_line() -> None:
    first, second = items_of("losse-labels.txt").values()
    assert (first.values["organisation"], first.values["organisations"]) == ("Veenrade", ["Veenrade"])
    assert (first.values["theme"], second.values["theme"]) == ("dienstverlening", "arbeidsmarkt")
    assert period(first) == ("2024-02", "2024", None)
    assert sorted(first.warnings) == ["approximate_period", "invalid_day"]
    assert period(second) == (None, None, 3)
    assert first.values["project"] is None
    assert second.values["summary"].startswith("Nieuwe medewerkers")


def test_fields_without_any_heading() -> None:
    (item,) = read(
        "Thema: Vitaliteit\nLooptijd: 2020\nContactpersoon: Anna Bos\n\nEen wandeling op dinsdag.\n"
    )
    assert item.values["title"] is None and item.values["organisation"] is None
    assert item.values["summary"] == "Een wandeling op dinsdag."


def test_an_organisation_behind_its_label_below_the_project() -> None:
    (item,) = read("Project: Wandelen\nOrganisatie:\nGemeente Aalten\nThema: Vitaliteit\nLooptijd: 2020\n")
    assert item.values["organisation"] == "Gemeente Aalten"


def test_a_labelled_organisation_line_as_heading_of_its_fields() -> None:
    (item,) = read(
        "Aalten: Wandelen\n\nGemeente: Aalten\n\nProject: Wandelen\nThema: Vitaliteit\nLooptijd: 2020\n"
    )
    assert item.values["title"] == "Aalten: Wandelen"
    assert (item.values["organisation"], item.values["organisations"]) == ("Gemeente: Aalten", ["Aalten"])


def test_separate_ends_with_a_day_that_does_not_exist() -> None:
    (item,) = read("Project: Wandelen\nThema: Overig\nStartdatum: 31 juni 2020\nEinddatum: onbekend\n")
    assert period(item) == ("2020-06", None, None)
    assert {"invalid_day", "missing_period"} <= set(item.warnings)
    (none,) = read("Project: Wandelen\nThema: Overig\nEinddatum: onbekend\n")
    assert none.values["period"] is None and "missing_period" in none.warnings


def test_bold_marks_around_a_heading_are_no_round() -> None:
    (item,) = read("**Aalten: Wandelen**\n\nGemeente Aalten\n\nProject: Wandelen\nThema: Overig\n")
    assert (item.values["title"], item.values["round"]) == ("Aalten: Wandelen", None)


def test_tags_in_a_text_file_are_no_part_of_values() -> None:
    (item,) = read(
        "<b>*Aalten: Wandelen</b>\n\n<p>Gemeente Aalten</p>\n\nProject: <i>Wandelen</i>\nThema: Overig\n"
        "Looptijd: <span>mei 2020</span>\n"
    )
    assert (item.values["title"], item.values["round"], item.values["project"]) == (
        "Aalten: Wandelen", 1, "Wandelen",
    )  # fmt: skip
    assert period(item) == ("2020-05", "2020-05", None)


def test_links_give_their_own_label() -> None:
    (item,) = read(
        "Aalten: Wandelen\n\nGemeente Aalten\n\nProject: Wandelen\nThema: Overig\n\nWe wandelen.\n\n"
        "Lees [hier](https://x.example.nl/a) meer.\n\nZie het [verslag van de wandeling](https://x.example.nl/b).\n"
    )
    assert item.values["attachments"] == ["Lees hier meer.", "verslag van de wandeling"]


def test_no_catalogue() -> None:
    text = read_bytes(b"Besluit\n\nDe raad stelt de begroting vast.\n", "besluit.txt")
    assert extract(text).items == [] and extract(text).unread_reasons == []
    assert score(text) == 0.0
    assert score(text_of("regiofonds.txt")) == 1.0


def test_evidence_names_what_is_wrong() -> None:
    text = read_bytes("Project: Wandelen in 2020 voor € 1.000\n".encode(), "a.txt")
    wrong = Item(
        "practice",
        {"title": "Fietsen", "project": "Wandelen", "round": 1, "period": {"start": "2021"}, "amount": "9"},
        Span(0, 30),
        {"title": [Span(9, 17)], "period": [Span(9, 25)], "amount": [Span(31, 38)], "y": [Span(0, 3, 2)]},
    )  # fmt: skip
    defects = evidence_defects(text, wrong)
    assert len(defects) == 5
    names = [name for name, _ in literal_values(wrong.values)]
    assert names == ["title", "project", "period.start", "amount"]


LINES = st.sampled_from(
    [
        "*Aalten: Wandelen",
        "Gemeente Aalten",
        "Project: Wandelen",
        "Thema:",
        "Vitaliteit",
        "Looptijd: april - juni 2021",
        "Looptijd:",
        "1 jaar",
        "Contactpersoon gemeente: Anna Bos en Piet Vos",
        "Contactgegevens: a.bos@x.example.nl tel. 06 12345678",
        "Het project in het kort",
        "Eindevaluatie",
        "",
        "Lees hier meer:",
        "1. Bijlage een",
        "- een punt",
        "Thema\tOverig",
        "Een lange zin over het project die maar doorgaat, omdat er veel te vertellen is over wat er was.",
        "Tussenrapportage van hetGemeente Breda",
        "Nieuwsbrief",
        "<b>Periode</b>: 2020 - ntb",
        "**",
    ]
)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_order_of_lines_gives_evidence_for_all_values(content: str) -> None:
    text = read_bytes((content + "\nEinde\n").encode(), "willekeurig.txt")
    items = extract(text).items
    for item in items:
        assert_evidence(text, item)
        assert 0 <= item.source.start < item.source.end <= len(text.plain)


@pytest.mark.parametrize(("entries", "missing"), [(9, True), (10, False)])
def test_a_long_page_without_any_contacts_misses_none(entries: int, missing: bool) -> None:
    fields = "Project: Wandelen {n}\nThema: Overig\nLooptijd: 2020"
    entry = f"Aalten: Wandelen {{n}}\n\nGemeente Aalten\n\n{fields}\n\nKort.\n\n"
    items = read("".join(entry.format(n=number) for number in range(entries)))
    assert len(items) == entries
    assert {tuple(item.warnings) for item in items} == {("missing_contact",) if missing else ()}
