"""The compass of an organisation: mission, vision, and its values as behaviour per level."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import not_empty


class Compass(ScopedRecord):
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    mission = models.TextField(_("mission"), blank=True, default="")
    vision = models.TextField(_("vision"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("compass")
        verbose_name_plural = _("compasses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(_("Compass"))


class CompassLevel(ScopedRecord):
    """For whom behaviour is described: every employee, a team, a manager … in the organisation's own words."""

    SCOPE = "compass__organisation"

    compass = models.ForeignKey(Compass, on_delete=models.CASCADE, related_name="levels")
    name = models.CharField(_("level"), max_length=100)
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    history = scoped_history()

    class Meta:
        verbose_name = _("level of the compass")
        verbose_name_plural = _("levels of the compass")
        ordering = ["position", "pk"]
        constraints = [
            not_empty("compass_level_has_name", "name", _("A level needs a name.")),
            models.UniqueConstraint(
                fields=["compass", "name"],
                name="compass_level_once",
                violation_error_message=_("The compass already has this level."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CompassValue(ScopedRecord):
    SCOPE = "compass__organisation"

    compass = models.ForeignKey(Compass, on_delete=models.CASCADE, related_name="values")
    name = models.CharField(_("value"), max_length=200)
    meaning = models.TextField(_("what we mean by it"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    history = scoped_history()

    class Meta:
        verbose_name = _("value of the compass")
        verbose_name_plural = _("values of the compass")
        ordering = ["position", "pk"]
        constraints = [
            not_empty("compass_value_has_name", "name", _("A value needs a name.")),
            models.UniqueConstraint(
                fields=["compass", "name"],
                name="compass_value_once",
                violation_error_message=_("The compass already has this value."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Behaviour(ScopedRecord):
    """What one sees when someone at this level lives by this value."""

    SCOPE = "value__compass__organisation"

    value = models.ForeignKey(CompassValue, on_delete=models.CASCADE, related_name="behaviours")
    level = models.ForeignKey(
        CompassLevel, on_delete=models.PROTECT, related_name="behaviours", verbose_name=_("level")
    )
    text = models.TextField(_("behaviour"))

    history = scoped_history()

    class Meta:
        verbose_name = _("behaviour")
        verbose_name_plural = _("behaviours")
        ordering = ["pk"]
        constraints = [
            not_empty("behaviour_has_text", "text", _("Describe the behaviour.")),
            models.UniqueConstraint(
                fields=["value", "level", "text"],
                name="behaviour_once",
                violation_error_message=_("This behaviour stands there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
