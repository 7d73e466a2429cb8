"""Reads `KOERS_…` variables (and a `.env` file) into typed settings. No Django here."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import platformdirs

from koers.config.services import WrongSetting, file_from, log_in_provider_from, mailer_from
from koers.core.server_bound import ALMOST_NEVER

__all__ = ["Environment", "WrongSetting", "data_folder", "database_from", "load_environment"]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged write survives a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


@dataclass(frozen=True, slots=True)
class Environment:
    data_dir: Path
    package_dir: Path
    secret_key: str
    debug: bool
    https: bool
    behind_proxy: bool
    collected_static: bool
    allowed_hosts: list[str]
    trusted_origins: list[str]
    database: dict[str, Any]
    log_level: str
    mailer: dict[str, Any] | None
    mail_from: str
    site_url: str
    log_in_provider: dict[str, Any] | None
    breached_passwords: Path | None


def load_environment(variables: dict[str, str] | None = None) -> Environment:
    values = _dotenv() | dict(os.environ) if variables is None else variables
    data_dir = data_folder(values)
    return Environment(
        data_dir=data_dir,
        package_dir=Path(__file__).resolve().parents[1],
        secret_key=values.get("KOERS_SECRET_KEY") or _kept_secret(data_dir),
        debug=_flag(values, "KOERS_DEBUG"),
        https=_flag(values, "KOERS_HTTPS"),
        behind_proxy=_flag(values, "KOERS_BEHIND_PROXY"),
        collected_static=_flag(values, "KOERS_COLLECTED_STATIC"),
        allowed_hosts=_list(values, "KOERS_HOSTS") or ["localhost", "127.0.0.1", "[::1]"],
        trusted_origins=_list(values, "KOERS_TRUSTED_ORIGINS"),
        database=database_from(values.get("KOERS_DATABASE_URL", ""), data_dir),
        log_level=values.get("KOERS_LOG_LEVEL", "WARNING").upper(),
        mailer=mailer_from(values.get("KOERS_MAIL_URL", "").strip()),
        mail_from=values.get("KOERS_MAIL_FROM", "").strip() or "Koers <koers@localhost>",
        site_url=site_url_from(values.get("KOERS_SITE_URL", "").strip()),
        log_in_provider=log_in_provider_from(values, trust_email=_flag(values, "KOERS_OIDC_TRUST_EMAIL")),
        breached_passwords=file_from(values, "KOERS_BREACHED_PASSWORDS"),
    )


def data_folder(variables: dict[str, str] | None = None) -> Path:
    """Where the embedded database and the files live."""
    values = _dotenv() | dict(os.environ) if variables is None else variables
    return Path(values.get("KOERS_DATA_DIR") or platformdirs.user_data_dir("koers")).expanduser()


def database_from(url: str, data_dir: Path) -> dict[str, Any]:
    """The embedded SQLite database, or PostgreSQL from an address such as `postgresql://user@host/name`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "koers.sqlite3",
            "OPTIONS": dict(SQLITE_OPTIONS),
            # A fresh connection reads the description of all tables again: that took a third of a page's time.
            "CONN_MAX_AGE": 300,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise WrongSetting("KOERS_DATABASE_URL moet beginnen met postgresql://")
    query = {name: found[-1] for name, found in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        # A server that is away is told within seconds, not after the half minute a pool waits by itself.
        "OPTIONS": {"pool": {"timeout": 5}, **query, "prepare_threshold": _prepares(query)},
    }


def _prepares(query: dict[str, str]) -> int | None:
    """Prepared queries are prepared in the database as well, unless the address says that it cannot be."""
    return None if query.get("prepare_threshold") == "none" else ALMOST_NEVER


def site_url_from(address: str) -> str:
    """Where Koers is reached from outside, for links in mails that no request asked for; empty when not set."""
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
        raise WrongSetting(
            "KOERS_SITE_URL moet een adres zijn zoals https://koers.gemeente.nl, zonder pad erachter"
        )
    return f"{parts.scheme}://{parts.netloc}" if address else ""


def _flag(values: dict[str, str], name: str) -> bool:
    text = values.get(name, "").strip().lower()
    if text not in ("", "0", "1", "false", "true", "no", "yes"):
        raise WrongSetting(f"{name} moet 0 of 1 zijn")
    return text in ("1", "true", "yes")


def _list(values: dict[str, str], name: str) -> list[str]:
    return [part.strip() for part in values.get(name, "").split(",") if part.strip()]


def _kept_secret(data_dir: Path) -> str:
    """A random key made once and kept in the data folder, readable by its owner only."""
    path = data_dir / "secret_key"
    if path.exists():
        return path.read_text().strip()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text().strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key


def _dotenv() -> dict[str, str]:
    path = Path(".env")
    if not path.is_file():
        return {}
    pairs = (
        line.partition("=")
        for line in path.read_text().splitlines()
        if "=" in line and not line.startswith("#")
    )
    return {
        name.strip(): value.strip().strip("\"'")
        for name, _, value in pairs
        if name.strip().startswith("KOERS_")
    }
