"""The list of one programme as a spreadsheet: its rows, one click away, and readable names beside every id."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from editing.making import a_programme, a_record, built
from koers.documents.sheets import read_sheet
from koers.editing.attributes import Shape
from koers.editing.kinds import all_kinds, by_slug
from koers.editing.models import SheetImport
from koers.editing.queries import for_sheet, seen
from koers.editing.sheets import NAME_OF, TYPES, example_headings, headings, rows_of, sheet_attributes
from koers.organisations.models import Organisation, User
from koers.programmes.models import Deliverable, Goal, Programme, Track
from strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


@pytest.fixture
def products(programme: Programme, organisation: Organisation) -> list[Deliverable]:
    """Two of the programme, of which one by a track, and one of another programme."""
    track = Track.objects.create(programme=programme, name="Werken\nen leren")
    kind = by_slug("producten")
    mine = [
        built(kind, organisation, programme=programme, name="Jaarplan", track=track),
        built(kind, organisation, programme=programme, name="Catalogus"),
    ]
    built(kind, organisation, programme=a_programme(organisation), name="Van een ander")
    return mine  # type: ignore[return-value]


def list_url(slug: str, programme: Programme) -> str:
    return f"{reverse('editing:list', kwargs={'slug': slug})}?programma={programme.public_id}"


def downloads(page: str) -> list[str]:
    return [url.replace("&amp;", "&") for url in re.findall(r'href="([^"]+)" download', page)]


def table(data: bytes) -> list[dict[str, Any]]:
    first, *rows = json.loads(read_sheet(data))
    return [dict(zip(first, row, strict=False)) for row in rows]


@pytest.mark.parametrize("form", TYPES)
def test_the_file_is_one_click_from_the_list_and_comes_back_unchanged(
    form: str, browser: StrictClient, programme: Programme, products: list[Deliverable]
) -> None:
    page = browser.get(list_url("producten", programme)).content.decode()
    url = next(url for url in downloads(page) if f"/{form}/" in url)
    answer = browser.get(url)
    rows = table(answer.content)
    titles = headings(by_slug("producten"))
    assert {row[titles["name"]] for row in rows} == {"Jaarplan", "Catalogus"}
    assert {row[titles[f"{NAME_OF}under"]] for row in rows} == {programme.name}
    assert {row[titles[f"{NAME_OF}track"]] for row in rows} == {"Werken en leren", ""}
    file = SimpleUploadedFile(f"producten.{form}", answer.content)
    sheets = reverse("editing:sheets", kwargs={"slug": "producten"})
    assert browser.post(sheets, {"sheet": file}).status_code == 302
    sheet = SheetImport.objects.of(programme.organisation).get()
    assert [one["what"] for one in sheet.outcomes] == ["same"] * 2, (sheet.problem, sheet.outcomes)


def test_the_page_of_sheets_keeps_what_was_chosen(
    browser: StrictClient, programme: Programme, products: list[Deliverable]
) -> None:
    page = browser.get(list_url("producten", programme) + "&zoek=jaar").content.decode()
    sheets = reverse("editing:sheets", kwargs={"slug": "producten"})
    query = f"?zoek=jaar&amp;programma={programme.public_id}"
    assert f'href="{sheets}{query}"' in page
    page = browser.get(f"{sheets}{query}".replace("&amp;", "&")).content.decode()
    assert _("Take the whole list") in page
    download = reverse("editing:download", kwargs={"slug": "producten", "form": "csv"})
    assert f'href="{download}{query}"' in page
    assert f'href="{download}?leeg=1"' in page
    rows = table(browser.get(f"{download}{query}".replace("&amp;", "&")).content)
    assert len(rows) == 1
    assert _("Take the whole list") not in browser.get(sheets).content.decode()


def test_an_empty_list_offers_nothing_to_download(browser: StrictClient, programme: Programme) -> None:
    assert downloads(browser.get(list_url("producten", programme)).content.decode()) == []


def test_what_stands_in_a_name_is_not_taken_over(
    browser: StrictClient, programme: Programme, goal: Goal
) -> None:
    titles = headings(by_slug("doelen"))
    csv = (
        f"id;{titles['version']};{titles[f'{NAME_OF}under']};{titles['text']}\n"
        f"{goal.public_id};{goal.version};Heel ander programma;Nieuwe woorden\n"
    )
    file = SimpleUploadedFile("doelen.csv", csv.encode())
    url = browser.post(reverse("editing:sheets", kwargs={"slug": "doelen"}), {"sheet": file})["Location"]
    browser.post(url)
    changed = Goal.objects.of(programme.organisation).get()
    assert (changed.text, changed.programme) == ("Nieuwe woorden", goal.programme)


def test_the_empty_example_asks_no_names(browser: StrictClient) -> None:
    for kind in all_kinds():
        full, example = headings(kind), example_headings(kind)
        assert len({title.casefold() for title in full.values()}) == len(full), kind.slug
        relations = sum(one.shape is Shape.RELATION for one in sheet_attributes(kind))
        assert len(full) - len(example) == relations + bool(kind.parent), kind.slug
    url = reverse("editing:download", kwargs={"slug": "doelen", "form": "csv"}) + "?leeg=1"
    first = browser.get(url).content.decode("utf-8-sig").strip()
    assert first == ";".join(example_headings(by_slug("doelen")).values())


@pytest.mark.parametrize("slug", ["doelen", "producten", "indicatoren", "vaststellingen", "werkgroepleden"])
def test_a_sheet_takes_one_query_for_any_number_of_rows(
    slug: str,
    organisation: Organisation,
    programme_manager: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kind = by_slug(slug)
    programme_manager.may_somewhere(kind.see)
    list(seen(kind, programme_manager))  # what the user may see is known from here on
    for _number in range(3):
        record: Any = a_record(slug, organisation)
        for one in sheet_attributes(kind):
            if one.shape is Shape.RELATION and one.related is User:
                setattr(record, one.name, programme_manager)
        record.save()
        with django_assert_num_queries(1):
            list(rows_of(kind, for_sheet(kind, seen(kind, programme_manager))))
