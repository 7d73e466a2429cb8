"""Background work of programmes: the mail that asks for an update, and one reminder.

The key is made where the mail is sent, so that it stands nowhere but in that mail: not in the queue, not in the
database. A mail that is sent again after a failure brings a new key, and the one before it no longer works.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from koers.core.tasks import background, enqueue_once
from koers.programmes.models import TrackUpdate
from koers.programmes.updates import Standing, digest_of, new_key, standing

_TASK = "a task works for the organisation of its update"
REMIND_AT = time(8, 0)


def mail_and_remind(update: TrackUpdate, site: str) -> None:
    """Puts the mail in the queue, and with a day before which it is wanted also the reminder."""
    enqueue_once(mail_update, f"update:{update.public_id}", update.pk, site)
    if update.due is not None:
        morning = datetime.combine(update.due + timedelta(days=1), REMIND_AT)
        later = remind_of_update.using(run_after=timezone.make_aware(morning))
        enqueue_once(later, f"update-reminder:{update.public_id}", update.pk, site)


@background(max_attempts=4)
def mail_update(update_id: int, site: str) -> None:
    """Mails the link, unless that was done or the update can no longer be given."""
    update = _waiting(update_id)
    if update is None or update.mailed_at is not None:
        return
    key = new_key()
    with transaction.atomic():
        update.key_digest = digest_of(key)
        update.save(update_fields=["key_digest", "updated_at"])
    _send(update, "update", key, site)
    update.mailed_at = timezone.now()
    update.save(update_fields=["mailed_at", "updated_at"])


@background(max_attempts=4)
def remind_of_update(update_id: int, site: str) -> None:
    """Once, when the day has passed. The first link keeps working."""
    update = _waiting(update_id)
    if update is None or update.reminded_at is not None:
        return
    key = new_key()
    with transaction.atomic():
        update.reminder_digest = digest_of(key)
        update.save(update_fields=["reminder_digest", "updated_at"])
    _send(update, "update_reminder", key, site)
    update.reminded_at = timezone.now()
    update.save(update_fields=["reminded_at", "updated_at"])


def _waiting(update_id: int) -> TrackUpdate | None:
    found = TrackUpdate.objects.across_organisations(_TASK).filter(pk=update_id)
    update = found.select_related(
        "track__programme__organisation", "track__organisation", "period", "person"
    ).first()
    return update if update is not None and standing(update) is Standing.OPEN else None


def _send(update: TrackUpdate, name: str, key: str, site: str) -> None:
    """The first line of the text is the subject."""
    link = site.rstrip("/") + reverse("web:update_by_key", kwargs={"key": key})
    context = {
        "update": update,
        "link": link,
        "asked_by": update.asked_by,
        "until": timezone.localdate(update.expires_at),
    }
    text = render_to_string(f"programmes/mail/{name}.txt", context)
    subject, _line, body = text.strip().partition("\n")
    send_mail(subject.strip(), f"{body.strip()}\n", None, [update.person.email])
