"""From a programme's pages to the records themselves, and to what can be added to them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from koers.decisions.models import Decision
from koers.organisations.models import User
from koers.organisations.permissions import Role
from koers.programmes.models import Adoption, Deliverable, Programme, RollOut, Track, TrackMember
from koers.web.programme.slips import PAGES
from people import UserWith
from strict import StrictClient
from web.programme.conftest import PLACE, Fill, day, on

WORK, PRODUCTS, DECISIONS = f"{PLACE}werkgroepen/", f"{PLACE}producten/", f"{PLACE}besluiten/"


def page_of(client: StrictClient, url: str) -> str:
    return client.get(url).content.decode().replace("&amp;", "&")


def ways(page: str, slug: str) -> list[str]:
    """Where one adds a record of this kind."""
    return re.findall(rf'href="(/register/{slug}/nieuw/[^"]*)"', page)


def test_names_lead_to_the_record(
    strict_client: StrictClient, reader: User, programme: Programme, fill: Fill
) -> None:
    fill(1)
    strict_client.force_login(reader)
    ours = programme.organisation
    track, member = Track.objects.of(ours).get(), TrackMember.objects.of(ours).get()
    deliverable = Deliverable.objects.of(ours).get()
    work, products = page_of(strict_client, WORK), page_of(strict_client, PRODUCTS)
    for page, url in (
        (work, f"/register/sporen/{track.public_id}/"),
        (work, f"/register/werkgroepleden/{member.public_id}/"),
        (products, f"/register/sporen/{track.public_id}/"),
        (products, f"/register/producten/{deliverable.public_id}/"),
    ):
        assert f'href="{url}"' in page
        assert strict_client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("slug", "values", "model", "told"),
    [
        ("vaststellingen", {"body": "directie", "state": "planned"}, Adoption, "directie"),
        ("uitrol", {"team": "Belastingen", "state": "busy"}, RollOut, "0 van 1 teams klaar, 1 bezig"),
    ],
)
def test_a_step_and_a_roll_out_are_added_from_the_page(
    slug: str,
    values: dict[str, str],
    model: type[Adoption | RollOut],
    told: str,
    manager_client: StrictClient,
    programme: Programme,
) -> None:
    deliverable = Deliverable.objects.create(programme=programme, name="Kaart")
    (way,) = ways(page_of(manager_client, PRODUCTS), slug)
    answer = manager_client.post(way, values)
    assert (answer.status_code, answer.headers["Location"]) == (302, PRODUCTS)
    assert model.objects.of(programme.organisation).get().deliverable == deliverable
    assert told in page_of(manager_client, PRODUCTS)


def test_who_only_looks_gets_no_way_to_add(
    strict_client: StrictClient, reader: User, programme: Programme, fill: Fill
) -> None:
    fill(1)
    strict_client.force_login(reader)
    for url in (WORK, PRODUCTS, DECISIONS):
        assert "/nieuw/" not in page_of(strict_client, url)


def test_a_decision_is_written_down_and_tied_from_the_page(
    manager_client: StrictClient, programme: Programme
) -> None:
    page = page_of(manager_client, DECISIONS)
    (tie,), (new,) = ways(page, "programmabesluiten"), ways(page, "besluiten")
    answer = manager_client.post(new, {"text": "Het budget is er", "body": "raad"})
    assert (answer.status_code, answer.headers["Location"]) == (302, tie)
    made = Decision.objects.of(programme.organisation).get()
    assert str(made.public_id) in page_of(manager_client, tie)
    answer = manager_client.post(tie, {"decision": str(made.public_id)})
    assert (answer.status_code, answer.headers["Location"]) == (302, DECISIONS)
    assert "Het budget is er" in page_of(manager_client, DECISIONS)


def test_a_role_for_this_programme_only_ties_decisions_and_makes_none(
    strict_client: StrictClient, user_with: UserWith, programme: Programme
) -> None:
    user = user_with(Role.EMPLOYEE, programme.organisation)
    user.memberships.create(
        organisation=programme.organisation, role=Role.PROGRAMME_MANAGER, limited_to=programme.public_id
    )
    user.forget_roles()
    strict_client.force_login(user)
    page = page_of(strict_client, DECISIONS)
    (tie,) = ways(page, "programmabesluiten")
    assert ways(page, "besluiten") == []
    assert strict_client.get(tie).status_code == 200


def test_decisions_have_no_number_in_the_rail(
    manager_client: StrictClient, programme: Programme, fill: Fill
) -> None:
    """The page tells of acts and requests of bodies too: a count of decisions alone would be another number."""
    fill(2)
    rail = manager_client.get(PLACE).context["rail"]
    counts = {link.url: link.count for link in rail.links}
    assert counts[DECISIONS] is None
    assert counts[PRODUCTS] == 2


def test_names_on_the_dashboard_lead_to_the_page_that_holds_them(
    manager_client: StrictClient, programme: Programme, fill: Fill
) -> None:
    fill(1)
    ours = programme.organisation
    track, made = Track.objects.of(ours).get(), Deliverable.objects.of(ours).get()
    promised = [
        {"kind": "deliverable", "id": str(made.public_id), "text": made.name, "date": on(2).iso},
        {"kind": "track", "id": str(track.public_id), "text": track.name, "date": on(2).iso},
    ]
    programme.baselines.create(number=1, date=day(-99), body_name="Directie", content=promised)
    response = manager_client.get(PLACE)
    page, view = response.content.decode(), response.context["view"]
    found = set(re.findall(rf'href="{PLACE}([a-z]+/(?:#[\w-]+)?)">([^<]+)</a>', page))
    assert {
        (f"werkgroepen/#werkgroep-{track.pk}", track.name),
        ("werkgroepen/", track.name),
        ("producten/", made.name),
        ("doelen/", "Minder uitval 0"),
        ("tijdlijn/", "Leergang 0"),
        ("besluiten/", made.name),
    } <= found
    for row in (*view.asks, *view.slips, *view.coming):
        assert manager_client.get(head_url(row.page)).status_code == 200
    assert f'id="werkgroep-{track.pk}"' in page_of(manager_client, WORK)


def head_url(page: str) -> str:
    return reverse(f"web:{page}", args=["waterveen", "op-pad"])


def test_every_kind_of_thing_has_its_page() -> None:
    assert {head_url(page) for page in PAGES.values()} >= {WORK, PRODUCTS, DECISIONS}
