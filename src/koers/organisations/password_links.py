"""A link with which a new person chooses the first password; it works once and for three days.

The administrator hands it over. So it exists only for an account that has no password yet and no role
elsewhere: a link to somebody's working account would be a way into it.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from koers.organisations.models import Organisation, User

# The token holds the password's hash, so that choosing one ends it; its age is limited by the setting
# PASSWORD_RESET_TIMEOUT.
_tokens = PasswordResetTokenGenerator()
_tokens.key_salt = "koers.organisations.password_links"


def may_have_link(user: User, organisation: Organisation) -> bool:
    """Whether an administrator of this organisation may hand this person a link."""
    return _never_came_in(user) and user.works_for() == [organisation.pk]


def _never_came_in(user: User) -> bool:
    """No password is not enough: who comes in through the organisation's own log-in never chooses one."""
    return user.is_active and not user.has_usable_password() and user.last_login is None


def make_token(user: User) -> str:
    return _tokens.make_token(user)


def user_of_link(public_id: UUID, token: str) -> User | None:
    """The person a link is for; None when it is wrong, used or too old, or when the role was taken away since."""
    user = User.objects.filter(public_id=public_id, is_active=True).first()
    if user is None or not _tokens.check_token(user, token):
        return None
    return user if _never_came_in(user) and user.works_for() else None
