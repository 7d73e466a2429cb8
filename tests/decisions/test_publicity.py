"""What is not public is only for who may see how things are going: on pages, in lists, sheets, history and the API."""

from __future__ import annotations

import pytest

from decisions.conftest import Take
from koers.core.dates import PartialDate
from koers.decisions import following
from koers.decisions.models import (
    Evidence,
    FollowUpAction,
    FollowUpStep,
    LongTermItem,
    Recommendation,
    SourceReport,
)
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import GRANTS, Permission, Role
from koers.programmes.models import Programme, ProgrammeRecommendation
from people import UserWith
from strict import StrictClient

SECRET = "Beperk de rechten in het geldsysteem"


@pytest.fixture
def letter(organisation: Organisation) -> SourceReport:
    return SourceReport.objects.create(
        organisation=organisation, kind="management_letter", title="Managementletter 2025"
    )


@pytest.fixture
def point(organisation: Organisation, letter: SourceReport) -> Recommendation:
    made = Recommendation(organisation=organisation, kind="management_letter", report=letter, text=SECRET)
    made.save()
    FollowUpAction.objects.create(recommendation=made, text="Rechten intrekken")
    Evidence.objects.create(recommendation=made, title="Lijst", reference="Z-1")
    return made


def test_a_management_letter_is_not_public_unless_somebody_says_so(
    letter: SourceReport, point: Recommendation, organisation: Organisation
) -> None:
    assert (letter.is_public, point.public, point.is_public) == (False, False, False)
    letter.publicity = "public"
    letter.save()
    point.public = True
    point.save()
    assert (letter.is_public, point.is_public) == (True, True)
    study = SourceReport.objects.create(organisation=organisation, kind="rekenkamer", title="Studie")
    assert study.is_public


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_a_point_that_is_not_public(
    role: Role,
    point: Recommendation,
    letter: SourceReport,
    organisation: Organisation,
    user_with: UserWith,
    programme_manager: User,
    take: Take,
) -> None:
    take(point, programme_manager, "answered", reaction="adopted")
    programme = Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")
    ProgrammeRecommendation.objects.create(programme=programme, recommendation=point)
    user, sees = user_with(role, organisation), Permission.VIEW_STEERING in GRANTS[role]
    for model in (
        SourceReport,
        Recommendation,
        FollowUpAction,
        Evidence,
        FollowUpStep,
        ProgrammeRecommendation,
    ):
        assert model.objects.visible_to(user).exists() is sees, model
    for model in (SourceReport, Recommendation, FollowUpAction, Evidence):
        assert model.history.visible_to(user).exists() is sees, model
    assert not following.for_council(user).exists()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.GRIFFIE, Role.COUNCIL_MEMBER, Role.LINE_MANAGER])
def test_no_page_shows_it(
    role: Role,
    point: Recommendation,
    organisation: Organisation,
    user_with: UserWith,
    strict_client: StrictClient,
) -> None:
    strict_client.force_login(user_with(role, organisation))
    for address in (
        "/aanbevelingen/",
        "/aanbevelingen/jaaroverzicht/",
        "/register/aanbevelingen/",
        "/register/aanbevelingen/?zoek=rechten",
        "/register/bronrapporten/",
        "/register/opvolgacties/",
        "/raad/moties-en-toezeggingen/?alles=1",
    ):
        answer = strict_client.get(address)
        assert answer.status_code in (200, 404), address
        assert SECRET not in answer.content.decode()
        assert "Managementletter" not in answer.content.decode()
    for address in (
        f"/aanbevelingen/{point.public_id}/",
        f"/aanbevelingen/{point.public_id}/stap/reactie/",
        f"/register/aanbevelingen/{point.public_id}/",
        f"/register/aanbevelingen/{point.public_id}/geschiedenis/",
        f"/raad/moties-en-toezeggingen/{point.public_id}/",
    ):
        assert strict_client.get(address).status_code == 404, address
    for address in ("/register/aanbevelingen/blad/csv/", "/register/opvolgacties/blad/csv/"):
        content = strict_client.get(address).getvalue().decode(errors="replace")
        assert SECRET not in content
        assert "Rechten intrekken" not in content


def test_the_controller_sees_it(point: Recommendation, controller: User, strict_client: StrictClient) -> None:
    strict_client.force_login(controller)
    assert SECRET in strict_client.get("/aanbevelingen/").content.decode()
    assert SECRET in strict_client.get(f"/aanbevelingen/{point.public_id}/").content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_what_the_council_side_sees(
    role: Role,
    advice: Recommendation,
    motion: Recommendation,
    promise: Recommendation,
    organisation: Organisation,
    programme_manager: User,
    user_with: UserWith,
    take: Take,
) -> None:
    user, side = user_with(role, organisation), Permission.VIEW_SENT in GRANTS[role]
    seen = set(following.for_council(user))
    assert seen == ({motion, promise} if side else set())
    take(advice, programme_manager, "answered", reaction="adopted")
    take(advice, programme_manager, "told", document="Raadsbrief")
    motion.public = False
    motion.save()
    assert set(following.for_council(user)) == ({advice, promise} if side else set())


def test_a_clerk_of_one_council_sees_that_one(
    organisation: Organisation, promise: Recommendation, motion: Recommendation, griffie: User
) -> None:
    from koers.decisions.models import Body
    from koers.organisations.permissions import BodyKind

    mine = Body.objects.create(organisation=organisation, name="Raad A", kind=BodyKind.COUNCIL)
    other = Body.objects.create(organisation=organisation, name="Raad B", kind=BodyKind.COUNCIL)
    promise.body, motion.body = mine, other
    promise.save()
    motion.save()
    griffie.memberships.update(limited_to_body=mine.public_id)
    griffie.forget_roles()
    assert set(following.for_council(griffie)) == {promise}


def test_the_council_reads_only_public_items_of_the_agenda(
    organisation: Organisation, council_member: User, reader: User, strict_client: StrictClient
) -> None:
    for subject, public in (("Begroting", True), ("Besloten overleg", False)):
        item = LongTermItem(organisation=organisation, subject=subject, public=public)
        item.planned = PartialDate(2030, 2)
        item.save()
    strict_client.force_login(council_member)
    for address in ("/raad/termijnagenda/", "/raad/termijnagenda/agenda.ics"):
        words = strict_client.get(address).content.decode()
        assert "Begroting" in words
        assert "Besloten" not in words
    assert strict_client.get("/termijnagenda/").status_code == 404
    strict_client.force_login(reader)
    assert "Besloten overleg" in strict_client.get("/termijnagenda/").content.decode()
    assert strict_client.get("/raad/termijnagenda/").status_code == 404
