"""The permission sheet: what each role may do, in one readable place. The product shows it at `/rechten/`."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Functional administrator")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    PROGRAMME_SUPPORT = "programme_support", _("Programme support")
    TRACK_LEAD = "track_lead", _("Track lead")
    LINE_MANAGER = "line_manager", _("Line manager")
    CLIENT = "client", _("Client (management team, municipal secretary)")
    COLLEGE = "college", _("Portfolio holder and college")
    GRIFFIE = "griffie", _("Clerk's office of the council")
    COUNCIL_MEMBER = "council_member", _("Council member")
    CONTROLLER = "controller", _("Controller")
    HR_ADVISER = "hr_adviser", _("HR adviser")
    WORKS_COUNCIL = "works_council", _("Works council")
    EMPLOYEE = "employee", _("Employee")
    FUND_OFFICER = "fund_officer", _("Fund officer")
    APPLICANT = "applicant", _("Applicant")
    ASSESSOR = "assessor", _("Assessor")
    AUDITOR = "auditor", _("Auditor")


class Permission(models.TextChoices):
    VIEW_REGISTER = "view_register", _("See programmes: goals, tracks, deliverables and planning")
    VIEW_STEERING = "view_steering", _("See judgements, money and risks")
    CHANGE_REGISTER = "change_register", _("Change the register")
    UPDATE_OWN_TRACK = "update_own_track", _("Give the update of one's own track")
    PLAN_TEAM = "plan_team", _("Keep the year plans of teams")
    RECORD_ACT = "record_act", _("Record what one's body decided or advised")
    FILE_REQUEST = "file_request", _("Ask for money or positions")
    KEEP_MONEY = "keep_money", _("Keep budgets and book money")
    KEEP_RISKS = "keep_risks", _("Keep risks and their measures")
    KEEP_CONTROLS = "keep_controls", _("Keep the role matrix and the control calendar")
    ASSESS = "assess", _("Judge independently whether a recommendation was followed")
    READ_IN = "read_in", _("Read in documents")
    VIEW_SENT = "view_sent", _("See what was sent to the council")
    VIEW_AUDIT = "view_audit", _("See who did what")
    MANAGE_ORGANISATION = "manage_organisation", _("Manage users and settings")


class BodyKind(models.TextChoices):
    """What kind of body meets, advises or decides. The acts a role may record go by it."""

    MANAGEMENT = "management", _("Management team")
    COLLEGE = "college", _("College of mayor and aldermen")
    COUNCIL = "council", _("Municipal council")
    WORKS_COUNCIL = "works_council", _("Works council")
    LOCAL_CONSULTATION = "local_consultation", _("Local consultation with the unions")
    STEERING_GROUP = "steering_group", _("Steering group")
    OTHER = "other", _("Other body")


_P = Permission
_KEEPS_THE_REGISTER = frozenset(
    {
        _P.VIEW_REGISTER,
        _P.VIEW_STEERING,
        _P.CHANGE_REGISTER,
        _P.UPDATE_OWN_TRACK,
        _P.PLAN_TEAM,
        _P.RECORD_ACT,
        _P.FILE_REQUEST,
        _P.KEEP_MONEY,
        _P.KEEP_RISKS,
        _P.KEEP_CONTROLS,
        _P.READ_IN,
        _P.VIEW_SENT,
    }
)
_DECIDES = frozenset({_P.VIEW_REGISTER, _P.VIEW_STEERING, _P.RECORD_ACT, _P.VIEW_SENT})
_CHECKS = frozenset({_P.VIEW_REGISTER, _P.VIEW_STEERING, _P.VIEW_AUDIT, _P.VIEW_SENT})

GRANTS: dict[Role, frozenset[Permission]] = {
    # The administrator manages who may do what, and is kept out of the content: separation of duties.
    Role.ADMINISTRATOR: frozenset({_P.VIEW_REGISTER, _P.VIEW_AUDIT, _P.MANAGE_ORGANISATION}),
    Role.PROGRAMME_MANAGER: _KEEPS_THE_REGISTER,
    Role.PROGRAMME_SUPPORT: _KEEPS_THE_REGISTER,
    Role.TRACK_LEAD: frozenset({_P.VIEW_REGISTER, _P.VIEW_STEERING, _P.UPDATE_OWN_TRACK, _P.FILE_REQUEST}),
    Role.LINE_MANAGER: frozenset({_P.VIEW_REGISTER, _P.PLAN_TEAM, _P.FILE_REQUEST}),
    Role.CLIENT: _DECIDES,
    Role.COLLEGE: _DECIDES,
    # The council's side sees what was sent to the council, never a draft.
    Role.GRIFFIE: frozenset({_P.VIEW_SENT, _P.RECORD_ACT}),
    Role.COUNCIL_MEMBER: frozenset({_P.VIEW_SENT}),
    # The controller keeps the money and judges what others report; what a programme is about, others write.
    Role.CONTROLLER: _CHECKS | {_P.FILE_REQUEST, _P.KEEP_MONEY, _P.KEEP_RISKS, _P.KEEP_CONTROLS, _P.ASSESS},
    Role.HR_ADVISER: frozenset({_P.VIEW_REGISTER, _P.PLAN_TEAM, _P.FILE_REQUEST}),
    Role.WORKS_COUNCIL: frozenset({_P.VIEW_REGISTER, _P.RECORD_ACT}),
    Role.EMPLOYEE: frozenset({_P.VIEW_REGISTER}),
    Role.FUND_OFFICER: _KEEPS_THE_REGISTER,
    # These two work in the grant scheme; in the register of an organisation they have nothing to look for.
    Role.APPLICANT: frozenset(),
    Role.ASSESSOR: frozenset(),
    Role.AUDITOR: _CHECKS | {_P.ASSESS},
}

SHOWN_BY: dict[Permission, frozenset[Permission]] = {
    _P.CHANGE_REGISTER: frozenset({_P.VIEW_REGISTER}),
    _P.UPDATE_OWN_TRACK: frozenset({_P.VIEW_REGISTER}),
    _P.PLAN_TEAM: frozenset({_P.VIEW_REGISTER}),
    _P.RECORD_ACT: frozenset({_P.VIEW_REGISTER, _P.VIEW_SENT}),
    _P.FILE_REQUEST: frozenset({_P.VIEW_REGISTER}),
    _P.KEEP_MONEY: frozenset({_P.VIEW_STEERING}),
    _P.KEEP_RISKS: frozenset({_P.VIEW_STEERING}),
    _P.KEEP_CONTROLS: frozenset({_P.VIEW_REGISTER}),
    _P.ASSESS: frozenset({_P.VIEW_STEERING}),
}
"""What shows the thing a permission works on. Who is not allowed something gets 403 when one of these shows him the
thing, and 404 when not: a page one has no business with does not exist. `koers.organisations.access.refusal` reads it;
a permission that is not here (to see, to read in, to manage) is its own sight."""

ACTS_FOR: dict[Role, frozenset[BodyKind]] = {
    Role.PROGRAMME_MANAGER: frozenset(BodyKind),
    Role.PROGRAMME_SUPPORT: frozenset(BodyKind),
    Role.FUND_OFFICER: frozenset(BodyKind),
    Role.CLIENT: frozenset({BodyKind.MANAGEMENT, BodyKind.STEERING_GROUP}),
    Role.COLLEGE: frozenset({BodyKind.COLLEGE}),
    Role.GRIFFIE: frozenset({BodyKind.COUNCIL}),
    Role.WORKS_COUNCIL: frozenset({BodyKind.WORKS_COUNCIL, BodyKind.LOCAL_CONSULTATION}),
}
"""For which bodies a role with RECORD_ACT may record acts: the griffie for the council, not for the college."""

FOR_ONE_PROGRAMME: frozenset[Role] = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.PROGRAMME_SUPPORT,
        Role.TRACK_LEAD,
        Role.CLIENT,
        Role.CONTROLLER,
        Role.EMPLOYEE,
        Role.AUDITOR,
    }
)
"""The roles that can also be given for one programme only, to someone of outside for example."""

FOR_ONE_BODY: frozenset[Role] = frozenset({Role.COLLEGE, Role.GRIFFIE, Role.WORKS_COUNCIL})
"""The roles that can be given for one body only, where one organisation serves two councils or two colleges."""

DESCRIPTIONS: dict[Role, str | Promise] = {
    Role.ADMINISTRATOR: _(
        "Gives people access and sets up the organisation. Sees the register but changes nothing in it."
    ),
    Role.PROGRAMME_MANAGER: _(
        "Keeps the programme: goals, tracks, money, risks and decisions. Reads in documents for it."
    ),
    Role.PROGRAMME_SUPPORT: _(
        "Helps the programme manager and may do the same in the register. Every change shows who made it."
    ),
    Role.TRACK_LEAD: _("Leads a track and gives its update. Changes only the tracks he or she leads."),
    Role.LINE_MANAGER: _(
        "Keeps the year plan of the team and asks for money. Sees the programmes without money and risks."
    ),
    Role.CLIENT: _(
        "Sees what slipped, what it costs and what needs a decision. Records what the management team decided."
    ),
    Role.COLLEGE: _("Reviews drafts and adopts them. Records what the college decided."),
    Role.GRIFFIE: _("Sees only what was sent to the council. Records what the council did with it."),
    Role.COUNCIL_MEMBER: _("Sees only what was sent to the council. Cannot change anything."),
    Role.CONTROLLER: _(
        "Keeps money, risks and controls, checks that the figures add up, and judges what became of recommendations."
    ),
    Role.HR_ADVISER: _(
        "Keeps year plans with the teams and asks for money. Sees the programmes without money and risks."
    ),
    Role.WORKS_COUNCIL: _("Sees the programmes without money and risks. Records its advice and consent."),
    Role.EMPLOYEE: _("Reads what the programmes want and where they stand. Cannot change anything."),
    Role.FUND_OFFICER: _("Keeps the practices and documents of a fund. Reads in documents for them."),
    Role.APPLICANT: _("Asks a fund for a grant. Sees the practices, nothing of the register."),
    Role.ASSESSOR: _("Judges applications for a fund. Sees the practices, nothing of the register."),
    Role.AUDITOR: _(
        "Examines afterwards: sees the register and who did what, and judges what became of recommendations."
    ),
}
