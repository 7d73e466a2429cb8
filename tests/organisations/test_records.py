"""Writing records: authors in history, rules as readable errors, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from koers.core.dates import PartialDate
from koers.decisions.models import Decision, DecisionDocument
from koers.organisations import records
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.records import Accepted, NotRemovable
from koers.organisations.scope import UnscopedQuery


@pytest.fixture
def decision(organisation: Organisation, administrator: User) -> Decision:
    return records.store(Decision(organisation=organisation, text="Besluit"), by=administrator)


def test_history_names_who_acts_also_for_parts_removed_along(
    decision: Decision, administrator: User, organisation: Organisation
) -> None:
    records.store(DecisionDocument(decision=decision, title="Brief"), by=administrator)
    records.remove(decision, by=administrator)
    for model in (Decision, DecisionDocument):
        history: Any = model.history.across_organisations("the test looks at everything")
        assert {row.history_user for row in history} == {administrator}


def test_history_without_an_actor_has_no_author(organisation: Organisation) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Besluit")
    assert decision.history.get().history_user is None


def test_history_is_scoped(decision: Decision, stranger: User, administrator: User) -> None:
    assert Decision.history.visible_to(administrator).count() == 1
    assert not Decision.history.visible_to(stranger).exists()
    with pytest.raises(UnscopedQuery):
        Decision.history.count()


def test_the_same_values_are_kept_once(organisation: Organisation, administrator: User) -> None:
    key = {"text": "Besluit", **records.date_columns("date", PartialDate(2023, 5))}
    keep: dict[str, Any] = {"by": administrator, "organisation": organisation, "key": key}
    first, new = records.keep(Decision, **keep, rest={"act": "vastgesteld"})
    again, not_new = records.keep(Decision, **keep)
    assert (new, not_new, again) == (True, False, first)
    assert (first.date, first.act) == (PartialDate(2023, 5), "vastgesteld")
    accepted = Accepted(record=first)
    assert (accepted.created, accepted.changed, accepted.version) == (True, False, 1)


def test_a_broken_rule_speaks_for_itself(decision: Decision, administrator: User) -> None:
    records.store(DecisionDocument(decision=decision, title="Brief"), by=administrator)
    with pytest.raises(ValidationError) as refused:
        records.store(DecisionDocument(decision=decision, title="Brief"), by=administrator)
    rule = next(c for c in DecisionDocument._meta.constraints if c.name == "decision_document_once")
    assert refused.value.messages == [str(rule.get_violation_error_message())]


def test_a_rule_that_is_not_declared_stays_a_database_error(decision: Decision) -> None:
    with pytest.raises(IntegrityError), records.readable_errors(Decision):
        Decision.objects.create(organisation=decision.organisation, text="x", public_id=decision.public_id)


def test_a_record_in_use_is_not_removable(organisation: Organisation, administrator: User) -> None:
    Decision.objects.create(organisation=organisation, text="Besluit")
    with pytest.raises(NotRemovable) as refused:
        records.remove(organisation, by=administrator)
    assert "Gemeente Waterveen" in refused.value.messages[0]
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert Membership.objects.filter(organisation=organisation).exists()


def test_a_long_name_is_shortened_in_the_message(organisation: Organisation, administrator: User) -> None:
    organisation.name = "n" * 200
    organisation.save()
    Decision.objects.create(organisation=organisation, text="Besluit")
    with pytest.raises(NotRemovable) as refused:
        records.remove(organisation, by=administrator)
    assert "n" * 81 not in refused.value.messages[0]


def test_values_of_a_wrong_shape_become_a_message() -> None:
    with pytest.raises(ValidationError) as refused, records.readable_values():
        raise ValueError("amount: not a number")
    assert refused.value.code == "wrong_form"
    assert "amount" in refused.value.messages[0]


def test_changing_what_is_not_allowed_is_a_mistake_in_code(decision: Decision, administrator: User) -> None:
    with pytest.raises(TypeError):
        records.change(decision, by=administrator, version=1, values={"version": 9}, allowed=frozenset())


def test_no_manager_of_a_history_table_goes_around_the_scope() -> None:
    """Every model with history: its table's own manager refuses a query that does not say for whom."""
    from django.apps import apps

    tables = [
        model.history.model
        for model in apps.get_models()
        if hasattr(model, "history") and hasattr(model, "SCOPE")
    ]
    assert tables
    for table in tables:
        with pytest.raises(UnscopedQuery):
            list(table.objects.all())
