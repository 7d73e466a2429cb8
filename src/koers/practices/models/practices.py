"""A practice: what an organisation tried out and others can learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.core.period_fields import PeriodFields, period_constraints
from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedManager, ScopedQuerySet, ScopedRecord

if TYPE_CHECKING:
    from koers.organisations.models import Visitor


class Theme(models.TextChoices):
    LABOUR_MARKET = "arbeidsmarkt", _("Labour market")
    LEADERSHIP = "leiderschap-en-cultuur", _("Leadership and culture")
    LEARNING = "leren-en-ontwikkelen", _("Learning and development")
    CAREER = "loopbaanontwikkeling", _("Career development")
    VITALITY = "vitaliteit", _("Vitality")
    COOPERATION = "samenwerken", _("Working together")
    YOUNG_PEOPLE = "jongeren", _("Young people")
    DIGITALISATION = "digitalisering", _("Digitalisation")
    SERVICE = "dienstverlening", _("Service to residents")
    OTHER = "overig", _("Other themes")


class PracticeQuerySet(ScopedQuerySet["Practice"]):
    def visible_to(self, user: Visitor) -> Self:
        """Published practices for everyone who is logged in; unpublished ones for members of their
        organisation.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(organisation__in=user.organisation_ids())
        return self._within(self.filter(own | Q(published=True)))


class PracticeManager(ScopedManager["Practice"]):
    def get_queryset(self) -> PracticeQuerySet:
        queryset = PracticeQuerySet(model=self.model, using=self._db, hints=getattr(self, "_hints", None))
        queryset._scoped = getattr(self, "instance", None) is not None
        return queryset


class Practice(PeriodFields, ScopedRecord):
    """`organisation` is who keeps the practice in Koers (a fund, say); who carried it out stands in
    `organisation_line` as printed and one by one in `organisations`.

    `first_year`, `last_year` and `search_text` follow from the other fields and are set by the actions.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=500)
    organisation_line = models.CharField(_("organisation as printed"), max_length=500, blank=True, default="")
    project = models.CharField(_("project"), max_length=500, blank=True, default="")
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    theme = models.CharField(_("theme"), max_length=40, choices=Theme, blank=True, default="")
    theme_raw = models.CharField(_("theme as printed"), max_length=300, blank=True, default="")
    summary = models.TextField(_("summary"), blank=True, default="")
    published = models.BooleanField(_("published"), default=False)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)

    objects: ClassVar[PracticeManager] = PracticeManager()
    history: Any = scoped_history()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["theme", "round"], name="practice_theme_round")]
        constraints = [
            *period_constraints("practice"),
            models.CheckConstraint(
                name="practice_has_title",
                condition=~Q(title=""),
                violation_error_message=_("A practice needs a title."),
            ),
            models.CheckConstraint(
                name="practice_has_slug",
                condition=~Q(slug=""),
                violation_error_message=_("A practice needs an address."),
            ),
            models.CheckConstraint(
                name="practice_theme_known",
                condition=Q(theme__in=["", *Theme.values]),
                violation_error_message=_("This theme does not exist."),
            ),
            models.CheckConstraint(
                name="practice_round_possible",
                condition=Q(round__isnull=True) | Q(round__gte=1),
                violation_error_message=_("Rounds count from 1."),
            ),
            models.CheckConstraint(
                name="practice_years_in_order",
                condition=Q(first_year__isnull=True, last_year__isnull=True)
                | Q(first_year__isnull=False, last_year__isnull=False, last_year__gte=F("first_year")),
                violation_error_message=_("The last year lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
