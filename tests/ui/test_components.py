from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines

from koers.core.dates import PartialDate
from koers.ui.formats import NBSP
from koers.ui.parts import Fact, Link
from strict import check_html


def shown(template: str, context: Mapping[str, Any] | None = None) -> str:
    """The component on its own; what it makes is held to the rules of the strict client."""
    html = engines["django"].from_string(template).render(dict(context or {}))
    complaints = [one for one in check_html(html) if "which is not there" not in one]
    assert complaints == []
    return html


class Form(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals in de brief")
    size = forms.ChoiceField(
        label="Grootte", widget=forms.RadioSelect, choices=[("s", "Klein"), ("l", "Groot")]
    )
    sure = forms.BooleanField(label="Zeker", required=False, help_text="Kan later ook")
    note = forms.CharField(label="Notitie", required=False, widget=forms.Textarea)
    theme = forms.ChoiceField(label="Thema", choices=[("a", "A")], required=False)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("Samen klopt het niet.")


@pytest.mark.parametrize("kind", ["ok", "warn", "alarm", "done", "rest"])
def test_a_status_has_a_sign_and_a_word(kind: str) -> None:
    html = shown("{% status kind word %}", {"kind": kind, "word": "Let <op>"})
    assert f"koers-status--{kind}" in html
    assert f"icons.svg#{kind}" in html
    assert "Let &lt;op&gt;" in html


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(KeyError):
        shown('{% status "groen" "Ja" %}')


@pytest.mark.parametrize(
    ("kind", "style"), [("late", "late"), ("early", "good"), ("down", "good"), ("flat", "flat")]
)
def test_a_change_has_a_sign_and_words(kind: str, style: str) -> None:
    assert f"koers-delta--{style}" in shown("{% delta kind 'anders' %}", {"kind": kind})


@pytest.mark.parametrize(
    ("kind", "role", "style"),
    [
        ("error", "alert", "error"),
        ("success", "status", "ok"),
        ("ok", "status", "ok"),
        ("extra warning", "status", "warning"),
        ("", "status", "info"),
    ],
)
def test_an_error_is_announced_and_the_rest_is_said(kind: str, role: str, style: str) -> None:
    html = shown("{% alert kind 'U kunt verder.' 'Bewaard.' %}", {"kind": kind})
    assert f'role="{role}"' in html
    assert f"utrecht-alert--{style}" in html
    assert ("tabindex" in html) == (role == "alert")


@pytest.mark.parametrize(
    ("done", "total", "here"),
    [(6, 9, "64.7%"), (0, 7, "2.0%"), (9, 3, "96.0%"), (0, 0, "2.0%"), (Decimal(1), Decimal(2), "49.0%")],
)
def test_progress_is_a_line_with_its_counts_in_words(done: Decimal, total: Decimal, here: str) -> None:
    html = shown("{% course done total 'Voortgang' %}", {"done": done, "total": total})
    assert f'cx="{here}"' in html
    assert 'role="img"' in html
    assert "Voortgang" in html


def test_the_line_under_a_title_is_silent_and_has_its_stops() -> None:
    html = shown("{% course_title share stops %}", {"share": 0.758, "stops": [0.11, 0.445]})
    assert 'cx="75.8%"' in html
    assert html.count('class="done"') == 2
    assert 'aria-hidden="true"' in html
    assert "course--mark" in shown("{% course_mark %}")


def test_links_to_a_passage_say_what_they_are_about() -> None:
    html = shown("{% source_link '/bron/#p5' about %}", {"about": "Minder <uitval>"})
    assert 'href="/bron/#p5"' in html
    assert "Minder &lt;uitval&gt;" in html
    assert "koers-mark--now" in shown("{% passage_mark 3 '#v3' 'now' %}")
    assert 'class="koers-mark"' in shown("{% passage_mark 3 '#v3' %}")


def test_a_live_figure_shows_what_it_was() -> None:
    changed = shown("{% chip amount|money '#' 'changed' old|money %}", {"amount": 471350, "old": 465000})
    assert f"€{NBSP}465.000" in changed
    assert "koers-chip--changed" in changed
    assert "koers-small" not in shown("{% chip 'a' '/x' %}")


def test_facts_show_their_source() -> None:
    facts = [Fact("Bedrag", "€ 5", "per jaar", "/bron/"), Fact("", "kaal")]
    for tag in ("facts_line", "figures", "fact_list"):
        html = shown(f"{{% {tag} facts %}}", {"facts": facts})
        assert 'href="/bron/"' in html
        assert "kaal" in html


def test_an_empty_page_has_one_button_and_one_way_out() -> None:
    context = {"action": Link("Kies", "/lees/"), "other": Link("Begin zonder", "/nieuw/")}
    html = shown("{% nothing_yet 'Leeg' 'Hier komt iets.' action other level=3 %}", context)
    assert html.count("utrecht-button--primary-action") == 1
    assert "<h3" in html
    assert "/nieuw/" in html
    assert "Begin zonder" not in shown("{% nothing_yet 'Leeg' 'Iets.' action %}", context)


def test_filters_mark_the_chosen_one() -> None:
    links = [Link("Alle", "?", current=True, count=23), Link("Waarschuwing", "?w", count=0, sign="warn")]
    html = shown("{% filters 'Toon' links %}", {"links": links})
    assert html.count("aria-current") == 1
    assert "Waarschuwing 0" in html
    assert "#warn" in html


def test_pages_keep_the_chosen_filters_and_leave_gaps() -> None:
    page = Paginator(range(200), 10).page(9)
    html = shown("{% pages page query %}", {"page": page, "query": {"thema": "a&b"}})
    assert "?thema=a%26b&amp;pagina=8" in html
    assert "…" in html
    assert 'aria-current="page"' in html
    assert "pagina=20" in html


def test_one_page_needs_no_links() -> None:
    assert shown("{% pages page %}", {"page": Paginator(range(3), 10).page(1)}).strip() == ""


def test_a_field_is_connected_to_its_help_and_its_error() -> None:
    html = shown("{% for bound in form %}{% field bound %}{% endfor %}", {"form": Form({})})
    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'id="id_name_help"' in html
    assert 'id="id_name_error"' in html
    assert html.count("utrecht-form-field--invalid") == 2
    assert "<fieldset" in html
    assert 'class="utrecht-textarea"' in html
    assert 'class="utrecht-select"' in html


def test_a_field_without_errors_is_not_marked() -> None:
    html = shown("{% for bound in form %}{% field bound %}{% endfor %}", {"form": Form()})
    assert "invalid" not in html
    assert 'aria-describedby="id_name_help"' in html


def test_the_summary_links_to_every_field_with_an_error() -> None:
    html = shown("{% error_summary form %}", {"form": Form({})})
    assert 'href="#id_name"' in html
    assert 'href="#id_size_0"' in html
    assert "Samen klopt het niet." in html
    assert shown("{% error_summary form %}", {"form": Form()}).strip() == ""


@pytest.mark.parametrize(
    ("template", "context", "text"),
    [
        ("{{ v|money }}", {"v": None}, ""),
        ("{{ v|money }}", {"v": Decimal("737710")}, "€ 737.710"),
        ("{{ v|money_cents }}", {"v": 73771000}, "€ 737.710"),
        ("{{ v|money_cents }}", {"v": None}, ""),
        ("{{ v|partial_date }}", {"v": PartialDate(2019, 7, 1)}, "1 juli 2019"),
        ("{{ v|partial_date }}", {"v": None}, ""),
        ("{{ v|short_date }}", {"v": PartialDate(2019, 7)}, "jul 2019"),
        ("{{ v|short_date }}", {"v": None}, ""),
        ("{{ v|period:w }}", {"v": PartialDate(2019), "w": PartialDate(2020)}, "2019 – 2020"),
        ("{{ v|period }}", {"v": PartialDate(2019)}, "vanaf 2019"),
        ("{{ v|file_size }}", {"v": 340000}, "340 kB"),
    ],
)
def test_filters_of_values(template: str, context: dict[str, Any], text: str) -> None:
    assert shown(template, context).replace(NBSP, " ") == text
