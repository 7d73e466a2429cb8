"""Logging in and out, the password, choosing an organisation, and the administrator's pages."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koers.organisations import audit_words, throttle
from koers.organisations.models import AuditEvent, LoginAttempt, Membership, Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.programmes.models import Programme
from people import PASSWORD, UserWith

pytestmark = pytest.mark.django_db
NEW = "nog-een-lang-wachtwoord-erbij"


def log_in(client: Client, email: str, password: str = PASSWORD, **rest: str) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password, **rest}).status_code


def test_the_login_page_is_valid_and_keeps_the_way(strict_client: Client, reader: User) -> None:
    page = strict_client.get(reverse("account_login"), {"next": "/rechten/"})
    assert page.status_code == 200
    assert 'value="/rechten/"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_someone_logs_in_with_any_case_and_goes_on(client: Client, reader: User) -> None:
    answer = client.post(
        reverse("account_login"),
        {"login": reader.email.upper(), "password": PASSWORD, "next": "/rechten/"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rechten/")
    assert client.get(reverse("organisations:account")).status_code == 200
    assert client.get(reverse("account_login")).status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, reader: User, elsewhere: str) -> None:
    answer = client.post(
        reverse("account_login"), {"login": reader.email, "password": PASSWORD, "next": elsewhere}
    )
    assert answer.headers["Location"] == reverse("web:home")


def test_a_wrong_address_and_a_wrong_password_get_the_same_words(strict_client: Client, reader: User) -> None:
    url = reverse("account_login")
    one = strict_client.post(url, {"login": reader.email, "password": "fout"}).content.decode()
    other = strict_client.post(url, {"login": "niemand@example.org", "password": "fout"}).content.decode()
    assert [error.strip() for error in one.split("<form")[0].splitlines()[-12:]] == [
        error.strip() for error in other.split("<form")[0].splitlines()[-12:]
    ]
    assert 'role="alert"' in one


def test_who_is_not_active_does_not_come_in(client: Client, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert log_in(client, reader.email) == 200


def test_guessing_is_stopped_per_account_and_address(
    client: Client, reader: User, administrator: User
) -> None:
    for _attempt in range(throttle.PER_ACCOUNT):
        assert log_in(client, reader.email, "fout") == 200
    assert log_in(client, reader.email) == 429
    assert log_in(client, administrator.email) == 302
    client.logout()
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert log_in(elsewhere, reader.email) == 302
    LoginAttempt.objects.update(at=timezone.now() - throttle.WINDOW)
    assert log_in(client, reader.email) == 302


def test_one_address_cannot_guess_at_many_accounts(client: Client, reader: User) -> None:
    for number in range(throttle.PER_ADDRESS):
        throttle.note_failure(f"{number}@example.org", "127.0.0.1")
    assert log_in(client, reader.email) == 429


def test_old_attempts_are_forgotten_and_name_nobody(reader: User) -> None:
    throttle.note_failure(reader.email, "127.0.0.1")
    assert not LoginAttempt.objects.filter(key__contains="@").exists()
    LoginAttempt.objects.update(at=timezone.now() - throttle.KEPT - timedelta(minutes=1))
    throttle.note_failure(reader.email, "127.0.0.1")
    assert LoginAttempt.objects.count() == 3
    throttle.forget(reader.email, "127.0.0.1")
    assert LoginAttempt.objects.count() == 2
    assert str(LoginAttempt.objects.first())


def test_logging_out_is_by_button_only(client: Client, reader: User) -> None:
    client.force_login(reader)
    assert client.get(reverse("account_logout")).status_code == 405
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("organisations:account")).status_code == 302


def test_a_new_password_ends_other_sessions(strict_client: Client, reader: User) -> None:
    other = Client()
    other.force_login(reader)
    strict_client.force_login(reader)
    url = reverse("account_change_password")
    assert strict_client.get(url).status_code == 200
    wrong = [
        {"oldpassword": "fout", "password1": NEW, "password2": NEW},
        {"oldpassword": PASSWORD, "password1": NEW, "password2": "anders"},
        {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"},
        {"oldpassword": "", "password1": "", "password2": ""},
    ]
    for values in wrong:
        assert strict_client.post(url, values).status_code == 200
    done = strict_client.post(url, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert done.status_code == 302
    assert strict_client.get(reverse("organisations:account")).status_code == 200
    assert other.get(reverse("organisations:account")).status_code == 302
    reader.refresh_from_db()
    assert reader.check_password(NEW)


def test_the_account_page_says_who_you_are(
    strict_client: Client, organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    user = user_with(Role.EMPLOYEE, organisation)
    strict_client.force_login(user)
    assert organisation.name in strict_client.get(reverse("organisations:account")).content.decode()
    Membership.objects.create(user=user, organisation=other_organisation, role=Role.CONTROLLER)
    page = strict_client.get(reverse("organisations:account")).content.decode()
    assert "<select" in page
    strict_client.force_login(user_with())
    assert strict_client.get(reverse("organisations:account")).status_code == 200


def test_choosing_an_organisation_lasts_for_the_session(
    client: Client, organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    user = user_with(Role.ADMINISTRATOR, organisation)
    Membership.objects.create(user=user, organisation=other_organisation, role=Role.ADMINISTRATOR)
    client.force_login(user)
    assert organisation.name in client.get(reverse("organisations:members")).content.decode()
    chosen = {"organisation": str(other_organisation.public_id), "next": "/account/"}
    assert client.post(reverse("organisations:choose"), chosen).headers["Location"] == "/account/"
    assert other_organisation.name in client.get(reverse("organisations:members")).content.decode()


@pytest.mark.parametrize("wrong", ["", "onzin", "00000000-0000-0000-0000-000000000000"])
def test_choosing_something_else_finds_nothing(client: Client, reader: User, wrong: str) -> None:
    client.force_login(reader)
    assert client.post(reverse("organisations:choose"), {"organisation": wrong}).status_code == 404


def test_the_permission_sheet_shows_every_role_and_permission(strict_client: Client, reader: User) -> None:
    strict_client.force_login(reader)
    page = strict_client.get(reverse("organisations:permissions")).content.decode()
    assert page.count('scope="row"') == len(Role)
    for permission in Permission:
        assert f"<li>{permission.label}</li>" in page


def test_an_administrator_gives_and_takes_roles(
    strict_client: Client, administrator: User, organisation: Organisation, reader: User
) -> None:
    strict_client.force_login(administrator)
    url = reverse("organisations:members")
    assert strict_client.get(url).status_code == 200
    assert strict_client.post(url, {"email": "geen adres"}).status_code == 200
    new = {"email": "Nieuw@example.org", "name": "Nieuw", "role": "controller"}
    assert strict_client.post(url, new).status_code == 302
    assert strict_client.post(url, {**new, "role": "employee"}).status_code == 302
    user = User.objects.get(email="nieuw@example.org")
    assert user.roles() == {organisation.pk: {Role.CONTROLLER, Role.EMPLOYEE}}
    for membership in user.memberships.all():
        away = reverse("organisations:remove_member", args=[membership.public_id])
        assert strict_client.post(away).status_code == 302
    assert not user.memberships.exists()
    own = reverse("organisations:remove_member", args=[administrator.memberships.get().public_id])
    assert strict_client.post(own).status_code == 302
    assert administrator.memberships.exists()
    page = strict_client.get(url).content.decode()
    assert 'role="alert"' in page or "utrecht-alert--error" in page


def test_no_role_is_chosen_beforehand(strict_client: Client, administrator: User) -> None:
    strict_client.force_login(administrator)
    url = reverse("organisations:members")
    page = strict_client.get(url)
    (first, *_roles) = page.context["form"]["role"].field.choices
    assert first[0] == ""
    assert 'selected value="controller"' not in page.content.decode()
    typed = {"email": "x@example.org", "name": "X", "role": ""}
    refused = strict_client.post(url, typed)
    assert set(refused.context["form"].errors) == {"role"}
    assert not User.objects.filter(email="x@example.org").exists()


def test_only_someone_new_needs_a_name(
    strict_client: Client, administrator: User, organisation: Organisation, reader: User
) -> None:
    strict_client.force_login(administrator)
    url = reverse("organisations:members")
    refused = strict_client.post(url, {"email": "x@example.org", "role": "controller"})
    assert set(refused.context["form"].errors) == {"name"}
    name = reader.name
    assert strict_client.post(url, {"email": reader.email.upper(), "role": "controller"}).status_code == 302
    found = User.objects.get(pk=reader.pk)
    assert found.name == name
    assert Role.CONTROLLER in found.roles()[organisation.pk]


def test_a_role_given_twice_is_told_and_not_given(
    strict_client: Client, administrator: User, organisation: Organisation, reader: User, stranger: User
) -> None:
    programme = Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast")
    strict_client.force_login(administrator)
    url = reverse("organisations:members")
    for email in (reader.email, stranger.email):
        typed = {"email": email, "role": "controller"}
        assert strict_client.post(url, typed).status_code == 302
        refused = strict_client.post(url, typed)
        assert refused.status_code == 200
        assert set(refused.context["form"].errors) == {"role"}
    lead = {"email": reader.email, "role": "track_lead"}
    assert strict_client.post(url, lead).status_code == 302
    assert strict_client.post(url, {**lead, "only_for": str(programme.public_id)}).status_code == 302
    assert reader.memberships.filter(role=Role.TRACK_LEAD).count() == 2


def test_the_list_of_people_costs_the_same_for_one_and_for_many(
    client: Client, administrator: User, organisation: Organisation, user_with: UserWith
) -> None:
    client.force_login(administrator)
    counts = []
    for more in (0, 3):
        for _number in range(more):
            user_with(Role.EMPLOYEE, organisation)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("organisations:members"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_audit_trail_is_for_who_checks(strict_client: Client, administrator: User, reader: User) -> None:
    strict_client.force_login(administrator)
    strict_client.post(
        reverse("organisations:members"), {"email": "x@example.org", "name": "X", "role": "employee"}
    )
    page = strict_client.get(reverse("organisations:audit")).content.decode()
    assert "membership.created" not in page, "people read sentences, not codes"
    assert audit_words.sentence(_given(), who="X") in html.unescape(page)
    assert administrator.name in page


def _given() -> AuditEvent:
    return AuditEvent(
        action="membership.created", subject_type="organisations.membership", detail={"role": "employee"}
    )


def test_an_administrator_gives_a_role_for_one_programme(
    strict_client: Client, administrator: User, organisation: Organisation, other_organisation: Organisation
) -> None:
    own = Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast")
    elsewhere = Programme.objects.create(organisation=other_organisation, name="Van een ander", slug="ander")
    strict_client.force_login(administrator)
    url = reverse("organisations:members")
    page = strict_client.get(url).content.decode()
    assert "Koersvast" in page
    assert "Van een ander" not in page
    typed = {"email": "buiten@example.org", "name": "Iemand van buiten", "role": "track_lead"}
    assert strict_client.post(url, {**typed, "only_for": str(elsewhere.public_id)}).status_code == 200
    assert not User.objects.filter(email="buiten@example.org").exists()
    assert strict_client.post(url, {**typed, "only_for": str(own.public_id)}).status_code == 302
    given = User.objects.get(email="buiten@example.org").memberships.get()
    assert (given.limited_to, given.limited_to_name) == (own.public_id, "Koersvast")
    assert "alleen voor Koersvast" in strict_client.get(url).content.decode()


def test_the_clerks_office_cannot_be_of_one_programme(
    strict_client: Client, administrator: User, organisation: Organisation
) -> None:
    own = Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast")
    strict_client.force_login(administrator)
    typed = {"email": "x@example.org", "name": "X", "role": "griffie", "only_for": str(own.public_id)}
    answer = strict_client.post(reverse("organisations:members"), typed)
    assert answer.status_code == 200
    assert "kan niet voor één programma" in answer.content.decode()
    assert not User.objects.filter(email="x@example.org").exists()
