"""Single rules of reading a programme report, each on a short text of its own."""

from __future__ import annotations

import pytest

from intake.evidence import evidence_defects
from intake.extractors.programme_fixtures import of_type, read_text, values
from koers.documents.readers import read_bytes
from koers.documents.text import Block, BlockKind, Cell, Text
from koers.intake.extractors.programme_report import extract
from koers.intake.extractors.programme_report.roles import (
    is_title,
    lesson_kind,
    names_no_track,
    number_of,
    role_of,
    track_name_start,
    without_number,
)
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.vocabulary.headings import Role
from koers.intake.vocabulary.matching import coverage, same_word


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("De voortgang (sept – dec 2023)", Role.PROGRESS),
        ("Het oorspronkelijke doel", Role.GOAL),
        ("2. Stand van zaken per hoofdpogave", Role.PROGRESS),
        ("Overdacht", Role.HANDOVER),
        ("Terugblik op de doelstellingen", Role.EVALUATION),
        ("Samenhang met andere programma's en projecten in de regio", Role.DEPENDENCIES),
        ("Versterken van samenhang in de organisatie", None),
        ("Financiële stand van zaken", Role.FINANCE),
        ("Wat mag het kosten?", Role.FINANCE),
        ("Onze kernwaarden", Role.VALUES),
        ("Hoe verder", Role.HANDOVER),
        ("Fysiek domein", None),
        ("", None),
        ("(2023)", None),
        ("een " * 15, None),
    ],
)
def test_roles_of_headings(heading: str, role: Role | None) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Wat ging goed", "success"),
        ("Dit ging niet goed", "improvement"),
        ("Verbeterpunten:", "improvement"),
        ("Kosten", "cost"),
        ("Terugblik op de doelen", "look_back"),
        ("Iets anders", None),
    ],
)
def test_kinds_of_lessons(words: str, kind: str | None) -> None:
    assert lesson_kind(words) == kind


def test_numbers_and_names_in_headings() -> None:
    assert number_of("2.1 Een kompas") == "2.1"
    assert number_of("Hoofdstuk 3 Doelen") == "3"
    assert number_of("Een kompas") is None
    assert without_number("2.1 Een kompas") == "Een kompas"
    heading = "Spoor 2: Cultuur"
    assert heading[track_name_start(heading) :] == "Cultuur"
    assert track_name_start("Sporenonderzoek") is None
    assert names_no_track("Algemeen")
    assert not names_no_track("2.1 Cultuur")
    assert is_title("Programma Kompas")
    assert not is_title("Inleiding")


@pytest.mark.parametrize(
    ("printed", "known", "same"),
    [
        ("hoofdpogave", "hoofdopgave", True),
        ("hoofdoggave", "hoofdopgave", True),
        ("overdacht", "overdracht", True),
        ("middel", "middelen", False),
        ("doelen", "doeltje", False),
        ("planning", "training", False),
        ("doel", "toel", False),
        ("abcdefg", "abcdefx", False),
    ],
)
def test_one_typing_error_in_a_long_word(printed: str, known: str, same: bool) -> None:
    assert same_word(printed, known) is same


def test_coverage_is_the_share_of_a_heading() -> None:
    assert coverage("De planning", "planning") == 1
    assert coverage("", "planning") == 0


def test_sentences_know_abbreviations_and_dates() -> None:
    text = "Dit is o.a. zo. Op 1. januari niet. En m.b.t. Haarlem wel! (Klaar) ja"
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == ["Dit is o.a. zo.", "Op 1. januari niet.", "En m.b.t. Haarlem wel!", "(Klaar) ja"]
    assert split_top("a, (b, c), d", 0, 12) == [(0, 1), (3, 9), (11, 12)]
    assert without_end_mark("Meten en", 0, 8) == (0, 5)
    assert list(sentences("  ", 0, 2)) == []


def by_hand(plain: str, *blocks: Block) -> Text:
    """A text as a reader would give it that leaves typed tags alone."""
    return Text(plain, plain, blocks)


def test_typed_tags_and_bullets_are_no_content_whatever_the_reader_did() -> None:
    text = by_hand(
        "Programma Kade 2025\n"
        "Risico's\t<p>Gezien bij de start:</p><ul><li>Weinig tijd (kleine stappen)</li><li>1. Verloop</li></ul>\n"
        "Evaluatie\t<p><b>Verbeterpunten</b></p><p>Eerder meten.</p> • Vaker vragen\n"
        "\n"
        "\t<p></p>\n"
    )
    extraction = extract(text)
    assert values(extraction, "risk", "text", "measures") == [
        ("Weinig tijd", ["kleine stappen"]),
        ("Verloop", []),
    ]
    assert values(extraction, "lesson", "text", "kind") == [
        ("Eerder meten.", "improvement"),
        ("Vaker vragen", "improvement"),
    ]
    assert [d for item in extraction.items for d in evidence_defects(text, item) if "•" in d] == []


def test_a_label_that_a_pdf_put_behind_the_row_before_it() -> None:
    plain = "Planning\tEr gebeurt niets meer. De risico's\t<p>Te weinig tijd (kleiner beginnen)</p>"
    label, row, rest = plain.index("\t"), plain.index("\t", 20), plain.index("Te weinig")
    text = by_hand(
        plain,
        Block(BlockKind.HEADING, 0, label, 2),
        Block(BlockKind.PARAGRAPH, label + 1, row),
        Block(BlockKind.LIST_ITEM, rest, len(plain) - 4, 1),
        Block(BlockKind.LIST_ITEM, rest, rest, 1),
    )
    assert values(extract(text), "progress", "text") == ["Er gebeurt niets meer."]


def test_a_chapter_behind_a_numbered_list_is_no_item() -> None:
    plain = "Hoofdopgaven:\n1. Kompas\n2. Leren\n1. Tijdlijn\nIn mei 2025 begon het werk."
    blocks, position = [], 0
    for line in plain.split("\n"):
        kind = BlockKind.LIST_ITEM if line[0].isdigit() else BlockKind.PARAGRAPH
        blocks.append(Block(kind, position, position + len(line)))
        position += len(line) + 1
    extraction = extract(by_hand(plain, *blocks))
    assert values(extraction, "track", "name") == ["Kompas", "Leren"]
    assert values(extraction, "event", "date") == ["2025-05"]


def test_a_block_of_several_lines_is_cut_where_paragraphs_end() -> None:
    plain = "# X\nWerkgroep A\nDe werkgroep loopt.\n1. eerste\nverder\nWerkgroep B"
    extraction = extract(by_hand(plain, Block(BlockKind.PARAGRAPH, 4, len(plain))))
    assert values(extraction, "track", "name", "status")[0] == ("A", "running")


def table(*rows: tuple[str, ...]) -> Text:
    """A text that is one table."""
    plain, cells, position = "", [], 0
    for row in rows:
        line = []
        for cell in row:
            line.append(Cell(position, position + len(cell)))
            position += len(cell) + 1
        cells.append(tuple(line))
        plain += "\t".join(row) + "\n"
    return by_hand(plain, Block(BlockKind.TABLE, 0, len(plain) - 1, rows=tuple(cells)))


def test_a_table_of_labels_is_the_report_itself() -> None:
    extraction = extract(
        table(
            ("Doel", "Samen sneller werken."),
            ("Besluiten", "De raad besloot het budget te geven.\nHet college stemt in op 2 mei 2025."),
            ("", "Geen"),
            ("Evaluatie", "Het ging sneller."),
        )
    )
    assert values(extraction, "goal", "text") == ["Samen sneller werken"]
    assert values(extraction, "decision", "body", "date") == [("raad", None), ("college", "2025-05-02")]
    assert values(extraction, "lesson", "text") == ["Het ging sneller."]


def test_a_table_with_column_headings_stays_a_table() -> None:
    extraction = extract(
        table(("Doel", "Planning"), ("Sneller werken", "1 juni 2026"), ("", ""), ("Lachen", ""))
    )
    assert values(extraction, "event", "date") == []


MD = {
    "goals in a table": (
        "## Doelen\n\n| Doel | Streefdatum |\n|---|---|\n| Sneller werken | eind 2026 |\n| | 2027 |\n",
        "goal", ("text", "target_date"), [("Sneller werken", "2026")],
    ),
    "the purpose is the goal where no part on goals stands": (
        "# Programma Kade\n\nHet doel van het programma is om samen te werken.\n",
        "goal", ("text",), ["samen te werken"],
    ),
    "a goal until a year": (
        "## Doelen\n\n- In 2027 is elk team compleet\n- en\n- Een dag per 3 mei 2026 anders\n",
        "goal", ("target_date",), ["2027", None, "2026-05-03"],
    ),
    "lessons in a table": (
        "## Evaluatie\n\n| Les | Soort |\n|---|---|\n| Begin klein | succes |\n| Meet eerder | verbeterpunt |\n| Iets | |\n",
        "lesson", ("text", "kind"), [("Begin klein", "success"), ("Meet eerder", "improvement"), ("Iets", "look_back")],
    ),
    "hand-over in a table": (
        "## Overdracht\n\n| Onderwerp | Wie |\n|---|---|\n| Jaarplannen | MT |\n| | P&O |\n",
        "handover", ("text",), ["Jaarplannen MT"],
    ),
    "hand-over told elsewhere": (
        "# Programma X\n\n## Voortgang\n\nDe jaarplannen zijn overgedragen aan de afdeling Control.\n",
        "handover", ("text",), ["De jaarplannen zijn overgedragen aan de afdeling Control"],
    ),
    "dependencies in a table": (
        "## Raakvlakken\n\n| Programma | Samenhang |\n|---|---|\n| Omgevingswet | zelfde mensen |\n| Woo | |\n",
        "dependency", ("name", "text"), [("Omgevingswet", "zelfde mensen"), ("Woo", "Woo")],
    ),
    "dependencies in running text": (
        "## Afhankelijkheden\n\nHet programma Dienstbaar werkt aan balies. Mooi weer.\n\n- Geen\n- "
        "Omgevingswet raakt aan ons\n- iets\n",
        "dependency", ("name",), ["programma Dienstbaar", "Omgevingswet", "iets"],
    ),
    "recommendations in a list": (
        "## Aanbevelingen\n\n- Maak rollen helder;\n- Geen\n",
        "recommendation", ("text", "status"), [("Maak rollen helder", None)],
    ),
    "tracks in a list": (
        "## Werkgroepen\n\n- Cultuur: samen praten\n- Structuur\n",
        "track", ("name", "text"), [("Cultuur", "samen praten"), ("Structuur", None)],
    ),
    "a table of tracks behind their chapters": (
        "# Programma X\n\n## Voortgang\n\n### Cultuur\n\nEr is gepraat.\n\n## Overzicht\n\n| Spoor | Status |\n|---|---|\n"
        "| Cultuur | gestopt |\n| Rust | onbekend |\n",
        "track", ("name", "status"), [("Cultuur", "ended"), ("Rust", None)],
    ),
    "general chapters are no tracks": (
        "# Programma X\n\n## Voortgang\n\n### Algemeen\n\nEr is gepraat.\n\n### Taken\n\nHet ligt op schema.\n",
        "track", ("name", "status"), [("Taken", "running")],
    ),
    "risks with measures as deeper items": (
        "## Risico's\n\n- Weinig tijd\n  - kleiner beginnen\n  - stoppen\n- Verloop => binden\n- Geen\n",
        "risk", ("text", "measures"), [("Weinig tijd", ["kleiner beginnen", "stoppen"]), ("Verloop", ["binden"])],
    ),
    "brackets that never opened": (
        "## Risico's\n\n- Weinig tijd)\n", "risk", ("text", "measures"), [("Weinig tijd)", [])],
    ),
    "a risk told without measures beside other sentences": (
        "## Risico's\n\nWe keken rond. Het risico is dat mensen vertrekken.\n",
        "risk", ("text", "measures"), [("Het risico is dat mensen vertrekken", [])],
    ),
    "no risks in a table without that column": ("## Risico's\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", "risk", ("text",), []),
    "decisions in a table without body": (
        "## Besluiten\n\n| Besluit | Datum |\n|---|---|\n| College geeft akkoord | 3 mei 2025 |\n| Geen | |\n",
        "decision", ("body", "date"), [("College", "2025-05-03")],
    ),
    "no decision is planned": (
        "# Programma X\n\n## Voortgang\n\nHet plan wordt in mei 2026 door de raad vastgesteld. Er "
        "is vastgesteld dat het regent.\n",
        "decision", ("text",), [],
    ),
    "agreed with a body": (
        "# Programma X\n\n## Voortgang\n\nEr is met het college afgesproken om te wachten.\n",
        "decision", ("body", "date"), [("college", None)],
    ),
    "deliverables of a track's table": (
        "# Programma X\n\n## Voortgang\n\n### Spoor Rust\n\nOp tijd.\n\n| Product | Status | Werkgroep |\n|---|---|---|\n"
        "| Gids | klaar | Stilte |\n| Kaart | ? | |\n",
        "deliverable", ("name", "track", "status"), [("Gids", "Stilte", "delivered"), ("Kaart", "Rust", None)],
    ),
    "deliverables listed": (
        "# Programma X\n\n## Spoor Rust\n\n### Producten\n\n- Gids is opgeleverd\n- Geen\n",
        "deliverable", ("name", "track", "status"), [("Gids", "Rust", "delivered")],
    ),
    "deliverables told": (
        "# Programma X\n\n## Voortgang\n\n### Rust\n\nHet rustplan zal in mei worden afgerond. Het "
        "loopplan wordt nu uitgewerkt. Het"
        " slaapplan is nog niet vastgesteld. Het eetplan is vastgesteld door de raad en de raad. "
        "Het waakplan is vastgesteld in de"
        " raadsvergadering. Zodra het kan is het later. Er is een gemaakt plan. Het waakplan is gedeeld.\n",
        "deliverable", ("name", "status"),
        [("rustplan", "planned"), ("loopplan", "in_progress"), ("eetplan", "adopted"), ("waakplan", "adopted")],
    ),
    "the programme is not its own product": (
        "# Programma X\n\n## Voortgang\n\nHet programma is afgerond. Het ontwikkelprogramma is opgeleverd.\n",
        "deliverable", ("name",), [],
    ),
    "planning in a table": (
        "## Mijlpalen\n\n| Wanneer | Stap |\n|---|---|\n| mei 2026 | start |\n| later | einde |\n",
        "event", ("text", "date"), [("start", "2026-05")],
    ),
    "an event on a day that does not exist": (
        "# Programma X\n\n## Voortgang\n\nOp 31 april 2025 was er een dag.\n", "event", ("date",), ["2025-04"],
    ),
    "values between quotation marks, each once": (
        "# Programma X\n\n## Voortgang\n\nDe kernwaarden zijn: 'Open' en 'Eerlijk'. Onze waarden "
        "zijn: dat wat wij samen met elkaar delen."
        " De kernwaarden zijn: Open en Rust.\n",
        "value", ("name",), ["Open", "Eerlijk", "Rust"],
    ),
    "money in a table of budgets": (
        "## Financiën\n\n| Omschrijving | Bedrag |\n|---|---|\n| Jaarlijks budget | € 10.000 |\n| Later | n.t.b. |\n",
        "budget", ("kind", "from_year"), [("structural", None)],
    ),
    "money with years told": (
        "## Financiën\n\nVan 2024 tot en met 2026 is € 90.000 incidenteel beschikbaar. Het geld is op.\n",
        "budget", ("kind", "from_year", "to_year"), [("incidental", 2024, 2026)],
    ),
    "money given out without purpose": (
        "## Financiën\n\nEr is € 5.000 uitgegeven. Het structurele budget is verdeeld.\n",
        "allocation", ("kind", "purposes"), [(None, []), ("structural", [])],
    ),
    "no amount, no budget": ("## Financiën\n\n| Jaar | Bedrag |\n|---|---|\n| 2025 | p.m. |\n", "budget", ("amount",), []),
}  # fmt: skip


@pytest.mark.parametrize("case", MD)
def test_one_rule(case: str) -> None:
    content, kind, names, expected = MD[case]
    text = read_bytes(content.encode(), "x.md")
    extraction = extract(text)
    assert values(extraction, kind, *names) == expected
    assert [d for item in extraction.items for d in evidence_defects(text, item)] == []


@pytest.mark.parametrize(
    ("content", "name", "edition", "start"),
    [
        ("# Rapport\n\nIn het programma 'Nieuwe Kade' gebeurt veel.\n", "Rapport", None, None),
        ("# 2025\n\nIn het programma 'Nieuwe Kade' gebeurt veel.\n", "Nieuwe Kade", None, None),
        ("# Programma Kade\n\n## Looptijd\n\nvanaf maart 2024\n", "Programma Kade", None, "2024-03"),
        (
            "# Programma Kade\n\nVersie van 3 maart 2025\n\n## Doel\n\nHet programma is gestart.\n",
            "Programma Kade",
            "2025-03-03",
            None,
        ),
        (
            "# Voortgang programma Kade\n\n## Doel\n\nOp 1 mei 2024 is het programma gestart.\n",
            "programma Kade",
            None,
            "2024-05-01",
        ),
        ("Geen titel hier, alleen een zin.\n", None, None, None),
    ],
)
def test_the_top_of_a_report(content: str, name: str | None, edition: str | None, start: str | None) -> None:
    (programme,) = of_type(read_text(content), "programme")
    assert programme.values["name"] == name
    assert programme.values["edition"] == edition
    assert (programme.values["period"] or {}).get("start") == start


def test_a_report_over_a_period() -> None:
    (programme,) = of_type(
        read_text("# Programma Kade\n\nRapportage over januari - maart 2026\n\n## Doel\n\nRust.\n"),
        "programme",
    )
    assert programme.values["covers"]["start"] == "2026-01"


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        ("# Programma X\n\n## Planning\n\nHieronder is de tijdlijn te zien.\n", True),
        ("# Programma X\n\n## Planning\n\nHieronder is de tijdlijn te zien.\n\n- mei 2025: start\n", False),
        (
            "# Programma X\n\n## Inleiding\n\nHieronder wordt de voortgang toegelicht.\n\n## Voortgang\n\nGoed.\n",
            False,
        ),
        (
            "# Programma X\n\n## Inleiding\n\nHieronder staan onze namen opgenomen.\n\n## Voortgang\n\nGoed.\n",
            True,
        ),
        ("# Programma X\n\n## Inleiding\n\nZie bijlage 1.\n\n## Bijlage 1\n\nDe kaart.\n", False),
        ("# Programma X\n\n## Inleiding\n\nZie figuur 2.\n\nTabel 3 staat hier.\n", True),
        ("# Programma X\n\n## Inleiding\n\nZie figuur 2.\n\nFiguur 2 toont het.\n", False),
        ("# Programma X\n\n## Inleiding\n\nHieronder gaan we verder.\n", False),
        ("# Programma X\n\n## Tekst\n\n### Figuur met rollen\n\n## Voortgang\n\nGoed.\n", True),
    ],
)
def test_announced_figures(content: str, warned: bool) -> None:
    assert ("missing_figure" in read_text(content).warnings) is warned


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        ("Er is € 100.000 beschikbaar, waarvan € 60.000 voor A en € 40.000 voor B.", False),
        ("Er is € 100.000 beschikbaar, waarvan € 60.000 voor A en € 30.000 voor B.", True),
        ("Er is € 100.000 beschikbaar, waarvan ongeveer € 60.000 voor A en € 30.000 voor B.", False),
        ("Er is € 50.000 incidenteel beschikbaar. Er is € 20.000 incidenteel besteed.", False),
        ("Er is € 50.000 incidenteel beschikbaar. Er is € 60.000 incidenteel besteed.", True),
        (
            "Er is € 50.000 incidenteel beschikbaar. Er is € 20.000 incidenteel besteed, daarmee is het volledig toegewezen.",
            True,
        ),
        ("| Doel | Bedrag |\n|---|---|\n| A | € 10 |\n| B | € 20 |\n| Totaal | € 30 |", False),
        ("| Doel | Bedrag |\n|---|---|\n| A | € 10 |\n| B | p.m. |\n| Totaal | € 30 |", True),
    ],
)
def test_sums(content: str, warned: bool) -> None:
    extraction = read_text(f"# Programma X\n\n## Financiën\n\n{content}\n")
    assert ("sum_does_not_add_up" in extraction.warnings) is warned


@pytest.mark.parametrize(
    ("reference", "warned"),
    [("juni 2025", True), ("mei 2025", False), ("2024", False), ("vorig jaar", False)],
)
def test_editions_dated_differently(reference: str, warned: bool) -> None:
    extraction = read_text(
        "# Programma X\n\n## Inleiding\n\nEerdere edities verschenen in mei 2025 en oktober 2025.\n\n"
        f"## Voortgang\n\nHet loopt, zie de rapportage van {reference}.\n"
    )
    assert ("conflicting_dates" in extraction.warnings) is warned
