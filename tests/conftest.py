"""What every test may use: organisations, people with a role, and a quick password hash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import LazySettings

from covering import is_uncovered, pytest_runtest_protocol  # noqa: F401 - a hook for every test
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from people import PASSWORD, UserWith
from static_files import static_files_found_once  # noqa: F401 - a fixture for every test
from strict import strict_client, strict_templates  # noqa: F401 - fixtures for every test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only tests that use the database: the others say the same with every database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those without coverage last: what is loaded or kept once by a process is then measured, and it stops once."""
    items.sort(key=is_uncovered)
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
    items[:] = kept


def _uses_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database") is not None:
        return False
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def own_surroundings(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    """Files go to a folder of the test itself; Argon2 would cost 50 ms for every user made."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KOERS_VERIFY_PREPARED = True  # each prepared query is also built the ordinary way
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Gemeente Waterveen", slug="waterveen", kind=Organisation.Kind.MUNICIPALITY
    )


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Gemeente Duinrode", slug="duinrode", kind=Organisation.Kind.MUNICIPALITY
    )


@pytest.fixture
def user_with(db: None) -> UserWith:
    """Makes a user with a role (name or `Role`) in an organisation; without both a user without
    membership."""
    numbers = count(1)

    def make(role: Role | str | None = None, organisation: Organisation | None = None) -> User:
        number = next(numbers)
        user = User.objects.create_user(f"persoon{number}@example.org", PASSWORD, name=f"Persoon {number}")
        if role is not None:
            assert organisation is not None, "a role is held in an organisation"
            Membership.objects.create(user=user, organisation=organisation, role=Role(role))
        return user

    return make


@pytest.fixture
def administrator(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.ADMINISTRATOR, organisation)


@pytest.fixture
def programme_manager(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.PROGRAMME_MANAGER, organisation)


@pytest.fixture
def reader(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.EMPLOYEE, organisation)


@pytest.fixture
def stranger(user_with: UserWith, other_organisation: Organisation) -> User:
    """A programme manager, but of another organisation."""
    return user_with(Role.PROGRAMME_MANAGER, other_organisation)


@pytest.fixture
def controller(user_with: UserWith, organisation: Organisation) -> User:
    """Sees all of the register, money and risks too, and changes nothing."""
    return user_with(Role.CONTROLLER, organisation)
