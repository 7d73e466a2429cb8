"""A final decision before the advice it needs is told wherever one of the two was written down."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import gettext as _

from editing.making import form_values
from koers.core.dates import PartialDate
from koers.decisions.models import Body
from koers.editing.kinds import by_slug
from koers.editing.places import address
from koers.organisations.models import User
from koers.programmes.models import Adoption, Deliverable, Programme
from strict import StrictClient

pytestmark = pytest.mark.django_db
STEPS, PRODUCTS = by_slug("vaststellingen"), by_slug("producten")
LATE = "The final decision comes before the advice of the works council."
MISSING = "A final decision without advice of the works council before it."


@pytest.fixture
def browser(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


@pytest.fixture
def product(programme: Programme) -> Deliverable:
    return Deliverable.objects.create(programme=programme, name="Verdeling", needs_advice=True)


@pytest.fixture
def advice(product: Deliverable) -> Adoption:
    council = Body.objects.create(
        organisation=product.organisation, name="De raad van ons", kind="works_council"
    )
    step = Adoption(deliverable=product, body_known=council, sort="advice", state="done")
    step.date = PartialDate(2026, 2, 1)
    step.save()
    return step


@pytest.fixture
def final(product: Deliverable, advice: Adoption) -> Adoption:
    step = Adoption(deliverable=product, body="college", sort="adopted", state="done")
    step.date = PartialDate(2026, 3, 1)
    step.save()
    return step


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_a_step_in_the_right_order_is_saved_without_a_word(browser: StrictClient, final: Adoption) -> None:
    for kind, record in ((STEPS, final), (PRODUCTS, final.deliverable)):
        assert _(LATE) not in words(browser.get(address("record", record, kind)).content)


def test_a_decision_before_its_advice_is_told_with_what_was_saved(
    browser: StrictClient, final: Adoption, advice: Adoption
) -> None:
    typed = form_values(STEPS, final, date="15 januari 2026")
    page = words(browser.post(address("change", final, STEPS), typed, follow=True).content)
    assert _("Saved: %(name)s").split("%")[0] in page
    assert page.count(_(LATE)) >= 1
    for kind, record in ((STEPS, final), (STEPS, advice), (PRODUCTS, final.deliverable)):
        assert _(LATE) in words(browser.get(address("record", record, kind)).content)


def test_advice_that_turns_out_refused_is_told(
    browser: StrictClient, final: Adoption, advice: Adoption
) -> None:
    typed = form_values(STEPS, advice, state="refused")
    assert _(MISSING) in words(browser.post(address("change", advice, STEPS), typed, follow=True).content)


def test_who_needs_no_advice_hears_nothing(browser: StrictClient, final: Adoption, advice: Adoption) -> None:
    advice.delete()
    product = final.deliverable
    typed = form_values(PRODUCTS, product, needs_advice=False)
    saved = browser.post(address("change", product, PRODUCTS), typed, follow=True)
    assert _(MISSING) not in words(saved.content)
    assert _(MISSING) not in words(browser.get(address("record", final, STEPS)).content)
