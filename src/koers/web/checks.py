"""What Django's system check says of the settings of the pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning


@register()
def site_address(**_rest: Any) -> list[CheckMessage]:
    """Mails that no request asked for need an address of their own; without it they lead to a guess."""
    if settings.DEBUG or not settings.MAIL_IS_SENT or settings.SITE_URL:
        return []
    return [
        CheckWarning(
            "KOERS_SITE_URL is leeg: de links in het weekbericht kunnen naar het verkeerde adres wijzen.",
            hint="Zet KOERS_SITE_URL op het adres van Koers, bijvoorbeeld https://koers.gemeente.nl.",
            id="koers.W001",
        )
    ]
