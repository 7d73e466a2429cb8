"""Judgements as template tags: `{% load judging %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from koers.programmes.models import Status
from koers.programmes.queries_status import Legend
from koers.ui.templatetags.koers import status as status_tag

register = template.Library()


@register.inclusion_tag("web/steering/_judgement.html")
def judgement(status: Status, legend: Legend) -> dict[str, Any]:
    """`{% judgement status legend %}`: a judgement in full: word, line, who and when, what Koers suggested, and
    cause, consequence and adjustment. Needs `.by` and `.aspects` of the status (`latest_statuses` brings both).
    """
    differs = bool(status.suggested) and status.suggested != status.level
    return {
        "status": status,
        "word": legend.word(status.level),
        "meaning": legend.meaning(status.level),
        "suggested": legend.word(status.suggested) if differs else "",
        "aspects": [
            (one.get_aspect_display(), one.level, legend.word(one.level), one.line)
            for one in status.aspects.all()
        ],
    }


@register.simple_tag
def level(kind: str, legend: Legend) -> SafeString:
    """`{% level status.level legend %}`: only sign, colour and the organisation's own word."""
    return status_tag(kind, legend.word(kind))
