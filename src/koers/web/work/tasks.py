"""Work of the register in words, with the page where one does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.control.queries import owned_by
from koers.intake.models import Document
from koers.intake.pile import distinct_names
from koers.organisations.models import User
from koers.organisations.permissions import Role
from koers.programmes.my_work import Work
from koers.ui.formats import dutch_date
from koers.ui.parts import Link

CONTROL_NEAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that asks a person to act."""

    title: str
    text: str
    action: Link
    when: str = ""
    late: bool = False


def tasks_of(work: Iterable[Work], today: date) -> list[Task]:
    return [_task(one, today) for one in work]


def _task(one: Work, today: date) -> Task:
    make = _TITLES[one.kind]
    title, text, label = make(one)
    if one.programme:
        place = _("Programme: %(name)s.") % {"name": one.programme}
        text = f"{text} {place}".strip()
    when = dutch_date(one.date) if one.date and one.kind != "offer" else ""
    return Task(title, text, Link(label, _url(one)), when, late=bool(when and one.date and one.date < today))


def _url(one: Work) -> str:
    if one.kind == "offer":
        return reverse("organisations:account")
    if one.kind == "update":
        return reverse("web:own_update", args=[one.public_id])
    if one.kind == "period_goal":
        return reverse("web:own_tracks")
    if one.kind == "adoption":
        return reverse("web:asked")
    if one.kind == "handover":
        return reverse("web:handover_point", args=[one.public_id])
    pages = {
        "goal": "goals",
        "indicator": "goals",
        "deliverable": "deliverables",
        "pilot": "deliverables",
    }
    return reverse(f"web:{pages[one.kind]}", args=[one.organisation_slug, one.slug])


def _update(one: Work) -> tuple[str, str, str]:
    return (
        _("Give the update of %(track)s") % {"track": one.text},
        _("It takes five minutes."),
        _("Give the update"),
    )


def _adoption(one: Work) -> tuple[str, str, str]:
    return one.text, _("%(body)s is asked to act.") % {"body": one.detail}, _("Write down what was decided")


def _period_goal(one: Work) -> tuple[str, str, str]:
    return one.text, _("Planned in %(period)s.") % {"period": one.detail}, _("To my track")


def _goal(one: Work) -> tuple[str, str, str]:
    return one.text, _("The target date has passed. Was this goal reached?"), _("Give a verdict")


def _indicator(one: Work) -> tuple[str, str, str]:
    text = _("The date of this measurement has passed: %(goal)s") % {"goal": one.detail}
    return one.text, text, _("Fill in the measurement")


def _handover(one: Work) -> tuple[str, str, str]:
    return one.text, _("You own this hand-over point. Look at it again."), _("Look at it again")


def _deliverable(one: Work) -> tuple[str, str, str]:
    return one.text, _("You own this deliverable and it should be ready."), _("See the deliverable")


def _pilot(one: Work) -> tuple[str, str, str]:
    return one.text, _("The pilot ends. Evaluate it, and go on or stop."), _("See the pilot")


def _offer(one: Work) -> tuple[str, str, str]:
    role = Role(one.detail).label if one.detail in Role.values else one.detail
    text = _("You are offered the role “%(role)s”.") % {"role": role}
    return one.text, text, _("Accept or decline")


_TITLES = {
    "update": _update,
    "adoption": _adoption,
    "period_goal": _period_goal,
    "goal": _goal,
    "indicator": _indicator,
    "handover": _handover,
    "deliverable": _deliverable,
    "pilot": _pilot,
    "offer": _offer,
}


def control_tasks(user: User, today: date) -> list[Task]:
    """What a person owns in the control calendar and is late or due soon (2 queries, 1 for who owns nothing)."""
    return [
        Task(
            one.name,
            _("You own this in the control calendar."),
            Link(_("See what is planned"), reverse("control:item", args=[one.public_id])),
            dutch_date(one.day),
            late=one.late,
        )
        for one in owned_by(user, today, today + CONTROL_NEAR)
    ]


def document_tasks(documents: list[Any]) -> list[Task]:
    """Documents that could not be read, and proposals that wait."""
    tasks = []
    names = distinct_names(documents)
    for document in documents:
        name = names[document.pk]
        if document.state == Document.State.FAILED:
            link = Link(_("See what you can do"), reverse("intake:upload"))
            tasks.append(Task(_("%(name)s could not be read") % {"name": name}, document.error, link))
        elif document.state == Document.State.READ and document.waiting:
            words = ngettext(
                "%(count)s proposal waits for you", "%(count)s proposals wait for you", document.waiting
            )
            link = Link(_("Check the proposals"), reverse("intake:review", args=[document.public_id]))
            title = words % {"count": document.waiting}
            tasks.append(Task(title, _("They come from “%(name)s”.") % {"name": name}, link))
    return tasks
