"""The mail server and the log-in provider come from variables; a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.config.environment import load_environment
from koers.config.services import WrongSetting, file_from, log_in_provider_from, mailer_from


@pytest.mark.parametrize("url", ["", "console:"])
def test_without_a_mail_server_mails_are_printed(url: str) -> None:
    assert mailer_from(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.nl", ("mail.example.nl", 25, "", "", False, False)),
        (
            "smtp://koers:ge%40heim@mail.example.nl:587",
            ("mail.example.nl", 587, "koers", "ge@heim", False, True),
        ),
        ("smtps://koers:x@mail.example.nl", ("mail.example.nl", 465, "koers", "x", True, False)),
    ],
)
def test_a_mail_server(url: str, expected: tuple[str, int, str, str, bool, bool]) -> None:
    mailer = mailer_from(url)
    assert mailer is not None
    names = ("host", "port", "username", "password", "use_ssl", "use_tls")
    assert tuple(mailer["OPTIONS"][name] for name in names) == expected


@pytest.mark.parametrize("url", ["http://mail.example.nl", "smtp://", "smtp://mail:veel", "mail.example.nl"])
def test_a_wrong_mail_server_is_named(url: str) -> None:
    with pytest.raises(WrongSetting, match="KOERS_MAIL_URL"):
        mailer_from(url)


def test_a_provider() -> None:
    values = {
        "KOERS_OIDC_URL": "https://inloggen.example.nl/realm/",
        "KOERS_OIDC_CLIENT_ID": "koers",
        "KOERS_OIDC_SECRET": "s",
    }
    found = log_in_provider_from(values, trust_email=False)
    assert found is not None
    assert (found["client_id"], found["secret"], found["name"]) == ("koers", "s", "uw organisatie")
    assert found["settings"] == {"server_url": "https://inloggen.example.nl/realm"}
    trusted = log_in_provider_from({**values, "KOERS_OIDC_NAME": "Waterveen"}, trust_email=True)
    assert trusted is not None
    assert trusted["settings"]["verified_email"] is True
    assert trusted["name"] == "Waterveen"
    assert log_in_provider_from({}, trust_email=True) is None


@pytest.mark.parametrize(
    ("url", "client"),
    [
        ("https://inloggen.example.nl", ""),
        ("", "koers"),
        ("inloggen", "koers"),
        ("http://example.nl", "koers"),
    ],
)
def test_a_wrong_provider_is_named(url: str, client: str) -> None:
    with pytest.raises(WrongSetting, match="KOERS_OIDC_URL"):
        log_in_provider_from({"KOERS_OIDC_URL": url, "KOERS_OIDC_CLIENT_ID": client}, trust_email=False)


def test_a_list_of_passwords_has_to_be_there(tmp_path: Path) -> None:
    present = tmp_path / "lijst.txt"
    present.touch()
    name = "KOERS_BREACHED_PASSWORDS"
    assert file_from({name: str(present)}, name) == present
    assert file_from({}, name) is None
    with pytest.raises(WrongSetting, match=name):
        load_environment({"KOERS_DATA_DIR": str(tmp_path), name: str(tmp_path / "weg.txt")})
