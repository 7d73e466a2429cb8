"""The way from a fact on a page back to the passage it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.core.models import Record
from koers.intake.models import Proposal
from koers.intake.queries import passages_of
from koers.intake.warnings import in_words
from koers.ui.templatetags.koers import icon

ABOUT_CHARACTERS = 60


class Sources:
    """The passages of all records of a page, fetched at once."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._found = passages_of(records)

    def of(self, record: Record) -> list[Proposal]:
        return self._found.get((record._meta.label_lower, record.pk), [])

    def links(self, record: Record) -> SafeString:
        """A link per passage: "bron", or "bron 1" and "bron 2" when several documents say the same."""
        found = self.of(record)
        about = str(record)[:ABOUT_CHARACTERS]
        rows = [
            (passage_url(p), _("source") + (f" {n}" if len(found) > 1 else ""), _("of"), about)
            for n, p in enumerate(found, start=1)
        ]
        return format_html_join(
            " ",
            '<a class="utrecht-link koers-source" href="{}">{}<span class="koers-visually-hidden"> {} {}</span></a>',
            rows,
        )

    def with_warnings(self, record: Record) -> SafeString:
        """The links, and in words what the reader warned about: an accepted fact keeps its warnings."""
        leads = [(icon("warn"), words.lead) for words in self.warnings(record)]
        told = format_html_join(
            "", ' <span class="koers-status koers-status--warn koers-small">{}{}</span>', leads
        )
        return format_html("{}{}", self.links(record), told)

    def cell(self, text: Any, record: Record) -> SafeString:
        """A table cell: the text, and behind it the way to its passage."""
        return format_html("{} {}", text, self.with_warnings(record))

    def warnings(self, record: Record) -> list[Any]:
        """What the reader warned about when this was read, in words; accepted facts keep their warnings."""
        return in_words(code for proposal in self.of(record) for code in proposal.warnings)


def passage_url(proposal: Proposal) -> str:
    return reverse("intake:passage", args=[proposal.document.public_id, proposal.public_id])
