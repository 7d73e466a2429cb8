"""What money holds about people: only what someone wrote may name them."""

from __future__ import annotations

from koers.core.privacy import NOT_PERSONAL, Personal, declare

ACCOUNTS = {"cost_centre": NOT_PERSONAL, "taakveld": NOT_PERSONAL, "ledger_account": NOT_PERSONAL}

declare("finance.Budget", includes=NOT_PERSONAL, raw=NOT_PERSONAL, cover_note=NOT_PERSONAL, **ACCOUNTS)
declare("finance.Allocation", includes=NOT_PERSONAL, raw=NOT_PERSONAL)
declare("finance.AllocationPurpose", text=Personal.FREE_TEXT)
declare("finance.BudgetYear", note=Personal.FREE_TEXT)
declare("finance.Indexation", reason=Personal.FREE_TEXT)
declare("finance.CarryOver", reason=Personal.FREE_TEXT)
declare("finance.ImportBatch", file_name=Personal.FREE_TEXT, sha256=NOT_PERSONAL, made_by=Personal.ACTOR)
declare(
    "finance.LedgerEntry",
    description=Personal.FREE_TEXT,
    source_reference=Personal.FREE_TEXT,
    origin=NOT_PERSONAL,
    by=Personal.ACTOR,
    **ACCOUNTS,
)
declare(
    "finance.MoneyRequest",
    title=NOT_PERSONAL,
    purpose=Personal.FREE_TEXT,
    answer=Personal.FREE_TEXT,
    filed_by=Personal.ACTOR,
)
declare("finance.RankingSession", name=NOT_PERSONAL)
declare("finance.Criterion", name=NOT_PERSONAL)
declare("finance.Scorer", person=Personal.ACTOR)
declare("finance.SessionRequest", motivation=Personal.FREE_TEXT)
declare("finance.Score", person=Personal.ACTOR)
declare("finance.Grant", reason=Personal.FREE_TEXT, by=Personal.ACTOR)
declare(
    "finance.MoneyImport",
    name=NOT_PERSONAL,
    content_hash=NOT_PERSONAL,
    by=Personal.ACTOR,
    book=Personal.FREE_TEXT,
    columns=NOT_PERSONAL,
    answers=NOT_PERSONAL,
    result=Personal.FREE_TEXT,
    problem=NOT_PERSONAL,
    reason=Personal.FREE_TEXT,
)
declare("finance.ImportHeading", heading=NOT_PERSONAL)
