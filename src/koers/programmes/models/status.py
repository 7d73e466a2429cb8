"""Judgements of a programme or a track, their legend, and the baseline they are measured against."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.decisions.models import Decision
from koers.organisations.models import AppendOnly, Organisation
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import InProgramme, ProgrammePart, known, not_empty
from koers.programmes.models.programmes import Aspect, Programme
from koers.programmes.models.tracks import Track


class Level(models.TextChoices):
    """The levels of a judgement. The organisation has its own word for each (`LegendWord`)."""

    OK = "ok", _("On course")
    WARN = "warn", _("Attention")
    ALARM = "alarm", _("Adjust")


class LegendWord(ScopedRecord):
    """The organisation's own word for a level, and what it means there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    word = models.CharField(_("word"), max_length=40)
    meaning = models.CharField(_("what it means"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("word of the legend")
        verbose_name_plural = _("words of the legend")
        ordering = ["pk"]
        constraints = [
            not_empty("legend_word_has_word", "word", _("The legend needs a word.")),
            models.UniqueConstraint(
                fields=["organisation", "level"],
                name="legend_word_once",
                violation_error_message=_("The legend already has a word for this level."),
            ),
            models.CheckConstraint(
                name="legend_level_known",
                condition=Q(level__in=["ok", "warn", "alarm"]),
                violation_error_message=_("This level does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.word


class OnlyAdded(models.Model):
    """Abstract: a row that is only ever added. Whoever sees it differently adds another one."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(f"{type(self).__name__} is only ever added to")
        super().save(*args, **kwargs)


class Status(OnlyAdded, ProgrammePart):
    """One judgement on a day: of the whole programme, or of one track. Only ever added to.

    `suggested` is what Koers computed from dates and money, with `suggested_because` (codes and figures);
    whoever judges otherwise says why.
    """

    SEE = Permission.VIEW_STEERING

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="statuses")
    track = models.ForeignKey(
        Track,
        on_delete=models.PROTECT,
        related_name="statuses",
        null=True,
        blank=True,
        verbose_name=_("track"),
    )
    date = models.DateField(_("date"))
    level = models.CharField(_("judgement"), max_length=10, choices=Level)
    line = models.CharField(_("in one line"), max_length=300)
    cause = models.TextField(_("cause"), blank=True, default="")
    consequence = models.TextField(_("consequence"), blank=True, default="")
    adjustment = models.TextField(_("what we do about it"), blank=True, default="")
    suggested = models.CharField(
        _("suggested by Koers"), max_length=10, choices=Level, blank=True, default=""
    )
    suggested_because = models.JSONField(_("why it was suggested"), blank=True, default=list)
    override_reason = models.TextField(_("why the judgement differs"), blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["programme", "track", "-date"], name="status_latest")]
        constraints = [
            not_empty("status_has_line", "line", _("Say in one line how things stand.")),
            models.CheckConstraint(
                name="status_level_known",
                condition=Q(level__in=["ok", "warn", "alarm"]),
                violation_error_message=_("This level does not exist."),
            ),
            known("status_suggested_known", "suggested", Level.values, _("This level does not exist.")),
            models.CheckConstraint(
                name="status_not_green_explains",
                condition=Q(level="ok") | ~Q(cause="") & ~Q(consequence="") & ~Q(adjustment=""),
                violation_error_message=_(
                    "Not on course: fill in cause, consequence and what you do about it."
                ),
            ),
            models.CheckConstraint(
                name="status_override_says_why",
                condition=Q(suggested="") | Q(suggested=models.F("level")) | ~Q(override_reason=""),
                violation_error_message=_("Your judgement differs from the suggestion. Say why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.line}"


class AspectJudgement(OnlyAdded, InProgramme):
    """The judgement of one aspect within a status of the programme."""

    SEE = Permission.VIEW_STEERING
    SCOPE = "status__organisation"
    PROGRAMME = "status__programme"

    status = models.ForeignKey(Status, on_delete=models.CASCADE, related_name="aspects")
    aspect = models.CharField(_("aspect"), max_length=20, choices=Aspect)
    level = models.CharField(_("judgement"), max_length=10, choices=Level)
    line = models.CharField(_("in one line"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("judgement of an aspect")
        verbose_name_plural = _("judgements of aspects")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status", "aspect"],
                name="aspect_judged_once",
                violation_error_message=_("This aspect was judged already."),
            ),
            models.CheckConstraint(
                name="aspect_level_known",
                condition=Q(level__in=["ok", "warn", "alarm"]),
                violation_error_message=_("This level does not exist."),
            ),
            models.CheckConstraint(
                name="aspect_not_green_explains",
                condition=Q(level="ok") | ~Q(line=""),
                violation_error_message=_("Say in one line why this aspect is not on course."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.get_level_display()}"


class Baseline(OnlyAdded, ProgrammePart):
    """What was promised, as a numbered version: end of the programme, dates of goals and deliverables.

    A new version exists only by a decision of the body that owns the frame (`Programme.frame_body`).
    `content` is a list of {"kind", "id" (public id), "text", "date" (ISO, or null)}.
    """

    SEE = Permission.VIEW_STEERING

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField(_("version"))
    date = models.DateField(_("in force from"))
    reason = models.TextField(_("what changed and why"), blank=True, default="")
    body_name = models.CharField(_("decided by"), max_length=200)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decision"),
    )
    content = models.JSONField(_("content"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("baseline plan")
        verbose_name_plural = _("baseline plans")
        ordering = ["number"]
        constraints = [
            not_empty("baseline_has_body", "body_name", _("Say which body decided.")),
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="baseline_number_once",
                violation_error_message=_("Somebody else set a baseline meanwhile. Look at it first."),
            ),
            models.CheckConstraint(
                name="baseline_change_says_why",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("Say what changed and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"
