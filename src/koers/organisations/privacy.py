"""What the fields of organisations and of background work say about people."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

declare(
    "organisations.User",
    email=Personal.CONTACT,
    name=Personal.IDENTITY,
    password=Personal.SECRET,
)
declare(
    "organisations.Organisation",
    name=NOT_PERSONAL,
    tooi_id=NOT_PERSONAL,
    cbs_code=NOT_PERSONAL,
    size_class=NOT_PERSONAL,
)
declare("organisations.Unit", name=NOT_PERSONAL, code=NOT_PERSONAL)
declare(
    "organisations.Membership",
    user=Personal.IDENTITY,
    limited_to_name=NOT_PERSONAL,
    limited_to_body_name=NOT_PERSONAL,
)
declare("organisations.LoginAttempt", key=Personal.LOG)
declare(
    "organisations.ApiToken",
    user=Personal.ACTOR,
    name=NOT_PERSONAL,  # what a program is for
    prefix=NOT_PERSONAL,
    digest=Personal.SECRET,
)
declare(
    "organisations.AuditEvent",
    by=Personal.ACTOR,
    action=NOT_PERSONAL,
    subject_type=NOT_PERSONAL,
    detail=NOT_PERSONAL,  # codes, counts and ids only: koers.organisations.audit refuses text
)

# core knows no actors and so decides nothing about people; its tables are decided about here.
declare("core.StoredFile", content_hash=NOT_PERSONAL, media_type=NOT_PERSONAL)
declare(
    "core.Job",
    function=NOT_PERSONAL,
    arguments=NOT_PERSONAL,  # ids, by agreement: content is passed as a reference to a stored file
    keywords=NOT_PERSONAL,
    key=NOT_PERSONAL,
    queue=NOT_PERSONAL,
    worker=NOT_PERSONAL,
    workers=NOT_PERSONAL,
    words=NOT_PERSONAL,
    error=NOT_PERSONAL,
    error_class=NOT_PERSONAL,
    trace=Personal.LOG,
    result=NOT_PERSONAL,
)

# allauth's tables, which the completeness test does not ask about: what it keeps of people, decided here all the same.
declare("account.EmailAddress", user=Personal.IDENTITY, email=Personal.CONTACT)
declare(
    "mfa.Authenticator", user=Personal.IDENTITY, data=Personal.SECRET
)  # codes are encrypted, keys are public
declare(
    "usersessions.UserSession",
    user=Personal.IDENTITY,
    ip=Personal.LOG,
    user_agent=Personal.LOG,
    session_key=Personal.SECRET,
    data=Personal.LOG,
)
declare(
    "socialaccount.SocialAccount", user=Personal.IDENTITY, uid=Personal.IDENTITY, extra_data=Personal.IDENTITY
)
