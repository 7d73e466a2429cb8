"""The tags with a memory: addresses, static files, and what is the same on every page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.ui.templatetags.quick import UnvaryingNode
from people import UserWith


def made(source: str, **values: Any) -> str:
    return str(Template(source).render(Context(values)))


def test_addresses_are_those_of_django() -> None:
    expected = reverse("web:programme", args=["wendelmeer", "samen"])
    assert made("{% url 'web:programme' 'wendelmeer' a %}", a="samen") == expected
    assert made("{% url 'web:programme' organisation_slug='wendelmeer' slug=a %}", a="samen") == expected
    assert made("{% url 'web:work' as there %}[{{ there }}]") == f"[{reverse('web:work')}]"
    assert made("{% url 'web:nowhere' as there %}[{{ there }}]") == "[]"
    with pytest.raises(NoReverseMatch):
        made("{% url 'web:nowhere' %}")


def test_an_address_is_found_within_a_request() -> None:
    request = RequestFactory().get("/")
    request.current_app = "web"
    assert made("{% url 'web:work' %}", request=request) == reverse("web:work")


def test_what_does_not_vary_is_made_once(settings: LazySettings) -> None:
    settings.DEBUG = False
    template = Template("{% unvarying %}<i>{% translate 'Menu' %}</i>{% endunvarying %}{{ a }}")
    found: Any = template.nodelist.get_nodes_by_type(UnvaryingNode)
    (node,) = found
    assert [template.render(Context({"a": a})) for a in "xy"] == ["<i>Menu</i>x", "<i>Menu</i>y"]
    assert len(node.kept) == 1
    with translation.override("en"):
        template.render(Context({"a": "z"}))
    assert set(node.kept) == {"nl", "en"}


def test_while_developing_it_is_made_anew(settings: LazySettings) -> None:
    settings.DEBUG = True
    template = Template("{% unvarying %}a{% endunvarying %}")
    assert template.render(Context()) == "a"
    found: Any = template.nodelist.get_nodes_by_type(UnvaryingNode)
    assert not found[0].kept


def test_nothing_of_a_visitor_can_get_into_it() -> None:
    """Not even when somebody writes a variable there: it is empty for everyone."""
    source = "{% unvarying %}[{% if name %}{{ name }}{% endif %}]{% endunvarying %}"
    template = Template(source)
    assert [template.render(Context({"name": name})) for name in ("Anna", "Bram")] == ["[]", "[]"]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client) -> str:
    return client.get(reverse("web:work")).content.decode()


def test_pages_of_people_who_take_turns_show_only_their_own(
    user_with: UserWith, organisation: Organisation, other_organisation: Organisation
) -> None:
    """What is kept in memory between requests is nobody's: neither names, roles nor organisations."""
    homes = [organisation, other_organisation]
    roles = [Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER]
    clients = [client_of(user_with(role, home)) for role, home in zip(roles, homes, strict=True)]
    users = f'href="{reverse("organisations:members")}"'
    for _ in range(3):
        pages = [page_of(client) for client in clients]
        assert [home.name in page for home in homes for page in pages] == [True, False, False, True]
        assert [users in page for page in pages] == [True, False]
    tokens = [page.split('name="csrfmiddlewaretoken" value="')[1][:64] for page in pages]
    assert tokens[0] != tokens[1]


def test_a_role_that_changes_changes_the_next_page(user_with: UserWith, organisation: Organisation) -> None:
    one = user_with(Role.ADMINISTRATOR, organisation)
    client = client_of(one)
    users = f'href="{reverse("organisations:members")}"'
    assert users in page_of(client)
    one.memberships.update(role=Role.EMPLOYEE)
    assert users not in page_of(client)
    one.memberships.update(role=Role.ADMINISTRATOR)
    assert users in page_of(client)
    one.memberships.all().delete()
    assert organisation.name not in page_of(client)


def test_a_name_that_changes_changes_the_next_page(
    programme_manager: User, organisation: Organisation
) -> None:
    client = client_of(programme_manager)
    assert organisation.name in page_of(client)
    Organisation.objects.filter(pk=organisation.pk).update(name="Nieuwe Naam")
    assert "Nieuwe Naam" in page_of(client)


def test_who_is_no_longer_active_is_out_at_once(programme_manager: User) -> None:
    client = client_of(programme_manager)
    assert client.get(reverse("web:work")).status_code == 200
    User.objects.filter(pk=programme_manager.pk).update(is_active=False)
    assert client.get(reverse("web:work")).status_code == 302


def test_a_session_that_is_over_or_ended_elsewhere_is_over_at_once(programme_manager: User) -> None:
    for end in ("over", "ended"):
        client = client_of(programme_manager)
        assert client.get(reverse("web:work")).status_code == 200
        mine = Session.objects.filter(session_key=client.session.session_key)
        if end == "over":
            mine.update(expire_date=timezone.now() - timedelta(seconds=1))
        else:
            mine.delete()
        assert client.get(reverse("web:work")).status_code == 302


def test_a_password_that_changes_ends_the_other_sessions(programme_manager: User) -> None:
    client = client_of(programme_manager)
    assert client.get(reverse("web:work")).status_code == 200
    programme_manager.set_password("een-heel-ander-lang-wachtwoord")
    programme_manager.save()
    assert client.get(reverse("web:work")).status_code == 302


def test_people_are_found_by_their_key_as_always(programme_manager: User) -> None:
    assert User.objects.get(pk=programme_manager.pk) == programme_manager
    assert User.objects.get(pk=str(programme_manager.pk)) == programme_manager
    assert User.objects.get(email=programme_manager.email) == programme_manager
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=0)
