"""Made-up content for the component gallery: fictional Waterveen. Example text, not translated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from koers.core.dates import PartialDate
from koers.ui.formats import euros
from koers.ui.parts import Column, Fact, Link, Rail, Table
from koers.ui.templatetags.koers import status
from koers.ui.timeline import Event, Timeline, Track, draw

TODAY = date(2026, 9, 14)


class SampleForm(forms.Form):
    """One field of each look."""

    goal = forms.CharField(label="Streefwaarde", help_text="Bijvoorbeeld 5,5")
    decided = forms.CharField(label="Datum van het besluit", help_text="Dag, maand en jaar", required=False)
    why = forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    theme = forms.ChoiceField(label="Thema", choices=[("a", "Arbeidsmarkt"), ("b", "Vitaliteit")])
    kind = forms.ChoiceField(
        label="Soort geld", widget=forms.RadioSelect, choices=[("once", "eenmalig"), ("yearly", "elk jaar")]
    )
    parts = forms.MultipleChoiceField(
        label="Onderdelen",
        help_text="U kunt er meer kiezen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("goals", "Doelen"), ("money", "Geld")],
    )
    agreed = forms.BooleanField(label="Het college heeft dit vastgesteld", required=False)


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class SampleUpload(forms.Form):
    documents = forms.FileField(
        label="Documenten",
        help_text="Pdf, Word, ODT, html of tekst, samen ten hoogste 50 bestanden",
        widget=_Files(attrs={"accept": ".pdf,.docx,.odt,.html,.txt,.md"}),
    )


def sample_timeline() -> Timeline:
    tracks = [
        Track("Kompas en kernwaarden", PartialDate(2025, 1), PartialDate(2025, 6, 30), done=True),
        Track("Strategisch HR", PartialDate(2025, 2), PartialDate(2026, 11, 15), url="#tijdlijn"),
        Track(
            "Taken bedrijfsvoering", PartialDate(2025, 6), PartialDate(2026, 12, 10), PartialDate(2026, 9, 1)
        ),
        Track("Verdeling formatie", PartialDate(2026, 2), PartialDate(2026, 11, 1)),
    ]
    events = [
        Event("Kompas vastgesteld", PartialDate(2025, 4, 3)),
        Event("Overdracht aan de lijn", PartialDate(2027, 3, 31)),
    ]
    return draw(
        tracks,
        events,
        today=TODAY,
        title="Tijdlijn van vier werkgroepen",
        conclusion="Taken bedrijfsvoering schuift door naar december",
        id="sample-timeline",
    )


def sample_table() -> Table:
    columns = [Column("Doel"), Column("Nu", number=True), Column("Geld", number=True), Column("Oordeel")]
    rows = [
        ["Teams werken met een eigen jaarplan", "17 van 22", euros(640000), status("ok", "Op koers")],
        ["Minder uitval door ziekte", "6,1%", euros(Decimal("15360.50")), status("warn", "Let op")],
        ["Vertrouwen", "niet gemeten", "–", status("rest", "Nog geen meting")],
    ]
    foot = ["Samen", "", euros(Decimal("655360.50")), ""]
    return Table("Doelen met stand, geld en oordeel", columns, rows, foot)


def context() -> dict[str, Any]:
    form = SampleForm({"goal": "5,5", "decided": "31-11-2026", "theme": "a"}, auto_id="wrong_%s")
    form.add_error("decided", "31 november bestaat niet. Vul een dag van 1 tot en met 30 in.")
    return {
        "title": "Onderdelen en hun toestanden",
        "breadcrumbs": [Link("Start", "/"), Link("Onderdelen")],
        "menu": [
            Link("Start", "/"),
            Link("Programma’s", "#status"),
            Link("Onderdelen", "#inhoud", current=True),
        ],
        "organisation_name": "Gemeente Waterveen",
        "footer_links": [Link("Toegankelijkheid", "#inhoud"), Link("Privacy", "#inhoud")],
        "facts": [
            Fact("", "1 januari 2025 – 31 maart 2027"),
            Fact("Fase", "in uitvoering"),
            Fact("Bijgewerkt", "11 september 2026", source_url="#lezen"),
        ],
        "money_figures": [
            Fact("Beschikbaar per jaar", euros(655360), "waarvan € 15.360 indexatie"),
            Fact("Toegewezen", euros(471350), "in 11 besluiten"),
            Fact("Nog vrij", euros(184010), source_url="#lezen"),
        ],
        "proposal_facts": [Fact("Bedrag", "€ 640.000 per jaar"), Fact("Besluit", "niet genoemd in de tekst")],
        "form": SampleForm(),
        "wrong_form": form,
        "upload": SampleUpload(),
        "table": sample_table(),
        "drawing": sample_timeline(),
        "shown": [
            Link("Alle", "#lezen", current=True, count=23),
            Link("Waarschuwing", "#lezen", count=4, sign="warn"),
            Link("Nog te doen", "#lezen", count=21, sign="rest"),
        ],
        "page": Paginator(range(141), 20).page(3),
        "query": {"thema": "arbeidsmarkt"},
        "empty_action": Link("Kies een document", "#upload"),
        "empty_other": Link("Begin zonder document", "#upload"),
        "rail": Rail(
            "In dit programma", [Link("Overzicht", "#rail", current=True), Link("Doelen", "#rail", count=5)]
        ),
        "stops": [0.11, 0.445],
        "share": 0.758,
        "amount": Decimal("184010"),
        "month": PartialDate(2019, 7),
        "day": PartialDate(2019, 7, 1),
        "year": PartialDate(2019),
    }
