"""Pages of role matrices: what they say, filling in, two people at once, copying and comparing."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from control.conftest import Fill, text_of
from koers.control import actions, queries
from koers.control.actions import GridChange
from koers.control.forms import GridForm
from koers.control.models import MatrixCell, RoleMatrix
from koers.core.models import ConcurrentChange
from koers.editing import actions as editing
from koers.editing.kinds import kind_of
from koers.organisations.models import AuditEvent, Membership, Organisation, User
from koers.programmes.models import Programme
from people import UserWith
from strict import StrictClient


@pytest.fixture
def client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def address(matrix: RoleMatrix, name: str = "matrix") -> str:
    return reverse(f"control:{name}", kwargs={"public_id": matrix.public_id})


def typed(matrix: RoleMatrix, **rows: str) -> dict[str, str]:
    """What a browser sends: the form as it is now, with letters of some tasks changed (`Werven="K/U/C"`)."""
    form = GridForm(page=queries.matrix_page(matrix))
    found = {name: str(form[name].value() or "") for name in form.fields}
    for task in matrix.tasks.all():
        if task.text in rows:
            letters = zip(matrix.parties.all(), rows[task.text].split("/"), strict=True)
            found |= {f"c-{task.public_id}-{party.public_id}": given for party, given in letters}
    return found


def letters_of(matrix: RoleMatrix, text: str) -> str:
    page = queries.matrix_page(RoleMatrix.objects.of(matrix.organisation).get(pk=matrix.pk))
    task = next(one for one in page.tasks if one.text == text)
    return "/".join("".join(page.parts(task, party)) for party in page.parties)


def test_nothing_yet(client: StrictClient, strict_client: StrictClient, reader: User) -> None:
    assert "Nog geen rolverdeling" in text_of(client.get("/rolverdeling/").content)
    assert "Maak een rolverdeling" in text_of(client.get("/rolverdeling/").content)
    strict_client.force_login(reader)
    assert "Naar de beheersingskalender" in text_of(strict_client.get("/rolverdeling/").content)


def test_an_empty_matrix_asks_for_tasks(
    client: StrictClient, organisation: Organisation, strict_client: StrictClient, reader: User
) -> None:
    matrix = RoleMatrix.objects.create(
        organisation=organisation, name="Leeg", date="2026-01-01", note="Concept"
    )
    assert "Noem eerst de taken" in text_of(client.get(address(matrix)).content)
    strict_client.force_login(reader)
    assert "Niemand heeft deze matrix ingevuld" in text_of(strict_client.get(address(matrix)).content)


def test_the_matrix_says_what_asks_attention(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    matrix.most_tasks = 1
    fill(matrix, Werven="K/UC/", Belonen="K/U/C")
    page = client.get(address(matrix))
    words = text_of(page.content)
    for expected in (
        "3 punten vragen aandacht",
        "HR voert dit uit en controleert het ook.",
        "HR stelt kaders, voert uit of controleert bij 2 taken.",
        "Directie stelt kaders, voert uit of controleert bij 2 taken.",
        "U C voert uit, controleert",
        "Meer dan 1 wordt aangewezen",
    ):
        assert expected in words, expected
    task = matrix.tasks.get(text="Werven")
    party = matrix.parties.get(name="HR")
    assert f"/invullen/#veld-c-{task.public_id}-{party.public_id}" in page.content.decode()


def test_a_reader_is_led_to_the_row(
    strict_client: StrictClient, reader: User, matrix: RoleMatrix, fill: Fill
) -> None:
    fill(matrix, Werven="K/U/", Belonen="K/U/C")
    strict_client.force_login(reader)
    html = strict_client.get(address(matrix)).content.decode()
    assert f'href="#taak-{matrix.tasks.get(text="Werven").public_id}"' in html
    assert "/invullen/" not in html


def test_a_matrix_in_order(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    fill(matrix, Werven="K/U/C", Belonen="K/U/C")
    assert "Geen gaten, dubbelingen of partijen met te veel taken" in text_of(
        client.get(address(matrix)).content
    )


def test_filling_in(client: StrictClient, matrix: RoleMatrix) -> None:
    sent = typed(matrix, Werven="k/u, c/", Belonen="//")
    sent |= {"new_tasks": "Opleiden\n\n Opleiden \nAfscheid", "new_parties": "OR", "new_kind": "body"}
    task, party = matrix.tasks.get(text="Werven"), matrix.parties.get(name="HR")
    sent[f"a-{task.public_id}"] = str(party.public_id)
    answer = client.post(address(matrix, "fill_in"), sent)
    assert answer.status_code == 302
    assert letters_of(matrix, "Werven") == "sets_frame/carries_outcontrols//"
    assert [one.text for one in matrix.tasks.all()] == ["Werven", "Belonen", "Opleiden", "Afscheid"]
    assert matrix.parties.get(name="OR").kind == "body"
    assert matrix.tasks.get(text="Werven").responsible == party
    assert AuditEvent.objects.across_organisations("test").filter(action="role_matrix.changed").exists()


def test_emptying_a_cell(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    fill(matrix, Werven="K/U/C")
    matrix.refresh_from_db()
    client.post(address(matrix, "fill_in"), typed(matrix, Werven="K/A/"))
    assert letters_of(matrix, "Werven") == "sets_frame/advises/"
    assert MatrixCell.objects.of(matrix.organisation).count() == 2


def test_a_wrong_letter_is_told_at_its_cell(client: StrictClient, matrix: RoleMatrix) -> None:
    answer = client.post(address(matrix, "fill_in"), typed(matrix, Werven="K/X/C"))
    assert answer.status_code == 422
    assert "X hoort niet bij de letters" in text_of(answer.content)
    assert 'value="X"' in answer.content.decode()
    assert letters_of(matrix, "Werven") == "//"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("new_tasks", "x" * 301, "ten hoogste 300 tekens"),
        ("new_parties", "x" * 101, "ten hoogste 100 tekens"),
        ("new_parties", "HR", "Deze partij staat al in de matrix."),
        ("new_parties", "\n".join(f"Team {n}" for n in range(20)), "ten hoogste 14 partijen"),
        ("new_tasks", "\n".join(f"Taak {n}" for n in range(70)), "ten hoogste 60 taken"),
    ],
)
def test_too_much_is_refused_whole(
    field: str, value: str, expected: str, client: StrictClient, matrix: RoleMatrix
) -> None:
    answer = client.post(address(matrix, "fill_in"), typed(matrix, Werven="K/U/C") | {field: value})
    assert answer.status_code == 422
    assert expected in text_of(answer.content)
    assert letters_of(matrix, "Werven") == "//"
    assert (matrix.tasks.count(), matrix.parties.count()) == (2, 3)


def test_two_at_once_in_other_cells_keeps_both(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    mine = typed(matrix, Werven="K/U/C")
    fill(matrix, Belonen="K/U/")
    answer = client.post(address(matrix, "fill_in"), mine, follow=True)
    assert "Beide wijzigingen zijn bewaard" in text_of(answer.content)
    assert letters_of(matrix, "Werven") == "sets_frame/carries_out/controls"
    assert letters_of(matrix, "Belonen") == "sets_frame/carries_out/"


def test_two_at_once_in_one_cell_is_shown(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    mine = typed(matrix, Werven="K/U/C")
    fill(matrix, Werven="K/A/", Belonen="/U/")
    answer = client.post(address(matrix, "fill_in"), mine)
    words = text_of(answer.content)
    assert answer.status_code == 422
    assert "Werven, HR: nu bewaard A, u vulde U in" in words
    assert "Werven, Controller" not in words
    assert letters_of(matrix, "Werven") == "sets_frame/advises/"
    # The form that came back holds mine and theirs; sending it again is the choice.
    form = answer.context["form"]
    again = {name: str(form[name].value() or "") for name in form.fields}
    assert client.post(address(matrix, "fill_in"), again).status_code == 302
    assert letters_of(matrix, "Werven") == "sets_frame/carries_out/controls"
    assert letters_of(matrix, "Belonen") == "/carries_out/"


@pytest.mark.parametrize("base", ["", "{", "[]", "[" * 90_000, '{"a": "K"}', json.dumps({"x/y": 3})])
def test_a_broken_start_loses_nothing(
    base: str, client: StrictClient, matrix: RoleMatrix, fill: Fill
) -> None:
    mine = typed(matrix, Werven="K/U/C") | {"base": base}
    fill(matrix, Werven="/A/")
    assert client.post(address(matrix, "fill_in"), mine).status_code == 422
    assert letters_of(matrix, "Werven") == "/advises/"


def test_who_answers_is_put_together_too(
    client: StrictClient, matrix: RoleMatrix, programme_manager: User
) -> None:
    mine, task = typed(matrix, Werven="K/U/C"), matrix.tasks.get(text="Belonen")
    directie, hr = matrix.parties.get(name="Directie"), matrix.parties.get(name="HR")
    change = GridChange(responsible={task.pk: directie.pk})
    actions.save_grid(by=programme_manager, found=matrix, version=matrix.version, change=change)
    assert client.post(address(matrix, "fill_in"), mine).status_code == 302
    task.refresh_from_db()
    assert task.responsible == directie
    assert letters_of(matrix, "Werven") == "sets_frame/carries_out/controls"
    answer = client.post(address(matrix, "fill_in"), mine | {f"a-{task.public_id}": str(hr.public_id)})
    assert answer.status_code == 422
    assert "nu bewaard Directie, u vulde HR in" in text_of(answer.content)
    task.refresh_from_db()
    assert task.responsible == directie


def test_a_cell_that_was_changed_by_itself_is_kept(
    client: StrictClient, matrix: RoleMatrix, fill: Fill, programme_manager: User
) -> None:
    """A cell changed through the API does not move the version of its matrix."""
    fill(matrix, Werven="K/U/C")
    mine = typed(matrix, Belonen="K/U/C")
    cell = MatrixCell.objects.of(matrix.organisation).get(task__text="Werven", party__name="HR")
    values = {"parts": ["advises"]}
    editing.change(
        by=programme_manager, kind=kind_of(MatrixCell), record=cell, version=cell.version, values=values
    )
    assert client.post(address(matrix, "fill_in"), mine).status_code == 302
    assert letters_of(matrix, "Werven") == "sets_frame/advises/controls"
    assert letters_of(matrix, "Belonen") == "sets_frame/carries_out/controls"


@pytest.fixture
def outsider(user_with: UserWith, organisation: Organisation) -> User:
    """Controller of one programme only."""
    programme = Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")
    user = user_with()
    Membership.objects.create(
        user=user, organisation=organisation, role="controller", limited_to=programme.public_id
    )
    return user


def test_a_role_for_one_programme_sees_no_other_matrix_by_comparing(
    strict_client: StrictClient, matrix: RoleMatrix, outsider: User, organisation: Organisation
) -> None:
    own = Programme.objects.of(organisation).get(name="Op pad")
    given = {"organisation": organisation, "moment": "wanted", "date": matrix.date}
    wanted = RoleMatrix.objects.create(programme=own, name="Later", based_on=matrix, **given)
    strict_client.force_login(outsider)
    assert strict_client.get(address(matrix)).status_code == 404
    assert "Werven" not in text_of(strict_client.get(address(wanted, "compare")).content)
    plain = RoleMatrix.objects.create(programme=own, name="Los", **given)
    form = reverse("editing:change", kwargs={"slug": "rolmatrices", "public_id": plain.public_id})
    assert matrix.name not in text_of(strict_client.get(form).content)


def test_copying_and_comparing(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    fill(matrix, Werven="K/U/C", Belonen="K/U/")
    matrix.refresh_from_db()
    assert client.post(address(matrix, "copy")).status_code == 302
    wanted = matrix.wanted.get()
    assert letters_of(wanted, "Werven") == "sets_frame/carries_out/controls"
    assert "Er is nog geen verschil" in text_of(client.get(address(wanted, "compare")).content)
    fill(wanted, Werven="K/A/U", Belonen="K/U/C")
    words = text_of(client.get(address(wanted, "compare")).content)
    assert "4 verschillen" in words
    assert "‘voert uit’ gaat van HR naar Controller." in words
    assert "‘controleert’ komt erbij voor Controller." in words
    assert "Vergelijk met wat gewenst is" in text_of(client.get(address(matrix)).content)
    assert "Vergelijk met hoe het nu is" in text_of(client.get(address(wanted)).content)
    answer = client.post(address(wanted, "copy"), follow=True)
    assert "Alleen een matrix die zegt hoe het nu is" in text_of(answer.content)


def test_what_a_wanted_matrix_is_compared_with_stays_how_it_is_now(
    matrix: RoleMatrix, programme_manager: User, today: Any
) -> None:
    actions.copy_as_wanted(by=programme_manager, found=matrix, on=today)
    with pytest.raises(ValidationError) as error:
        editing.change(
            by=programme_manager, kind=kind_of(matrix), record=matrix, version=matrix.version,
            values={"moment": "wanted"},
        )  # fmt: skip
    assert "moment" in error.value.message_dict


def test_nothing_to_compare_with(client: StrictClient, matrix: RoleMatrix) -> None:
    assert "Er is niets om mee te vergelijken" in text_of(client.get(address(matrix, "compare")).content)


def test_the_copy_keeps_who_answers(matrix: RoleMatrix, programme_manager: User, today: Any) -> None:
    task, party = matrix.tasks.get(text="Werven"), matrix.parties.get(name="HR")
    change = GridChange(responsible={task.pk: party.pk, 0: party.pk})
    actions.save_grid(by=programme_manager, found=matrix, version=matrix.version, change=change)
    wanted = actions.copy_as_wanted(by=programme_manager, found=matrix, on=today)
    copied = wanted.tasks.get(text="Werven").responsible
    assert copied is not None
    assert (copied.name, copied.matrix) == ("HR", wanted)
    assert copied.public_id != party.public_id


def test_the_spreadsheet_runs_nothing(client: StrictClient, matrix: RoleMatrix, fill: Fill) -> None:
    fill(matrix, Werven="K/UC/")
    matrix.tasks.filter(text="Belonen").update(text="=1+1\x0b")
    sheet = load_workbook(io.BytesIO(client.get(address(matrix, "sheet")).content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5, max_col=4)]
    assert rows[0] == ["Taak", "Directie", "HR", "Controller"]
    assert rows[1][:3] == ["Werven", "K", "U C"]
    assert sheet["A5"].value == "=1+1"
    assert sheet["A5"].data_type == "s"


def test_the_list_costs_the_same_with_more(
    client: StrictClient, organisation: Organisation, matrix: RoleMatrix,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client.get("/rolverdeling/")
    with django_assert_num_queries(6):
        client.get("/rolverdeling/")
    for name in ("Inkoop", "Wonen"):
        RoleMatrix.objects.create(organisation=organisation, name=name, date="2026-01-01")
    with django_assert_num_queries(6):
        assert "Wonen" in text_of(client.get("/rolverdeling/").content)


def test_a_matrix_of_a_programme_names_it(client: StrictClient, matrix: RoleMatrix) -> None:
    matrix.programme = Programme.objects.create(
        organisation=matrix.organisation, name="Op pad", slug="op-pad"
    )
    matrix.save()
    assert "Programma: Op pad" in text_of(client.get(address(matrix)).content)
    assert "Op pad" in text_of(client.get("/rolverdeling/").content)


def test_moved_on_while_saving(
    client: StrictClient, matrix: RoleMatrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**_values: Any) -> None:
        raise ConcurrentChange

    mine = typed(matrix, Werven="K/U/C")
    monkeypatch.setattr(actions, "save_grid", too_late)
    answer = client.post(address(matrix, "fill_in"), mine)
    assert answer.status_code == 422
    assert "Een collega" in text_of(answer.content)
    assert 'value="K"' in answer.content.decode()
