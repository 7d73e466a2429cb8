"""The page of one's calendar and weekly mail, the feed itself, and the way out of the mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from koers.organisations.access import user_of
from koers.organisations.models import User
from koers.programmes.actions.personal import choose_weekly, end_feed, make_feed, person_of
from koers.programmes.models import CalendarFeed, DigestPreference
from koers.ui.parts import Link
from koers.web.planning.guarding import note_wrong, private, too_many_wrong
from koers.web.work.calendar import all_entries, tag_of, written

SALT = "koers.weekly.stop"
SHOWN_KEY = "koers_calendar_key"


@never_cache
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of the feed is shown once, right after it was made."""
    user = user_of(request)
    key = request.session.pop(SHOWN_KEY, "")
    address = request.build_absolute_uri(reverse("web:calendar_feed", args=[key])) if key else ""
    preference = DigestPreference.objects.filter(person=user).first()
    context = {
        "title": _("Calendar and weekly mail"),
        "address": address,
        "feed": CalendarFeed.objects.filter(person=user).first(),
        "weekly": preference is None or preference.weekly,
    }
    return render(request, "web/my_work/calendar.html", context)


@require_POST
def new_feed(request: HttpRequest) -> HttpResponse:
    request.session[SHOWN_KEY] = make_feed(by=user_of(request))
    return redirect("web:calendar")


@require_POST
def stop_feed(request: HttpRequest) -> HttpResponse:
    end_feed(by=user_of(request))
    messages.success(request, _("The calendar address no longer works."))
    return redirect("web:calendar")


@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: HttpRequest) -> HttpResponse:
    """What the weekly mail would say today; posting switches it on or off."""
    if request.method != "POST":
        return _weekly_preview(request)
    wanted = request.POST.get("weekly") == "yes"
    choose_weekly(by=user_of(request), weekly=wanted)
    words = _("You get the weekly mail.") if wanted else _("You no longer get the weekly mail.")
    messages.success(request, words)
    return redirect("web:calendar")


def _weekly_preview(request: HttpRequest) -> HttpResponse:
    from koers.web.work.weekly import digest_of  # it imports the key of the way out from here

    user = user_of(request)
    preference = DigestPreference.objects.filter(person=user).first()
    title = _("Your weekly mail")
    context = {
        "title": title,
        "breadcrumbs": [Link(_("Calendar and weekly mail"), reverse("web:calendar")), Link(title)],
        "digest": digest_of(user, timezone.localdate()),
        "weekly": preference is None or preference.weekly,
        "to_work": Link(_("To my work"), reverse("web:work")),
    }
    return render(request, "web/my_work/weekly.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """For calendar programs: the key in the address is the permission, so guessing is limited."""
    if too_many_wrong(request):
        return private(HttpResponse(status=429))
    person = person_of(key)
    if person is None:
        note_wrong(request)
        raise Http404(_("This page does not exist, or it is not yours."))
    content = written(all_entries(person, timezone.localdate()))
    tag = tag_of(content)
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    private(answer)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"  # a store must ask first; the tag answers it
    return answer


def stop_key(person: User) -> str:
    """For the link in the weekly mail: it can only stop that mail."""
    return signing.dumps(str(person.public_id), salt=SALT)


@login_not_required
@csrf_exempt  # one click of a mail program (RFC 8058) brings no token; the signed key says whose mail it is
@require_http_methods(["GET", "HEAD", "POST"])
def stop_weekly(request: HttpRequest, key: str) -> HttpResponse:
    """Opening the link asks, posting stops: programs that open links beforehand stop nothing."""
    try:
        person = User.objects.get(public_id=signing.loads(key, salt=SALT))
    except (signing.BadSignature, User.DoesNotExist):
        raise Http404(_("This page does not exist, or it is not yours.")) from None
    done = request.method == "POST"
    if done:
        choose_weekly(by=person, weekly=False)
    title = _("You no longer get the weekly mail") if done else _("Stop the weekly mail?")
    return private(render(request, "web/my_work/stop_weekly.html", {"title": title, "done": done}))
