"""What bodies did with deliverables stands with the decisions; whoever keeps the register adds money where it stands."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.decisions.models import Body
from koers.finance.models import Allocation, Budget
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.models import Adoption, Deliverable, Programme
from people import UserWith
from strict import StrictClient
from web.programme.conftest import PLACE, on
from web.words import make

DECISIONS = f"{PLACE}besluiten/"
MONEY = f"{PLACE}geld/"


@pytest.fixture
def product(programme: Programme) -> Deliverable:
    return Deliverable.objects.create(programme=programme, name="Visie op dienstverlening")


def acts_of(client: StrictClient) -> str:
    page = client.get(DECISIONS).content.decode().split('id="handelingen"')[-1].split("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())


def test_an_act_stands_there_in_the_verb_of_its_source(
    manager_client: StrictClient, product: Deliverable, organisation: Organisation
) -> None:
    council = Body.objects.create(organisation=organisation, name="Gemeenteraad", kind=BodyKind.COUNCIL)
    make(
        Adoption,
        deliverable=product,
        body_known=council,
        act="heeft omarmd",
        sort="adopted",
        state="done",
        date=PartialDate(2026, 2, 3),
        case_number="Z-2026-12",
    )
    make(Adoption, deliverable=product, body="college", sort="endorsed", date=PartialDate(2025))
    shown = acts_of(manager_client)
    words = ["Visie op dienstverlening", "Gemeenteraad", "heeft omarmd", "3 februari 2026", "Z-2026-12"]
    for word in words:
        assert word in shown
    assert str(Adoption(sort="endorsed").get_sort_display()) in shown
    assert shown.index("2025") < shown.index("2026")


def test_what_was_refused_says_so_and_what_is_still_asked_is_no_act(
    manager_client: StrictClient, product: Deliverable
) -> None:
    make(Adoption, deliverable=product, body="OR", act="stemt niet in", state="refused", date=on(-9))
    make(Adoption, deliverable=product, body="college", sort="adopted", state="asked", planned=on(9))
    make(Adoption, deliverable=product, body="directie", sort="approved", state="planned")
    shown = acts_of(manager_client)
    assert "stemt niet in" in shown
    assert str(Adoption.State.REFUSED.label) in shown
    assert "college" not in shown
    assert "directie" not in shown
    page = manager_client.get(DECISIONS).content.decode()
    assert "college" in page.split('id="gevraagd"')[-1].split("</section>")[0]


def test_nothing_done_says_so(manager_client: StrictClient, product: Deliverable) -> None:
    assert _("No body has acted on a deliverable of this programme yet.") in acts_of(manager_client)


@pytest.mark.parametrize(
    ("slug", "model", "values"),
    [
        ("budgetten", Budget, {"kind": "structural", "from_year": "2026"}),
        ("toewijzingen", Allocation, {"kind": "incidental", "until": "2027"}),
    ],
)
def test_money_is_added_from_the_page_and_changed_there(
    slug: str,
    model: type[Budget | Allocation],
    values: dict[str, str],
    manager_client: StrictClient,
    programme: Programme,
) -> None:
    page = manager_client.get(MONEY).content.decode().replace("&amp;", "&")
    (url,) = re.findall(rf'href="(/register/{slug}/nieuw/[^"]+)"', page)
    assert f"bij={programme.public_id}" in url
    assert manager_client.get(url).status_code == 200
    answer = manager_client.post(url, {"amount": "1.250,50", **values})
    assert (answer.status_code, answer["Location"]) == (302, MONEY)
    made = model.objects.of(programme.organisation).get()
    assert (made.programme, made.amount) == (programme, Decimal("1250.50"))
    page = manager_client.get(MONEY).content.decode()
    assert "1.250,50" in page
    assert f"/register/{slug}/{made.public_id}/wijzigen/" in page


def test_who_only_looks_gets_no_way_to_add(
    strict_client: StrictClient, user_with: UserWith, programme: Programme
) -> None:
    make(Budget, organisation=programme.organisation, programme=programme, amount=Decimal(5))
    strict_client.force_login(user_with(Role.AUDITOR, programme.organisation))
    page = strict_client.get(MONEY).content.decode()
    assert "/nieuw/" not in page
    assert "/wijzigen/" not in page
    assert strict_client.get(f"/register/budgetten/nieuw/?bij={programme.public_id}").status_code == 403


def test_money_in_lists_is_for_who_steers(
    strict_client: StrictClient, reader: User, programme: Programme
) -> None:
    budget = make(Budget, organisation=programme.organisation, programme=programme, amount=Decimal(5))
    strict_client.force_login(reader)
    assert strict_client.get("/register/budgetten/").status_code == 404
    assert strict_client.get(f"/register/budgetten/{budget.public_id}/").status_code == 404
