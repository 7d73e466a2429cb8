"""The second step of logging in: codes, passkeys and recovery codes."""

from __future__ import annotations

import base64
import logging
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.organisations.models import User

log = logging.getLogger(__name__)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This did not work: the code or key is not right, or too much time went by. Try again."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secrets behind codes are unreadable in the database and its back-ups without the secret key."""
        return str(_cipher().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        """A secret from before the key was changed is lost: its codes are then simply not right."""
        from cryptography.fernet import InvalidToken

        try:
            return str(_cipher().decrypt(encrypted_text.encode()).decode())
        except InvalidToken:
            log.warning("a second factor was made with another KOERS_SECRET_KEY")
            return ""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - theirs
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Koers"

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The key of the record is in every passkey; a passkey is removed with its person."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}


def _cipher() -> Any:
    from cryptography.fernet import Fernet

    key = salted_hmac("koers.factors", "fernet", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
