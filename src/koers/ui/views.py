"""The component gallery, for those who build pages; it exists only with DEBUG."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from koers.ui import gallery as samples


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with made-up content."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/gallery.html", samples.context())
