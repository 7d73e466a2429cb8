"""What the start page shows: what asks something of you, your programmes, and what is being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.intake.models import Document
from koers.intake.pile import distinct_names
from koers.intake.queries import documents_of
from koers.organisations.access import current_organisation, may, user_of
from koers.organisations.permissions import Permission
from koers.practices import queries as practices
from koers.programmes import queries as programmes
from koers.ui.parts import Fact, Link

RECENT_DOCUMENTS = 20
MORNING_ENDS, AFTERNOON_ENDS = 12, 18


@dataclass(frozen=True, slots=True)
class Task:
    """Something that asks a person to act."""

    title: str
    text: str
    action: Link


@dataclass(frozen=True, slots=True)
class HomeView:
    title: str
    situation: str
    """`member` has a register, `empty` has nothing read in yet, `alone` is a member of no organisation."""
    tasks: list[Task]
    programmes: list[Any]
    figures: list[Fact]
    reading: list[Any]
    first_step: Link | None
    second_step: Link


def home_view(request: HttpRequest) -> HomeView:
    user = user_of(request)
    organisation = current_organisation(request)
    found = list(programmes.programmes(user))
    documents = list(documents_of(user)[:RECENT_DOCUMENTS])
    counts = programmes.counts(user)
    practice_count = practices.counts(user)["practices"]
    can_read = organisation is not None and may(user, Permission.READ_IN, organisation)
    tasks = _tasks(documents) if can_read else []
    nothing = not documents and not found and not counts["paragraphs"]
    return HomeView(
        title=_title(tasks, nothing=nothing),
        situation="alone" if organisation is None else "empty" if nothing else "member",
        tasks=tasks,
        programmes=found,
        figures=_figures(counts, practice_count),
        reading=[document for document in documents if document.state == Document.State.WAITING],
        first_step=Link(_("Read in a document"), reverse("intake:upload")) if can_read else None,
        second_step=Link(_("Look around in the practices"), reverse("web:practices")),
    )


def _title(tasks: list[Task], *, nothing: bool) -> str:
    hour = timezone.localtime().hour
    greeting = (
        _("Good morning")
        if hour < MORNING_ENDS
        else _("Good afternoon")
        if hour < AFTERNOON_ENDS
        else _("Good evening")
    )
    if nothing:
        return _("%(greeting)s, welcome to Koers") % {"greeting": greeting}
    if not tasks:
        return _("%(greeting)s, nothing is waiting for you") % {"greeting": greeting}
    words = ngettext("one thing asks something of you", "%(count)s things ask something of you", len(tasks))
    return f"{greeting}, {words % {'count': len(tasks)}}"


def _tasks(documents: list[Any]) -> list[Task]:
    tasks = []
    names = distinct_names(documents)
    for document in documents:
        if document.state == Document.State.FAILED:
            tasks.append(
                Task(
                    _("%(name)s could not be read") % {"name": names[document.pk]},
                    document.error,
                    Link(_("See what you can do"), reverse("intake:upload")),
                )
            )
        elif document.state == Document.State.READ and document.waiting:
            words = ngettext(
                "%(count)s proposal waits for you", "%(count)s proposals wait for you", document.waiting
            )
            tasks.append(
                Task(
                    words % {"count": document.waiting},
                    _("They come from “%(name)s”.") % {"name": names[document.pk]},
                    Link(_("Check the proposals"), reverse("intake:review", args=[document.public_id])),
                )
            )
    return tasks


def _figures(counts: dict[str, int], practice_count: int) -> list[Fact]:
    return [
        Fact(_("Programmes"), counts["programmes"]),
        Fact(_("Operations paragraphs"), counts["paragraphs"]),
        Fact(_("Printed figures"), counts["figures"]),
        Fact(_("Practices"), practice_count),
    ]
