"""The register of decisions: found by body, year and programme, with what each decision changed."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.core.registries import AlreadyRegistered
from koers.decisions.effects import Effect, changed_by, effects
from koers.decisions.models import (
    Body,
    Decision,
    DecisionDocument,
    DecisionEffect,
    LongTermItem,
    Recommendation,
)
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind
from koers.programmes.models import (
    Baseline,
    PhaseChange,
    Pilot,
    Programme,
    ProgrammeDecision,
    Reorganisation,
)
from strict import StrictClient
from web.programme.conftest import programme  # noqa: F401 - fixture
from web.words import make, text_of


def decided(organisation: Organisation, text: str, **values: object) -> Decision:
    made: Decision = make(Decision, organisation=organisation, text=text, **values)
    return made


def test_the_register_and_its_filters(
    strict_client: StrictClient,
    programme_manager: User,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    strict_client.force_login(programme_manager)
    assert 'class="koers-empty' in strict_client.get("/besluiten/").content.decode()
    known = make(Body, organisation=organisation, name="Directieteam", kind=BodyKind.MANAGEMENT)
    first = decided(organisation, "Begroting", body="raad", date=PartialDate(2025, 11, 6), case_number="Z-1")
    decided(organisation, "Indeling", body_known=known, date=PartialDate(2026))
    decided(organisation, "Zonder dag")
    make(ProgrammeDecision, programme=programme, decision=first)

    def words(query: str = "") -> str:
        return text_of(strict_client.get(f"/besluiten/{query}").content.decode())

    everything = words()
    assert all(name in everything for name in ("Begroting", "Indeling", "Zonder dag", "Z-1", "Directieteam"))
    for query in ("?orgaan=Directieteam", "?jaar=2026"):
        assert "Indeling" in words(query)
        assert "Zonder dag" not in words(query)
    assert "Indeling" not in words("?programma=Op+pad")
    assert "Begroting" in words("?programma=Op+pad")
    assert "Zonder dag" in words("?jaar=abcd")
    assert "Indeling" not in words("?jaar=1999")


def test_what_a_decision_changed(
    strict_client: StrictClient,
    programme_manager: User,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    one = decided(organisation, "Wij gaan door", body="college")
    page = f"/besluiten/{one.public_id}/"
    strict_client.force_login(programme_manager)
    assert strict_client.get(page).status_code == 200
    make(DecisionDocument, decision=one, title="Notitie", reference="Z-3")
    make(DecisionEffect, decision=one, subject="budget", text="Het budget gaat omhoog")
    make(LongTermItem, organisation=organisation, subject="Evaluatie", status="done", decision=one)
    make(ProgrammeDecision, programme=programme, decision=one)
    make(Baseline, programme=programme, number=1, date=date(2026, 1, 1), body_name="College", decision=one)
    make(
        PhaseChange,
        programme=programme,
        date=date(2026, 1, 1),
        from_phase="start",
        to_phase="running",
        decision=one,
    )
    make(Pilot, programme=programme, name="Proef", question="Kan het?", end=date(2026, 9, 1), decision=one)
    make(
        Reorganisation,
        organisation=organisation,
        name="Twee teams samen",
        effective_date=date(2027, 1, 1),
        decision=one,
    )
    words = text_of(strict_client.get(page).content.decode())
    for shown in ("Notitie", "Het budget gaat omhoog", "Evaluatie", "Op pad", "Proef", "Twee teams samen"):
        assert shown in words
    assert strict_client.get("/register/besluiten/").status_code == 200


def test_a_reader_sees_no_baseline_and_no_closed_point(
    organisation: Organisation,
    programme_manager: User,
    reader: User,
    programme: Programme,  # noqa: F811
) -> None:
    from koers.decisions.stepping import Given, take_step

    one = decided(organisation, "Wij gaan door")
    make(Baseline, programme=programme, number=1, date=date(2026, 1, 1), body_name="College", decision=one)
    point = make(Recommendation, organisation=organisation, text="Intern punt", public=False)
    take_step(
        by=programme_manager,
        recommendation=point,
        version=1,
        sort="answered",
        date=date(2026, 1, 1),
        given=Given(reaction="adopted", decision=one),
    )
    assert len(changed_by(programme_manager, [one])[one.pk]) == 2
    assert changed_by(reader, [one]) == {one.pk: []}
    assert changed_by(reader, []) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_effects_take_a_literal_number_of_queries(
    rows: int,
    organisation: Organisation,
    programme_manager: User,
    programme: Programme,  # noqa: F811
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    found = [decided(organisation, f"Besluit {number}") for number in range(rows)]
    for one in found:
        make(ProgrammeDecision, programme=programme, decision=one)
        make(DecisionEffect, decision=one, text="Meer geld")
    programme_manager.organisation_ids()
    own = [name for name in effects if name.startswith(("decisions.", "programmes."))]
    with django_assert_num_queries(9):
        several = [effects.get(name)(programme_manager, found) for name in own]
    assert sum(len(rows) for each in several for rows in each.values()) == 2 * rows


def test_a_higher_room_fills_the_registry(organisation: Organisation, programme_manager: User) -> None:
    one = decided(organisation, "Besluit")
    effects.add("money.budgets", lambda user, decisions: {one.pk: [Effect("Budget", "Meer", "/geld/")]})
    try:
        assert Effect("Budget", "Meer", "/geld/") in changed_by(programme_manager, [one])[one.pk]
        with pytest.raises(AlreadyRegistered):
            effects.add("money.budgets", lambda user, decisions: {})
    finally:
        effects.remove("money.budgets")
