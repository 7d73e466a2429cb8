"""What becomes of risks, what the database refuses, weighing, simulations that are stored, figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from koers.core.figures import compute
from koers.core.models import ConcurrentChange
from koers.editing.actions import create
from koers.editing.kinds import by_slug
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from koers.risks import actions, queries
from koers.risks.classes import DEFAULT, Scale
from koers.risks.models import CapacityPart, Measure, Risk, RiskAssessment, RiskScale, SimulationRun
from koers.risks.outcomes import drawn_from, from_json
from koers.risks.simulation import simulate
from koers.risks.weighing import Reason, Weighed, together
from people import UserWith
from risks.conftest import DAY, AddRisk


def weighed(risk: Risk, scale: Scale = DEFAULT, on: date = DAY) -> Weighed:
    found = queries.with_judgements(Risk.objects.of(risk.organisation).filter(pk=risk.pk))
    return queries.weighed(found, scale, on)[0]


def test_a_risk_happens_is_closed_and_opens_again(add_risk: AddRisk, programme_manager: User) -> None:
    risk = add_risk()
    for becomes, reason in (
        ("materialised", "Het ging mis"),
        ("closed", " Afgehandeld "),
        ("open", "Toch weer"),
    ):
        risk = actions.move(
            by=programme_manager, risk=risk, version=risk.version, becomes=becomes, on=DAY, reason=reason
        )
    assert (risk.state, risk.state_on, risk.state_reason) == ("open", DAY, "Toch weer")
    written = AuditEvent.objects.of(risk.organisation).order_by("pk").values_list("action", flat=True)
    assert list(written) == ["risk.materialised", "risk.closed", "risk.reopened"]
    assert (
        Risk.history.of(risk.organisation).filter(state="materialised").get().state_reason == "Het ging mis"
    )


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"becomes": "open"}, "becomes"),
        ({"becomes": "zomaar"}, "becomes"),
        ({"reason": "  "}, "reason"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "on"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(
    wrong: dict[str, Any], at: str, add_risk: AddRisk, programme_manager: User
) -> None:
    given: dict[str, Any] = {"becomes": "closed", "on": DAY, "reason": "Klaar"}
    with pytest.raises(ValidationError) as caught:
        actions.move(by=programme_manager, risk=add_risk(), version=1, **(given | wrong))
    assert list(caught.value.error_dict) == [at]


def test_a_step_before_the_last_one_is_refused(add_risk: AddRisk, programme_manager: User) -> None:
    risk = add_risk()
    actions.move(by=programme_manager, risk=risk, version=1, becomes="closed", on=DAY, reason="Klaar")
    before = DAY - timedelta(days=1)
    with pytest.raises(ValidationError):
        actions.move(by=programme_manager, risk=risk, version=2, becomes="open", on=before, reason="Weer")


def test_two_people_at_once(add_risk: AddRisk, programme_manager: User) -> None:
    risk = add_risk()
    stale = Risk.objects.of(risk.organisation).get()
    actions.move(by=programme_manager, risk=risk, version=1, becomes="closed", on=DAY, reason="Klaar")
    with pytest.raises(ConcurrentChange):
        actions.move(by=programme_manager, risk=stale, version=1, becomes="materialised", on=DAY, reason="Au")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"gross_chance": 3},
        {"net_impact": 2},
        {"gross_chance": 6, "gross_impact": 1},
        {"net_chance": 0, "net_impact": 1},
        {"chance": Decimal("100.01")},
        {"chance": Decimal("-1")},
        {"low": 5, "high": 4},
        {"low": -1, "high": 4},
        {"low": 5},
        {"high": 5},
        {"likely": 5},
        {"low": 1, "high": 4, "likely": 5},
        {"low": 1, "high": 10_000_000_001},
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(wrong: dict[str, Any], add_risk: AddRisk) -> None:
    with pytest.raises(IntegrityError):
        RiskAssessment.objects.create(risk=add_risk(), on=DAY, **wrong)


def test_one_judgement_a_day(add_risk: AddRisk) -> None:
    risk = add_risk(gross=(1, 1))
    with pytest.raises(IntegrityError):
        RiskAssessment.objects.create(risk=risk, on=DAY, chance=5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"chance_1": 0},
        {"chance_2": 10},
        {"chance_5": 100},
        {"from_1": -1},
        {"from_3": 50_000},
        {"maximum": 750_000},
        {"maximum": 10_000_000_001},
        {"certainty": 49},
        {"certainty": 100},
    ],
)
def test_a_scale_that_does_not_rise_is_refused(wrong: dict[str, Any], organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        RiskScale.objects.create(organisation=organisation, valid_from=DAY, **wrong)


def test_capacity_cannot_be_negative(organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        CapacityPart.objects.create(organisation=organisation, on=DAY, kind="reserve", amount=-1)


def test_a_state_needs_a_day_and_a_reason(add_risk: AddRisk) -> None:
    with pytest.raises(IntegrityError):
        add_risk(about={"state": "closed"})


def test_forms_tell_what_the_database_refuses(add_risk: AddRisk, programme_manager: User) -> None:
    kind, risk = by_slug("risicobeoordelingen"), add_risk()
    for wrong, at, words in (
        ({"low": "10", "high": "5"}, "high", "lager dan ten minste"),
        ({"low": "10"}, "high", "of geen van beide"),
        ({"high": "10"}, "low", "of geen van beide"),
        ({"low": "1", "high": "5", "likely": "6"}, "likely", "tussen ten minste"),
        ({"likely": "6", "chance": "3"}, "likely", "tussen ten minste"),
        ({"gross_chance": "3"}, "gross_impact", "horen bij elkaar"),
        ({"net_impact": "3"}, "net_chance", "horen bij elkaar"),
        ({"chance": "120"}, "chance", "100"),
        ({}, NON_FIELD_ERRORS, "zegt niets"),
        ({"on": "2099-01-01", "chance": "5"}, "on", "nog komen"),
    ):
        with pytest.raises(ValidationError) as caught:
            create(by=programme_manager, kind=kind, under=risk, values={"on": "2026-10-01"} | wrong)
        assert words in str(caught.value.message_dict[at])
    with pytest.raises(ValidationError) as caught:
        values = {"valid_from": "2026-01-01", "from_3": "10"}
        create(by=programme_manager, kind=by_slug("risicoschalen"), under=risk.organisation, values=values)
    assert "from_3" in caught.value.message_dict
    with pytest.raises(ValidationError):
        create(
            by=programme_manager,
            kind=by_slug("maatregelen"),
            under=risk,
            values={"text": "x", "done_on": "2099-01-01"},
        )


def test_who_keeps_risks_writes_them(
    add_risk: AddRisk, organisation: Organisation, user_with: UserWith, programme: Programme
) -> None:
    """The controller and the programme manager do, a track lead only sees them."""
    for role, allowed in ((Role.CONTROLLER, True), (Role.PROGRAMME_MANAGER, True), (Role.TRACK_LEAD, False)):
        by, values = user_with(role, organisation), {"text": f"Risico van {role}"}
        if allowed:
            create(by=by, kind=by_slug("risicos"), under=programme, values=values)
        else:
            with pytest.raises(PermissionDenied):
                create(by=by, kind=by_slug("risicos"), under=programme, values=values)


def test_own_values_go_before_those_of_the_class(add_risk: AddRisk) -> None:
    of_class = weighed(add_risk(net=(3, 3)))
    assert [of_class.chance, of_class.low, of_class.high] == [50, 100_000, 250_000]
    assert of_class.expected_range == (Decimal(50_000), Decimal(125_000))
    assert of_class.expected == 87_500
    own = weighed(add_risk(gross=(5, 5), chance="12.5", low="1000", likely="2000", high="6000"))
    assert (own.chance, own.expected) == (Decimal("12.5"), Decimal(375))
    assert own.net is None
    assert own.place == own.gross


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, Reason.NO_CHANCE),
        ({"chance": "10"}, Reason.NO_AMOUNT),
        ({"low": "1", "high": "2"}, Reason.NO_CHANCE),
        ({"net": (3, 5)}, Reason.OPEN_TOP),
        ({"net": (3, 3), "about": {"no_money": True}}, Reason.NO_MONEY),
        (
            {"net": (3, 3), "about": {"state": "closed", "state_on": DAY, "state_reason": "Klaar"}},
            Reason.ENDED,
        ),
    ],
)
def test_what_cannot_be_drawn_says_why(values: dict[str, Any], reason: Reason, add_risk: AddRisk) -> None:
    found = weighed(add_risk(**values), Scale(DEFAULT.chances, DEFAULT.bounds))
    assert found.reason is reason
    assert (found.drawn, found.expected, found.expected_range) == (None, None, None)
    counted = together([found])
    assert counted.unknown == (reason not in (Reason.NO_MONEY, Reason.ENDED))
    assert (reason in counted.left_out) is (reason is not Reason.ENDED)


def test_the_judgement_of_the_day_counts(add_risk: AddRisk) -> None:
    risk = add_risk(net=(5, 5), on=date(2026, 1, 1))
    RiskAssessment.objects.create(risk=risk, on=date(2026, 6, 1), net_chance=1, net_impact=1)
    scores = [weighed(risk, on=day).place for day in (date(2025, 1, 1), date(2026, 2, 1), DAY)]
    assert [place.score if place else None for place in scores] == [None, 25, 1]


def test_the_scale_of_the_day_counts(organisation: Organisation) -> None:
    assert queries.scale_on(organisation, DAY).stored is None
    RiskScale.objects.create(organisation=organisation, valid_from=date(2026, 1, 1), certainty=80)
    RiskScale.objects.create(organisation=organisation, valid_from=date(2026, 12, 1), certainty=95)
    assert queries.scale_on(organisation, DAY).certainty == 80
    assert queries.scale_on(organisation, date(2027, 1, 1)).certainty == 95


def test_parts_of_the_last_day_are_available(organisation: Organisation) -> None:
    assert queries.available(organisation, DAY).amount is None
    for day, kind, amount in ((1, "reserve", 5), (2, "reserve", 7), (2, "tax", 1), (30, "reserve", 9)):
        CapacityPart.objects.create(
            organisation=organisation, on=date(2026, 9, day), kind=kind, amount=amount
        )
    found = queries.available(organisation, date(2026, 9, 15))
    assert (found.amount, found.on) == (Decimal(8), date(2026, 9, 2))


def test_a_simulation_is_stored_so_that_it_can_be_made_again(
    add_risk: AddRisk, programme_manager: User, organisation: Organisation, programme: Programme
) -> None:
    add_risk(net=(3, 3))
    unknown = add_risk("Onbekend")
    add_risk("Van de organisatie", programme=None, net=(2, 2))
    run = actions.run(by=programme_manager, organisation=organisation, seed=7, draws=2000, on=DAY)
    again = simulate([drawn_from(one) for one in reversed(run.given)], seed=run.seed, draws=run.draws)
    assert from_json(run.outcome) == again
    assert run.left_out == {"no_chance": [str(unknown.public_id)]}
    assert (run.certainty, len(run.given), run.made_by) == (90, 2, programme_manager)
    own = actions.run(
        by=programme_manager,
        organisation=organisation,
        programme=programme,
        seed=7,
        draws=2000,
        certainty=80,
        on=DAY,
    )
    assert (len(own.given), own.certainty) == (1, 80)
    assert queries.last_run(programme_manager, organisation) == run
    assert queries.last_run(programme_manager, organisation, programme) == own


def test_nothing_to_draw_is_told(
    add_risk: AddRisk, programme_manager: User, organisation: Organisation
) -> None:
    add_risk()
    with pytest.raises(ValidationError, match="kans en een bedrag"):
        actions.run(by=programme_manager, organisation=organisation, seed=1)
    add_risk(net=(1, 1))
    with pytest.raises(ValidationError, match="grenzen"):
        actions.run(by=programme_manager, organisation=organisation, seed=-1, on=DAY)
    assert not SimulationRun.objects.of(organisation).exists()


def test_more_than_a_page_can_wait_for_is_refused(
    add_risk: AddRisk, programme_manager: User, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 3_000)
    add_risk(net=(1, 1))
    add_risk("Nog een", net=(1, 1))
    with pytest.raises(ValidationError, match="hooguit 1500 trekkingen"):
        actions.run(by=programme_manager, organisation=organisation, seed=1, draws=1501, on=DAY)
    assert actions.run(by=programme_manager, organisation=organisation, seed=1, draws=1500, on=DAY).pk


def test_figures(
    add_risk: AddRisk, programme_manager: User, organisation: Organisation, programme: Programme
) -> None:
    empty = compute("risks.expected", programme=programme, on=DAY)
    assert empty.value is None
    add_risk(net=(3, 3))
    add_risk("Onbekend")
    assert compute("risks.open", programme=programme, on=DAY).value == 2
    expected = compute("risks.expected", programme=programme, on=DAY)
    assert (expected.value, expected.unit) == (Decimal(87_500), "EUR")
    assert f"programma={programme.public_id}" in expected.link
    assert compute("risks.required", organisation=organisation, on=DAY).value is None
    run = actions.run(by=programme_manager, organisation=organisation, seed=1, draws=2000, on=DAY)
    required = compute("risks.required", organisation=organisation, on=date(2026, 12, 1))
    assert required.reference_date == DAY
    assert required.value == Decimal(from_json(run.outcome).at(90).amount) / 100
    assert str(run.public_id) in required.link
    assert compute("risks.required", organisation=organisation, programme=programme, on=DAY).value is None


def test_figures_of_an_earlier_day_count_what_was_open_then(
    add_risk: AddRisk, programme_manager: User, programme: Programme
) -> None:
    risk = add_risk(net=(3, 3))
    risk.state, risk.state_on, risk.state_reason = Risk.State.CLOSED, DAY + timedelta(days=30), "Voorbij"
    risk.save()
    for day, count, worth in (
        (DAY, 1, Decimal(87_500)),
        (DAY + timedelta(days=29), 1, Decimal(87_500)),
        (DAY + timedelta(days=30), 0, None),
    ):
        assert compute("risks.open", programme=programme, on=day).value == count
        assert compute("risks.expected", programme=programme, on=day).value == worth


def test_records_say_what_they_are(
    add_risk: AddRisk, organisation: Organisation, programme_manager: User
) -> None:
    risk = add_risk(net=(1, 1))
    assert str(risk.assessments.get()) == "Te weinig tijd (2026-10-01)"
    part = CapacityPart.objects.create(organisation=organisation, on=DAY, kind="tax", amount=1)
    assert str(part) == "Onbenutte belastingcapaciteit (2026-10-01)"
    scale = RiskScale.objects.create(organisation=organisation, valid_from=DAY)
    run = actions.run(by=programme_manager, organisation=organisation, seed=1, draws=1000, on=DAY)
    assert str(scale) == "schaal van risicoklassen 2026-10-01"
    assert str(run) == "simulatie van risico’s 2026-10-01"
    assert by_slug("risicoschalen").odd(programme_manager, scale)
    scale.maximum = Decimal(1_000_000)
    assert not by_slug("risicoschalen").odd(programme_manager, scale)
    measure = Measure(risk=risk, text="Iets", due=date(2026, 1, 1))
    assert len(by_slug("maatregelen").odd(programme_manager, measure)) == 2
    measure.owner_name, measure.done_on = "Team", DAY
    assert not by_slug("maatregelen").odd(programme_manager, measure)
