"""The yearly overview as a spreadsheet: one row per recommendation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.decisions.pages import state_of_affairs

if TYPE_CHECKING:
    from koers.decisions.models import Recommendation
    from koers.editing.sheets import Value


def titles() -> list[str]:
    return [
        _("Title and date"),
        _("Nr"),
        pgettext("recommendation", "Text"),
        _("State of affairs"),
        _("Kind"),
        _("Reported"),
        _("Assessed"),
        _("Owner"),
        _("Portfolio holder"),
        _("Planned for"),
        _("Told back on"),
        _("Closed on"),
    ]


def rows(groups: Mapping[str, Sequence[Recommendation]]) -> Iterator[list[Value]]:
    for heading, several in groups.items():
        for one in several:
            yield [
                heading,
                one.number,
                str(one),
                state_of_affairs(one),
                str(one.get_kind_display()),
                str(one.get_self_status_display()),
                str(one.get_assessed_status_display()),
                one.owner_words,
                one.portfolio_holder,
                one.planned.iso if one.planned else "",
                one.told_on,
                one.closed_on,
            ]
