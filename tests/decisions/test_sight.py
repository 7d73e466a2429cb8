"""Nobody hides what is the council's own, and nothing names a point that is not public to who may not see it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from decisions.conftest import taken
from koers.decisions.models import Decision, DecisionEffect, Recommendation, SourceReport
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from people import UserWith
from strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["motion", "promise"])
def test_a_motion_or_promise_is_not_hidden_from_the_council(
    strict_client: StrictClient, programme_manager: User, organisation: Organisation, kind: str
) -> None:
    one = Recommendation.objects.create(organisation=organisation, kind=kind, text="Verzoekt het college")
    strict_client.force_login(programme_manager)
    page = f"/register/aanbevelingen/{one.public_id}/wijzigen/"
    given = {"kind": kind, "text": one.text, "version": "1"}  # the box of "public" is not ticked
    assert strict_client.post(page, given).status_code == 422
    one.refresh_from_db()
    assert one.public
    one.public = False
    with pytest.raises(ValidationError):
        one.clean()


def test_neither_by_its_source(report: SourceReport, motion: Recommendation, advice: Recommendation) -> None:
    report.publicity = "not_public"
    report.clean()  # a recommendation in it may be closed
    closed = SourceReport.objects.create(
        organisation=report.organisation, title="Besloten stuk", publicity="not_public"
    )
    motion.report = closed
    with pytest.raises(ValidationError):
        motion.clean()
    motion.report = report
    motion.save()
    with pytest.raises(ValidationError):
        report.clean()
    report.publicity = "public"
    report.clean()


def test_what_becomes_a_point_of_a_management_letter_is_not_public(advice: Recommendation) -> None:
    advice.kind = "management_letter"
    advice.save()
    assert not Recommendation.objects.of(advice.organisation).get().public
    advice.public = True  # the second, deliberate step
    advice.save()
    assert Recommendation.objects.of(advice.organisation).get().public


def test_an_owner_is_not_independent(
    advice: Recommendation, controller: User, programme_manager: User, user_with: UserWith
) -> None:
    advice.owner = controller
    advice.save()
    taken(advice, programme_manager, "reported", status="followed", text="Klaar")
    with pytest.raises(PermissionDenied):
        taken(advice, controller, "assessed", status="followed", text="Ja")
    auditor = user_with(Role.AUDITOR, advice.organisation)
    assert taken(advice, auditor, "assessed", status="partly", text="Half").reporter == programme_manager


def test_an_effect_names_no_point_that_is_not_public(
    strict_client: StrictClient, reader: User, programme_manager: User, organisation: Organisation
) -> None:
    point = Recommendation.objects.create(organisation=organisation, text="Besloten punt", public=False)
    decision = Decision.objects.create(organisation=organisation, text="Besluit")
    closed = DecisionEffect.objects.create(decision=decision, text="Gevolg een", recommendation=point)
    DecisionEffect.objects.create(decision=decision, text="Gevolg twee")
    for user, seen in ((reader, False), (programme_manager, True)):
        strict_client.force_login(user)
        page = strict_client.get("/register/besluitgevolgen/").content.decode()
        assert ("Besloten punt" in page, "Gevolg een" in page, "Gevolg twee" in page) == (seen, seen, True)
        one = strict_client.get(f"/register/besluitgevolgen/{closed.public_id}/")
        assert one.status_code == (200 if seen else 404)
        on_its_page = strict_client.get(f"/besluiten/{decision.public_id}/").content.decode()
        assert ("Gevolg een" in on_its_page) == seen
