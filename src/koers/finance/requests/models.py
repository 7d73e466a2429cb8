"""Asking for money or positions: requests, sessions that rank them, and what was granted by a decision."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import MoneyField
from koers.decisions.models import Decision
from koers.finance.models.stated import FIRST_YEAR, LAST_YEAR, Allocation, MoneyKind
from koers.finance.requests.ranking import HIGHEST, LOWEST
from koers.finance.requests.states import State
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Goal, Programme
from koers.programmes.models.base import not_empty

STATES = [
    (State.DRAFT.value, pgettext_lazy("request", "Draft")),
    (State.FILED.value, pgettext_lazy("request", "Filed")),
    (State.RANKED.value, pgettext_lazy("request", "Ranked")),
    (State.GRANTED.value, pgettext_lazy("request", "Granted")),
    (State.PARTLY.value, pgettext_lazy("request", "Partly granted")),
    (State.REFUSED.value, pgettext_lazy("request", "Refused")),
    (State.WITHDRAWN.value, pgettext_lazy("request", "Withdrawn")),
]


def _year_possible(name: str, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (FIRST_YEAR, LAST_YEAR)}),
        violation_error_message=_("This year is impossible."),
    )


class MoneyRequest(ScopedRecord):
    """A team or a programme asks for money, positions or both. `programme` is the one whose money is asked.

    Structural money is an amount per year, other money an amount in all. Who filed a request sees it also without
    seeing the money of programmes.
    """

    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme whose money is asked"),
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team or department"),
    )
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(pgettext_lazy("money", "purpose"), max_length=5000)
    amount = MoneyField(_("amount"), null=True, blank=True)
    fte = models.DecimalField(_("positions (fte)"), max_digits=7, decimal_places=2, null=True, blank=True)
    kind = models.CharField(
        _("kind of money"), max_length=20, choices=MoneyKind, default=MoneyKind.INCIDENTAL
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("goal it contributes to"),
    )
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year (included)"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=STATES, default=State.DRAFT.value, editable=False
    )
    filed_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("filed by"),
        editable=False,
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True, editable=False)
    answer = models.CharField(
        _("reason of the outcome"), max_length=1000, blank=True, default="", editable=False
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("request for money or positions")
        verbose_name_plural = _("requests for money or positions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            not_empty("money_request_has_title", "title", _("Give the request a title.")),
            not_empty("money_request_has_purpose", "purpose", _("Say what it is for.")),
            models.CheckConstraint(
                name="money_request_asks_something",
                condition=(Q(amount__isnull=False, amount__gt=0) | Q(fte__isnull=False, fte__gt=0))
                & (Q(amount__isnull=True) | Q(amount__gt=0))
                & (Q(fte__isnull=True) | Q(fte__gt=0)),
                violation_error_message=_(
                    "Ask for an amount, for positions, or for both; more than nothing."
                ),
            ),
            models.CheckConstraint(
                name="money_request_kind_known",
                condition=Q(kind__in=["incidental", "structural", "regular"]),
                violation_error_message=_("This kind of money does not exist."),
            ),
            models.CheckConstraint(
                name="money_request_state_known",
                condition=Q(state__in=[state.value for state in State]),
                violation_error_message=_("This status does not exist."),
            ),
            models.CheckConstraint(
                name="money_request_years_in_order",
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
                violation_error_message=_("The last year lies before the first."),
            ),
            models.CheckConstraint(
                name="money_request_filed_has_date",
                condition=Q(state__in=["draft", "withdrawn"]) | Q(filed_on__isnull=False),
                violation_error_message=_("A filed request has a date."),
            ),
            _year_possible("money_request_from_year", "from_year"),
            _year_possible("money_request_to_year", "to_year"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        return Q(filed_by=user, organisation__in=user.works_for())

    @property
    def asked_by(self) -> str:
        """Who asks: the team, else the programme."""
        if self.unit is not None:
            return self.unit.name
        return self.programme.name if self.programme is not None else ""


class RankingSession(ScopedRecord):
    """People weigh filed requests against each other. `free` is what was free to allocate when it began."""

    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    name = models.CharField(_("name"), max_length=200)
    date = models.DateField(_("date"))
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("programme whose money is divided"),
    )
    kind = models.CharField(
        _("kind of money"), max_length=20, choices=MoneyKind, default=MoneyKind.INCIDENTAL
    )
    year = models.PositiveSmallIntegerField(_("financial year"))
    closed = models.BooleanField(_("closed"), default=False, editable=False)

    history = scoped_history()

    class Meta:
        verbose_name = _("ranking session")
        verbose_name_plural = _("ranking sessions")
        ordering = ["-date", "-pk"]
        constraints = [
            not_empty("ranking_session_has_name", "name", _("Give the session a name.")),
            models.CheckConstraint(
                name="ranking_session_kind_known",
                condition=Q(kind__in=["incidental", "structural", "regular"]),
                violation_error_message=_("This kind of money does not exist."),
            ),
            _year_possible("ranking_session_year", "year"),
        ]

    def __str__(self) -> str:
        return self.name


class OfSession(ScopedRecord):
    """Abstract: a part of a ranking session."""

    SCOPE = "session__organisation"
    SEE = Permission.VIEW_STEERING

    class Meta:
        abstract = True


class Criterion(OfSession):
    """What requests are judged on. Weights need not add up to anything: they are compared with each other."""

    session = models.ForeignKey(RankingSession, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=100)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, default=Decimal(1))

    history = scoped_history()

    class Meta:
        verbose_name = _("criterion of a ranking session")
        verbose_name_plural = _("criteria of a ranking session")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name"],
                name="criterion_once",
                violation_error_message=_("This criterion is there already."),
            ),
            models.CheckConstraint(
                name="criterion_weighs",
                condition=Q(weight__gt=0),
                violation_error_message=_("A criterion weighs more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Scorer(OfSession):
    """Somebody who gives points in a session."""

    session = models.ForeignKey(RankingSession, on_delete=models.CASCADE, related_name="scorers")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("who scores"))

    history = scoped_history()

    class Meta:
        verbose_name = _("scorer of a ranking session")
        verbose_name_plural = _("scorers of a ranking session")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="scorer_once",
                violation_error_message=_("This person scores already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class SessionRequest(OfSession):
    """A request taken along in a session, with the motivation of its place."""

    session = models.ForeignKey(RankingSession, on_delete=models.CASCADE, related_name="taken")
    request = models.ForeignKey(
        MoneyRequest, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("request")
    )
    motivation = models.CharField(_("motivation"), max_length=2000, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("request in a ranking session")
        verbose_name_plural = _("requests in a ranking session")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "request"],
                name="session_request_once",
                violation_error_message=_("This request is in the session already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.request)


class Score(ScopedRecord):
    """The points one person gives one request on one criterion."""

    SCOPE = "taken__session__organisation"
    SEE = Permission.VIEW_STEERING

    taken = models.ForeignKey(SessionRequest, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("who scores"))
    points = models.PositiveSmallIntegerField(_("points"))

    history = scoped_history()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["taken", "criterion", "person"],
                name="score_once",
                violation_error_message=_("This person gave points here already."),
            ),
            models.CheckConstraint(
                name="score_in_range",
                condition=Q(points__range=(LOWEST, HIGHEST)),
                violation_error_message=_("Points go from 0 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.points)


class Grant(ScopedRecord):
    """What a decision gave on a request. A later change is a new grant that replaces this one; nothing is erased.

    `above` is by how much the allocation went beyond what was free then: unlawful towards the budget
    (begrotingsonrechtmatig) until `covered_by`, the decision that amends the budget, is recorded.
    """

    SCOPE = "request__organisation"
    SEE = Permission.VIEW_STEERING

    request = models.ForeignKey(MoneyRequest, on_delete=models.PROTECT, related_name="grants")
    allocation = models.ForeignKey(
        Allocation, on_delete=models.PROTECT, related_name="grants", verbose_name=_("allocation")
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", verbose_name=_("decision")
    )
    amount = MoneyField(_("amount"), null=True, blank=True)
    fte = models.DecimalField(_("positions (fte)"), max_digits=7, decimal_places=2, null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("financial year"))
    reason = models.CharField(_("motivation"), max_length=1000)
    above = MoneyField(_("above what was free"), default=0)
    covered_by = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("covered by the decision"),
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["pk"]
        constraints = [
            not_empty("grant_has_reason", "reason", _("Give the motivation.")),
            models.CheckConstraint(
                name="grant_gives_nothing_negative",
                condition=(Q(amount__isnull=True) | Q(amount__gte=0)) & (Q(fte__isnull=True) | Q(fte__gte=0)),
                violation_error_message=_("Nobody is granted less than nothing."),
            ),
            models.CheckConstraint(
                name="grant_above_not_negative",
                condition=Q(above__gte=0),
                violation_error_message=_("This amount cannot be negative."),
            ),
            _year_possible("grant_year", "year"),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.year}"

    @property
    def is_unlawful(self) -> bool:
        return self.above > 0 and self.covered_by_id is None
