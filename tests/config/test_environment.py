"""Settings come from `KOERS_…` variables; a wrong one is named in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.config import environment
from koers.config.environment import WrongSetting, database_from, load_environment
from koers.core.server_bound import ALMOST_NEVER


def test_defaults_are_safe_and_local(tmp_path: Path) -> None:
    found = load_environment({"KOERS_DATA_DIR": str(tmp_path)})
    assert found.debug is False
    assert found.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert found.database["ENGINE"] == "django.db.backends.sqlite3"
    assert found.database["NAME"] == tmp_path / "koers.sqlite3"
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_secret_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    first = load_environment({"KOERS_DATA_DIR": str(tmp_path / "new")}).secret_key
    assert len(first) >= 50
    assert load_environment({"KOERS_DATA_DIR": str(tmp_path / "new")}).secret_key == first
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_second_process_uses_the_secret_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file appears between looking and making: the other process was first."""
    (tmp_path / "secret_key").write_text("van-de-ander\n")
    monkeypatch.setattr(Path, "exists", lambda self: False)
    assert load_environment({"KOERS_DATA_DIR": str(tmp_path)}).secret_key == "van-de-ander"


def test_postgres_address() -> None:
    found = database_from("postgresql://koers:geh%40im@db:5433/naam?sslmode=require", Path("x"))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "koers",
        "geh@im",
        "db",
        "5433",
    )
    assert found["NAME"] == "naam"
    assert found["OPTIONS"] == {
        "pool": {"timeout": 5},
        "sslmode": "require",
        "prepare_threshold": ALMOST_NEVER,
    }


def test_a_pooler_without_prepared_statements_is_said_in_the_address() -> None:
    found = database_from("postgresql://koers@db/naam?prepare_threshold=none", Path("x"))
    assert found["OPTIONS"]["prepare_threshold"] is None


def test_postgres_socket() -> None:
    found = database_from("postgresql://postgres@/koers?host=/run/pg", Path("x"))
    assert found["HOST"] == "/run/pg"
    assert found["PORT"] == ""


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"KOERS_DEBUG": "misschien"}, "KOERS_DEBUG"),
        ({"KOERS_DATABASE_URL": "mysql://x/y"}, "KOERS_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_named(values: dict[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=named):
        load_environment({"KOERS_DATA_DIR": str(tmp_path), **values})


def test_lists_and_flags(tmp_path: Path) -> None:
    found = load_environment(
        {
            "KOERS_DATA_DIR": str(tmp_path),
            "KOERS_HOSTS": "koers.example.nl, koers2.example.nl",
            "KOERS_HTTPS": "1",
            "KOERS_LOG_LEVEL": "info",
            "KOERS_SECRET_KEY": "x" * 40,
        }
    )
    assert found.allowed_hosts == ["koers.example.nl", "koers2.example.nl"]
    assert found.https is True
    assert found.log_level == "INFO"
    assert found.secret_key == "x" * 40


def test_a_file_gives_what_the_environment_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("# uitleg\nKOERS_HOSTS='a.example.nl'\nKOERS_LOG_LEVEL=info\nANDERS=1\n")
    monkeypatch.setenv("KOERS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KOERS_LOG_LEVEL", "error")
    monkeypatch.delenv("KOERS_HOSTS", raising=False)
    found = load_environment()
    assert found.allowed_hosts == ["a.example.nl"]
    assert found.log_level == "ERROR"


def test_the_settings_page_names_every_variable() -> None:
    source = Path(environment.__file__).read_text()
    told = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    import re

    for name in set(re.findall(r"KOERS_[A-Z_]+", source)):
        assert f"`{name}`" in told, name
