"""`koers user`: the first administrator of an installation, and a new password for who lost theirs."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import surroundings
from koers.cli import environment, main, user_command
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Permission, Role
from people import PASSWORD

NEW = "nog-een-lang-wachtwoord-erbij"
EMAIL = "beheer@example.org"
FULL = ("--name", "Beheer", "--organisation", "gm0392", "--role", "administrator")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The tests' own database has no migrations to be behind with."""
    monkeypatch.setattr(environment, "require_migrated", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\nnog een regel\n"))
    yield monkeypatch


def user(*arguments: str) -> int:
    return main(["user", EMAIL, *arguments])


def test_the_roles_are_those_of_the_permission_sheet() -> None:
    assert list(user_command.ROLES) == Role.values


def test_the_first_administrator_of_an_empty_installation(migrated: Path, tmp_path: Path) -> None:
    """As an administrator does it, with the password from another program."""
    import shutil

    data = tmp_path / "data"
    shutil.copytree(migrated, data)
    for expected, line in ((2, "kort\n"), (0, f"{PASSWORD}\n")):
        done = subprocess.run(
            [sys.executable, "-m", "koers.cli", "user", EMAIL, *FULL],
            env=surroundings(data),
            input=line,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert done.returncode == expected, done.stderr
        assert done.stderr.count("\n") == (1 if expected else 0)
    assert done.stdout.splitlines() == [
        f"Account gemaakt: {EMAIL}",
        "Rol bij Gemeente Haarlem: Functioneel beheerder",
    ]


def test_an_account_with_a_role_that_counts_at_once(typed: pytest.MonkeyPatch) -> None:
    assert user(*FULL) == 0
    found = User.objects.get(email=EMAIL)
    assert found.check_password(PASSWORD)
    assert found.may(Permission.MANAGE_ORGANISATION, Organisation.objects.get(tooi_id="gm0392"))


def test_someone_known_gets_a_role_and_keeps_the_password(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert user(*FULL) == 0
    assert user("--organisation", "aeno", "--organisation-name", "Fonds", "--role", "employee") == 0
    assert capsys.readouterr().out.endswith(f"\nRol bij Fonds: {Role.EMPLOYEE.label}\n")
    assert User.objects.get().check_password(PASSWORD)
    assert set(Membership.objects.values_list("role", flat=True)) == {"administrator", "employee"}


def test_a_password_is_asked_twice_on_a_terminal(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert user(*FULL) == 0
    typed.setattr(sys, "stdin", Terminal())
    for answers, status in (([NEW, "anders"], 2), (["", ""], 2), ([NEW, NEW], 0)):
        given = iter(answers)
        typed.setattr(user_command, "getpass", lambda _asked, given=given: next(given))
        assert user("--reset-password") == status
    assert User.objects.get().check_password(NEW)
    said = capsys.readouterr()
    assert said.err == "De twee wachtwoorden zijn niet gelijk.\nU gaf geen wachtwoord op.\n"
    assert said.out.endswith(f"Nieuw wachtwoord ingesteld: {EMAIL}\n")
    assert NEW not in said.out


def test_a_closed_terminal_is_no_password(typed: pytest.MonkeyPatch) -> None:
    def closed(_asked: str) -> str:
        raise EOFError

    typed.setattr(sys, "stdin", Terminal())
    typed.setattr(user_command, "getpass", closed)
    assert user(*FULL) == 2
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["geen-adres", *FULL], "geen e-mailadres"),
        ([EMAIL, "--reset-password"], "kent geen account"),
        ([EMAIL, *FULL[2:]], "--name"),
        ([EMAIL, *FULL[:4]], "horen bij elkaar"),
        ([EMAIL, *FULL[:2], *FULL[4:]], "horen bij elkaar"),
        ([EMAIL, *FULL[:2]], "Geef de organisatie en de rol"),
        ([EMAIL, *FULL[:2], "--organisation", "aeno", *FULL[4:]], "--organisation-name"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["user", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_a_weak_password_changes_nothing(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in ("kort\n", ""):
        typed.setattr(sys, "stdin", io.StringIO(line))
        assert user(*FULL) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert not Organisation.objects.exists()


def test_an_account_that_is_not_active_stays_closed(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert user(*FULL) == 0
    User.objects.update(is_active=False)
    assert user("--reset-password") == 2
    assert "niet actief" in capsys.readouterr().err


def test_who_lost_the_second_step_is_helped(
    typed: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert user(*FULL) == 0
    assert user("--remove-second-step") == 0
    assert "Tweede stap weggehaald" in capsys.readouterr().out
    assert main(["user", "niemand@example.org", "--remove-second-step"]) == 2
