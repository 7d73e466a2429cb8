"""Pages of role matrices: reading one, filling it in as one form, comparing now with wanted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.control import actions, matrix_pages, queries
from koers.control import matrix as reckoning
from koers.control.forms import GridForm, Key, cells_of, fields_of
from koers.control.kinds import matrix_page as page_address
from koers.control.models import RoleMatrix
from koers.control.wording import findings_words, letters
from koers.core.models import ConcurrentChange
from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

UNPROCESSABLE = 422
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _new(slug: str, *, under: RoleMatrix | None = None) -> str:
    """The form of the register for a new record, and back to the matrix afterwards."""
    query = {"bij": str(under.public_id), "next": page_address(under)} if under is not None else {}
    return f"{reverse('editing:new', kwargs={'slug': slug})}?{urlencode(query)}".rstrip("?")


def _register(name: str, slug: str, record: Any) -> str:
    return reverse(f"editing:{name}", kwargs={"slug": slug, "public_id": record.public_id})


@require(Permission.VIEW_REGISTER)
@require_GET
def matrices(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    found = queries.matrices_of(user_of(request), organisation)
    may_keep = may(request.user, Permission.KEEP_CONTROLS, organisation)
    new = Link(_("Make a role matrix"), _new("rolmatrices"))
    context = {
        "title": _("Who does what"),
        "table": matrix_pages.list_table(found) if found else None,
        "new": new if may_keep else None,
        "empty_action": new if may_keep else Link(_("To the control calendar"), reverse("control:calendar")),
        "breadcrumbs": [Link(_("In control"), reverse("control:calendar")), Link(_("Who does what"))],
    }
    return render(request, "control/matrices.html", context)


def _matrix_of(request: HttpRequest, public_id: str, needs: Permission) -> RoleMatrix:
    return get_visible_or_404(RoleMatrix, user_of(request), needs=needs, public_id=public_id)


def _crumbs(found: RoleMatrix, title: str = "") -> list[Link]:
    start = [
        Link(_("In control"), reverse("control:calendar")),
        Link(_("Who does what"), reverse("control:matrices")),
    ]
    return (
        [*start, Link(str(found), page_address(found)), Link(title)] if title else [*start, Link(str(found))]
    )


@require(Permission.VIEW_REGISTER)
@require_GET
def matrix(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _matrix_of(request, public_id, Permission.VIEW_REGISTER)
    page = queries.matrix_page(found)
    findings = matrix_pages.findings_of(page)
    may_keep = may(request.user, Permission.KEEP_CONTROLS, found)
    mine = RoleMatrix.objects.visible_to(user_of(request))
    wanted = list(mine.filter(based_on=found).order_by("-date", "pk"))
    context = {
        "title": str(found),
        "breadcrumbs": _crumbs(found),
        "matrix": found,
        "page": page,
        "rows": matrix_pages.rows_of(page, findings),
        "legend": matrix_pages.legend(),
        "facts": matrix_pages.facts(page),
        "findings": matrix_pages.findings_table(page, findings, may_keep=may_keep),
        "conclusion": findings_words(len(findings)),
        "loads": matrix_pages.load_table(page),
        "may_keep": may_keep,
        "complete": bool(page.tasks and page.parties),
        "fill_in": Link(_("Fill in"), reverse("control:fill_in", kwargs={"public_id": public_id})),
        "change_url": _register("change", "rolmatrices", found),
        "history_url": _register("history", "rolmatrices", found),
        "wanted": wanted,
        "back": Link(_("To all role matrices"), reverse("control:matrices")),
    }
    return render(request, "control/matrix.html", context)


@require(Permission.KEEP_CONTROLS)
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """All cells as one form. After a colleague's change what does not touch is put together; what both changed is
    shown side by side, and nothing that was filled in is lost.
    """
    found = _matrix_of(request, public_id, Permission.KEEP_CONTROLS)
    page = queries.matrix_page(found)
    form = GridForm(request.POST if request.method == "POST" else None, page=page)
    differences: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            differences = _save(request, found, page, form)
        except ConcurrentChange:  # moved on between reading and writing: the same form, to send again
            form.add_error(None, _stale())
        except ValidationError as error:
            form.tell(error)
        else:
            if not differences:
                return redirect(page_address(found))
    title = _("Fill in: %(name)s") % {"name": found.name}
    context = {
        "title": title,
        "breadcrumbs": _crumbs(found, title),
        "matrix": found,
        "form": form,
        "legend": matrix_pages.legend(),
        "differences": differences,
        "back": page_address(found),
    }
    wrong = bool(form.errors or differences)
    return render(request, "control/fill_in.html", context, status=UNPROCESSABLE if wrong else 200)


def _stale() -> ValidationError:
    return ValidationError(
        _(
            "A colleague changed this in the meantime. Nothing of yours is lost: it still stands below. "
            "Compare it with what is stored now and save again."
        ),
        code="stale",
    )


def _save(request: HttpRequest, found: RoleMatrix, page: queries.MatrixPage, form: GridForm) -> list[str]:
    """Saves, or gives the cells that both changed, with the form ready to be sent once more.

    Also at the same version it looks at what changed since: a cell that was changed by itself (the API, a list) does
    not move the version of its matrix.
    """
    version, base = form.cleaned_data["version"] or 0, form.started_from()
    cells = form.mine()
    theirs = 0
    if version != found.version or base is not None:
        merged = reckoning.merge(base or {}, cells_of(page), cells)
        if merged.clashes:
            form.add_error(None, _stale())
            _restart(form, page, merged)
            return _differences(page, merged)
        cells, theirs = merged.cells, len(merged.theirs)
    actions.save_grid(by=user_of(request), found=found, version=found.version, change=form.change(cells))
    messages.success(request, _("Saved."))
    if theirs:
        words = ngettext(
            "A colleague changed %(count)s other cell meanwhile. Both changes are kept.",
            "A colleague changed %(count)s other cells meanwhile. Both changes are kept.",
            theirs,
        )
        messages.info(request, words % {"count": theirs})
    return []


def _restart(form: GridForm, page: queries.MatrixPage, merged: reckoning.Merge) -> None:
    """The form as it would be saved: their other changes are in it, and what is stored now is where it starts from."""
    fresh = GridForm(page=page)
    form.restart(version=page.matrix.version, base=fresh.initial["base"], **fields_of(merged.cells))


def _differences(page: queries.MatrixPage, merged: reckoning.Merge) -> list[str]:
    tasks = {str(task.public_id): task.text for task in page.tasks}
    parties = {str(party.public_id): party.name for party in page.parties}
    stored: dict[Key, str] = cells_of(page)
    words = _("%(task)s, %(party)s: stored now %(stored)s, you filled in %(entered)s")

    def shown(key: Key, value: str) -> str:
        return (value if key[1] else parties.get(value, "")) or _("nothing")

    return [
        words
        % {
            "task": tasks[key[0]],
            "party": parties[key[1]] if key[1] else _("Answers for it"),
            "stored": shown(key, stored[key]),
            "entered": shown(key, merged.cells[key]),
        }
        for key in merged.clashes
    ]


@require(Permission.KEEP_CONTROLS)
@require_POST
def copy(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _matrix_of(request, public_id, Permission.KEEP_CONTROLS)
    try:
        wanted = actions.copy_as_wanted(by=user_of(request), found=found, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(page_address(found))
    messages.success(
        request, _("The wanted matrix is there, as a copy. Fill in what should become different.")
    )
    return redirect("control:fill_in", public_id=wanted.public_id)


@require(Permission.VIEW_REGISTER)
@require_GET
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """A wanted matrix beside the one it is compared with."""
    found = _matrix_of(request, public_id, Permission.VIEW_REGISTER)
    # The matrix of now can be of another programme, or of the whole organisation.
    before = RoleMatrix.objects.visible_to(user_of(request)).filter(wanted=found).first()
    changes = []
    if before is not None:
        changes = reckoning.compare(queries.matrix_page(before).grid, queries.matrix_page(found).grid)
    title = _("Now and wanted: %(name)s") % {"name": found.name}
    context = {
        "title": title,
        "breadcrumbs": _crumbs(found, title),
        "matrix": found,
        "before": before,
        "before_url": page_address(before) if before else "",
        "table": matrix_pages.changes_table(changes),
        "count": len(changes),
        "back": Link(_("To the role matrix"), page_address(found)),
    }
    return render(request, "control/compare.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The matrix as a spreadsheet, with its letters and the legend."""
    from koers.control.sheets import matrix_sheet

    found = _matrix_of(request, public_id, Permission.VIEW_REGISTER)
    page = queries.matrix_page(found)
    grid = [[letters(page.parts(task, party)) for party in page.parties] for task in page.tasks]
    response = HttpResponse(
        matrix_sheet(
            str(found),
            [party.name for party in page.parties],
            [(task.text, row) for task, row in zip(page.tasks, grid, strict=True)],
            matrix_pages.legend(),
        ),
        content_type=SHEET,
    )
    response["Content-Disposition"] = 'attachment; filename="rolverdeling.xlsx"'
    return response
