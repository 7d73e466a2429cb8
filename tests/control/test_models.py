"""What the database and the models refuse, whichever way a record comes in; and what the kinds tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from control.conftest import TODAY, AddItem
from koers.control import actions
from koers.control.actions import GridChange
from koers.control.models import (
    ControlItem,
    LegalityRisk,
    LegalityYear,
    MatrixCell,
    MatrixParty,
    MatrixTask,
    Occurrence,
    ParticipationYear,
    RoleMatrix,
    WorkplaceMeasure,
)
from koers.decisions.models import Body
from koers.editing.kinds import by_slug, kind_of
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme

DAY = date(2026, 3, 1)


def refused(record: models.Model, words: str) -> None:
    """By the model in words, and by the database."""
    with pytest.raises(ValidationError, match=words):
        record.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "naam"),
        ({"kind": "other"}, "soort"),
        ({"rhythm": "weekly"}, "ritme"),
        ({"starts_on": DAY, "ends_on": date(2026, 2, 28)}, "laatste dag"),
        ({"adopted_on": DAY, "review_on": DAY}, "herziening"),
    ],
)
def test_items(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    given = {"kind": "policy", "name": "Integriteit"} | changed
    refused(ControlItem(organisation=organisation, **given), words)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"done_on": DAY}, "Vul samen in"),
        ({"result": "good", "done_by": "Controller"}, "Vul samen in"),
        ({"done_on": DAY, "done_by": "x", "result": "fine"}, "resultaat bestaat niet"),
        ({"done_on": DAY, "done_by": "x", "result": "good", "dropped_because": "x"}, "vervallen"),
        ({"done_on": DAY, "done_by": "x", "result": "bad"}, "gevonden"),
        ({"follow_up_done": DAY}, "opvolging"),
    ],
)
def test_occurrences(values: dict[str, Any], words: str, item: ControlItem) -> None:
    refused(Occurrence(item=item, planned=DAY, **values), words)


def test_one_report_a_day(item: ControlItem) -> None:
    Occurrence.objects.create(item=item, planned=DAY)
    refused(Occurrence(item=item, planned=DAY), "al gepland")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"year": 1999}, "2000"),
        ({"tolerance": Decimal("3.01")}, "0 en 3 procent"),
        ({"tolerance": Decimal("-0.01")}, "0 en 3 procent"),
        ({"expenses": Decimal(-1)}, "nul"),
        ({"conclusion": "Goed"}, "Vul samen in"),
    ],
)
def test_legality(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    refused(LegalityYear(organisation=organisation, **({"year": 2026} | changed)), words)


def test_the_bound_may_be_nothing_or_three(organisation: Organisation) -> None:
    for year, tolerance in ((2025, "0"), (2026, "3")):
        LegalityYear.objects.create(organisation=organisation, year=year, tolerance=Decimal(tolerance))
    refused(LegalityYear(organisation=organisation, year=2026), "al een analyse")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"process": ""}, "proces"),
        ({"inherent": "huge"}, "laag, midden of hoog"),
        ({"unlawful": Decimal(-1)}, "nul"),
        ({"unclear": Decimal(-1)}, "nul"),
    ],
)
def test_legality_risks(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    analysis = LegalityYear.objects.create(organisation=organisation, year=2026)
    refused(LegalityRisk(analysis=analysis, **({"process": "Inkoop", "inherent": "low"} | changed)), words)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "maatregel"),
        ({"priority": "urgent"}, "bestaat niet"),
        ({"state": "gone"}, "status"),
        ({"state": "done"}, "klaar"),
        ({"done_on": DAY}, "klaar"),
    ],
)
def test_measures(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    refused(WorkplaceMeasure(organisation=organisation, **({"text": "Stoelen"} | changed)), words)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"total": Decimal(-1)}, "nul"),
        ({"quota": Decimal(-1), "quota_source": "x"}, "nul"),
        ({"quota": Decimal(1)}, "quotum vandaan"),
        ({"source": ""}, "totaal vandaan"),
        ({"counted_in": "people"}, "uren of banen"),
        ({"year": 2101}, "2000"),
    ],
)
def test_participation(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    given = {"year": 2026, "reference_date": DAY, "total": Decimal(9), "source": "HR"} | changed
    refused(ParticipationYear(organisation=organisation, **given), words)


def test_participation_knows_no_person() -> None:
    """Totals only: no relation to anybody, no name, and one row a year."""
    fields = ParticipationYear._meta.get_fields()
    assert {field.name for field in fields if field.is_relation} == {"organisation"}
    assert not {"person", "owner", "name", "employee"} & {field.name for field in fields}
    names = {constraint.name for constraint in ParticipationYear._meta.constraints}
    assert "participation_once_a_year" in names


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "naam"),
        ({"moment": "later"}, "moment"),
        ({"most_tasks": 0}, "1 tot en met 100"),
        ({"most_tasks": 101}, "1 tot en met 100"),
    ],
)
def test_matrices(changed: dict[str, Any], words: str, organisation: Organisation) -> None:
    refused(RoleMatrix(organisation=organisation, **({"name": "HR", "date": DAY} | changed)), words)


def test_parts_of_a_matrix(matrix: RoleMatrix) -> None:
    refused(MatrixTask(matrix=matrix, text=""), "taak")
    refused(MatrixParty(matrix=matrix, name="OR", kind="person"), "soort")
    refused(MatrixParty(matrix=matrix, name="HR"), "al in de matrix")
    task, party = matrix.tasks.all()[0], matrix.parties.all()[0]
    MatrixCell.objects.create(task=task, party=party, parts=["advises"])
    refused(MatrixCell(task=task, party=party, parts=["advises"]), "al een vak")
    with pytest.raises(ValidationError, match="ten minste één"):
        MatrixCell(task=task, party=party, parts=[]).clean()


def _theirs(other: Organisation) -> dict[str, Any]:
    matrix = RoleMatrix.objects.create(organisation=other, name="Van hen", date=DAY)
    return {
        "unit": Unit.objects.create(organisation=other, name="Hun team"),
        "body": Body.objects.create(organisation=other, name="Hun college", kind="college"),
        "programme": Programme.objects.create(organisation=other, name="Samen", slug="samen"),
        "matrix": matrix,
        "party": MatrixParty.objects.create(matrix=matrix, name="Hun rol"),
        "item": ControlItem.objects.create(organisation=other, kind="control", name="Hun controle"),
    }


def test_nothing_of_another_organisation(
    organisation: Organisation, other_organisation: Organisation, matrix: RoleMatrix
) -> None:
    theirs = _theirs(other_organisation)
    analysis = LegalityYear.objects.create(organisation=organisation, year=2026)
    task = matrix.tasks.all()[0]
    wrong = [
        RoleMatrix(organisation=organisation, programme=theirs["programme"]),
        RoleMatrix(organisation=organisation, moment="wanted", based_on=theirs["matrix"]),
        MatrixParty(matrix=matrix, name="x", unit=theirs["unit"]),
        MatrixParty(matrix=matrix, name="x", body=theirs["body"]),
        MatrixTask(matrix=matrix, text="x", responsible=theirs["party"]),
        MatrixCell(task=task, party=theirs["party"], parts=["advises"]),
        ControlItem(organisation=organisation, unit=theirs["unit"]),
        WorkplaceMeasure(organisation=organisation, unit=theirs["unit"]),
        LegalityRisk(analysis=analysis, item=theirs["item"]),
    ]
    for record in wrong:
        with pytest.raises(ValidationError):
            record.clean()


def test_only_wanted_is_compared_with_now(matrix: RoleMatrix, programme_manager: User) -> None:
    wanted = actions.copy_as_wanted(by=programme_manager, found=matrix, on=DAY)
    wanted.clean()
    refused(
        RoleMatrix(organisation=matrix.organisation, name="x", date=DAY, based_on=matrix), "gewenste matrix"
    )
    with pytest.raises(ValidationError, match="hoe het nu is"):
        RoleMatrix(organisation=matrix.organisation, moment="wanted", based_on=wanted).clean()
    kind = by_slug("rolmatrices")
    assert list(kind.choices["based_on"](programme_manager, matrix.organisation)) == [matrix]


def test_the_names_of_records(matrix: RoleMatrix, item: ControlItem, organisation: Organisation) -> None:
    task, party = matrix.tasks.all()[0], matrix.parties.all()[0]
    assert str(matrix) == "Personeel (zoals het nu is)"
    assert str(MatrixCell(task=task, party=party)) == "Werven: Directie"
    assert str(Occurrence(item=item, planned=DAY)) == "Facturen narekenen (01-03-2026)"
    assert str(LegalityYear(year=2026)) == "Rechtmatigheid 2026"
    assert str(LegalityRisk(process="Inkoop")) == "Inkoop"
    assert str(WorkplaceMeasure(text="Stoelen")) == "Stoelen"
    assert str(ParticipationYear(year=2026, counted_in="jobs")) == "2026 (banen)"


def test_cells_that_are_not_there_are_passed_by(matrix: RoleMatrix, programme_manager: User) -> None:
    """A task that a colleague removed meanwhile takes its cells along."""
    change = GridChange(cells={(0, 0): ["advises"]}, responsible={0: None})
    actions.save_grid(by=programme_manager, found=matrix, version=matrix.version, change=change)
    assert not MatrixCell.objects.of(matrix.organisation).exists()


def test_every_kind_is_kept_with_one_permission() -> None:
    for model in (RoleMatrix, MatrixTask, MatrixParty, MatrixCell, ControlItem, Occurrence, LegalityYear,
                  LegalityRisk, WorkplaceMeasure, ParticipationYear):  # fmt: skip
        assert kind_of(model).needs is Permission.KEEP_CONTROLS


def test_pages_of_records(matrix: RoleMatrix, item: ControlItem, organisation: Organisation) -> None:
    task, party = matrix.tasks.all()[0], matrix.parties.all()[0]
    cell = MatrixCell.objects.create(task=task, party=party, parts=["advises"])
    pages = {kind_of(one).page(one) for one in (matrix, task, party, cell)}  # type: ignore[misc]
    assert pages == {f"/rolverdeling/{matrix.public_id}/"}
    occurrence = Occurrence.objects.create(item=item, planned=DAY)
    assert {kind_of(one).page(one) for one in (item, occurrence)} == {f"/beheersing/{item.public_id}/"}  # type: ignore[misc]
    analysis = LegalityYear.objects.create(organisation=organisation, year=2026)
    risk = LegalityRisk.objects.create(analysis=analysis, process="Inkoop", inherent="low")
    for one in (analysis, risk):
        assert kind_of(one).page(one) == "/beheersing/rechtmatigheid/?jaar=2026"  # type: ignore[misc]


def test_parties_of_the_same_matrix_can_be_chosen(matrix: RoleMatrix, programme_manager: User) -> None:
    RoleMatrix.objects.create(organisation=matrix.organisation, name="Anders", date=DAY).parties.create(
        name="X"
    )
    parties = list(matrix.parties.all())
    for slug, under in (("roltaken", matrix), ("rolcellen", matrix.tasks.all()[0])):
        name = "responsible" if slug == "roltaken" else "party"
        assert list(by_slug(slug).choices[name](programme_manager, under)) == parties


def test_what_is_missing_is_told(add_item: AddItem, programme_manager: User) -> None:
    def told(record: Any) -> str:
        return " ".join(kind_of(record).odd(programme_manager, record))

    policy = add_item(kind="policy", starts_on=None)
    assert "Zonder herzieningsdatum" in told(policy)
    assert "nog geen eigenaar" in told(policy)
    policy.review_on = DAY
    assert "voorbij" in told(policy)
    assert "Zonder eerste geplande dag" in told(add_item(starts_on=None, owner_name="Controller"))
    assert told(add_item(owner_name="Controller")) == ""
    occurrence = Occurrence(item=policy, planned=DAY, done_on=DAY, finding="Fout")
    assert "zonder bewijs" in told(occurrence)
    assert "zonder opvolging" in told(occurrence)
    measure = WorkplaceMeasure(text="Stoelen", due=DAY)
    assert "voorbij" in told(measure)
    measure.due = TODAY
    assert told(measure) == ""
