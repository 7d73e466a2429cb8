"""The audit trail in sentences: what stands after the name of who did it ("changed goal “X”: name, end").

A code is `<noun>.<past participle>`. Most are told by their participle, with the record as `what`; a few need
words of their own. A code without words (of an older or newer release) gets a sentence that names the code.
"""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.organisations.models import AuditEvent
from koers.organisations.permissions import Role

WORDS: dict[str, Promise] = {
    "added": gettext_lazy("added %(what)s"),
    "agreed": gettext_lazy("agreed on %(what)s"),
    "asked": gettext_lazy("asked for %(what)s"),
    "carried_out": gettext_lazy("carried out %(what)s"),
    "changed": gettext_lazy("changed %(what)s"),
    "closed": gettext_lazy("closed %(what)s"),
    "corrected": gettext_lazy("corrected %(what)s"),
    "created": gettext_lazy("made %(what)s"),
    "decided": gettext_lazy("wrote down that %(what)s was decided on"),
    "done": gettext_lazy("ticked off %(what)s"),
    "downloaded": gettext_lazy("downloaded %(what)s"),
    "dropped": gettext_lazy("dropped %(what)s"),
    "hidden": gettext_lazy("took %(what)s out of sight of others"),
    "materialised": gettext_lazy("wrote down that %(what)s happened"),
    "moved": gettext_lazy("moved %(what)s to a later period"),
    "open": gettext_lazy("put %(what)s back on the list"),
    "proposed": gettext_lazy("proposed %(what)s"),
    "published": gettext_lazy("published %(what)s"),
    "recorded": gettext_lazy("wrote down what the body did: %(what)s"),
    "removed": gettext_lazy("removed %(what)s"),
    "reopened": gettext_lazy("reopened %(what)s"),
    "restored": gettext_lazy("brought back %(what)s"),
    "reverted": gettext_lazy("put %(what)s back to an earlier version"),
    "revoked": gettext_lazy("withdrew %(what)s"),
    "sent": gettext_lazy("sent %(what)s"),
    "started": gettext_lazy("began with %(what)s"),
    "withdrawn": gettext_lazy("withdrew %(what)s"),
    # Codes with words of their own.
    "budget.spread": gettext_lazy("set the amounts per year of %(what)s"),
    "calendar_feed.ended": gettext_lazy("ended the own calendar address"),
    "calendar_feed.made": gettext_lazy("made an own calendar address"),
    "capacity.changed": gettext_lazy("changed the available hours of %(what)s"),
    "carry_over.approved": gettext_lazy("recorded that %(what)s was approved"),
    "carry_over.lapsed": gettext_lazy("recorded that %(what)s lapsed"),
    "carry_over.refused": gettext_lazy("recorded that %(what)s was refused"),
    "document.failed": gettext_lazy("could not read %(what)s"),
    "document.read": gettext_lazy("read %(what)s"),
    "document.taken_in": gettext_lazy("handed in %(what)s to be read"),
    "document.tried_again": gettext_lazy("had %(what)s read once more"),
    "document.waiting": gettext_lazy("put %(what)s in the row to be read"),
    "factor.added": gettext_lazy("set a second step for logging in"),
    "factor.all_removed": gettext_lazy("took away all second steps of %(what)s"),
    "factor.removed": gettext_lazy("took away a second step for logging in"),
    "factor.renewed": gettext_lazy("made new recovery codes"),
    "grant.covered": gettext_lazy("recorded which decision covers %(what)s"),
    "legend.changed": gettext_lazy("changed the words and colours of the judgements"),
    "list.downloaded": gettext_lazy("downloaded a list"),
    "membership.accepted": gettext_lazy("accepted a role"),
    "membership.created": gettext_lazy("gave a role to %(who)s"),
    "membership.declined": gettext_lazy("declined a role"),
    "membership.offered": gettext_lazy("offered someone a role"),
    "membership.removed": gettext_lazy("took a role away from %(who)s"),
    "money_import.accepted": gettext_lazy("had the bookings of %(what)s booked"),
    "money_import.answered": gettext_lazy("answered the questions about %(what)s"),
    "money_import.booked": gettext_lazy("booked the rows of %(what)s"),
    "money_import.columns_chosen": gettext_lazy("said what the columns of %(what)s hold"),
    "money_import.discarded": gettext_lazy("threw away %(what)s without booking it"),
    "money_import.offered": gettext_lazy("offered %(what)s to be booked"),
    "money_import.taken_back": gettext_lazy("took back everything that was booked from %(what)s"),
    "money_request.filed": gettext_lazy("filed %(what)s"),
    "money_request.given_back": gettext_lazy("gave %(what)s back to be changed"),
    "money_request.granted": gettext_lazy("recorded what was granted on %(what)s"),
    "money_request.refused": gettext_lazy("refused %(what)s"),
    "money_request.unranked": gettext_lazy("had %(what)s ranked again"),
    "organisation.second_step_asked": gettext_lazy("made a second step for logging in compulsory"),
    "organisation.second_step_free": gettext_lazy("made a second step for logging in a free choice"),
    "passage.seen": gettext_lazy("looked at the source of %(what)s"),
    "handoverpoint.looked_at": gettext_lazy("looked again at %(what)s"),
    "programme.phase_changed": gettext_lazy("changed the phase of %(what)s"),
    "proposal.accepted": gettext_lazy("took over %(what)s in the register"),
    "proposal.rejected": gettext_lazy("did not take over %(what)s"),
    "proposal.undone": gettext_lazy("undid the taking over of %(what)s"),
    "provider.connected": gettext_lazy("connected an account of the organisation's log-in service"),
    "ranking_session.motivated": gettext_lazy("wrote down the motivations of %(what)s"),
    "ranking_session.scored": gettext_lazy("gave points in %(what)s"),
    "recommendation.stepped": gettext_lazy("took a step in the follow-up of %(what)s"),
    "session.closed": gettext_lazy("logged out"),
    "session.opened": gettext_lazy("logged in"),
    "session.others_ended": gettext_lazy("ended the other sessions"),
    "session.refused": gettext_lazy("refused an attempt to log in as %(what)s"),
    "sheet.accepted": gettext_lazy("took over the rows of %(what)s"),
    "sheet.offered": gettext_lazy("offered %(what)s"),
    "user.password_changed": gettext_lazy("changed the own password"),
    "user.password_link_given": gettext_lazy("gave %(what)s a link to choose a password"),
    "user.password_reset": gettext_lazy("chose a new password for %(what)s"),
    "weekly_mail.refused": gettext_lazy("switched the weekly mail off"),
    "weekly_mail.wanted": gettext_lazy("switched the weekly mail on"),
}

NOUNS: dict[str, Promise] = {
    "core.storedfile": gettext_lazy("file"),
    "intake.proposal": gettext_lazy("proposal from a document"),
    "organisations.membership": gettext_lazy("role"),
    "organisations.organisation": gettext_lazy("organisation"),
    "organisations.user": gettext_lazy("account"),
}
"""For models that users meet only here; the others are called by their own `verbose_name`."""


def has_words(code: str) -> bool:
    return code in WORDS or _participle(code) in WORDS


def noun(subject_type: str) -> str:
    """What people call a record of this type."""
    if subject_type in NOUNS:
        return str(NOUNS[subject_type])
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return _spaced(subject_type) or _("something")


def sentence(event: AuditEvent, *, name: str = "", who: str = "") -> str:
    """`name` is what the record is called, when the reader may know; `who` the person a role was about."""
    words = WORDS.get(event.action) or WORDS.get(_participle(event.action))
    told = {"what": _what(event.subject_type, name), "who": who or _("someone")}
    if words is None:
        told["code"] = _spaced(event.action)
        return _("did something with %(what)s (%(code)s)") % told
    said = str(words) % told
    about = _about(event)
    return f"{said}: {about}" if about else said


def _what(subject_type: str, name: str) -> str:
    if not subject_type:
        return _("something")
    if name:
        return f"{noun(subject_type)} “{name}”"
    return _("a %(noun)s") % {"noun": noun(subject_type)}


def _about(event: AuditEvent) -> str:
    """The detail that says more: which fields, which role, which list. The rest is for machines."""
    detail = event.detail
    if isinstance(detail.get("fields"), list):
        return ", ".join(_field(event.subject_type, str(field)) for field in detail["fields"])
    if "role" in detail:
        return str(dict(Role.choices).get(detail["role"], _spaced(str(detail["role"]))))
    if event.action == "list.downloaded":
        return _("%(kind)s, %(rows)s rows") % {
            "kind": _spaced(str(detail.get("kind", ""))),
            "rows": detail.get("rows", 0),
        }
    return ""


def _field(subject_type: str, field: str) -> str:
    try:
        found = apps.get_model(subject_type)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return _spaced(field)
    return str(getattr(found, "verbose_name", "")) or _spaced(field)


def _participle(code: str) -> str:
    return code.rpartition(".")[2]


def _spaced(code: str) -> str:
    return code.replace(".", " ").replace("_", " ").strip()
