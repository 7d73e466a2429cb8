"""What pointed to a removed record points to it again when that comes back, unless somebody chose otherwise since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from editing.making import a_record, built
from koers.core.dates import PartialDate
from koers.decisions.models import Meeting
from koers.editing import actions
from koers.editing.kinds import by_slug
from koers.editing.models import Removal
from koers.organisations.models import Organisation, User
from koers.programmes.models import Adoption, PeriodGoal

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(organisation: Organisation) -> Meeting:
    return a_record("vergaderingen", organisation)  # type: ignore[return-value]


@pytest.fixture
def adoption(organisation: Organisation, meeting: Meeting) -> Adoption:
    kind = by_slug("vaststellingen")
    return built(kind, organisation, meeting=meeting, date=PartialDate(2026))  # type: ignore[return-value]


def removed(record: Any, by: User) -> Removal:
    return actions.remove(by=by, record=record)


def test_it_points_there_again_with_history(
    meeting: Meeting, adoption: Adoption, programme_manager: User
) -> None:
    key, removal = meeting.pk, removed(meeting, programme_manager)
    adoption.refresh_from_db()
    assert adoption.meeting is None
    actions.restore(by=programme_manager, removal=removal)
    version = adoption.version
    adoption.refresh_from_db()
    assert adoption.meeting == Meeting.objects.of(removal.organisation).get(public_id=meeting.public_id)
    assert adoption.version == version + 1
    last = adoption.history.order_by("-history_id").first()
    assert last is not None
    assert (last.history_user, last.meeting_id) == (programme_manager, key)


def test_another_choice_since_then_stays(
    meeting: Meeting, adoption: Adoption, organisation: Organisation, programme_manager: User
) -> None:
    kind, other = by_slug("vaststellingen"), a_record("vergaderingen", organisation)
    removal = removed(meeting, programme_manager)
    adoption.refresh_from_db()
    changed: Any = actions.change(
        by=programme_manager, kind=kind, record=adoption, version=adoption.version, values={"meeting": other}
    )
    actions.restore(by=programme_manager, removal=removal)
    adoption.refresh_from_db()
    assert adoption.meeting == other
    removal = removed(Meeting.objects.of(organisation).get(public_id=meeting.public_id), programme_manager)
    values = {"meeting": None}
    actions.change(by=programme_manager, kind=kind, record=changed, version=changed.version, values=values)
    actions.restore(by=programme_manager, removal=removal)
    adoption.refresh_from_db()
    assert adoption.meeting is None


def test_what_was_emptied_before_the_removal_stays_empty(
    meeting: Meeting, adoption: Adoption, programme_manager: User
) -> None:
    values = {"meeting": None}
    actions.change(
        by=programme_manager,
        kind=by_slug("vaststellingen"),
        record=adoption,
        version=adoption.version,
        values=values,
    )
    actions.restore(by=programme_manager, removal=removed(meeting, programme_manager))
    adoption.refresh_from_db()
    assert adoption.meeting is None


def test_a_change_of_something_else_since_then_is_kept(
    meeting: Meeting, adoption: Adoption, programme_manager: User
) -> None:
    removal = removed(meeting, programme_manager)
    adoption.refresh_from_db()
    actions.change(
        by=programme_manager,
        kind=by_slug("vaststellingen"),
        record=adoption,
        version=adoption.version,
        values={"case_number": "Z-7"},
    )
    actions.restore(by=programme_manager, removal=removal)
    adoption.refresh_from_db()
    assert adoption.meeting is not None
    assert (adoption.meeting.public_id, adoption.case_number) == (meeting.public_id, "Z-7")


def test_what_is_gone_itself_is_left_out(
    meeting: Meeting, adoption: Adoption, programme_manager: User
) -> None:
    removal = removed(meeting, programme_manager)
    removed(adoption, programme_manager)
    actions.restore(by=programme_manager, removal=removal)
    assert not Adoption.objects.of(removal.organisation).exists()


def test_a_goal_carried_over_knows_again_where_it_came_from(
    organisation: Organisation, programme_manager: User
) -> None:
    first: Any = a_record("periodedoelen", organisation)
    kind = by_slug("planperioden")
    later: Any = built(
        kind,
        organisation,
        programme=first.period.programme,
        name="Later",
        start=date(2031, 1, 1),
        end=date(2031, 2, 1),
    )
    second = PeriodGoal.objects.create(period=later, text=first.text, carried_from=first)
    actions.restore(by=programme_manager, removal=removed(first, programme_manager))
    second.refresh_from_db()
    assert second.carried_from is not None
    assert second.carried_from.public_id == first.public_id


def test_a_rule_that_forbids_it_now_is_obeyed(
    meeting: Meeting, adoption: Adoption, programme_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Adoption, version: int) -> Adoption:
        raise ValidationError("niet meer")

    removal = removed(meeting, programme_manager)
    monkeypatch.setattr(Adoption, "save_from", refuse)
    actions.restore(by=programme_manager, removal=removal)
    adoption.refresh_from_db()
    assert adoption.meeting is None
