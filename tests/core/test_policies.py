"""Every model has a decision about history, every field one about privacy."""

from __future__ import annotations

import pytest

from koers.core import history, privacy
from koers.core.models import Job
from koers.core.privacy import NOT_PERSONAL, Personal, declare
from koers.organisations.models import AuditEvent, Membership, User


def test_every_model_keeps_history_or_says_why_not() -> None:
    assert history.undecided() == []


def test_every_field_has_a_decision_about_privacy() -> None:
    assert privacy.undecided() == []


def test_no_decision_is_about_something_that_does_not_exist() -> None:
    assert privacy.stray() == []


def test_a_decision_is_made_once() -> None:
    privacy.load_declarations()
    declare("organisations.User", email=Personal.CONTACT)
    with pytest.raises(ValueError, match="contact already"):
        declare("organisations.User", email=NOT_PERSONAL)


def test_what_follows_by_rule() -> None:
    privacy.load_declarations()
    fields = [
        (Job, "attempts"),
        (Job, "state"),
        (Membership, "organisation"),
        (AuditEvent, "at"),
    ]
    decided = {name: privacy.decision_about(getattr(model, name).field) for model, name in fields}
    assert set(decided.values()) == {NOT_PERSONAL}
    assert privacy.decision_about(Membership._meta.get_field("user")) is Personal.IDENTITY
    assert privacy.decision_about(User._meta.get_field("password")) is Personal.SECRET


def test_models_without_history_have_a_reason() -> None:
    assert history.reason_without(Job)
    assert not history.keeps_history(Job)
