"""The pictures of the manual, made from the demo; and a check that manual, pictures and pages agree.

    KOERS_WRITE_SCREENSHOTS=1 ./do pytest tests/browser/test_manual_screenshots.py

writes `docs/handleiding/beelden`. Without the variable nothing is written.
"""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import wendelmeer
from browser.conftest import OpenPage
from browser.test_role_journeys import fill_hours, go, press
from browser.wendelmeer import Wendelmeer
from koers.demo.building import build
from koers.demo.people import PEOPLE
from koers.demo.stages import Stage
from koers.editing import actions as editing
from koers.editing.kinds import by_slug
from koers.organisations.models import Organisation, User
from koers.programmes.models import Goal
from koers.web.information import manual

pytestmark = pytest.mark.django_db(transaction=True)

MANUAL = Path(__file__).parents[2] / "docs" / "handleiding"
PICTURES = MANUAL / "beelden"
WRITING = os.environ.get("KOERS_WRITE_SCREENSHOTS") == "1"
CHAPTERS = sorted(MANUAL.glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]*)\]\(beelden/([\w-]+)\.png\)")
ADDRESS = re.compile(r"`(/[\w/-]*/)`")
MOST_BYTES = 1_500_000
TALLEST = 1400

P = "{place}"
WIDE: dict[str, tuple[str, str]] = {
    "start": ("programmamanager", "/"),
    "programma": ("programmamanager", P),
    "tijdlijn": ("programmamanager", P + "tijdlijn/"),
    "programmas": ("programmamanager", "/programmas/"),
    "planning": ("programmamanager", P + "planning/"),
    "oordeel": ("programmamanager", P + "stand/"),
    "basisplan": ("programmamanager", P + "basis/"),
    "overleg": ("programmamanager", "/overleg/"),
    "producten": ("programmamanager", P + "producten/"),
    "mijn-werkgroep": ("werkgroepleider", "/mijn-werkgroep/"),
    "directie": ("directie", "/"),
    "raad": ("griffie", "/raad/"),
    "gebruikers": ("beheerder", "/gebruikers/"),
    "rekenblad": ("programmamanager", "/register/doelen/blad/"),
    "sleutels": ("programmamanager", "/account/api-sleutels/"),
}
"""What can be had by opening a page: who, and which."""
ON_THE_WAY = {
    "jaarplan-te-vol",
    "jaarplan",
    "geschiedenis",
    "samenvoegen",
    "veilig-inloggen",
    "update-telefoon",
}


def named(pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
    """Every match in the manual, as a tuple of its groups."""
    texts = [path.read_text(encoding="utf-8") for path in CHAPTERS]
    return [match.groups() for text in texts for match in pattern.finditer(text)]


def test_every_picture_is_there_and_none_is_left_over() -> None:
    wanted = {name for _alt, name in named(PICTURE)}
    assert wanted == set(WIDE) | ON_THE_WAY
    if not WRITING:
        found = list(PICTURES.glob("*"))
        assert {path.name for path in found} == {f"{name}.png" for name in wanted}
        assert sum(path.stat().st_size for path in found) < MOST_BYTES


def test_every_picture_is_told_in_words() -> None:
    assert [name for alt, name in named(PICTURE) if len(alt) < 20 or "!" in alt] == []


def test_every_chapter_is_in_the_index_and_in_the_product() -> None:
    index = (MANUAL / "README.md").read_text(encoding="utf-8")
    chapters = {path.stem for path in CHAPTERS} - {manual.INDEX}
    assert set(re.findall(r"\]\(([\w-]+)\.md\)", index)) == chapters
    assert manual.slugs() == chapters


def test_every_page_the_manual_names_opens_for_somebody(open_page: OpenPage) -> None:
    town = wendelmeer.make()
    people = [town.person(name) for name in ("programmamanager", "beheerder", "griffie", "werkgroepleider")]
    pages = [open_page("/", person) for person in people]
    for (path,) in sorted(set(named(ADDRESS))):
        answers = [page.request.get(root(page) + path).status for page in pages]
        assert 200 in answers, (path, answers)


def root(page: Page) -> str:
    return "/".join(page.url.split("/", 3)[:3])


# Taking the pictures.


def keep(page: Page, name: str) -> None:
    """A picture with few colours, which is small; not taller than a reader wants to scroll."""
    from PIL import Image

    page.evaluate("document.fonts.ready.then(() => true)")
    size = page.viewport_size
    assert size is not None
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
    PICTURES.mkdir(exist_ok=True)
    with Image.open(BytesIO(taken)) as image:
        few = image.convert("RGB").quantize(colors=64, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)


@pytest.fixture
def town(transactional_db: None) -> Wendelmeer:
    """The whole demo, half-way."""
    build(Stage.RUNNING)
    people = {one.email: User.objects.get(email=one.email) for one in PEOPLE}
    return Wendelmeer(Organisation.objects.get(slug="wendelmeer"), people)


def year_plan(page: Page) -> None:
    """Begins a plan, meets an overload, and keeps what fits."""
    page.select_option("[name=unit]", label="Dienstverlening")
    press(page)
    page.wait_for_url("**/beschikbaar/")
    fill_hours(page, "400")
    press(page)
    for text, kind, hours in (
        ("Loket en telefoon", "fixed", "240"),
        ("Werken op afspraak", "flexible", "190"),
    ):
        page.locator("main a[href$='/regel/']").first.click()
        page.fill("[name=text]", text)
        page.check(f"[name=kind][value={kind}]")
        fill_hours(page, hours)
        press(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    keep(page, "jaarplan-te-vol")
    fill_hours(page, "150")
    page.fill("[name=m9]", "190")
    page.locator("main form.yearplans-form .koers-buttons button").last.click()
    page.click("[name=seen]")
    page.wait_for_url(re.compile(r"/jaarplannen/[\w-]+/$"))
    keep(page, "jaarplan")


def two_people(open_page: OpenPage, town: Wendelmeer) -> None:
    goal = Goal.objects.of(town.organisation).get(text__startswith="Minder uitval")
    page = open_page(f"/register/doelen/{goal.public_id}/wijzigen/", town.person("programmamanager"))
    editing.change(
        by=town.person("ondersteuning"),
        kind=by_slug("doelen"),
        record=goal,
        version=goal.version,
        values={"text": "Minder uitval door ziekte in de buitendienst", "owner_name": "Team HR"},
    )
    page.fill("[name=text]", "Minder langdurige uitval door ziekte")
    press(page)
    expect(page.locator(".koers-merge").first).to_be_visible()
    keep(page, "samenvoegen")
    go(page, f"/register/doelen/{goal.public_id}/geschiedenis/")
    keep(page, "geschiedenis")


def on_the_phone(open_page: OpenPage, town: Wendelmeer) -> None:
    page = open_page("/mijn-werkgroep/", town.person("werkgroepleider"))
    page.set_viewport_size({"width": 320, "height": 900})
    page.locator("main form[action*='/begin/'] button, main a[href*='/mijn-werkgroep/']").first.click()
    expect(page.locator("form.koers-update")).to_be_visible()
    keep(page, "update-telefoon")


def safe_log_in(open_page: OpenPage, town: Wendelmeer) -> None:
    keep(open_page("/account/veilig-inloggen/", town.person("programmamanager")), "veilig-inloggen")


def the_pictures_are_made(open_page: OpenPage, town: Wendelmeer) -> None:
    for old in PICTURES.glob("*.png"):
        old.unlink()
    pages: dict[str, Page] = {}
    for name, (who, path) in WIDE.items():
        page = pages.setdefault(who, open_page("/", town.person(who)))
        go(page, path.format(place=town.place))
        keep(page, name)
    page = open_page("/jaarplannen/nieuw/", town.person("leidinggevende"))
    year_plan(page)
    two_people(open_page, town)
    safe_log_in(open_page, town)
    on_the_phone(open_page, town)
    assert {path.stem for path in PICTURES.glob("*.png")} == set(WIDE) | ON_THE_WAY
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < MOST_BYTES


if WRITING:  # otherwise there is nothing to test, and nothing that was skipped
    test_the_pictures_are_made = the_pictures_are_made
