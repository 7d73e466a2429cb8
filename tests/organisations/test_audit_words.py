"""The audit trail as people read it: every code has words, and the log can be narrowed."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

import koers
from koers.intake.models import Document
from koers.organisations import actions, audit, audit_words
from koers.organisations.models import AuditEvent, Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.programmes.models import Goal, PeriodGoal, Programme, Reorganisation
from people import UserWith

pytestmark = pytest.mark.django_db

STATES = {
    "carry_over": ["approved", "refused", "lapsed"],
    "document": Document.State.values,
    "periodgoal": PeriodGoal.State.values,
    "reorganisation": Reorganisation.State.values,
    "risk": ["reopened", "materialised", "closed"],
}
"""Codes whose participle is the state a record came in."""
BY_ARGUMENT = {"trackupdate", "practice", ""}
"""Codes made by a function that gets the participle: its calls are read too."""

RECORDERS = ("_audit", "_tell", "_record")


def _trees() -> Iterator[ast.Module]:
    for path in Path(koers.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "audit" in text and path.name not in ("audit_words.py", "audit_log.py"):
            yield ast.parse(text)


def _values(node: ast.AST | None) -> Iterator[str]:
    """What an expression for a code can be: the text, each side of a condition, every value of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _values(node.body)
        yield from _values(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        first, last = node.values[0], node.values[-1]
        if isinstance(last, ast.Constant):
            yield str(last.value)
        else:
            noun = str(first.value).rstrip(".") if isinstance(first, ast.Constant) else ""
            assert noun in STATES or noun in BY_ARGUMENT, f"say in STATES what {noun} can come in"
            yield from (f"{noun}.{state}" for state in STATES.get(noun, ()))


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """Where a code can stand: `action=…`, `action = …`, and what is handed to a room's own small recorder."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.keyword) and node.arg == "action") or (
            isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "action"
        ):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDERS:
            yield from node.args


def codes_in_the_source() -> set[str]:
    found = {value for tree in _trees() for place in _places(tree) for value in _values(place)}
    return found - {"", "store_true"}


def test_every_code_of_the_source_has_words() -> None:
    codes = codes_in_the_source()
    assert {"session.opened", ".changed", "sent", "reorganisation.carried_out", "hidden"} <= codes
    assert len(codes) > 50
    assert sorted(code for code in codes if not audit_words.has_words(code)) == []


def test_every_kind_of_record_has_a_word_of_its_own(organisation: Organisation) -> None:
    with translation.override("nl"):
        for subject in (
            "programmes.goal",
            "organisations.user",
            "organisations.membership",
            "intake.proposal",
        ):
            assert "." not in audit_words.noun(subject)
        assert audit_words.noun("programmes.goal") == "doel"
        assert audit_words.noun("gone.long_gone") == "gone long gone"


def _event(action: str, subject_type: str = "", **detail: object) -> AuditEvent:
    return AuditEvent(action=action, subject_type=subject_type, subject_id=uuid.uuid4(), detail=detail)


def test_sentences() -> None:
    with translation.override("en"):
        say = audit_words.sentence
        assert say(_event("goal.changed", "programmes.goal", fields=["name", "gone_field"]), name="Rust") == (
            "changed goal “Rust”: name, gone field"
        )
        assert say(_event("goal.removed", "programmes.goal")) == "removed a goal"
        assert say(_event("session.opened", "organisations.user")) == "logged in"
        assert (
            say(_event("membership.created", role="controller"), who="Ans")
            == "gave a role to Ans: Controller"
        )
        assert say(_event("membership.removed", role="old_role")) == "took a role away from someone: old role"
        assert say(_event("list.downloaded", kind="doelen", rows=3)) == "downloaded a list: doelen, 3 rows"


def test_a_code_nobody_knows_is_still_readable() -> None:
    with translation.override("en"):
        assert audit_words.sentence(_event("thing.long_ago", "programmes.goal"), name="Rust") == (
            "did something with goal “Rust” (thing long ago)"
        )
        assert audit_words.sentence(_event("thing")) == "did something with something (thing)"


@pytest.fixture
def page(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def _log(client: Client, **query: str) -> str:
    answer = client.get(reverse("organisations:audit"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_log_names_records_the_reader_may_see(
    page: Client, organisation: Organisation, administrator: User, programme_manager: User
) -> None:
    unit = Unit.objects.create(organisation=organisation, name="Bedrijfsvoering")
    goal = Goal.objects.create(
        programme=Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast"),
        text="Minder regels",
    )
    for subject in (unit, goal):
        audit.record(
            by=programme_manager,
            action=f"{subject._meta.model_name}.changed",
            subject=subject,
            organisation=organisation,
            detail={"fields": ["name"]},
        )
    shown = _log(page)
    assert "“Bedrijfsvoering”" in shown
    assert "“Minder regels”" in shown
    assert "programmes.goal" not in shown.split("<table")[1]
    assert str(goal.public_id) not in shown


def test_nobody_is_named_who_was_only_offered_a_role(
    page: Client, organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    known = user_with(Role.EMPLOYEE, other_organisation)
    offer = actions.add_member(
        by=None, user=known, organisation=organisation, role=Role.CONTROLLER, offered=True
    )
    actions.remove_member(by=None, membership=offer)
    member = user_with(Role.EMPLOYEE, organisation)
    actions.add_member(by=None, user=member, organisation=organisation, role=Role.AUDITOR)
    shown = _log(page)
    assert known.name not in shown.split("<table")[1]
    assert member.name in shown


def test_the_log_is_narrowed_by_person_kind_and_period(
    page: Client, organisation: Organisation, administrator: User, programme_manager: User
) -> None:
    here = Unit.objects.create(organisation=organisation, name="Team Een")
    by_manager = audit.record(
        by=programme_manager, action="unit.changed", subject=here, organisation=organisation
    )
    audit.record(by=None, action="session.refused", subject=administrator, organisation=organisation)
    old = audit.record(by=administrator, action="unit.removed", subject=here, organisation=organisation)
    past = timezone.now() - timedelta(days=40)
    AuditEvent.objects.of(organisation).filter(pk=old.pk).update(at=past)

    def rows(**query: str) -> int:
        return _log(page, **query).count('<th role="rowheader"')

    assert rows() == 3
    assert rows(persoon=str(by_manager.by.public_id if by_manager.by else "")) == 1
    assert rows(persoon="koers") == 1
    assert rows(soort="organisations.unit") == 2
    assert rows(soort="organisations.unit", vanaf=str(timezone.localdate())) == 1
    assert rows(tot=str(timezone.localdate(past))) == 1
    assert rows(persoon="iemand anders") == 3, "what makes no sense narrows nothing, and says so"
    assert 'role="alert"' in _log(page, vanaf="2026-02-02", tot="2026-01-01")
    assert "Niets gevonden" in _log(page, tot="2001-01-01") or rows(tot="2001-01-01") == 0


def test_only_events_of_the_own_organisation(
    page: Client, organisation: Organisation, other_organisation: Organisation, stranger: User
) -> None:
    unit = Unit.objects.create(organisation=other_organisation, name="Elders")
    audit.record(by=stranger, action="unit.changed", subject=unit, organisation=other_organisation)
    shown = _log(page)
    assert "Elders" not in shown
    assert stranger.name not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_takes_as_many_queries_for_one_line_as_for_three(
    page: Client, organisation: Organisation, programme_manager: User, count: int
) -> None:
    for number in range(count):
        unit = Unit.objects.create(organisation=organisation, name=f"Team {number}")
        audit.record(by=programme_manager, action="unit.changed", subject=unit, organisation=organisation)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _log(page)
    assert len(queries) == 9
