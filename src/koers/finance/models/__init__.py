"""Money: what documents state, what it comes to per year, and the ledger of every movement.

The models of a sub-package (`koers.finance.requests.models`) are imported here too: one app, one set of migrations.
"""

from koers.finance.models.ledger import ImportBatch, LedgerEntry, LedgerTotal, Stage
from koers.finance.models.matrix import BudgetYear, CarryOver, Indexation
from koers.finance.models.stated import (
    FIRST_YEAR,
    INCIDENTAL_COVER,
    LAST_YEAR,
    Allocation,
    AllocationPurpose,
    Budget,
    Cover,
    MoneyKind,
    StatedAmount,
    amount_constraints,
)

__all__ = [
    "FIRST_YEAR",
    "INCIDENTAL_COVER",
    "LAST_YEAR",
    "Allocation",
    "AllocationPurpose",
    "Budget",
    "BudgetYear",
    "CarryOver",
    "Cover",
    "ImportBatch",
    "Indexation",
    "LedgerEntry",
    "LedgerTotal",
    "MoneyKind",
    "Stage",
    "StatedAmount",
    "amount_constraints",
]
