"""Where Koers is reached from outside: for the links of mails that no request asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from koers.api.version import contact
from koers.config.environment import WrongSetting, load_environment
from koers.web.checks import site_address
from koers.web.work.weekly import site_url


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("https://koers.waterveen.nl", "https://koers.waterveen.nl"),
        (" https://koers.waterveen.nl/ ", "https://koers.waterveen.nl"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_an_address(given: str, expected: str, tmp_path: Path) -> None:
    found = load_environment({"KOERS_DATA_DIR": str(tmp_path), "KOERS_SITE_URL": given})
    assert found.site_url == expected


@pytest.mark.parametrize(
    "given", ["koers.waterveen.nl", "ftp://waterveen.nl", "https://waterveen.nl/koers", "https://"]
)
def test_a_wrong_address_is_named(given: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="KOERS_SITE_URL"):
        load_environment({"KOERS_DATA_DIR": str(tmp_path), "KOERS_SITE_URL": given})


def test_the_worker_uses_it(settings: LazySettings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://anders.waterveen.nl"]
    settings.SITE_URL = ""
    assert site_url() == "https://anders.waterveen.nl"
    settings.SITE_URL = "https://koers.waterveen.nl"
    assert site_url() == "https://koers.waterveen.nl"


@pytest.mark.parametrize(
    ("debug", "mail", "site", "warned"),
    [
        (False, True, "", True),
        (False, True, "https://koers.waterveen.nl", False),
        (False, False, "", False),
        (True, True, "", False),
    ],
)
def test_mail_without_an_address_is_warned_about(
    debug: bool, mail: bool, site: str, warned: bool, settings: LazySettings
) -> None:
    settings.DEBUG, settings.MAIL_IS_SENT, settings.SITE_URL = debug, mail, site
    found = site_address()
    assert [one.id for one in found] == (["koers.W001"] if warned else [])
    assert all("KOERS_SITE_URL" in one.msg for one in found)


def test_the_api_names_nobody_who_is_not_there(settings: LazySettings) -> None:
    settings.SITE_URL, settings.MAIL_IS_SENT = "", False
    assert contact() == {"name": "Koers"}
    settings.SITE_URL, settings.MAIL_IS_SENT = "https://koers.waterveen.nl", True
    settings.DEFAULT_FROM_EMAIL = "Koers <koers@waterveen.nl>"
    assert contact() == {"name": "Koers", "url": "https://koers.waterveen.nl", "email": "koers@waterveen.nl"}
