"""The audit trail: who did what, when and on which record. Never what stood in it.

Actions call `record` inside their own transaction, so that an event exists exactly when the change does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from koers.organisations.models import AuditEvent

if TYPE_CHECKING:
    from koers.core.models import Record
    from koers.organisations.models import Organisation, User


def record(
    *,
    by: User | None,
    action: str,
    subject: Record | None,
    organisation: Organisation | None,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Appends one event. `by` is None for the system itself (a task, a command).

    `action` is `<noun>.<past participle>`, for example `programme.created`. `detail` holds codes, counts,
    field names and public ids only; a text of more than 100 characters is refused, because it is content.
    Without `subject` it is about nothing that Koers knows: a log-in with an unknown address.
    """
    found = dict(detail or {})
    _refuse_content(found)
    return AuditEvent.objects.create(
        by=by,
        action=action,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=subject.public_id if subject else None,
        organisation=organisation,
        detail=found,
    )


def _refuse_content(value: Any) -> None:
    if isinstance(value, str) and len(value) > 100:
        raise ValueError("an audit event holds no content, only codes, counts and ids")
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            _refuse_content(part)
