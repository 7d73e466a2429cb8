"""What the review page says when everything has been decided: how much stands in the register, and the way there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.intake.models import Document
from koers.intake.queries import ProposalCounts
from koers.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Finished:
    lead: str
    text: str
    link: Link


def finished(document: Document, counts: ProposalCounts) -> Finished | None:
    """None while something waits, and when nothing of the document was taken over."""
    if counts.waiting or not counts.accepted:
        return None
    facts = ngettext(
        "%(count)s fact stands in the register.", "%(count)s facts stand in the register.", counts.accepted
    )
    return Finished(
        lead=facts % {"count": counts.accepted},
        text=_("Everything in this document has been checked. You can still undo."),
        link=place_of(document),
    )


def place_of(document: Document) -> Link:
    """Where the facts of the document stand."""
    if document.programme is not None:
        address = reverse("web:programme", args=[document.organisation.slug, document.programme.slug])
        return Link(_("To the programme"), address)
    if document.paragraph is not None:
        return Link(_("To the paragraph"), reverse("web:paragraph", args=[document.paragraph.public_id]))
    return Link(_("To the practices"), reverse("web:practices"))
