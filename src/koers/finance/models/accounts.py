"""Where a line stands in the books of the municipality."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Accounts(models.Model):
    """Abstract: as the financial system writes them; all three may be unknown."""

    cost_centre = models.CharField(_("cost centre"), max_length=40, blank=True, default="")
    taakveld = models.CharField(_("task field (taakveld)"), max_length=40, blank=True, default="")
    ledger_account = models.CharField(_("ledger account"), max_length=40, blank=True, default="")

    class Meta:
        abstract = True
