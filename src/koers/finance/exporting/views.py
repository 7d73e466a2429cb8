"""The money of one programme as a spreadsheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from koers.editing.sheets import TYPES
from koers.finance import overview
from koers.finance.asked import asked
from koers.finance.exporting.workbook import money_book
from koers.organisations import audit
from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme


@require(Permission.VIEW_STEERING)
@require_safe
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """As it stood on the day in the address, as known on the other; without days as it stands now."""
    user = user_of(request)
    programme = get_visible_or_404(Programme, user, needs=Permission.VIEW_STEERING, public_id=public_id)
    as_of = asked(request).as_of
    entries = overview.entries(user, programme=programme, as_of=as_of).select_related("decision", "batch")
    found = overview.of_programme(programme, as_of)
    data = money_book(found, overview.matrix_of(programme), entries.order_by("value_date", "pk").iterator())
    audit.record(
        by=user,
        action="list.downloaded",
        subject=programme,
        organisation=programme.organisation,
        detail={"kind": "money", "form": "xlsx"},
    )
    response = HttpResponse(data, content_type=TYPES["xlsx"])
    name = f"geld-{programme.slug}-{as_of.value.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
