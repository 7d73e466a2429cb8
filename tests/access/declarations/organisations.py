"""Who may open the addresses of `organisations`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator

from access.table import Row, World, login, needs, public
from koers.organisations import actions
from koers.organisations.password_links import make_token
from koers.organisations.permissions import Permission, Role


def own_organisation(world: World) -> Mapping[str, Any]:
    return {"organisation": str(world.organisation.public_id)}


def a_membership(world: World) -> Mapping[str, Any]:
    person = actions.create_user(by=None, email="lid@example.org", name="Lid")
    membership = actions.add_member(
        by=None, user=person, organisation=world.organisation, role=Role.CONTROLLER
    )
    return {"public_id": membership.public_id}


def an_offer(world: World) -> Mapping[str, Any]:
    offer = actions.add_member(
        by=None, user=world.user, organisation=world.organisation, role=Role.CONTROLLER, offered=True
    )
    return {"public_id": offer.public_id}


def a_link(world: World) -> Mapping[str, Any]:
    person = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    actions.add_member(by=None, user=person, organisation=world.organisation, role=Role.EMPLOYEE)
    return {"public_id": person.public_id, "token": make_token(person)}


def a_role_not_begun(world: World) -> Mapping[str, Any]:
    person = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    given = actions.add_member(by=None, user=person, organisation=world.organisation, role=Role.EMPLOYEE)
    return {"public_id": given.public_id}


def a_passkey(world: World) -> Mapping[str, Any]:
    key = Authenticator.objects.create(user=world.user, type="webauthn", data={"name": "Sleutel"})
    return {"pk": key.pk}


def a_provider(world: World) -> Mapping[str, Any]:
    """One the settings do not name."""
    return {"provider_id": "oidc"}


def a_reset_link(world: World) -> Mapping[str, Any]:
    return {"uidb36": "1", "key": "verzonnen"}


def both(declare: Callable[..., Row], name: str, **rest: Any) -> list[Row]:
    """A page with a form: the page and its answer."""
    return [declare(name, **rest), declare(name, method="post", **rest)]


# Pages about the second step show themselves only after the password once more (302), or only to who has one (404).
LOG_IN = [
    *both(public, "account_login"),
    public("account_logout", method="post"),
    public("account_inactive"),
    *both(public, "account_reset_password"),
    public("account_reset_password_done"),
    *both(public, "account_reset_password_from_key", kwargs=a_reset_link),
    *both(public, "mfa_authenticate", expected=(302,)),
    *both(public, "mfa_login_webauthn", expected=(302,)),
    public("openid_connect_login", kwargs=a_provider, expected=(404,)),
    public("openid_connect_callback", kwargs=a_provider, expected=(404,)),
    *both(public, "organisations:first_run"),
    *both(public, "organisations:invitation", kwargs=a_link, expected=(302,)),
    *both(login, "account_change_password"),
    *both(login, "account_set_password", expected=(302,)),
    *both(login, "account_reauthenticate"),
    *both(login, "mfa_reauthenticate", expected=(302,)),
    *both(login, "mfa_reauthenticate_webauthn", expected=(302,)),
    login("mfa_index"),
    *both(login, "mfa_activate_totp", expected=(302,)),
    *both(login, "mfa_deactivate_totp", expected=(404,)),
    *both(login, "mfa_add_webauthn", expected=(302,)),
    *both(login, "mfa_remove_webauthn", kwargs=a_passkey, expected=(302,)),
    login("mfa_view_recovery_codes", expected=(404,)),
    *both(login, "mfa_generate_recovery_codes", expected=(302,)),
    *both(login, "usersessions_list"),
]

ROWS = [
    *LOG_IN,
    login("organisations:account"),
    login("organisations:choose", method="post", data=own_organisation),
    login("organisations:accept_offer", method="post", kwargs=an_offer),
    login("organisations:decline_offer", method="post", kwargs=an_offer),
    login("organisations:permissions"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:members"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:members", method="post"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:remove_member", method="post", kwargs=a_membership),
    needs(
        Permission.MANAGE_ORGANISATION, "organisations:invite_again", method="post", kwargs=a_role_not_begun
    ),
    needs(Permission.MANAGE_ORGANISATION, "organisations:second_step", method="post"),
    needs(Permission.VIEW_AUDIT, "organisations:audit"),
]
