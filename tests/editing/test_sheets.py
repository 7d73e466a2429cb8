"""Spreadsheets out and in: nothing that was typed runs, nothing is written before a person looked."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editing.making import a_programme, built
from koers.core.dates import PartialDate
from koers.core.models import Job
from koers.documents.errors import Unreadable
from koers.editing import actions, sheet_work
from koers.editing.kinds import Kind, by_slug
from koers.editing.models import KEPT, SheetImport
from koers.editing.sheet_work import read_rows
from koers.editing.sheets import NARROWEST, TYPES, WIDEST, headings, rows_of, written
from koers.organisations.models import Organisation, User
from koers.programmes.models import Deliverable, Goal, Programme
from strict import StrictClient

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://example.org";"klik")'


@pytest.fixture
def browser(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def sheet_url(kind: Kind) -> str:
    return reverse("editing:sheets", kwargs={"slug": kind.slug})


def offered(
    browser: StrictClient, kind: Kind, rows: list[list[Any]], form: str = "csv"
) -> tuple[SheetImport, str]:
    data = written(form, [str(cell) for cell in rows[0]], rows[1:], "proef")
    answer = browser.post(sheet_url(kind), {"sheet": SimpleUploadedFile(f"proef.{form}", data)})
    assert answer.status_code == 302, answer.content.decode()
    url = answer["Location"]
    return SheetImport.objects.across_organisations("the newest of the test").latest("pk"), url


@pytest.mark.parametrize("form", TYPES)
def test_a_list_comes_out_and_goes_in_again_unchanged(
    form: str, browser: StrictClient, goals: Kind, programme: Programme
) -> None:
    for text, day in (
        ("Minder uitval", PartialDate(2027, 7, 1)),
        (FORMULA, PartialDate(2027, 7)),
        ("-5 procent", None),
        ("Eén regel\nen nog een", PartialDate(2028)),
    ):
        built(goals, programme.organisation, programme=programme, text=text, target_date=day)
    answer = browser.get(reverse("editing:download", kwargs={"slug": goals.slug, "form": form}))
    assert "attachment" in answer["Content-Disposition"]
    file = SimpleUploadedFile(f"doelen.{form}", answer.content)
    assert browser.post(sheet_url(goals), {"sheet": file}).status_code == 302
    sheet = SheetImport.objects.of(programme.organisation).get()
    assert [one["what"] for one in sheet.outcomes] == ["same"] * 4, (sheet.problem, sheet.outcomes)


def test_no_text_of_ours_is_a_formula(goals: Kind, programme: Programme) -> None:
    Goal.objects.create(programme=programme, text=FORMULA)
    titles, records = list(headings(goals).values()), list(Goal.objects.of(programme.organisation))
    lines = written("csv", titles, rows_of(goals, records), "doelen").decode("utf-8-sig")
    assert "'=HYPERLINK" in lines
    for form, part in (("xlsx", "xl/worksheets/sheet1.xml"), ("ods", "content.xml")):
        package = zipfile.ZipFile(io.BytesIO(written(form, titles, rows_of(goals, records), "doelen")))
        content = package.read(part).decode()
        assert "<f>" not in content
        assert "table:formula" not in content


@given(text=st.text(max_size=30).filter(lambda text: text.strip() == text))
def test_every_text_survives_a_spreadsheet_as_text(text: str) -> None:
    from koers.documents.sheets import read_sheet
    from koers.editing.sheet_reading import _words
    from koers.editing.sheets import _UNPRINTABLE

    kept = _UNPRINTABLE.sub("", text)
    if "\r" in kept or "\n" in kept or not kept or kept.startswith("'"):
        return
    import json

    rows = json.loads(read_sheet(written("csv", ["kop"], [[kept]], "x")))
    assert _words(rows[1][0]) == kept


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    from openpyxl import load_workbook

    book = load_workbook(
        io.BytesIO(written("xlsx", ["id", "Dag", "Tekst"], [["1", date(2026, 3, 1), "w" * 900]], "x"))
    )
    sheet: Any = book.active
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[1] >= len("2026-03-01") + 2
    assert widths[0] == NARROWEST
    assert widths[2] == WIDEST


def test_numbers_keep_every_cent() -> None:
    rows = read_rows(written("xlsx", ["bedrag"], [[Decimal("737710.55")], [12]], "x"))
    assert rows[1:] == [[["n", "737710.55"]], [["n", "12"]]]


def test_new_rows_are_made_after_a_look(browser: StrictClient, goals: Kind, programme: Programme) -> None:
    titles = [headings(goals)[name] for name in ("under", "text", "target_date")]
    rows = [titles, [str(programme.public_id), "Nieuw doel", "juli 2027"]]
    _sheet, url = offered(browser, goals, rows)
    page = browser.get(url).content.decode()
    assert "Nieuw doel" in page
    assert not Goal.objects.of(programme.organisation).exists()
    answer = browser.post(url, follow=True)
    assert answer.status_code == 200
    goal = Goal.objects.of(programme.organisation).get()
    assert (goal.text, goal.target_date) == ("Nieuw doel", PartialDate(2027, 7))
    browser.post(url)  # a second press makes nothing twice
    assert Goal.objects.of(programme.organisation).count() == 1


def test_one_wrong_cell_keeps_everything_out(
    browser: StrictClient, goals: Kind, programme: Programme
) -> None:
    rows = [
        [headings(goals)[name] for name in ("under", "text", "target_date")],
        [str(programme.public_id), "Goed doel", "2027"],
        [str(programme.public_id), "Fout doel", "31 juni 2027"],
        ["onzin", "Zonder programma", ""],
    ]
    sheet, url = offered(browser, goals, rows)
    page = browser.get(url).content.decode()
    assert headings(goals)["target_date"] in page
    assert (sheet.new, sheet.wrong) == (1, 2)
    browser.post(url)
    assert not Goal.objects.of(programme.organisation).exists()


def test_a_row_somebody_changed_meanwhile_is_refused(
    browser: StrictClient, goals: Kind, goal: Goal, programme_manager: User
) -> None:
    rows: list[list[Any]] = [
        ["id", headings(goals)["version"], headings(goals)["text"]],
        [str(goal.public_id), 1, "Van het blad"],
    ]
    sheet, url = offered(browser, goals, rows)
    assert sheet.changed == 1, (sheet.problem, sheet.outcomes)
    actions.change(by=programme_manager, kind=goals, record=goal, version=1, values={"text": "Van een ander"})
    browser.post(url)
    sheet.refresh_from_db()
    assert sheet.state == SheetImport.State.WRONG
    assert Goal.objects.of(goal.organisation).get().text == "Van een ander"


def test_a_record_of_another_organisation_is_not_there(
    browser: StrictClient, goals: Kind, other_organisation: Organisation
) -> None:
    theirs = Goal.objects.create(programme=a_programme(other_organisation), text="Van hen")
    titles = headings(goals)
    sheet, _url = offered(
        browser, goals, [["id", titles["version"], titles["text"]], [str(theirs.public_id), 1, "Van mij"]]
    )
    assert sheet.wrong == 1
    under = str(theirs.programme.public_id) if theirs.programme else ""
    sheet, _url = offered(browser, goals, [[titles["under"], titles["text"]], [under, "Van mij"]])
    assert sheet.wrong == 1


@pytest.mark.parametrize(
    "rows",
    [[["Onbekende kop"], ["x"]], [["Doel", "Doel"], ["x", "y"]], [["id"], ["x"]]],
)
def test_a_sheet_with_other_headings_is_explained(
    rows: list[list[Any]], browser: StrictClient, goals: Kind, organisation: Organisation
) -> None:
    sheet, url = offered(browser, goals, rows)
    assert sheet.state == SheetImport.State.WRONG
    assert sheet.problem
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 geen zip", b"a\0b", b"\n\n"])
def test_what_is_no_spreadsheet_is_told_at_the_field(
    data: bytes, browser: StrictClient, goals: Kind, organisation: Organisation
) -> None:
    answer = browser.post(sheet_url(goals), {"sheet": SimpleUploadedFile("blad.xlsx", data)})
    assert answer.status_code == 422
    assert "veld" in answer.content.decode() or "id_sheet" in answer.content.decode()


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj\nendobj", b"<!DOCTYPE html><html><body>Doel</body></html>", b"{\\rtf1 Doel}"]
)
def test_another_file_with_the_name_of_a_spreadsheet_is_told_as_such(
    data: bytes, browser: StrictClient, goals: Kind, organisation: Organisation
) -> None:
    answer = browser.post(sheet_url(goals), {"sheet": SimpleUploadedFile("blad.xlsx", data)})
    assert answer.status_code == 422
    assert "Dit bestand is geen leesbaar rekenblad." in answer.content.decode()
    assert not SheetImport.objects.of(organisation).exists()


def test_an_empty_cell_of_yes_or_no_is_what_the_form_begins_with(
    browser: StrictClient, programme: Programme
) -> None:
    kind = by_slug("producten")
    titles = [headings(kind)[name] for name in ("under", "name", "needs_advice")]
    under = str(programme.public_id)
    rows = [titles, [under, "Zonder", ""], [under, "Met", "ja"], [under, "Niet", "nee"]]
    sheet, url = offered(browser, kind, rows, "xlsx")
    assert (sheet.new, sheet.wrong) == (3, 0), sheet.outcomes
    browser.post(url)
    found = Deliverable.objects.of(programme.organisation).values_list("name", "needs_advice")
    assert dict(found) == {"Zonder": False, "Met": True, "Niet": False}
    wrong, _url = offered(browser, kind, [titles, [under, "Vierde", "misschien"]])
    assert wrong.wrong == 1


def test_a_bomb_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    with pytest.raises(Unreadable):
        read_rows(target.getvalue())


def test_a_long_sheet_is_taken_over_in_the_background(
    browser: StrictClient, goals: Kind, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_work, "AT_ONCE", 2)
    titles = [headings(goals)[name] for name in ("under", "text")]
    rows = [titles, *([str(programme.public_id), f"Doel {number}"] for number in range(3))]
    sheet, url = offered(browser, goals, rows)
    assert sheet.state == SheetImport.State.CHECKING
    assert browser.get(url).status_code == 200
    sheet_work.work.func(sheet.pk)
    browser.post(url)
    sheet.refresh_from_db()
    assert sheet.state == SheetImport.State.TAKING
    assert browser.get(url).status_code == 200
    sheet_work.work.func(sheet.pk)
    sheet_work.work.func(sheet.pk)  # a second worker finds it done
    sheet.refresh_from_db()
    assert (sheet.state, sheet.new) == (SheetImport.State.DONE, 3)
    assert Goal.objects.of(programme.organisation).count() == 3


def test_a_job_that_fails_says_so(goals: Kind, programme: Programme, programme_manager: User) -> None:
    sheet = SheetImport.objects.create(
        organisation=programme.organisation, kind=goals.slug, name="blad.csv", by=programme_manager
    )
    sheet_work.work_failed(sheet.pk)
    sheet.refresh_from_db()
    assert sheet.state == SheetImport.State.WRONG


def test_another_colleague_does_not_see_it(
    browser: StrictClient, goals: Kind, programme: Programme, programme_manager: User
) -> None:
    colleague = User.objects.create_user("collega@example.org", None, name="Collega")
    sheet = SheetImport.objects.create(
        organisation=programme.organisation, kind=goals.slug, name="blad.csv", by=colleague
    )
    url = reverse("editing:sheet", kwargs={"slug": goals.slug, "public_id": sheet.public_id})
    assert browser.get(url).status_code == 404
    unknown = reverse("editing:download", kwargs={"slug": goals.slug, "form": "exe"})
    assert browser.get(unknown).status_code == 404


def test_sheets_are_forgotten_after_thirty_days(
    browser: StrictClient, goals: Kind, programme: Programme
) -> None:
    titles = [headings(goals)[name] for name in ("under", "text")]
    old, _url = offered(browser, goals, [titles, [str(programme.public_id), "Oud"]])
    new, _url = offered(browser, goals, [titles, [str(programme.public_id), "Nieuw"]])
    (job,) = Job.objects.filter(key__startswith="sheets-forget:")  # one for all of a day
    assert job.run_after is not None
    assert job.run_after > timezone.now() + KEPT
    sheet_work.forget_old.func()
    assert SheetImport.objects.of(programme.organisation).count() == 2
    mine = SheetImport.objects.of(programme.organisation)
    mine.filter(pk=old.pk).update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    sheet_work.forget_old.func()
    assert list(mine.all()) == [new]
