"""A programme that is there already under nearly the same name: told when one is made or renamed, never refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from editing.making import form_values
from koers.editing.kinds import kind_of
from koers.organisations.models import Organisation, User
from koers.programmes.kinds.warnings import NAMES_TOLD, names_alike
from koers.programmes.models import Programme
from strict import StrictClient

KIND = kind_of(Programme)


@pytest.fixture
def known(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Samen digitaal", slug="samen-digitaal")


@pytest.fixture
def browser(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def test_a_new_programme_of_nearly_that_name_is_made_and_told(
    browser: StrictClient, known: Programme
) -> None:
    answer = browser.post(
        reverse("editing:new", kwargs={"slug": KIND.slug}),
        {"name": "Digitaal, samen", "update_every_days": "30"},
        follow=True,
    )
    assert Programme.objects.of(known.organisation).count() == 2
    assert "“Samen digitaal”" in answer.content.decode()


def test_renaming_tells_it_too(browser: StrictClient, known: Programme) -> None:
    other = Programme.objects.create(organisation=known.organisation, name="Op pad", slug="op-pad")
    url = reverse("editing:change", kwargs={"slug": KIND.slug, "public_id": other.public_id})
    quiet = browser.post(url, form_values(KIND, other, purpose="Beter werken"), follow=True)
    assert "“Samen digitaal”" not in quiet.content.decode()
    other.refresh_from_db()
    told = browser.post(url, form_values(KIND, other, name="Samen digitaall"), follow=True)
    assert "“Samen digitaal”" in told.content.decode()


def test_nothing_is_told_of_what_one_may_not_see(
    known: Programme, other_organisation: Organisation, stranger: User, programme_manager: User
) -> None:
    theirs = Programme.objects.create(
        organisation=other_organisation, name="Samen digitaal", slug="samen-digitaal"
    )
    assert names_alike(programme_manager, theirs) == []
    assert names_alike(stranger, theirs) == []
    same = Programme.objects.create(
        organisation=known.organisation, name="Samen Digitaal", slug="samen-digitaal-2"
    )
    assert names_alike(stranger, same) == []
    assert len(names_alike(programme_manager, same)) == 1


def test_of_many_a_few_are_named(known: Programme, programme_manager: User) -> None:
    for number in range(NAMES_TOLD + 2):
        Programme.objects.create(organisation=known.organisation, name=known.name, slug=f"nog-{number}")
    (told,) = names_alike(programme_manager, known)
    assert told.count("“") == NAMES_TOLD
