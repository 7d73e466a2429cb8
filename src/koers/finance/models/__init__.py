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

# The sub-packages need the models above.
from koers.finance.importing.models import ImportHeading, MoneyImport  # isort: skip
from koers.finance.requests.models import (  # isort: skip
    Criterion,
    Grant,
    MoneyRequest,
    RankingSession,
    Score,
    Scorer,
    SessionRequest,
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
    "Criterion",
    "Grant",
    "ImportBatch",
    "ImportHeading",
    "Indexation",
    "LedgerEntry",
    "LedgerTotal",
    "MoneyImport",
    "MoneyKind",
    "MoneyRequest",
    "RankingSession",
    "Score",
    "Scorer",
    "SessionRequest",
    "Stage",
    "StatedAmount",
    "amount_constraints",
]
