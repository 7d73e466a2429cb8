"""What the start page shows: what asks something of you, the course of a programme, and your programmes.

At most twelve queries: five for who asks; what asks something, documents, the programmes (3), the dates and the
baseline plan of the one whose course is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.intake.models import Document
from koers.intake.queries import recent_documents
from koers.organisations.access import current_organisation, may, user_of
from koers.organisations.models import User
from koers.organisations.permissions import Permission
from koers.programmes import baselines, portfolio
from koers.programmes.acts import sent_to_council
from koers.programmes.baselines import Promise
from koers.programmes.dated import Dated, dated_where
from koers.programmes.models import Baseline, Programme
from koers.programmes.my_work import my_work
from koers.programmes.portfolio import Row, Wanted
from koers.programmes.queries import paragraphs
from koers.ui import course_line
from koers.ui.parts import Link, Table
from koers.web.council.page import sent_table
from koers.web.portfolio.page import address, portfolio_table
from koers.web.programme.overview import Coming, coming
from koers.web.programme.slips import Slip, ahead, shift_words, slips
from koers.web.work.tasks import Task, document_tasks, tasks_of

RECENT_DOCUMENTS = 20
MORNING_ENDS, AFTERNOON_ENDS = 12, 18
MOST_PROGRAMMES, MOST_TASKS, MOST_SENT, MOST_SLIPS = 8, 6, 10, 4
ON_THE_COURSE = ("adoption", "decision", "event", "goal")


@dataclass(frozen=True, slots=True)
class Course:
    """The programme whose course is drawn, with what slipped there and what comes next."""

    row: Row
    url: str
    drawing: course_line.CourseLine | None
    slips: list[Slip]
    coming: list[Coming]


@dataclass(frozen=True, slots=True)
class HomeView:
    title: str
    situation: str
    """`member` has a register, `council` sees what was sent to the council, `empty` has nothing read in yet,
    `alone` is a member of no organisation."""
    tasks: list[Task] = field(default_factory=list)
    more_tasks: int = 0
    course: Course | None = None
    programmes: Table | None = None
    sent: Table | None = None
    reading: list[Any] = field(default_factory=list)
    first_step: Link | None = None
    second_step: Link | None = None
    update: Link | None = None
    """The first thing a track lead comes for."""


def home_view(request: HttpRequest) -> HomeView:
    user, today = user_of(request), timezone.localdate()
    organisation = current_organisation(request)
    if organisation is None:
        return HomeView(_title(0, nothing=True), "alone")
    tasks = tasks_of(my_work(user, today), today)
    if not user.may_somewhere(Permission.VIEW_REGISTER):
        table = sent_table(list(sent_to_council(user)[:MOST_SENT]))
        return HomeView(_title(len(tasks)), "council", tasks=tasks, sent=table)
    can_read = may(user, Permission.READ_IN, organisation)
    documents = recent_documents(user, RECENT_DOCUMENTS) if user.may_somewhere(Permission.READ_IN) else []
    if can_read:
        tasks += document_tasks(documents)
    rows = _rows(user, today)
    nothing = not rows and not documents and not paragraphs(user).exists()
    return HomeView(
        title=_title(len(tasks), nothing=nothing),
        situation="empty" if nothing else "member",
        tasks=tasks[:MOST_TASKS],
        more_tasks=max(len(tasks) - MOST_TASKS, 0),
        course=_course(user, rows, today),
        programmes=_table(user, rows, today),
        reading=[document for document in documents if document.state == Document.State.WAITING],
        first_step=Link(_("Read in a document"), reverse("intake:upload")) if can_read else None,
        second_step=Link(_("Look around in the practices"), reverse("web:practices")),
        update=_update(user),
    )


def _update(user: User) -> Link | None:
    """For who leads a track and keeps no register: the update of this period."""
    leads = user.may_somewhere(Permission.UPDATE_OWN_TRACK)
    if not leads or user.may_somewhere(Permission.CHANGE_REGISTER):
        return None
    return Link(_("Give the update of your track"), reverse("web:own_tracks"))


def _rows(user: User, today: date) -> list[Row]:
    keys = list(portfolio.portfolio(user, Wanted(), today)[:MOST_PROGRAMMES])
    return portfolio.rows(user, keys, today, {}) if keys else []


def _table(user: User, rows: list[Row], today: date) -> Table | None:
    if not rows:
        return None
    several = len({row.organisation for row in rows}) > 1
    return portfolio_table(rows, today, several=several, steers=user.may_somewhere(Permission.VIEW_STEERING))


def _course(user: User, rows: list[Row], today: date) -> Course | None:
    """Of the first programme that runs; without one of the first there is."""
    running = [row for row in rows if row.phase == Programme.Phase.RUNNING and not row.shared]
    row = next(iter(running or rows), None)
    if row is None:
        return None
    dated = dated_where(user, programme=row.key)
    promised = _promised(user, row)
    found = slips(promised, _now(row, dated), [], today)
    return Course(
        row=row,
        url=address(row),
        drawing=course_line.draw(_steps(row, dated, promised), today),
        slips=found[:MOST_SLIPS],
        coming=coming(ahead(dated, today, MOST_SLIPS)),
    )


def _promised(user: User, row: Row) -> list[Promise]:
    found = Baseline.objects.visible_to(user).filter(programme=row.key).order_by("-number")
    content = found.values_list("content", flat=True).first()
    return baselines.read(content or [])


def _now(row: Row, dated: list[Dated]) -> list[Promise]:
    now = [Promise("programme", str(row.public_id), row.name, row.end)]
    return now + [
        Promise(one.kind, str(one.public_id), one.text, one.date)
        for one in dated
        if one.kind in ("goal", "deliverable")
    ]


def _steps(row: Row, dated: list[Dated], promised: list[Promise]) -> list[course_line.Step]:
    """Decisions, steps of bodies, goals and events; deliverables only when there are too few of these."""
    before = {(one.kind, one.id): one.date for one in promised}
    chosen = [one for one in dated if one.kind in ON_THE_COURSE]
    if len(chosen) < course_line.BEHIND + course_line.AHEAD:
        chosen = [one for one in dated if one.kind in (*ON_THE_COURSE, "deliverable")]
    today = timezone.localdate()
    steps = []
    for one in chosen:
        if one.date is None:
            continue
        was = before.get((one.kind, str(one.public_id)))
        shift = baselines.shift(was, one.date) if was else None
        done = one.settled or one.date.last_day < today
        steps.append(course_line.Step(one.text, one.date, done, shift_words(shift) if shift else ""))
    if row.end is not None:
        steps.append(course_line.Step(_("End of the programme"), row.end, row.end.last_day < today))
    return steps


def _title(count: int, *, nothing: bool = False) -> str:
    hour = timezone.localtime().hour
    greeting = (
        _("Good morning")
        if hour < MORNING_ENDS
        else _("Good afternoon")
        if hour < AFTERNOON_ENDS
        else _("Good evening")
    )
    if nothing and not count:
        return _("%(greeting)s, welcome to Koers") % {"greeting": greeting}
    if not count:
        return _("%(greeting)s, nothing is waiting for you") % {"greeting": greeting}
    words = ngettext("one thing asks something of you", "%(count)s things ask something of you", count)
    return f"{greeting}, {words % {'count': count}}"
