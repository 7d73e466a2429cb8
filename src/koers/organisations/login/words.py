"""What we say after something was done to an account, on the page and by mail, for allauth's own keys."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FEEDBACK = {
    "account/messages/logged_out.txt": _("You have been logged out."),
    "account/messages/password_changed.txt": _("Your password has been changed."),
    "account/messages/password_set.txt": _("Your password has been set."),
    "mfa/messages/totp_activated.txt": _("The app on your phone is set up. From now on we ask its code."),
    "mfa/messages/totp_deactivated.txt": _("The app is no longer asked for."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "You have new recovery codes. Print or copy them now: you see them only once."
    ),
    "usersessions/messages/sessions_logged_out.txt": _("Your other sessions have been ended."),
}

NOTICES = {
    "account/email/password_changed": _("Your password has been changed."),
    "account/email/password_set": _("Your password has been set."),
    "account/email/password_reset": _("Your password has been changed with a link that was mailed to you."),
    "mfa/email/totp_activated": _("An app with codes was added as second step of logging in."),
    "mfa/email/totp_deactivated": _("The app with codes is no longer asked for at log-in."),
    "mfa/email/recovery_codes_generated": _(
        "New recovery codes were made; the old ones do not work any more."
    ),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "socialaccount/email/account_connected": _("Logging in through your organisation was set up."),
}
