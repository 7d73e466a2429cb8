"""The programme itself, its goals and its tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koers.editing.kinds import Kind
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.programmes.kinds import warnings
from koers.programmes.kinds.series import TEMPLATE, series_of
from koers.programmes.models import (
    Client,
    Goal,
    Indicator,
    Measurement,
    Mission,
    Participant,
    Programme,
    ProgrammeDecision,
    Progress,
    Track,
    TrackMember,
)
from koers.programmes.naming import prepare_new

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import User


def _page(programme: Programme) -> str:
    return reverse("web:programme", args=[programme.organisation.slug, programme.slug])


def _other_organisations(user: User, programme: Any) -> QuerySet[Organisation]:
    """Every organisation in Koers: their names are public, and naming one gives it nothing by itself."""
    return Organisation.objects.exclude(pk=programme.organisation_id).order_by("name")


def own_side(user: User, programme: Any) -> Organisation:
    """In a shared programme everybody adds for the own organisation: the lead's keeper for the lead."""
    lead: Organisation = programme.organisation
    if user.may(Permission.CHANGE_REGISTER, lead, programme.public_id):
        return lead
    taking_part = programme.participants.filter(participant__in=user.organisations_granting(_CHANGE))
    own = taking_part.exclude(sees=Participant.Sees.NOTHING).select_related("participant").first()
    taking: Organisation | None = own.participant if own is not None else None
    return taking or lead


_CHANGE = Permission.CHANGE_REGISTER
_VERDICT = ("verdict", "verdict_text", "verdict_evidence", "verdict_date")
_ONE_PER_LINE = _("One per line.")

PROGRAMME = (
    Kind(
        model=Programme,
        slug="programmas",
        api="programmes",
        fields=(
            "name",
            "purpose",
            "central_question",
            "start",
            "end",
            "owner",
            "owner_name",
            "frame_body",
            "aspects",
            "update_every_days",
        ),
        columns=("name", "phase", "start", "end", "owner_name"),
        compared=warnings.names_alike,
        prepare=prepare_new,
        page=_page,
        help={
            "frame_body": _("Only this body can move the baseline of the programme."),
            "aspects": _("Choose none to begin with one judgement of the whole."),
            "owner_name": _("A name or a function, for who has no account."),
        },
    ),
    Kind(
        model=Client,
        slug="opdrachtgevers",
        api="clients",
        parent="programme",
        fields=("name", "role", "person"),
    ),
    Kind(
        model=Participant,
        slug="deelnemers",
        api="participants",
        parent="programme",
        fields=("name", "participant", "sees"),
        choices={"participant": _other_organisations},
        help={"sees": _("Money and risks are never shared.")},
    ),
    Kind(
        model=Mission,
        slug="opgaven",
        api="missions",
        parent="programme",
        fields=("name", "budget_programme", "text"),
        organisation_for=own_side,
    ),
    Kind(
        model=Goal,
        slug="doelen",
        api="goals",
        parent="programme",
        fields=("text", "target_date", "mission", "owner", "owner_name", *_VERDICT),
        columns=("text", "target_date", "owner_name", "verdict"),
        warnings=warnings.of_goal,
        organisation_for=own_side,
    ),
    Kind(
        model=Indicator,
        slug="indicatoren",
        api="indicators",
        parent="goal",
        fields=(
            "name",
            "unit",
            "better",
            "baseline",
            "baseline_date",
            "target",
            "target_date",
            "source",
            "owner",
            "owner_name",
        ),
        columns=("name", "unit", "baseline", "target", "target_date", "source", "owner_name"),
        warnings=warnings.of_indicator,
        series=(TEMPLATE, series_of),
    ),
    Kind(
        model=Measurement,
        slug="metingen",
        api="measurements",
        parent="indicator",
        fields=("date", "value", "source"),
    ),
    Kind(
        model=Track,
        slug="sporen",
        api="tracks",
        parent="programme",
        fields=("name", "status", "text", "mission", "start", "end", "needed_expertise", "needed_units"),
        columns=("name", "status", "start", "end"),
        help={"needed_expertise": _ONE_PER_LINE, "needed_units": _ONE_PER_LINE},
        organisation_for=own_side,
    ),
    Kind(
        model=TrackMember,
        slug="werkgroepleden",
        api="track-members",
        parent="track",
        fields=("name", "person", "unit", "expertise", "hours_per_week", "leads"),
    ),
    Kind(
        model=ProgrammeDecision,
        slug="programmabesluiten",
        api="programme-decisions",
        parent="programme",
        fields=("decision",),
    ),
    Kind(
        model=Progress,
        slug="voortgang",
        api="progress",
        parent="programme",
        fields=("track", "text"),
        organisation_for=own_side,
    ),
)
