"""Risks, what is done about them, how they were judged over time, and what they may cost together.

Text and measures are enough to start: everything else may stay empty, and what it then cannot say is told.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import MoneyField
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Programme
from koers.programmes.models.base import InProgramme, Owned
from koers.risks.classes import MOST, Scale

CHANCES = [
    (1, _("1 – very small")),
    (2, _("2 – small")),
    (3, _("3 – medium")),
    (4, _("4 – large")),
    (5, _("5 – very large")),
]
"""Words of a class, of chance and of consequence alike."""


class Risk(InProgramme, Owned):
    """What may happen. `state_on` and `state_reason` say when and why it last changed state."""

    SEE = Permission.VIEW_STEERING

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("risk", "Open")
        MATERIALISED = "materialised", _("Happened")
        CLOSED = "closed", pgettext_lazy("risk", "Closed")

    class Category(models.TextChoices):
        MONEY = "money", _("Money")
        PLANNING = "planning", _("Planning")
        PEOPLE = "people", _("People and capacity")
        ORGANISATION = "organisation", _("Organisation and processes")
        INFORMATION = "information", _("Information and systems")
        LEGAL = "legal", _("Legal")
        POLITICAL = "political", _("Politics and administration")
        IMAGE = "image", _("Trust and image")
        SAFETY = "safety", _("Safety and health")
        OTHER = "other", pgettext_lazy("risk", "Something else")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="risks", null=True, blank=True
    )
    text = models.TextField(_("risk"))
    cause = models.TextField(_("cause"), blank=True, default="")
    event = models.TextField(_("event"), blank=True, default="")
    consequence = models.TextField(_("consequence"), blank=True, default="")
    category = models.CharField(
        _("kind of consequence"), max_length=12, choices=Category, blank=True, default=""
    )
    no_money = models.BooleanField(_("has no consequences in money"), default=False)
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.OPEN, editable=False)
    state_on = models.DateField(_("in this state since"), null=True, blank=True, editable=False)
    state_reason = models.TextField(_("what happened, or why"), blank=True, default="", editable=False)

    history = scoped_history()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_has_text", condition=~Q(text=""), violation_error_message=_("A risk needs a text.")
            ),
            models.CheckConstraint(
                name="risk_state_known",
                condition=Q(state__in=["open", "materialised", "closed"]),
                violation_error_message=_("A risk is open, happened or closed."),
            ),
            models.CheckConstraint(
                name="risk_end_has_day_and_reason",
                condition=Q(state="open") | Q(state_on__isnull=False) & ~Q(state_reason=""),
                violation_error_message=_("Fill in when it was, and what happened or why."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def open_on(self, day: date) -> bool:
        """On that day it had not happened or been closed yet, as the register knows it now. Of a risk that opened
        again, that it was closed for a while is not counted.
        """
        return self.is_open or (self.state_on is not None and self.state_on > day)


class Measure(InProgramme, Owned):
    """What is done about a risk."""

    SEE = Permission.VIEW_STEERING
    PROGRAMME = "risk__programme"
    SCOPE = "risk__organisation"

    class Kind(models.TextChoices):
        PREVENTIVE = "preventive", _("Preventive: makes the chance smaller")
        DETECTIVE = "detective", _("Detective: shows in time that it happens")
        REPRESSIVE = "repressive", _("Repressive: makes the consequence smaller")
        CORRECTIVE = "corrective", _("Corrective: mends what happened")
        TRANSFER = "transfer", _("Transfer: an insurance or a contract")
        ACCEPT = "accept", _("Accept: we know it and do nothing more")

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="measures")
    text = models.TextField(_("measure"))
    kind = models.CharField(_("kind of measure"), max_length=12, choices=Kind, blank=True, default="")
    due = models.DateField(_("ready on"), null=True, blank=True)
    effect = models.TextField(_("effect"), blank=True, default="")
    done_on = models.DateField(_("done on"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A measure needs a text."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.done_on is not None and self.done_on > timezone.localdate():
            raise ValidationError({"done_on": _("This day is still to come.")}, code="future")


def _class(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, choices=CHANCES, null=True, blank=True)


def _in_class(*names: str) -> Q:
    """Each is empty or a class."""
    found = Q()
    for name in names:
        found &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 5})
    return found


class RiskAssessment(InProgramme):
    """How a risk was judged on a day. The last one holds; together they are the trend."""

    SEE = Permission.VIEW_STEERING
    PROGRAMME = "risk__programme"
    SCOPE = "risk__organisation"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    on = models.DateField(_("judged on"), default=timezone.localdate)
    gross_chance = _class(_("chance without measures"))
    gross_impact = _class(_("consequence without measures"))
    net_chance = _class(_("chance with measures"))
    net_impact = _class(_("consequence with measures"))
    chance = models.DecimalField(
        _("own chance in per cent a year"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    low: MoneyField[Decimal | int | None, Decimal | None] = MoneyField(
        _("amount at least"), null=True, blank=True
    )
    likely: MoneyField[Decimal | int | None, Decimal | None] = MoneyField(
        _("most likely amount"), null=True, blank=True
    )
    high: MoneyField[Decimal | int | None, Decimal | None] = MoneyField(
        _("amount at most"), null=True, blank=True
    )
    note = models.TextField(_("explanation"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("judgement of a risk")
        verbose_name_plural = _("judgements of risks")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "on"],
                name="risk_judged_once_a_day",
                violation_error_message=_("This risk was judged on this day already. Change that judgement."),
            ),
            models.CheckConstraint(
                name="risk_classes_exist",
                condition=_in_class("gross_chance", "gross_impact", "net_chance", "net_impact"),
                violation_error_message=_("A class is a number from 1 to 5."),
            ),
            models.CheckConstraint(
                name="risk_classes_in_pairs",
                condition=Q(gross_chance__isnull=True, gross_impact__isnull=True)
                | Q(gross_chance__isnull=False, gross_impact__isnull=False),
                violation_error_message=_("Chance and consequence belong together: fill in both."),
            ),
            models.CheckConstraint(
                name="risk_net_classes_in_pairs",
                condition=Q(net_chance__isnull=True, net_impact__isnull=True)
                | Q(net_chance__isnull=False, net_impact__isnull=False),
                violation_error_message=_("Chance and consequence belong together: fill in both."),
            ),
            models.CheckConstraint(
                name="risk_chance_possible",
                condition=Q(chance__isnull=True) | Q(chance__gte=0, chance__lte=100),
                violation_error_message=_("A chance lies from 0 to 100 per cent."),
            ),
            models.CheckConstraint(
                name="risk_amounts_rise",
                condition=Q(low__isnull=True, high__isnull=True, likely__isnull=True)
                | Q(low__isnull=False, high__isnull=False, low__gte=0, low__lte=F("high"), high__lte=MOST),
                violation_error_message=_(
                    "Fill in at least and at most, with at least no higher than at most, from 0 to 10 billion euros."
                ),
            ),
            models.CheckConstraint(
                name="risk_likely_between",
                condition=Q(likely__isnull=True) | Q(likely__gte=F("low"), likely__lte=F("high")),
                violation_error_message=_("The most likely amount lies between at least and at most."),
            ),
            models.CheckConstraint(
                name="risk_judgement_says_something",
                condition=Q(gross_chance__isnull=False)
                | Q(net_chance__isnull=False)
                | Q(chance__isnull=False)
                | Q(low__isnull=False),
                violation_error_message=_(
                    "Fill in classes, a chance or amounts: an empty judgement says nothing."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk} ({self.on.isoformat()})"

    def clean(self) -> None:
        """Says at which field it is, what the constraints would say above the form."""
        wrong: dict[str, Any] = {}
        if self.on is not None and self.on > timezone.localdate():
            wrong["on"] = _("This day is still to come.")
        for chance, impact in (("gross_chance", "gross_impact"), ("net_chance", "net_impact")):
            found = [getattr(self, chance), getattr(self, impact)]
            if found.count(None) == 1:
                empty = impact if found[1] is None else chance
                wrong[empty] = _("Chance and consequence belong together: fill in both.")
        if (self.low is None) != (self.high is None):
            wrong["high" if self.high is None else "low"] = _("Fill in at least and at most, or neither.")
        elif self.low is not None and self.high is not None and self.low > self.high:
            wrong["high"] = _("At most is lower than at least.")
        elif self.likely is not None and not self._likely_between():
            wrong["likely"] = _("The most likely amount lies between at least and at most.")
        if wrong:
            raise ValidationError({name: [words] for name, words in wrong.items()})

    def _likely_between(self) -> bool:
        if self.low is None or self.high is None or self.likely is None:
            return False
        return self.low <= self.likely <= self.high


def _bound(label: Any, default: int) -> Any:
    return MoneyField(label, default=default)


def _per_cent(label: Any, default: int) -> Any:
    return models.DecimalField(label, max_digits=5, decimal_places=2, default=default)


class RiskScale(ScopedRecord):
    """What the classes stand for in this organisation, from a day on. The last one that began holds."""

    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("holds from"))
    chance_1 = _per_cent(_("chance of class 1 in per cent a year"), 10)
    chance_2 = _per_cent(_("chance of class 2 in per cent a year"), 30)
    chance_3 = _per_cent(_("chance of class 3 in per cent a year"), 50)
    chance_4 = _per_cent(_("chance of class 4 in per cent a year"), 70)
    chance_5 = _per_cent(_("chance of class 5 in per cent a year"), 90)
    from_1 = _bound(_("consequence of class 1 from"), 0)
    from_2 = _bound(_("consequence of class 2 from"), 50_000)
    from_3 = _bound(_("consequence of class 3 from"), 100_000)
    from_4 = _bound(_("consequence of class 4 from"), 250_000)
    from_5 = _bound(_("consequence of class 5 from"), 750_000)
    maximum: MoneyField[Decimal | int | None, Decimal | None] = MoneyField(
        _("consequence of class 5 at most"), null=True, blank=True
    )
    certainty = models.PositiveSmallIntegerField(_("certainty in per cent"), default=90)

    history = scoped_history()

    class Meta:
        verbose_name = _("scale of risk classes")
        verbose_name_plural = _("scales of risk classes")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "valid_from"],
                name="risk_scale_once_a_day",
                violation_error_message=_("A scale holds from this day already. Change that one."),
            ),
            models.CheckConstraint(
                name="risk_scale_chances_rise",
                condition=Q(
                    chance_1__gt=0,
                    chance_1__lt=F("chance_2"),
                    chance_2__lt=F("chance_3"),
                    chance_3__lt=F("chance_4"),
                    chance_4__lt=F("chance_5"),
                    chance_5__lt=100,
                ),
                violation_error_message=_("The chances rise per class, above 0 and below 100 per cent."),
            ),
            models.CheckConstraint(
                name="risk_scale_bounds_rise",
                condition=Q(
                    from_1__gte=0,
                    from_1__lt=F("from_2"),
                    from_2__lt=F("from_3"),
                    from_3__lt=F("from_4"),
                    from_4__lt=F("from_5"),
                    from_5__lt=MOST,
                ),
                violation_error_message=_("The amounts rise per class, from 0 on."),
            ),
            models.CheckConstraint(
                name="risk_scale_maximum_above",
                condition=Q(maximum__isnull=True) | Q(maximum__gt=F("from_5"), maximum__lte=MOST),
                violation_error_message=_(
                    "The maximum of class 5 lies above where it begins, up to 10 billion euros."
                ),
            ),
            models.CheckConstraint(
                name="risk_scale_certainty_possible",
                condition=Q(certainty__gte=50, certainty__lte=99),
                violation_error_message=_("A certainty lies from 50 to 99 per cent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.valid_from.isoformat()}"

    def clean(self) -> None:
        """Says at which class the rise breaks."""
        for name, words in (
            ("chance", _("The chances rise per class, above 0 and below 100 per cent.")),
            ("from", _("The amounts rise per class, from 0 on.")),
        ):
            for number in range(2, 6):
                one, other = getattr(self, f"{name}_{number - 1}"), getattr(self, f"{name}_{number}")
                if one is not None and other is not None and other <= one:
                    raise ValidationError({f"{name}_{number}": [words]})

    @property
    def as_scale(self) -> Scale:
        return Scale(
            tuple(getattr(self, f"chance_{number}") for number in range(1, 6)),
            tuple(getattr(self, f"from_{number}") for number in range(1, 6)),
            self.maximum,
        )


class CapacityPart(ScopedRecord):
    """A part of what the organisation has available for setbacks, on a day."""

    SEE = Permission.VIEW_STEERING

    class Kind(models.TextChoices):
        RESERVE = "reserve", _("Free part of the general reserve")
        UNFORESEEN = "unforeseen", _("Item for the unforeseen")
        TAX = "tax", _("Unused room in taxes")
        HIDDEN = "hidden", _("Hidden reserves")
        OTHER = "other", pgettext_lazy("resilience", "Something else")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("reference date"))
    kind = models.CharField(pgettext_lazy("resilience", "part"), max_length=12, choices=Kind)
    amount: MoneyField[Decimal | int, Decimal] = MoneyField(_("amount"))
    source = models.CharField(_("source"), max_length=200, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("part of what is available for setbacks")
        verbose_name_plural = _("what is available for setbacks")
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on", "kind"],
                name="capacity_part_once_a_day",
                violation_error_message=_("This part is there for this day already. Change that one."),
            ),
            models.CheckConstraint(
                name="capacity_part_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("What is available cannot be less than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.on.isoformat()})"


class SimulationRun(InProgramme):
    """A simulation as it was made: what went in, with which seed, and what came out. Never changed."""

    SEE = Permission.VIEW_STEERING
    NO_HISTORY = "a run is only ever added; it can be made again from what it stores"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    on = models.DateField(_("reference date"))
    seed = models.PositiveBigIntegerField(_("seed"))
    draws = models.PositiveIntegerField(_("number of draws"))
    certainty = models.PositiveSmallIntegerField(_("certainty in per cent"))
    given = models.JSONField()
    """The risks as drawn, in the order of their public ids."""
    given_hash = models.CharField(max_length=64)
    left_out = models.JSONField(default=dict, blank=True)
    """Public ids of open risks that could not be drawn, per reason."""
    outcome = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("simulation of risks")
        verbose_name_plural = _("simulations of risks")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="simulation_has_hash",
                condition=Q(given_hash__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A simulation keeps what went in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on.isoformat()}"
