"""My work: everything that asks something of me, by date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.intake.queries import recent_documents
from koers.organisations.access import user_of
from koers.organisations.permissions import Permission
from koers.programmes.my_work import my_work
from koers.ui.parts import Link
from koers.web.work.tasks import control_tasks, document_tasks, tasks_of

RECENT_DOCUMENTS = 20
MOST = 100


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    tasks = tasks_of(my_work(user, today), today) + control_tasks(user, today)
    if user.may_somewhere(Permission.READ_IN):
        tasks += document_tasks(recent_documents(user, RECENT_DOCUMENTS))
    sees = user.may_somewhere(Permission.VIEW_REGISTER)
    context = {
        "title": _("My work"),
        "tasks": tasks[:MOST],
        "more": max(len(tasks) - MOST, 0),
        "empty_action": Link(_("To the programmes"), reverse("web:programmes"))
        if sees
        else Link(_("To the start page"), reverse("web:home")),
        "calendar_url": reverse("web:calendar"),
    }
    return render(request, "web/my_work/work.html", context)
