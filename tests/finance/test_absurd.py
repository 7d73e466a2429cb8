"""An amount or figure of any size is accepted exactly or refused in words; it never stops the rest."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from koers.finance import actions
from koers.finance.models import Budget
from koers.organisations.models import Organisation, User
from koers.programmes import actions as programme_actions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("amount", ["1e17", "1e30", "1e400000", "1000000000000000.00", "9" * 60])
def test_an_absurd_amount_is_refused_in_words(
    amount: str, organisation: Organisation, programme_manager: User
) -> None:
    values = {"kind": "total", "amount": {"raw": "veel", "amount": amount, "currency": "EUR"}}
    with pytest.raises(ValidationError):
        actions.accept_item(
            by=programme_manager, organisation=organisation, item_type="budget", values=values
        )
    assert not Budget.objects.of(organisation).exists()


@pytest.mark.parametrize("value", ["1e17", "1e400000", "123456789012", "99999999999.99999", "9" * 60])
def test_an_absurd_figure_is_refused_in_words(
    value: str, organisation: Organisation, programme_manager: User
) -> None:
    paragraph = programme_actions.open_paragraph(
        by=programme_manager, organisation=organisation, title="Paragraaf"
    )
    values = {"indicator": "absence_rate", "name_raw": "verzuim", "value": value, "unit": "%"}
    with pytest.raises(ValidationError):
        programme_actions.accept_item(
            by=programme_manager,
            organisation=organisation,
            item_type="indicator",
            values=values,
            paragraph=paragraph,
        )
