"""The pages for everyone: texts of our own, shown through one template; help also lists the reader's warnings."""

from __future__ import annotations

from functools import cache
from importlib import resources

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.intake.warnings import WORDS
from koers.ui.parts import Link
from koers.web.information import manual, markdown


@cache
def _text(name: str) -> markdown.Page:
    """`wat-is-nieuw.md` is the project's CHANGELOG.md, linked so that both are one text."""
    return markdown.read((resources.files(__package__) / "texts" / f"{name}.md").read_text(encoding="utf-8"))


def _shown(name: str) -> dict[str, object]:
    page = _text(name)
    return {"title": page.title, "sections": page.sections}


@login_not_required
@require_GET
def news(request: HttpRequest) -> HttpResponse:
    return render(request, "web/information/text.html", _shown("wat-is-nieuw"))


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/information/text.html", _shown("toegankelijkheid"))


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/information/text.html", _shown("privacy"))


@login_not_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to work with Koers, the chapters of the manual, and every warning with what it means."""
    chapters = manual.chapter(manual.INDEX).sections
    shown = {**_shown("hulp"), "chapters": chapters, "warnings": list(WORDS.values())}
    return render(request, "web/information/help.html", shown)


@login_not_required
@require_GET
def manual_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A chapter of the manual."""
    if slug not in manual.slugs():
        raise Http404(_("This page does not exist, or it is not yours."))
    page = manual.chapter(slug)
    breadcrumbs = [Link(_text("hulp").title, reverse("web:help")), Link(page.title)]
    shown = {"title": page.title, "sections": page.sections, "breadcrumbs": breadcrumbs}
    return render(request, "web/information/text.html", shown)
