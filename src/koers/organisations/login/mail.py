"""The mails of log-in and invitations: plain text, in words of our own.

A mail that cannot be sent never breaks a page: `send` says whether it went.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

log = logging.getLogger(__name__)
FOLDER = "organisations/login/mail/"


def send(name: str, *, to: str, **context: Any) -> bool:
    """Sends `mail/<name>.txt`, whose first line is the subject; False when the mail server did not take it."""
    text = render_to_string(f"{FOLDER}{name}.txt", {"email": to, **context})
    subject, _line, body = text.strip().partition("\n")
    try:
        EmailMessage(subject=subject.strip(), body=f"{body.strip()}\n", to=[to]).send()
    except (SMTPException, OSError):
        log.exception("the mail %s was not sent", name)
        return False
    return True
