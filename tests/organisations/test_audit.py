from __future__ import annotations

import pytest

from koers.organisations import audit
from koers.organisations.models import AppendOnly, AuditEvent, Organisation, User

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_on_which_record(
    programme_manager: User, organisation: Organisation
) -> None:
    audit.record(
        by=programme_manager,
        action="organisation.renamed",
        subject=organisation,
        organisation=organisation,
        detail={"fields": ["name"]},
    )
    event = AuditEvent.objects.of(organisation).get()
    assert event.by == programme_manager
    assert event.at is not None
    assert (event.subject_type, event.subject_id) == ("organisations.organisation", organisation.public_id)
    assert event.detail == {"fields": ["name"]}


def test_content_is_refused(organisation: Organisation) -> None:
    with pytest.raises(ValueError, match="no content"):
        audit.record(
            by=None,
            action="organisation.changed",
            subject=organisation,
            organisation=None,
            detail={"was": [{"text": "x" * 101}]},
        )


def test_an_event_is_never_changed_or_deleted(organisation: Organisation) -> None:
    event = audit.record(by=None, action="organisation.seen", subject=organisation, organisation=organisation)
    event.action = "organisation.other"
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
