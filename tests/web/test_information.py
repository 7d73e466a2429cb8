"""The pages for everyone, and the small Markdown they are written in."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.warnings import WORDS
from koers.web.information import manual, markdown
from koers.web.information.markdown import Block, Section
from people import UserWith
from strict import StrictClient, check_html

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "news": "Wat is nieuw",
    "accessibility": "Toegankelijkheid",
    "privacy": "Privacy",
    "help": "Hulp",
}
FILES = ("wat-is-nieuw", "toegankelijkheid", "privacy", "hulp")


def _file(name: str) -> str:
    return (resources.files("koers.web.information") / "texts" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("name", TEXTS)
def test_everyone_may_read_it(strict_client: StrictClient, name: str) -> None:
    answer = strict_client.get(reverse(f"web:{name}"))
    assert answer.status_code == 200
    assert f'<h1 class="utrecht-heading-1">{TEXTS[name]}</h1>' in answer.content.decode()


@pytest.mark.django_db
def test_they_are_in_the_footer_with_and_without_an_account(
    strict_client: StrictClient, user_with: UserWith
) -> None:
    for _ in range(2):
        footer = strict_client.get(reverse("web:help")).content.decode().partition("<footer")[2]
        for name, title in TEXTS.items():
            assert f'href="{reverse(f"web:{name}")}">{title}</a>' in footer
        strict_client.force_login(user_with())


@pytest.mark.django_db
def test_help_tells_every_warning_of_the_reader(strict_client: StrictClient) -> None:
    page = strict_client.get(reverse("web:help")).content.decode()
    assert page.count("<li><b>") >= len(WORDS)
    for lead in ("Het einde ligt vóór het begin.", "De vermelde dag bestaat niet."):
        assert f"<b>{lead}</b>" in page


@pytest.mark.django_db
def test_help_names_the_shortcut_keys_of_the_review_page(strict_client: StrictClient) -> None:
    page = strict_client.get(reverse("web:help")).content.decode()
    script = (ROOT / "src/koers/intake/static/intake/review.js").read_text(encoding="utf-8")
    keys = re.findall(r"\b([a-z]): \(\) =>", script)
    assert keys == ["j", "k", "o", "n"]
    assert [key for key in keys if f"<code>{key.upper()}</code>" not in page] == []


@pytest.mark.django_db
def test_what_is_new_is_the_change_log(strict_client: StrictClient) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert _file("wat-is-nieuw") == changes
    page = strict_client.get(reverse("web:news")).content.decode()
    versions = re.findall(r"^## (.+)$", changes, re.MULTILINE)
    assert re.findall(r"<h2[^>]*>(.+?)</h2>", page) == versions
    assert page.count("<li>") >= changes.count("\n- ")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(manual.slugs()))
def test_a_chapter_of_the_manual_is_a_page(strict_client: StrictClient, slug: str) -> None:
    page = strict_client.get(reverse("web:manual", args=[slug])).content.decode()
    assert f'<h1 class="utrecht-heading-1">{manual.chapter(slug).title}</h1>' in page
    assert "beelden/" not in page
    assert ".md" not in page
    for path in re.findall(r'href="(/hulp/[\w-]+/)"', page):
        assert path.split("/")[2] in manual.slugs()


@pytest.mark.django_db
def test_help_leads_to_every_chapter(strict_client: StrictClient) -> None:
    page = strict_client.get(reverse("web:help")).content.decode()
    assert [
        slug for slug in manual.slugs() if f'href="{reverse("web:manual", args=[slug])}"' not in page
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [manual.INDEX, "bestaat-niet"])
def test_what_is_no_chapter_is_not_found(strict_client: StrictClient, slug: str) -> None:
    assert strict_client.get(reverse("web:manual", args=[slug])).status_code == 404


@pytest.mark.parametrize("slug", sorted(manual.slugs()))
def test_the_tone_of_the_manual(slug: str) -> None:
    told = (resources.files("koers.web.information") / "texts" / "handleiding" / f"{slug}.md").read_text(
        "utf-8"
    )
    assert "!" not in told.replace("![", "")
    assert re.findall(r"\b(je|jij|jou|jouw|jullie)\b", told, re.IGNORECASE) == []
    assert re.findall(r"\w'\w+", told) == [], "an apostrophe is ’"


def test_pictures_and_links_to_elsewhere_are_left_out_in_the_product() -> None:
    text = "# T\n\n![een beeld](beelden/a.png)\n\nZie [de update](update.md) en [uitleg](../settings.md).\n"
    assert manual.for_the_product(text) == "# T\n\n\nZie [de update](/hulp/update/) en uitleg.\n"


@pytest.mark.django_db
def test_only_asking_is_possible(strict_client: StrictClient) -> None:
    assert strict_client.post(reverse("web:privacy")).status_code == 405


@pytest.mark.parametrize("name", FILES)
def test_the_tone_of_the_house(name: str) -> None:
    text = _file(name)
    assert "!" not in text
    assert re.findall(r"\b(je|jij|jou|jouw|jullie)\b", text, re.IGNORECASE) == []
    assert re.findall(r"\w'\w+", text) == [], "an apostrophe is ’"


def test_a_text_becomes_sections_with_blocks() -> None:
    page = markdown.read(
        "# Titel\n\nEerste regel\nen de tweede.\n\n## Deel\n- een\n  gaat door\n- twee\n\n### Onder\nTekst\n- los\n"
    )
    assert page.title == "Titel"
    assert page.sections == (
        Section("", (Block("p", ("Eerste regel en de tweede.",)),)),
        Section(
            "Deel",
            (
                Block("ul", ("een gaat door", "twee")),
                Block("h3", ("Onder",)),
                Block("p", ("Tekst",)),
                Block("ul", ("los",)),
            ),
        ),
    )


def test_a_text_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with its title"):
        markdown.read("Zomaar een zin")


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("**vet** en `code`", "<b>vet</b> en <code>code</code>"),
        ("[bron](https://example.nl/a)", '<a class="utrecht-link" href="https://example.nl/a">bron</a>'),
        ("[hulp](/hulp/)", '<a class="utrecht-link" href="/hulp/">hulp</a>'),
        ("[nee](javascript:alert)", "[nee](javascript:alert)"),
        ("<b>& 'x'", "&lt;b&gt;&amp; &#x27;x&#x27;"),
    ],
)
def test_signs_within_a_line(line: str, html: str) -> None:
    assert markdown.inline(line) == html


@given(st.text(alphabet="ab *`[]()<>&\"'/:#-\n", max_size=80))
def test_whatever_is_written_gives_no_markup_of_its_own(text: str) -> None:
    page = markdown.read(f"# T\n{text}")
    lines = [line for section in page.sections for block in section.blocks for line in block.lines]
    tags = re.findall(r"<(/?\w+)", "".join([*lines, *(section.heading for section in page.sections)]))
    assert set(tags) <= {"b", "/b", "code", "/code", "a", "/a"}


def test_the_texts_are_valid_html() -> None:
    for name in FILES:
        for section in markdown.read(_file(name)).sections:
            for block in section.blocks:
                assert check_html("".join(f"<p>{line}</p>" for line in block.lines)) == []
