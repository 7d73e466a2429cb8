"""The item `programme`: a new programme, or one more report about a known one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.organisations.models import Organisation, User
from koers.organisations.records import NotRemovable
from koers.programmes import actions, queries
from koers.programmes.actions import AcceptedProgramme
from koers.programmes.models import Programme, ReportedEdition
from koers.programmes.naming import free_slug

REPORT: dict[str, Any] = {
    "name": "Roadtrip",
    "organisation": "Gemeente Waterveen",
    "purpose": "Toekomstbestendig",
    "period": {"raw": "2022-2023", "start": "2022", "end": "2023", "end_exclusive": False},
    "edition": "2024-04",
    "covers": {"raw": "sept - dec 2023", "start": "2023-09", "end": "2023-12"},
    "final": True,
}


def _accept(by: User, organisation: Organisation, **changes: Any) -> AcceptedProgramme:
    accepted = actions.accept_item(
        by=by, organisation=organisation, item_type="programme", values=REPORT | changes
    )
    assert isinstance(accepted, AcceptedProgramme)
    return accepted


def test_a_report_starts_a_programme_with_its_edition(
    programme_manager: User, organisation: Organisation
) -> None:
    accepted = _accept(programme_manager, organisation)
    programme, edition = accepted.programme, accepted.edition

    assert accepted.created
    assert accepted.record == programme
    assert (programme.slug, programme.purpose) == ("roadtrip", "Toekomstbestendig")
    assert (programme.start, programme.end) == (PartialDate(2022), PartialDate(2023))
    assert edition is not None
    assert (edition.edition, edition.final, edition.start) == (
        PartialDate(2024, 4),
        True,
        PartialDate(2023, 9),
    )
    assert str(edition) == "Roadtrip (2024-04)"


def test_the_next_report_joins_the_programme(programme_manager: User, organisation: Organisation) -> None:
    first = _accept(
        programme_manager, organisation, purpose=None, period=None, final=False, edition="2023-09"
    )
    second = _accept(programme_manager, organisation, name="ROADTRIP")

    assert second.created
    assert isinstance(second.record, ReportedEdition)
    assert second.programme == first.programme
    programme = Programme.objects.of(organisation).get()
    assert (programme.purpose, programme.start) == ("Toekomstbestendig", PartialDate(2022))
    assert programme.history.count() == 2
    assert [edition.edition for edition in programme.reported_editions.all()] == [
        PartialDate(2023, 9),
        PartialDate(2024, 4),
    ]


def test_a_known_programme_keeps_what_it_says(programme_manager: User, organisation: Organisation) -> None:
    _accept(programme_manager, organisation)
    _accept(programme_manager, organisation, purpose="Iets anders", edition="2025")
    assert Programme.objects.of(organisation).get().purpose == "Toekomstbestendig"


def test_the_same_report_twice_adds_nothing(programme_manager: User, organisation: Organisation) -> None:
    first, again = _accept(programme_manager, organisation), _accept(programme_manager, organisation)
    assert (again.created, again.record, again.edition) == (False, first.programme, first.edition)
    assert ReportedEdition.objects.of(organisation).count() == 1


def test_a_programme_without_facts_about_a_report_has_no_edition(
    programme_manager: User, organisation: Organisation
) -> None:
    assert _accept(programme_manager, organisation, edition=None, covers=None, final=None).edition is None


def test_undo_takes_the_edition_or_the_programme(programme_manager: User, organisation: Organisation) -> None:
    first = _accept(programme_manager, organisation)
    second = _accept(programme_manager, organisation, edition="2025")
    assert isinstance(second.record, ReportedEdition)

    actions.withdraw(by=programme_manager, record=second.record)
    assert first.programme.reported_editions.count() == 1
    actions.withdraw(by=programme_manager, record=first.programme)
    assert not Programme.objects.of(organisation).exists()
    assert not ReportedEdition.objects.of(organisation).exists()


def test_a_programme_with_goals_stays(programme_manager: User, organisation: Organisation) -> None:
    programme = _accept(programme_manager, organisation).programme
    actions.accept_item(
        by=programme_manager,
        organisation=organisation,
        item_type="goal",
        values={"text": "Blijf"},
        programme=programme,
    )
    with pytest.raises(NotRemovable):
        actions.withdraw(by=programme_manager, record=programme)
    assert programme.goals.count() == 1


def test_an_edition_with_progress_stays(programme_manager: User, organisation: Organisation) -> None:
    accepted = _accept(programme_manager, organisation)
    assert accepted.edition is not None
    actions.accept_item(
        by=programme_manager,
        organisation=organisation,
        item_type="progress",
        values={"track": None, "text": "Vordert"},
        programme=accepted.programme,
        edition=accepted.edition,
    )
    with pytest.raises(NotRemovable):
        actions.withdraw(by=programme_manager, record=accepted.edition)


def test_a_stored_record_leads_back_to_programme_and_edition(
    programme_manager: User, organisation: Organisation
) -> None:
    first = _accept(programme_manager, organisation)
    second = _accept(programme_manager, organisation, edition="2025")
    for accepted in (first, second):
        assert queries.programme_of(accepted.record) == first.programme
        assert queries.edition_of(accepted.record) == accepted.edition
    assert queries.edition_of(organisation) is None
    assert queries.programme_of(organisation) is None


def test_two_organisations_may_use_the_same_address(
    programme_manager: User, organisation: Organisation, stranger: User, other_organisation: Organisation
) -> None:
    here, there = _accept(programme_manager, organisation), _accept(stranger, other_organisation)
    assert here.programme.slug == there.programme.slug
    assert here.programme != there.programme


def test_names_that_look_alike_in_an_address_get_a_number(
    programme_manager: User, organisation: Organisation
) -> None:
    _accept(programme_manager, organisation)
    other = _accept(programme_manager, organisation, name="Roadtrip!").programme
    assert other.slug == "roadtrip-2"


@given(st.text(max_size=120), st.integers(min_value=0, max_value=4))
def test_an_address_is_always_free_and_short(name: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        slug = free_slug(name, taken)
        assert slug not in taken
        assert 0 < len(slug) <= 80
        taken.add(slug)
