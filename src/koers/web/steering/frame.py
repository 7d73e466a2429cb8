"""The frame of a programme's pages around those that steer it: the same head and rail, with this page marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from koers.ui.parts import Link, Rail
from koers.web.programme.head import Head, head_of


def frame(
    request: HttpRequest, organisation_slug: str, slug: str, here: str, label: str, *beneath: Link
) -> dict[str, Any]:
    """For a template on `web/programme/page.html`. `beneath` is the trail to a page beneath the one in the rail.

    404 when the programme is not the user's.
    """
    return framed(head_of(request, organisation_slug, slug, here), label, *beneath)


def framed(head: Head, label: str, *beneath: Link) -> dict[str, Any]:
    title = beneath[-1].label if beneath else label
    context = head.context(title)
    if beneath:
        trail = context["breadcrumbs"][:-1]
        context["breadcrumbs"] = [*trail, Link(label, head.url(head.here)), *beneath]
    rail: Rail = context["rail"]
    return context | {"rail": Rail(rail.label, _marked(rail.links, Link(label, head.url(head.here))))}


def _marked(links: Sequence[Link], here: Link) -> list[Link]:
    """With this page as the one that is open; one that the rail does not hold stands after the overview."""
    if any(link.url == here.url for link in links):
        return [replace(link, current=link.url == here.url) for link in links]
    return [*links[:1], replace(here, current=True), *links[1:]]
