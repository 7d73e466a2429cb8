"""Rules of the new records, their warnings, their figures, and the values of the reading contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from decisions.conftest import Take
from koers.core.dates import PartialDate
from koers.core.figures import compute
from koers.decisions import actions
from koers.decisions.models import (
    Body,
    Decision,
    DecisionEffect,
    Evidence,
    FollowUpAction,
    FollowUpStep,
    LongTermItem,
    Recommendation,
    SourceReport,
)
from koers.decisions.noting import note_for_council
from koers.decisions.oddities import action_warnings, duplicates_of, item_warnings, recommendation_warnings
from koers.editing.actions import change, create
from koers.editing.kinds import by_slug
from koers.organisations.models import Organisation, User


def add(by: User, organisation: Organisation, **values: Any) -> Any:
    return create(by=by, kind=by_slug("aanbevelingen"), under=organisation, values=values)


def test_the_literal_text_is_never_overwritten(
    advice: Recommendation, programme_manager: User, organisation: Organisation
) -> None:
    with pytest.raises(ValidationError) as refused:
        change(
            by=programme_manager,
            kind=by_slug("aanbevelingen"),
            record=advice,
            version=1,
            values={"text": "Maak geen keuzes"},
        )
    assert set(refused.value.error_dict) == {"text"}
    with pytest.raises(ValidationError):
        actions.change(by=programme_manager, record=advice, version=1, text="Anders")
    named = Recommendation.objects.create(organisation=organisation, source_document="Scan")
    named.text = "Nu bekend"
    named.save()
    assert str(named) == "Nu bekend"


def test_a_motion_stays_a_motion(motion: Recommendation, programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        actions.change(by=programme_manager, record=motion, version=1, kind="recommendation")


def test_double_numbers_and_a_source_of_somebody_else(
    advice: Recommendation,
    report: SourceReport,
    programme_manager: User,
    organisation: Organisation,
    other_organisation: Organisation,
) -> None:
    with pytest.raises(ValidationError):
        add(programme_manager, organisation, text="Tweede", report=report, number="1.1")
    assert add(programme_manager, organisation, text="Tweede", report=report, number="1.2").pk
    advice.organisation = other_organisation
    with pytest.raises(ValidationError):
        advice.clean()


def test_warnings_and_never_a_block(
    report: SourceReport, programme_manager: User, organisation: Organisation
) -> None:
    one = add(programme_manager, organisation, text="Kies", report=report, planned="2025-12")
    again = add(programme_manager, organisation, text="Kies", report=report, owner_name="Team")
    assert len(recommendation_warnings(one)) == 2
    assert recommendation_warnings(again) == []
    assert len(duplicates_of(programme_manager, again)) == 1
    assert duplicates_of(programme_manager, Recommendation(organisation=organisation)) == []
    late = FollowUpAction(recommendation=one, text="Doen", due=date(2025, 1, 1), done_on=date(2999, 1, 1))
    assert len(action_warnings(late)) == 2
    assert action_warnings(FollowUpAction(recommendation=again, text="Doen")) == []
    assert item_warnings(LongTermItem(subject="Later")) == []
    past = LongTermItem(subject="Later")
    past.planned = PartialDate(2020)
    assert len(item_warnings(past)) == 1
    letter = Recommendation(organisation=organisation, kind="management_letter", text="Punt", owner_name="X")
    assert len(recommendation_warnings(letter)) == 1


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (SourceReport, {"title": ""}),
        (SourceReport, {"title": "T", "kind": "book"}),
        (SourceReport, {"title": "T", "publicity": "maybe"}),
        (LongTermItem, {"subject": ""}),
        (LongTermItem, {"subject": "S", "status": "gone"}),
        (LongTermItem, {"subject": "S", "status": "done"}),
        (LongTermItem, {"subject": "S", "status": "held"}),
        (LongTermItem, {"subject": "S", "status": "dropped"}),
    ],
)
def test_the_database_refuses(model: Any, values: dict[str, Any], organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        model.objects.create(organisation=organisation, **values)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (FollowUpAction, {"text": ""}),
        (Evidence, {"title": "T", "reference": ""}),
        (FollowUpStep, {"sort": "wished"}),
        (FollowUpStep, {"sort": "reported"}),
        (FollowUpStep, {"sort": "kept", "status": "followed"}),
        (FollowUpStep, {"sort": "written_off"}),
    ],
)
def test_the_database_refuses_parts(model: Any, values: dict[str, Any], advice: Recommendation) -> None:
    day = {"date": date(2026, 1, 1)} if model is FollowUpStep else {}
    with pytest.raises(IntegrityError):
        model.objects.create(recommendation=advice, **day, **values)


def test_names_of_records(advice: Recommendation, organisation: Organisation, reader: User) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Besluit")
    assert str(DecisionEffect(decision=decision, text="Meer geld")) == "Meer geld"
    assert str(FollowUpAction(text="Doen")) == "Doen"
    assert FollowUpAction(owner=reader).owner_words == reader.name
    assert str(Evidence(title="Lijst")) == "Lijst"
    assert str(SourceReport(title="Studie")) == "Studie"
    assert str(FollowUpStep(sort="told"))
    with pytest.raises(IntegrityError):
        DecisionEffect.objects.create(decision=decision, text="")


def test_an_agenda_item_belongs_to_one_organisation(
    organisation: Organisation, other_organisation: Organisation, council: Body
) -> None:
    item = LongTermItem(organisation=other_organisation, subject="Stuk", body=council)
    with pytest.raises(ValidationError):
        item.clean()
    assert item.is_open


def test_what_a_document_says_of_itself_is_a_reported_state(
    organisation: Organisation, programme_manager: User
) -> None:
    def read(status: str | None) -> Any:
        values = {"text": f"Tekst {status}", "source_document": "Scan", "status": status}
        return actions.accept_item(
            by=programme_manager, organisation=organisation, item_type="recommendation", values=values
        ).record

    found = {status: read(status).self_status for status in ("open", "in_progress", "done", "rejected")}
    assert found == {
        "open": "not_started",
        "in_progress": "in_progress",
        "done": "followed",
        "rejected": "not_followed",
    }
    assert (read("adopted").self_status, read(None).self_status) == ("", "")


def test_noting_for_the_council(
    griffie: User, college: User, council: Body, organisation: Organisation, other_organisation: Organisation
) -> None:
    said: dict[str, Any] = {
        "organisation": organisation,
        "kind": "promise",
        "text": "We komen terug",
        "date": PartialDate(2026, 3, 5),
        "portfolio_holder": "Wethouder",
    }
    griffie.memberships.update(limited_to_body=council.public_id)
    griffie.forget_roles()
    one = note_for_council(by=griffie, **said)
    assert (one.body, one.addressee, one.stage) == (council, "college", "open")
    for wrong in ({}, {"kind": "recommendation"}):
        with pytest.raises(ValidationError):
            note_for_council(by=griffie, **(said | wrong))
    from django.core.exceptions import PermissionDenied

    for user, where in ((college, organisation), (griffie, other_organisation)):
        with pytest.raises(PermissionDenied):
            note_for_council(by=user, **(said | {"organisation": where}))


def test_figures_say_what_they_count(
    organisation: Organisation,
    advice: Recommendation,
    motion: Recommendation,
    programme_manager: User,
    controller: User,
    take: Take,
) -> None:
    on = date(2026, 8, 1)
    take(advice, programme_manager, "reported", status="followed", text="Klaar")
    take(advice, controller, "assessed", status="partly", text="Half")
    Recommendation.objects.create(organisation=organisation, text="Weg", self_status="lapsed")
    Recommendation.objects.create(organisation=organisation, text="Intern", public=False)
    motion.planned = PartialDate(2026, 6)
    motion.save()
    reported = compute("decisions.followed_reported", organisation=organisation, on=on)
    assert (reported.value, reported.numerator, reported.denominator) == (
        Decimal("50.0"),
        Decimal(1),
        Decimal(2),
    )
    assessed = compute("decisions.followed_assessed", organisation=organisation, on=on)
    assert (assessed.value, assessed.unit, assessed.denominator) == (Decimal("0.0"), "%", Decimal(3))
    late = compute("decisions.overdue", organisation=organisation, on=on)
    assert (late.value, late.link, late.reference_date) == (Decimal(1), "/aanbevelingen/?te_laat=1", on)
    Recommendation.objects.of(organisation).filter(steps__isnull=True).delete()
    FollowUpStep.objects.of(organisation)._raw_delete("default")
    Recommendation.objects.of(organisation).delete()
    assert compute("decisions.followed_reported", organisation=organisation, on=on).value is None
