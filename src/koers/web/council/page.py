"""Steps of bodies and decisions of the council as tables and facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.decisions.models import Decision
from koers.programmes.models import Adoption
from koers.programmes.sending import sent_by, sent_on
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status

SIGNS = {"planned": "rest", "asked": "warn", "done": "done", "refused": "alarm"}


def sent_table(steps: Sequence[Any]) -> Table | None:
    if not steps:
        return None
    days, senders = sent_on(steps), sent_by(steps)
    rows = [
        (
            _link(reverse("web:sent_item", args=[step.public_id]), step.deliverable.name),
            step.body_words,
            _sent_words(days.get(step.pk)),
            _sender_words(senders.get(step.pk)),
            step.case_number or "–",
            _("text included") if step.deliverable.text else _("no text in Koers"),
            _day(step),
            _state(step),
        )
        for step in steps
    ]
    names = (
        _("Subject"),
        _("Council"),
        _("Sent on"),
        _("Sent by"),
        _("Case number"),
        _("Text"),
        _("Council meeting"),
        _("State"),
    )
    return Table(_("What was sent to the council, the newest first"), [Column(name) for name in names], rows)


def decision_table(decisions: Sequence[Decision]) -> Table | None:
    if not decisions:
        return None
    rows = [
        (one.text, one.organisation.name, dutch_date(one.date) if one.date else _("not stated"))
        for one in decisions
    ]
    names = (_("Decision"), _("Organisation"), _("Date"))
    return Table(_("What the council decided, the newest first"), [Column(name) for name in names], rows)


def asked_table(steps: Sequence[Any], today: date) -> Table | None:
    if not steps:
        return None
    rows = [
        (
            _link(reverse("web:record_act", args=[step.public_id]), step.deliverable.name),
            step.body_words,
            step.get_sort_display() if step.sort else step.act or "–",
            _day(step),
            _waiting(step, today),
        )
        for step in steps
    ]
    names = (_("Deliverable"), _("Body"), _("What is asked"), _("Date"), _("State"))
    return Table(_("What is asked of your bodies, by date"), [Column(name) for name in names], rows)


def facts_of(step: Any) -> list[Fact]:
    """What the body needs to know of the step, and nothing of the programme behind it."""
    found = [Fact(_("Asked of"), step.body_words)]
    if step.sort:
        found.append(Fact(_("What is asked"), step.get_sort_display()))
    found.append(Fact(_("Date"), _day(step)))
    if step.state in (Adoption.State.DONE, Adoption.State.REFUSED) and step.act:
        found.append(Fact(_("What the body did"), step.act))
    if step.case_number:
        found.append(Fact(_("Case number"), step.case_number))
    return found


def sent_facts(step: Any) -> list[Fact]:
    """Of what was sent: what it is, when and by whom, before what the council is asked."""
    sender = sent_by([step]).get(step.pk)
    return [
        Fact(_("Subject"), step.deliverable.name),
        Fact(_("Sent on"), _sent_words(sent_on([step]).get(step.pk))),
        Fact(_("Sent by"), _sender_words(sender)),
        *facts_of(step),
        *([] if step.case_number else [Fact(_("Case number"), _("not stated"))]),
    ]


def _sent_words(day: date | None) -> str:
    return dutch_date(day) if day else _("not stated")


def _sender_words(sender: Any) -> str:
    """The body and its act, in the words of the body."""
    if sender is None:
        return _("not stated")
    day = dutch_date(sender.date) if sender.date else ""
    return ", ".join(
        part for part in (sender.body_words, sender.act or sender.get_sort_display(), day) if part
    )


def _link(url: str, words: str) -> SafeString:
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, words)


def _day(step: Any) -> str:
    if step.date:
        return dutch_date(step.date)
    if step.meeting:
        return dutch_date(step.meeting.date)
    return dutch_date(step.planned) if step.planned else _("not stated")


def _state(step: Any) -> SafeString:
    return status(
        SIGNS.get(step.state, "rest"), step.act if step.is_done and step.act else step.get_state_display()
    )


def _waiting(step: Any, today: date) -> SafeString:
    if step.planned and step.planned.last_day < today:
        return status("alarm", _("past its date"))
    return status(SIGNS.get(step.state, "rest"), step.get_state_display())
