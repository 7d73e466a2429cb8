"""From a draft to an allocation in the ledger: who may what, what is unlawful, and what history keeps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from finance.requests.conftest import FREE, Ask, Rank
from koers.core.models import ConcurrentChange
from koers.decisions.models import Decision
from koers.finance.actions.booking import pending
from koers.finance.models import Allocation, LedgerEntry
from koers.finance.requests import actions, queries
from koers.finance.requests.models import Score
from koers.finance.requests.states import State
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from people import UserWith

pytestmark = pytest.mark.django_db


def free(programme: Programme, kind: str = "incidental", year: int = 2027) -> Decimal | None:
    return queries.free_of(programme, kind, year).value


def test_a_draft_is_changed_filed_and_withdrawn(
    organisation: Organisation, line_manager: User, unit: Unit, controller: User
) -> None:
    made = actions.open_request(
        by=line_manager,
        organisation=organisation,
        title="a",
        purpose="b",
        unit=unit,
        fte=Decimal("0.6"),
        from_year=2027,
    )
    changed = actions.change_request(by=line_manager, request=made, version=1, title="Halve plek")
    with pytest.raises(ConcurrentChange):
        actions.change_request(by=line_manager, request=made, version=1, title="x")
    with pytest.raises(PermissionDenied):
        actions.step(by=controller, request=changed, name="file")
    filed = actions.step(by=line_manager, request=changed, name="file")
    assert (filed.title, filed.state, filed.filed_on is not None) == ("Halve plek", State.FILED, True)
    with pytest.raises(ValidationError):
        actions.change_request(by=line_manager, request=filed, version=filed.version, title="x")
    assert actions.step(by=line_manager, request=filed, name="withdraw").state == State.WITHDRAWN
    assert made.history.count() == 4


def test_somebody_asks_and_for_something(organisation: Organisation, line_manager: User, unit: Unit) -> None:
    values: dict[str, Any] = {"title": "a", "purpose": "b", "from_year": 2027}
    with pytest.raises(ValidationError):
        actions.open_request(by=line_manager, organisation=organisation, amount=Decimal(1), **values)
    with pytest.raises(ValidationError):
        actions.open_request(by=line_manager, organisation=organisation, unit=unit, **values)


def test_nothing_of_another_organisation(
    other_organisation: Organisation, line_manager: User, organisation: Organisation
) -> None:
    unit = Unit.objects.create(organisation=other_organisation, name="Elders")
    with pytest.raises(ValidationError):
        actions.open_request(
            by=line_manager,
            organisation=organisation,
            title="a",
            purpose="b",
            from_year=2027,
            unit=unit,
            fte=1,
        )


def test_who_filed_sees_it_without_seeing_money(
    ask: Ask, line_manager: User, organisation: Organisation, user_with: UserWith
) -> None:
    mine = ask()
    assert list(queries.requests_of(line_manager, organisation)) == [mine]
    colleague = user_with(Role.LINE_MANAGER, organisation)
    assert not queries.requests_of(colleague, organisation)
    auditor = user_with(Role.AUDITOR, organisation)
    assert list(queries.requests_of(auditor, organisation)) == [mine]


def test_granting_books_an_allocation(
    ask: Ask, controller: User, decision: Decision, programme: Programme
) -> None:
    request = ask()
    made = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(40_000), reason="Eerst"
    )
    request.refresh_from_db()
    assert (request.state, request.answer, made.above) == (State.GRANTED.value, "Eerst", Decimal(0))
    assert free(programme) == FREE - 40_000
    entry = LedgerEntry.objects.of(request.organisation).get(stage="allocated")
    assert (entry.decision, entry.year, entry.allocation) == (decision, 2027, made.allocation)
    assert made.allocation.purposes.get().text == "Teams leren hun plan maken"


def test_a_later_change_keeps_history(
    ask: Ask, controller: User, decision: Decision, amendment: Decision, programme: Programme
) -> None:
    request = ask()
    first = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(40_000), reason="Eerst"
    )
    second = actions.grant(
        by=controller, request=request, decision=amendment, amount=Decimal(25_000), reason="Minder"
    )
    request.refresh_from_db()
    assert (request.state, second.replaces, second.allocation) == (State.PARTLY, first, first.allocation)
    assert free(programme) == FREE - 25_000
    amounts = LedgerEntry.objects.of(request.organisation).filter(stage="allocated").order_by("pk")
    assert [one.amount for one in amounts] == [40_000, -40_000, 25_000]
    assert [one.amount for one in queries.grants_of(request)] == [25_000, 40_000]
    third = actions.grant(by=controller, request=request, decision=amendment, amount=None, reason="Toch niet")
    request.refresh_from_db()
    assert (request.state, third.is_unlawful, free(programme)) == (State.REFUSED, False, FREE)


def test_beyond_what_is_free_is_unlawful_until_covered(
    ask: Ask, controller: User, decision: Decision, amendment: Decision, organisation: Organisation
) -> None:
    request = ask(amount="130000")
    made = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(130_000), reason="Nodig"
    )
    assert (made.above, made.is_unlawful) == (Decimal(30_000), True)
    assert queries.unlawful(controller, organisation) == [made]
    covered = actions.cover(by=controller, grant=made, decision=amendment)
    assert not covered.is_unlawful
    assert queries.unlawful(controller, organisation) == []
    with pytest.raises(ValidationError):
        actions.cover(by=controller, grant=made, decision=amendment)


def test_only_the_council_covers(
    ask: Ask, controller: User, decision: Decision, programme: Programme
) -> None:
    request = ask(amount="130000")
    with pytest.raises(ValidationError, match=r"raad|council"):
        actions.grant(
            by=controller, request=request, decision=decision, amount=Decimal(130_000), reason="x",
            covered_by=decision,
        )  # fmt: skip
    assert free(programme) == FREE
    made = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(130_000), reason="x"
    )
    with pytest.raises(ValidationError, match=r"raad|council"):
        actions.cover(by=controller, grant=made, decision=decision)
    made.refresh_from_db()
    assert made.is_unlawful


def test_another_programme_pays_from_now_on(
    ask: Ask, controller: User, decision: Decision, programme: Programme, organisation: Organisation
) -> None:
    """What the first gave is taken back there; what it gave is no room in the other."""
    other = Programme.objects.create(organisation=organisation, name="Ander", slug="ander")
    request = ask()
    first = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(40_000), reason="x"
    )
    moved = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(30_000), reason="y", programme=other
    )
    assert (free(programme), free(other)) == (FREE, Decimal(-30_000))
    assert (moved.above, moved.replaces, moved.allocation.programme) == (Decimal(30_000), first, other)
    first.allocation.refresh_from_db()
    assert first.allocation.programme == programme
    assert first.allocation.amount == Decimal(0)
    assert pending(programme) == pending(other) == []


def test_covered_at_once(ask: Ask, controller: User, decision: Decision, amendment: Decision) -> None:
    made = actions.grant(
        by=controller, request=ask(amount="130000"), decision=decision, amount=Decimal(130_000), reason="x",
        covered_by=amendment,
    )  # fmt: skip
    assert (made.above, made.is_unlawful) == (Decimal(30_000), False)


def test_changing_a_grant_counts_what_it_gave_as_free(ask: Ask, controller: User, decision: Decision) -> None:
    request = ask(amount="90000")
    actions.grant(by=controller, request=request, decision=decision, amount=Decimal(90_000), reason="x")
    changed = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(100_000), reason="y"
    )
    assert changed.above == 0


def test_structural_money_counts_every_year(
    ask: Ask, controller: User, decision: Decision, programme: Programme
) -> None:
    request = ask(kind="structural", amount="120000")
    made = actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(120_000), reason="x"
    )
    assert (made.above, free(programme, "structural", 2027)) == (Decimal(20_000), Decimal(-20_000))


def test_positions_alone_are_no_money(
    ask: Ask, controller: User, decision: Decision, programme: Programme
) -> None:
    request = ask(amount=None, fte=Decimal("1.5"))
    made = actions.grant(by=controller, request=request, decision=decision, fte=Decimal("1.5"), reason="x")
    request.refresh_from_db()
    assert (request.state, made.allocation.fte, made.allocation.amount) == (
        State.GRANTED,
        Decimal("1.5"),
        None,
    )
    assert free(programme) == FREE
    assert not LedgerEntry.objects.of(request.organisation).filter(stage="allocated")


def test_where_the_money_comes_from_must_be_known(
    ask: Ask, controller: User, decision: Decision, programme: Programme
) -> None:
    request = ask(programme=None)
    with pytest.raises(ValidationError):
        actions.grant(by=controller, request=request, decision=decision, amount=Decimal(1), reason="x")
    actions.grant(
        by=controller, request=request, decision=decision, amount=Decimal(1), reason="x", programme=programme
    )
    request.refresh_from_db()
    assert request.programme == programme


def test_granting_nothing_at_once_is_no_grant(ask: Ask, controller: User, decision: Decision) -> None:
    with pytest.raises(ValidationError):
        actions.grant(by=controller, request=ask(), decision=decision, amount=Decimal(0), reason="x")


def test_who_does_not_keep_money_grants_nothing(ask: Ask, line_manager: User, decision: Decision) -> None:
    request = ask()
    with pytest.raises(PermissionDenied):
        actions.grant(by=line_manager, request=request, decision=decision, amount=Decimal(1), reason="x")
    with pytest.raises(PermissionDenied):
        actions.refuse(by=line_manager, request=request, reason="x")
    assert not Allocation.objects.of(request.organisation).exists()


def test_a_decision_of_another_organisation(
    ask: Ask, controller: User, other_organisation: Organisation
) -> None:
    elsewhere = Decision.objects.create(organisation=other_organisation, text="x")
    with pytest.raises(ValidationError):
        actions.grant(by=controller, request=ask(), decision=elsewhere, amount=Decimal(1), reason="x")


def test_refusing_needs_a_reason(ask: Ask, controller: User) -> None:
    request = ask()
    with pytest.raises(ValidationError):
        actions.refuse(by=controller, request=request, reason=" ")
    assert actions.refuse(by=controller, request=request, reason="Past niet").state == State.REFUSED


def test_a_session_ranks_and_closes(
    ask: Ask, session_of: Rank, controller: User, programme_manager: User
) -> None:
    first, second = ask("Trainers", "40000"), ask("Zaalhuur", "70000")
    session = session_of(first, second)
    taken = {one.request.title: one.pk for one in session.taken.select_related("request")}
    criteria = [one.pk for one in session.criteria.all()]
    for person, points in ((controller, (8, 6, 5, 9)), (programme_manager, (6, 6, 5, 9))):
        keys = [(taken[name], one) for name in ("Trainers", "Zaalhuur") for one in criteria]
        actions.give_points(by=person, session=session, points=dict(zip(keys, points, strict=True)))
    page = queries.ranking_page(session)
    totals = {page.taken[one.request].request.title: one.shown for one in page.ranked}
    assert totals == {"Trainers": Decimal("6.67"), "Zaalhuur": Decimal("6.33")}
    assert (page.fit.line, page.fit.left) == (1, Decimal(60_000))
    actions.give_points(by=controller, session=session, points={keys[0]: None, keys[1]: 7})
    assert Score.objects.of(session.organisation).count() == 7
    actions.motivate(by=controller, session=session, words={taken["Trainers"]: "Het meest nodig"})
    actions.close_session(by=controller, session=session)
    actions.close_session(by=controller, session=session)
    first.refresh_from_db()
    assert first.state == State.RANKED
    with pytest.raises(ValidationError):
        actions.give_points(by=controller, session=session, points={})


def test_points_of_others_and_out_of_range(
    ask: Ask, session_of: Rank, controller: User, user_with: UserWith, organisation: Organisation
) -> None:
    session = session_of(ask())
    taken, criterion = session.taken.get().pk, session.criteria.all()[0].pk
    with pytest.raises(PermissionDenied):
        actions.give_points(by=user_with(Role.CLIENT, organisation), session=session, points={})
    with pytest.raises(ValidationError):
        actions.give_points(by=controller, session=session, points={(taken, criterion): 11})
    with pytest.raises(ValidationError):
        actions.give_points(by=controller, session=session, points={(taken, 0): 1})


def test_a_session_takes_filed_requests_of_one_kind(ask: Ask, session_of: Rank, controller: User) -> None:
    request = ask()
    with pytest.raises(ValidationError):
        session_of()
    with pytest.raises(ValidationError):
        session_of(ask(kind="structural"))
    actions.refuse(by=controller, request=request, reason="x")
    request.refresh_from_db()
    with pytest.raises(ValidationError):
        session_of(request)


def test_given_back_it_is_a_draft_again(ask: Ask, controller: User) -> None:
    assert actions.step(by=controller, request=ask(), name="reopen").state == State.DRAFT
