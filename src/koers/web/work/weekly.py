"""The weekly mail: on Monday morning, what asks something of a person, what slipped and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.prepared import padded
from koers.core.tasks import background, enqueue_once
from koers.organisations.models import User
from koers.programmes import baselines
from koers.programmes.dated import dated_where
from koers.programmes.models import Baseline, DigestPreference
from koers.programmes.my_work import my_work
from koers.programmes.own_dates import dates_of, programmes_of
from koers.ui.formats import dutch_date
from koers.web.programme.slips import shift_words
from koers.web.work.calendar_views import stop_key
from koers.web.work.tasks import tasks_of

if TYPE_CHECKING:
    from koers.core.models import Job

SENT_AT = time(7, 0)
WEEK = timedelta(days=7)
MOST = 10


@dataclass(frozen=True, slots=True)
class Digest:
    asks: list[str]
    slipped: list[str]
    coming: list[str]

    def __bool__(self) -> bool:
        return bool(self.asks or self.slipped or self.coming)


def monday_after(day: date) -> date:
    """The first Monday after the day."""
    return day + timedelta(days=7 - day.weekday())


def schedule(today: date) -> Job:
    """Puts the coming Monday in the queue, once, whoever asks and however often."""
    monday = monday_after(today)
    morning = timezone.make_aware(datetime.combine(monday, SENT_AT))
    return enqueue_once(send_weekly.using(run_after=morning), f"weekly:{monday}", monday.isoformat())


@background(max_attempts=4)
def send_weekly(monday: str) -> None:
    """A mail of its own for everybody who wants one, so that one that fails holds up no other; then the next week."""
    day = date.fromisoformat(monday)
    schedule(day)
    refused = DigestPreference.objects.filter(Q(weekly=False) | Q(last_sent__gte=day)).values("person")
    people = User.objects.filter(is_active=True, memberships__accepted_at__isnull=False)
    for key in people.exclude(pk__in=refused).distinct().values_list("pk", flat=True).iterator():
        enqueue_once(mail_digest, f"weekly:{monday}:{key}", key, monday)


@background(max_attempts=3)
def mail_digest(person_id: int, monday: str) -> None:
    """Writes down first that it was sent: a mail too few is better than the same mail twice."""
    day = date.fromisoformat(monday)
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    preference, _new = DigestPreference.objects.get_or_create(person=person)
    if not preference.weekly or (preference.last_sent and preference.last_sent >= day):
        return
    digest = digest_of(person, day)
    if not digest:
        return
    preference.last_sent = day
    preference.save(update_fields=["last_sent"])
    message_for(person, digest, day).send()


def digest_of(person: User, today: date) -> Digest:
    tasks = tasks_of(my_work(person, today), today)
    coming = dates_of(person, today, today + 2 * WEEK)
    return Digest(
        asks=[f"{task.title}{', ' + task.when if task.when else ''}" for task in tasks[:MOST]],
        slipped=_slipped(person)[:MOST],
        coming=[f"{dutch_date(row.date)}: {row.text}" for row in coming[:MOST] if row.date],
    )


def _slipped(person: User) -> list[str]:
    """Against the baseline plans of the person's programmes, as far as he or she may see them (2 queries)."""
    programmes = programmes_of(person)
    found = Baseline.objects.visible_to(person).filter(programme__in=programmes).order_by("number")
    content = {baseline.programme_id: baseline.content for baseline in found}
    promised = [promise for rows in content.values() for promise in baselines.read(rows)]
    if not promised:
        return []
    dated = dated_where(person, parts=("goal", "deliverable"), programme__in=padded(content))
    now = [baselines.Promise(one.kind, str(one.public_id), one.text, one.date) for one in dated]
    late = [one for one in baselines.compare(promised, now).moved if one.shift.days > 0]
    return [f"{one.after.text}: {shift_words(one.shift)}" for one in late]


def message_for(person: User, digest: Digest, day: date) -> EmailMessage:
    site = site_url()
    stop = site + reverse("web:stop_weekly", args=[stop_key(person)])
    context = {"digest": digest, "person": person, "site": site + reverse("web:work"), "stop": stop}
    return EmailMessage(
        subject=_("Your week in Koers, from %(day)s") % {"day": dutch_date(day)},
        body=render_to_string("web/my_work/weekly.txt", context),
        to=[person.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def site_url() -> str:
    """Where Koers is reached from outside: `KOERS_SITE_URL`, else a guess from the names it answers to."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0]).rstrip("/")
    names = [name for name in settings.ALLOWED_HOSTS if name not in ("*", "127.0.0.1", "[::1]")]
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{names[0].lstrip('.') if names else 'localhost'}"
