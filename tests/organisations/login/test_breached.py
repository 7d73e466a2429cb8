"""A leaked password is refused by searching a sorted list that is never loaded."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.organisations.login.breached import BreachedPasswordValidator, stands_in


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def list_of(folder: Path, passwords: list[str], *, end: str = "\n", length: int = 40) -> Path:
    lines = sorted(
        f"{sha1(password)[:length]}:{number}" for number, password in enumerate(passwords, start=1)
    )
    path = folder / "breached.txt"
    path.write_bytes("".join(f"{line}{end}" for line in lines).encode())
    return path


@given(leaked=st.lists(st.text(), unique=True, max_size=60), other=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_what_is_in_the_list_is_found_and_nothing_else(tmp_path: Path, leaked: list[str], other: str) -> None:
    path = list_of(tmp_path, leaked)
    assert all(stands_in(path, password) for password in leaked)
    assert stands_in(path, other) is (other in leaked)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_any_system(tmp_path: Path, end: str) -> None:
    path = list_of(tmp_path, ["welkom-in-de-gemeente", "zomer", "herfst"], end=end)
    assert stands_in(path, "herfst")
    assert not stands_in(path, "lente")


def test_the_last_line_may_lack_its_end_and_a_list_may_hold_lower_case(tmp_path: Path) -> None:
    path = list_of(tmp_path, ["zomer", "herfst"])
    path.write_text(path.read_text().rstrip("\n").lower())
    assert stands_in(path, "zomer")
    assert stands_in(path, "herfst")


def test_a_list_of_shortened_hashes(tmp_path: Path) -> None:
    path = list_of(tmp_path, [f"wachtwoord {number}" for number in range(200)], length=12)
    assert stands_in(path, "wachtwoord 137")
    assert not stands_in(path, "iets anders dan dat")


def test_the_validator_says_why(tmp_path: Path) -> None:
    validator = BreachedPasswordValidator(list_of(tmp_path, ["zomer-in-de-polder"]))
    validator.validate("winter-in-de-polder")
    with pytest.raises(ValidationError, match="uitgelekt"):
        validator.validate("zomer-in-de-polder")
    assert validator.get_help_text()


def test_without_a_list_everything_goes() -> None:
    validator = BreachedPasswordValidator()
    validator.validate("zomer")
    assert validator.get_help_text() == ""
