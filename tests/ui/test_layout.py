from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, reverse

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.ui.context import layout, organisation_name
from koers.ui.menu import Registry, everyone, permitted
from koers.ui.parts import Link, Rail
from people import UserWith
from strict import StrictClient, check_html


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", page, name="start"),
    path("praktijken/", page, name="practices"),
    path("praktijken/zoeken/", page, name="search"),
    path("apart/", page, name="apart"),
    path("", include("koers.ui.urls")),
]


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Addresses of this module alone, so without the footer's pages of the rooms above."""
    monkeypatch.setattr("koers.ui.context.footer", Registry())
    with override_settings(ROOT_URLCONF=__name__):
        yield


def request_of(address: str, user: User | AnonymousUser | None = None) -> HttpRequest:
    request = RequestFactory().get(address)
    if user is not None:
        request.user = user
    return request


@pytest.fixture
def registry() -> Registry:
    registry = Registry()
    registry.register("Zoeken", "search", order=30)
    registry.register("Praktijken", "practices", order=20, visible=everyone)
    registry.register("Start", "start", order=10, visible=everyone)
    return registry


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", ["Start"]),
        ("/praktijken/", ["Praktijken"]),
        ("/praktijken/een/", ["Praktijken"]),
        ("/elders/", []),
    ],
)
def test_the_menu_knows_where_we_are(
    addresses: None, registry: Registry, address: str, current: list[str]
) -> None:
    links = registry.links(request_of(address))
    assert [link.label for link in links] == ["Start", "Praktijken"]
    assert [link.label for link in links if link.current] == current


def test_the_deepest_entry_is_current(addresses: None, registry: Registry, db: None) -> None:
    user = User(email="a@example.org")
    links = registry.links(request_of("/praktijken/zoeken/", user))
    assert [link.label for link in links if link.current] == ["Zoeken"]


@pytest.mark.parametrize("address", ["/", "/apart/", "/apart/verder/"])
def test_an_entry_is_current_on_the_pages_one_comes_to_from_it(addresses: None, address: str) -> None:
    registry = Registry()
    registry.register("Start", "start", order=10, visible=everyone)
    registry.register("Praktijken", "practices", order=20, visible=everyone, also=("apart",))
    (current,) = [link for link in registry.links(request_of(address)) if link.current]
    assert current.label == ("Start" if address == "/" else "Praktijken")


def test_registering_again_replaces_and_removing_is_harmless(addresses: None, registry: Registry) -> None:
    registry.register("Welkom", "start", order=10, visible=everyone)
    registry.remove("practices")
    registry.remove("practices")
    assert [link.label for link in registry.links(request_of("/"))] == ["Welkom"]


def test_without_a_log_in_there_is_no_organisation_and_no_way_out(addresses: None) -> None:
    context = layout(request_of("/", AnonymousUser()))
    assert context["organisation_name"] == ""
    assert context["logout_url"] == context["login_url"] == ""
    assert context["home_url"] == "/"
    assert context["account"] is None
    assert organisation_name(request_of("/")) == ""


def test_who_is_logged_in_finds_the_account_and_the_way_out(addresses: None) -> None:
    context = layout(request_of("/", User(email="a@example.org")))
    assert context["account"] is None, "no address, no link"
    with override_settings(ROOT_URLCONF="koers.config.urls"):
        context = layout(request_of("/", User(email="a@example.org")))
        assert context["account"].url == reverse("organisations:account")
        assert context["logout_url"] == reverse("account_logout")
        assert context["login_url"] == ""


def test_the_chosen_organisation_is_named(
    client: Client, user_with: UserWith, organisation: Organisation, other_organisation: Organisation
) -> None:
    user = user_with(Role.EMPLOYEE, organisation)
    request = request_of("/", user)
    request.session = client.session
    assert organisation_name(request) == "Gemeente Waterveen"
    request = request_of("/", user_with())
    request.session = client.session
    assert organisation_name(request) == ""


def test_what_someone_may_not_do_is_not_in_the_menu(
    addresses: None, reader: User, programme_manager: User
) -> None:
    registry = Registry()
    registry.register("Zoeken", "search", order=1, visible=permitted(Permission.READ_IN))
    assert [link.label for link in registry.links(request_of("/", programme_manager))] == ["Zoeken"]
    assert registry.links(request_of("/", reader)) == []
    assert registry.links(request_of("/", AnonymousUser())) == []


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf"])
def test_error_pages_need_no_context(name: str, strict_templates: None) -> None:
    html = render_to_string(f"{name}.html")
    assert check_html(html) == []
    assert 'href="/"' in html


def test_a_page_with_a_rail_names_its_part_twice_and_its_h1_once(strict_templates: None) -> None:
    rail = Rail("In dit programma", [Link("Overzicht", "/a/", current=True), Link("Doelen", "/b/", count=0)])
    crumbs = [Link("Start", "/"), Link("Programma")]
    context = {"title": "Organisatie in beweging", "rail": rail, "breadcrumbs": crumbs}
    html = render_to_string("ui/rail.html", context)
    assert check_html(html) == []
    assert html.count('aria-current="page"') == 3
    assert "In dit programma: Overzicht" in html
    assert '<span class="koers-count">0</span>' in html


def test_messages_stand_in_the_page(strict_templates: None) -> None:
    messages = [Message(constants.SUCCESS, "Bewaard."), Message(constants.ERROR, "Mislukt.")]
    html = render_to_string("ui/base.html", {"title": "Start", "messages": messages})
    assert check_html(html) == []
    assert html.count('role="status"') == 1
    assert html.count('role="alert"') == 1


def test_the_way_out_is_a_form_with_a_token(strict_templates: None) -> None:
    request = RequestFactory().get("/")
    html = render_to_string("ui/_header.html", {"logout_url": "/uit/"}, request)
    assert check_html(html) == []
    assert 'method="post"' in html
    assert "/in/" in render_to_string("ui/_header.html", {"login_url": "/in/", "logout_url": ""})


def test_the_gallery_is_strict_and_shows_every_component(
    strict_client: StrictClient, settings: LazySettings, addresses: None
) -> None:
    settings.DEBUG = True
    html = strict_client.get(reverse("ui:gallery")).content.decode()
    for part in (
        "koers-timeline",
        "koers-table",
        "koers-drop",
        "koers-empty",
        "koers-chip--lost",
        "koers-proposal--now",
    ):
        assert part.replace("koers-timeline", "sample-timeline") in html


def test_without_debug_there_is_no_gallery(strict_client: StrictClient, addresses: None) -> None:
    assert strict_client.get(reverse("ui:gallery")).status_code == 404
