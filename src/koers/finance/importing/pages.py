"""What the pages of an import show: rows with what is wrong, what would be booked, and sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.finance.importing import wording
from koers.finance.importing.headings import text_of
from koers.finance.models import Stage
from koers.finance.tables import entry_list
from koers.programmes.models import Programme
from koers.ui.formats import dutch_date, euros, short_date
from koers.ui.parts import Column, Fact, Table
from koers.ui.templatetags.koers import status

if TYPE_CHECKING:
    from koers.finance.importing.models import MoneyImport
    from koers.organisations.models import Organisation

WRONG_SHOWN, GOOD_SHOWN = 200, 50
SIGNS = {
    "checking": "rest", "columns": "warn", "checked": "warn", "booking": "rest", "booked": "ok",
    "taken_back": "done", "failed": "alarm",
}  # fmt: skip


def list_table(found: Sequence[MoneyImport]) -> Table | None:
    rows = [
        [
            format_html('<a class="utrecht-link" href="{}">{}</a>', address(one), one.name),
            status(SIGNS[one.state], one.get_state_display()),
            one.year,
            one.good or "",
            short_date(timezone.localdate(one.created_at)),
            str(one.by) if one.by else "",
        ]
        for one in found
    ]
    columns = [Column(_("File")), Column(_("Status")), Column(_("Year"), number=True)]
    columns += [Column(_("Rows"), number=True), Column(_("Offered on")), Column(_("By"))]
    return Table(_("Files of bookings"), columns, rows) if rows else None


def address(found: MoneyImport) -> str:
    return reverse("importing:import", kwargs={"public_id": found.public_id})


def titles_of(found: MoneyImport) -> list[str]:
    return [text_of(cell) for cell in found.book["rows"][found.heading]]


def examples_of(found: MoneyImport) -> list[str]:
    """The first cell that is filled under each heading."""
    below = found.book["rows"][found.heading + 1 : found.heading + 30]
    return [
        next((text_of(row[place])[:60] for row in below if place < len(row) and text_of(row[place])), "")
        for place, _title in enumerate(titles_of(found))
    ]


def facts(found: MoneyImport) -> list[Fact]:
    known = [
        Fact(_("Status"), status(SIGNS[found.state], found.get_state_display())),
        Fact(_("Financial year"), found.year),
        Fact(_("Offered on"), dutch_date(timezone.localdate(found.created_at))),
    ]
    if found.by is not None:
        known.append(Fact(_("By"), str(found.by)))
    return known


def wrong_table(found: MoneyImport) -> Table | None:
    wrong = [row for row in found.rows if row["what"] == "wrong"]
    rows = [
        [_row(one), "; ".join(map(wording.problem, _several(one, "problems")))] for one in wrong[:WRONG_SHOWN]
    ]
    columns = [Column(_("Row in the file")), Column(_("What is wrong"))]
    return Table(_("Rows that are wrong"), columns, rows) if rows else None


def _row(one: Mapping[str, Any]) -> str:
    return _("Row %(row)s") % {"row": one["line"]}


def _several(one: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return list(one[name])


def passed_table(found: MoneyImport) -> Table | None:
    passed = [row for row in found.rows if row["what"] == "passed"]
    rows = [
        [_row(one), "; ".join(map(wording.notice, _several(one, "notices")))] for one in passed[:WRONG_SHOWN]
    ]
    columns = [Column(_("Row in the file")), Column(_("Why"))]
    return Table(_("Rows that were passed by"), columns, rows) if rows else None


def good_table(found: MoneyImport) -> Table | None:
    """Rows that say something beside being good come first: a person must see those."""
    good = [row for row in found.rows if row["what"] == "good"]
    good.sort(key=lambda one: (not one["notices"], one["line"]))
    stages = dict(Stage.choices)
    rows = [
        [
            _row(one),
            short_date(date.fromisoformat(_value(one, "date"))),
            _value(one, "description"),
            _value(one, "reference"),
            str(stages[Stage(_value(one, "stage"))]),
            euros(Decimal(_value(one, "amount"))),
            "; ".join(map(wording.notice, _several(one, "notices"))),
        ]
        for one in good[:GOOD_SHOWN]
    ]
    columns = [Column(_("Row in the file")), Column(_("Date")), Column(_("Description")), Column(_("Number"))]
    columns += [Column(pgettext("money", "Stage")), Column(_("Amount"), number=True), Column(_("Note"))]
    return Table(_("Rows that can be booked"), columns, rows) if rows else None


def entries_table(found: MoneyImport) -> Table:
    """The entries that were booked, each with the way to its own page."""
    assert found.batch is not None
    entries = found.batch.entries.select_related("programme__organisation", "organisation")
    return entry_list(entries.order_by("pk")[:GOOD_SHOWN])


def _value(one: Mapping[str, Any], name: str) -> str:
    return str(one["values"].get(name, ""))


def sums_table(found: MoneyImport) -> Table | None:
    """What would be (or was) booked per programme: rows and exact sums."""
    names = programme_names(found.organisation)
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for row in found.rows:
        if row["what"] != "good":
            continue
        key = (_value(row, "programme"), _value(row, "stage"))
        count, total = sums.get(key, (0, Decimal("0.00")))
        sums[key] = (count + 1, total + Decimal(_value(row, "amount")))
    stages = dict(Stage.choices)
    rows = [
        [names.get(programme, ""), str(stages[Stage(stage)]), count, euros(total)]
        for (programme, stage), (count, total) in sorted(
            sums.items(), key=lambda one: (names.get(one[0][0], ""), one[0][1])
        )
    ]
    columns = [Column(_("Programme")), Column(pgettext("money", "Stage"))]
    columns += [Column(_("Rows"), number=True), Column(_("Together"), number=True)]
    whole = sum((total for _count, total in sums.values()), start=Decimal("0.00"))
    count = sum(count for count, _total in sums.values())
    foot = [_("All rows"), "", count, euros(whole)] if len(rows) > 1 else ()
    return Table(_("Together per programme"), columns, rows, foot=foot, show_caption=True) if rows else None


def programme_names(organisation: Organisation) -> dict[str, str]:
    return {str(one.public_id): one.name for one in Programme.objects.of(organisation)}


def notices(found: MoneyImport) -> list[str]:
    return [wording.notice(one) for one in found.result.get("notices", [])]
