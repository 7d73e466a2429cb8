"""Which API this is. The major version stands in the address, the full one in the header API-Version."""

from __future__ import annotations

from email.utils import parseaddr

API_VERSION = "1.0.0"
BASE = "/api/v1"
LICENSE = {"name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"}


def contact() -> dict[str, str]:
    """Who runs this Koers, as far as the settings say; nothing made up."""
    from django.conf import settings

    found = {"name": "Koers", "url": settings.SITE_URL}
    if settings.MAIL_IS_SENT:
        found["email"] = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return {name: value for name, value in found.items() if value}
