"""What surrounds a programme: who is involved and how, what it depends on, and who takes part."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from koers.programmes.models import Client, CoreValue, Dependency, Participant, Stakeholder
from koers.ui import coherence
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Table
from koers.web.programme.head import Head
from koers.web.programme.sections import Section, cell, note, present, told
from koers.web.sources import Sources


def sections(head: Head) -> list[Section]:
    """6 queries."""
    user, programme = head.user, head.programme
    seen: dict[str, Any] = {"programme": programme}
    stakeholders = list(Stakeholder.objects.visible_to(user).filter(**seen).order_by("pk"))
    onto = Dependency.objects.visible_to(user).filter(programme=programme)
    from_others = Dependency.objects.visible_to(user).filter(on_programme=programme)
    both: list[Any] = list(
        (onto | from_others)
        .select_related("on_programme__organisation", "programme__organisation")
        .order_by("pk")
    )
    values = list(CoreValue.objects.visible_to(user).filter(**seen).order_by("pk"))
    participants = list(Participant.objects.visible_to(user).filter(**seen).order_by("name", "pk"))
    clients = list(Client.objects.visible_to(user).filter(**seen).order_by("pk"))
    sources = Sources([*stakeholders, *(one for one in both if one.programme_id == programme.pk), *values])
    return [
        _stakeholders(head, stakeholders, sources),
        _dependencies(head, both, sources),
        _people(head, clients, participants),
        *([Section("kernwaarden", _("Core values"), items=told(head, sources, values))] if values else []),
    ]


def _stakeholders(head: Head, found: list[Any], sources: Sources) -> Section:
    rows = [
        (
            cell(head, sources, one, one.name, note(one.interest) if one.interest else ""),
            one.how or _("not stated"),
            one.when or _("not stated"),
        )
        for one in found
    ]
    columns = [Column(_("Stakeholder")), Column(_("How")), Column(_("When"))]
    return Section(
        "betrokkenen",
        _("Who is involved, how and when"),
        present(
            head.editing.add(Stakeholder, _("Add a stakeholder")),
            head.editing.all_of(Stakeholder, _("As a spreadsheet")),
        ),
        tables=[Table(_("Stakeholders with how and when they are involved"), columns, rows)] if rows else [],
        empty=_("No stakeholders yet. Who notices this programme, and who must agree?"),
    )


def _dependencies(head: Head, both: list[Any], sources: Sources) -> Section:
    onto = [one for one in both if one.programme_id == head.programme.pk]
    waiting = [one for one in both if one.programme_id != head.programme.pk]
    rows = [
        (cell(head, sources, one, _name(one)), _("this programme needs it"), _before(one), one.text or "–")
        for one in onto
    ]
    rows += [
        (_link(one.programme), _("needs this programme"), _before(one), one.text or "–") for one in waiting
    ]
    names = (_("Programme or project"), _("Which way"), _("Needed before"), _("How they are connected"))
    drawing = coherence.draw(
        head.programme.name,
        [_node(one, one.on_programme) for one in onto],
        [_node(one, one.programme) for one in waiting],
        title=_("What %(name)s depends on, and what waits for it") % {"name": head.programme.name},
    )
    return Section(
        "samenhang",
        _("Coherence with other programmes and projects"),
        present(head.editing.add(Dependency, _("Add a dependency"))),
        drawing=drawing if rows else None,
        tables=[Table(_("Other programmes and projects"), [Column(name) for name in names], rows)]
        if rows
        else [],
        empty=_("No dependencies yet. What must be ready elsewhere before you can go on?"),
    )


def _node(one: Any, programme: Any) -> coherence.Node:
    name = programme.name if programme else one.name or one.text
    return coherence.Node(name, dutch_date(one.needed_before) if one.needed_before else "")


def _name(one: Any) -> Any:
    return _link(one.on_programme) if one.on_programme else one.name or _("not named")


def _link(programme: Any) -> Any:
    """Another programme may be one that the reader cannot open; the page itself then says so."""
    url = reverse("web:programme", args=[programme.organisation.slug, programme.slug])
    return format_html('<a class="utrecht-link" href="{}">{}</a>', url, programme.name)


def _before(one: Any) -> str:
    return dutch_date(one.needed_before) if one.needed_before else _("not stated")


def _people(head: Head, clients: list[Any], participants: list[Any]) -> Section:
    rows = [(one.name, one.role or _("client")) for one in clients]
    rows += [(one.name, _("takes part")) for one in participants]
    columns = [Column(_("Who")), Column(_("Part"))]
    return Section(
        "opdracht",
        _("Who ordered it and who takes part"),
        present(
            head.editing.add(Client, _("Add a client")), head.editing.add(Participant, _("Add a participant"))
        ),
        tables=[Table(_("Clients and participants"), columns, rows)] if rows else [],
        empty=_("No client and no participants stated yet."),
    )
