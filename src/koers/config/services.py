"""What Koers uses of others, read from `KOERS_…` variables: a mail server and a log-in provider."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MAIL_PORTS = {"smtp": 25, "smtps": 465}
MAIL_TIMEOUT = 10  # seconds: whoever waits for the page must not wait for a mail server that is away


class WrongSetting(ValueError):
    """A variable whose value cannot be used; the message names it."""


def mailer_from(url: str) -> dict[str, Any] | None:
    """A mailer for Django's MAILERS; None for an empty address or `console:`, which print every mail.

    `smtp://user:password@host:587` (STARTTLS when there is a user or the port is 587), `smtps://…` for TLS from
    the start.
    """
    if not url or url == "console:":
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or MAIL_PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise WrongSetting(
            "KOERS_MAIL_URL moet beginnen met smtp:// of smtps://, of console: zijn"
        ) from error
    if not parts.hostname:
        raise WrongSetting("KOERS_MAIL_URL noemt geen server")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and (bool(parts.username) or port == 587),
            "timeout": MAIL_TIMEOUT,
        },
    }


def log_in_provider_from(values: Mapping[str, str], *, trust_email: bool) -> dict[str, Any] | None:
    """The OpenID Connect provider as allauth wants it; None when none is set."""
    server = values.get("KOERS_OIDC_URL", "").strip()
    client = values.get("KOERS_OIDC_CLIENT_ID", "").strip()
    if not server and not client:
        return None
    if urlsplit(server).scheme not in ("https", "http") or not client:
        raise WrongSetting("KOERS_OIDC_URL (https://…) en KOERS_OIDC_CLIENT_ID horen bij elkaar: geef beide")
    secure = urlsplit(server).scheme == "https"
    if not secure and urlsplit(server).hostname not in ("localhost", "127.0.0.1", "::1"):
        raise WrongSetting("KOERS_OIDC_URL moet beginnen met https://")
    settings: dict[str, Any] = {"server_url": server.rstrip("/")}
    return {
        "provider_id": "oidc",
        "name": values.get("KOERS_OIDC_NAME", "").strip() or "uw organisatie",
        "client_id": client,
        "secret": values.get("KOERS_OIDC_SECRET", ""),
        "settings": settings | ({"verified_email": True} if trust_email else {}),
    }


def file_from(values: Mapping[str, str], name: str) -> Path | None:
    """A file that has to exist; None when the variable is empty."""
    text = values.get(name, "").strip()
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_file():
        raise WrongSetting(f"{name} noemt een bestand dat er niet is: {path}")
    return path
