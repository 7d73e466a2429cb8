"""Accepting practices: every part in its place, once, and undone without a trace of contacts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koers.core.dates import PartialDate
from koers.core.history import keeps_history
from koers.core.models import ConcurrentChange
from koers.core.privacy import Personal, decision_about, load_declarations
from koers.organisations.models import AuditEvent, Organisation, User
from koers.practices import actions
from koers.practices.models import Practice, PracticeContact, PracticeOrganisation, PracticeSection

VALUES: dict[str, Any] = {
    "title": "1Stroom: Meubilair",
    "organisation": "Gemeenten Duinrode en Elders",
    "organisations": ["Gemeente Duinrode", "Gemeente Elders"],
    "project": "Meubilair",
    "round": 2,
    "theme": "vitaliteit",
    "theme_raw": "Vitaliteit",
    "period": {"raw": "2020 tot 1 januari 2022", "start": "2020", "end": "2022-01-01", "end_exclusive": True},
    "contacts": [{"name": "Jo Voorbeeld", "email": "jo@example.org", "phone": None, "role": "adviseur"}],
    "summary": "Zitten en staan wisselen elkaar af.",
    "sections": [
        {"heading": "Resultaten", "kind": "results", "text": "Minder klachten"},
        {"heading": "Vrij", "kind": None, "text": "Tekst"},
    ],
    "attachments": ["Eindverslag"],
}


def accept(by: User, organisation: Organisation, changes: dict[str, Any] | None = None) -> Practice:
    accepted = actions.accept_item(
        by=by, organisation=organisation, item_type="practice", values=VALUES | (changes or {})
    )
    assert isinstance(accepted.record, Practice)
    return accepted.record


def test_a_practice_is_kept_with_all_its_parts(
    programme_manager: User, organisation: Organisation, other_organisation: Organisation
) -> None:
    practice = accept(programme_manager, organisation)
    practice.refresh_from_db()

    assert (practice.slug, practice.round, practice.theme) == ("1stroom-meubilair", 2, "vitaliteit")
    assert (practice.start, practice.end) == (PartialDate(2020), PartialDate(2022, 1, 1))
    assert (practice.first_year, practice.last_year, practice.published) == (2020, 2021, False)
    assert [(str(link), link.organisation) for link in practice.organisations.all()] == [
        ("Gemeente Duinrode", other_organisation),
        ("Gemeente Elders", None),
    ]
    assert [(str(s), s.kind) for s in practice.sections.all()] == [
        ("Resultaten", "results"),
        ("Vrij", "other"),
    ]
    assert [str(attachment) for attachment in practice.attachments.all()] == ["Eindverslag"]
    assert practice.contacts.get().email == "jo@example.org"


def test_the_same_practice_twice_is_one(programme_manager: User, organisation: Organisation) -> None:
    first = accept(programme_manager, organisation)
    again = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="practice", values=VALUES
    )
    assert (again.record, again.created) == (first, False)
    assert PracticeSection.objects.of(organisation).count() == 2


@pytest.mark.parametrize("difference", [{"organisation": "Gemeente Elders"}, {"project": "Stoelen"}])
def test_another_project_of_that_title_gets_its_own_address(
    difference: dict[str, Any], programme_manager: User, organisation: Organisation
) -> None:
    accept(programme_manager, organisation)
    assert accept(programme_manager, organisation, difference).slug == "1stroom-meubilair-2"


def test_addresses_are_shared_by_all_organisations(
    programme_manager: User, organisation: Organisation, stranger: User, other_organisation: Organisation
) -> None:
    here, there = accept(programme_manager, organisation), accept(stranger, other_organisation)
    assert (here.slug, there.slug) == ("1stroom-meubilair", "1stroom-meubilair-2")


def test_a_practice_may_state_little(programme_manager: User, organisation: Organisation) -> None:
    nothing: dict[str, Any] = dict.fromkeys(VALUES)
    practice = accept(programme_manager, organisation, nothing | {"title": "!!!"})
    practice.refresh_from_db()
    assert (practice.slug, practice.first_year, practice.theme, practice.has_period) == (
        "praktijk",
        None,
        "",
        False,
    )
    assert not practice.organisations.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"theme": "weer"},
        {"round": 0},
        {"round": "drie"},
        {"sections": [{"heading": None, "text": None}]},
        {"sections": [{"heading": "Kop", "kind": "weet niet"}]},
        {"period": "ooit"},
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(
    wrong: dict[str, Any], programme_manager: User, organisation: Organisation
) -> None:
    with pytest.raises(ValidationError) as refused:
        accept(programme_manager, organisation, wrong)
    assert all(refused.value.messages)
    assert not Practice.objects.of(organisation).exists()
    assert not AuditEvent.objects.of(organisation).exists()


def test_a_reversed_period_is_kept_as_printed(programme_manager: User, organisation: Organisation) -> None:
    period = {"raw": "maart 2021 - januari 2020", "start": "2021-03", "end": "2020-01"}
    practice = accept(programme_manager, organisation, {"period": period})
    assert practice.is_reversed
    assert (practice.first_year, practice.last_year) == (2020, 2021)


def test_contacts_without_any_way_to_reach_them_are_not_kept(
    programme_manager: User, organisation: Organisation
) -> None:
    contacts = [{"name": None, "email": None, "phone": None, "role": "adviseur"}]
    assert not accept(programme_manager, organisation, {"contacts": contacts}).contacts.exists()


def test_contacts_tell_nothing_and_leave_no_history(
    programme_manager: User, organisation: Organisation
) -> None:
    practice = accept(programme_manager, organisation)
    assert "Jo" not in str(practice.contacts.get())
    assert not keeps_history(PracticeContact)
    load_declarations()
    fields = {field.name: field for field in PracticeContact._meta.fields}
    for name in ("name", "email", "phone", "role"):
        assert decision_about(fields[name]) in {Personal.IDENTITY, Personal.CONTACT}


def test_undo_removes_everything_but_history(programme_manager: User, organisation: Organisation) -> None:
    practice = accept(programme_manager, organisation)
    actions.withdraw(by=programme_manager, record=practice)
    for model in (Practice, PracticeContact, PracticeOrganisation, PracticeSection):
        assert not model.objects.of(organisation).exists()
    removed = Practice.history.of(organisation).get(history_type="-")
    assert (removed.title, removed.history_user) == ("1Stroom: Meubilair", programme_manager)
    actions_written = AuditEvent.objects.of(organisation).order_by("pk").values_list("action", flat=True)
    assert list(actions_written) == ["practice.added", "practice.removed"]


def test_a_change_keeps_years_and_search_in_step(programme_manager: User, organisation: Organisation) -> None:
    practice = accept(programme_manager, organisation)
    actions.change(
        by=programme_manager, record=practice, version=1, title="Élan", end=None, end_exclusive=False
    )
    practice.refresh_from_db()
    assert (practice.first_year, practice.last_year, practice.version) == (2020, 2020, 2)
    assert "elan" in practice.search_text
    assert "gemeente elders" in practice.search_text
    assert practice.slug == "1stroom-meubilair"
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, record=practice, version=1, title="Te laat")
    with pytest.raises(TypeError):
        actions.change(by=programme_manager, record=practice, version=2, slug="anders")


def test_publishing_and_hiding_are_audited(programme_manager: User, organisation: Organisation) -> None:
    practice = accept(programme_manager, organisation)
    actions.publish(by=programme_manager, record=practice, version=1)
    actions.publish(by=programme_manager, record=practice, version=2, published=False)
    written = AuditEvent.objects.of(organisation).order_by("pk").values_list("action", flat=True)
    assert list(written) == ["practice.added", "practice.published", "practice.hidden"]


def test_an_unknown_item_type_is_a_mistake_in_code(
    programme_manager: User, organisation: Organisation
) -> None:
    with pytest.raises(KeyError):
        actions.accept_item(by=programme_manager, organisation=organisation, item_type="goal", values={})


def test_what_a_fund_takes_over_is_for_everyone_and_what_a_municipality_takes_over_is_its_own(
    programme_manager: User, organisation: Organisation, other_organisation: Organisation
) -> None:
    """A fund reads in its public page; a municipality may have read in an internal note."""
    assert accept(programme_manager, organisation).published is False
    other_organisation.kind = Organisation.Kind.FUND
    other_organisation.save()
    assert accept(programme_manager, other_organisation).published is True
