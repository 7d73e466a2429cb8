"""One word per thing, from the page of a programme to the form it leads to."""

from __future__ import annotations

import html
import re

import pytest

from koers.programmes.models import Goal, Programme
from strict import StrictClient
from web.programme.conftest import PLACE
from web.words import make


@pytest.mark.parametrize(
    ("part", "slug", "link", "title"),
    [
        ("doelen/", "indicatoren", "Kies een indicator", "Indicator toevoegen"),
        ("omgeving/", "afhankelijkheden", "Voeg een afhankelijkheid toe", "Afhankelijkheid toevoegen"),
    ],
)
def test_the_link_and_its_form_use_one_word(
    part: str, slug: str, link: str, title: str, manager_client: StrictClient, programme: Programme
) -> None:
    make(Goal, programme=programme, text="Minder uitval")
    page = html.unescape(manager_client.get(f"{PLACE}{part}").content.decode())
    (found,) = re.findall(rf'<a [^>]*href="(/register/{slug}/nieuw/[^"]*)"[^>]*>{link}', page)
    form = manager_client.get(found)
    assert form.context["title"] == title
    assert form.context["breadcrumbs"][-1].label == title
