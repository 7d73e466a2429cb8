"""Run as a program on an empty database: fills it as Koers was before adding up, then brings it up to date.

    python tests/upgrading.py

A process of its own, as the tests leave the migrations out. AssertionError when something was lost.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

BEFORE = [
    ("decisions", "0001_steer"),
    ("programmes", "0002_units_of_measure"),
    ("finance", "0001_steer"),
    ("risks", "0001_steer"),
]
STATED = (
    # reaction, reaction in words, status; stage and reported status afterwards
    ("", "", "", "open", ""),
    ("adopted", "Ja", "done", "answered", "followed"),
    ("partly", "", "in_progress", "answered", "in_progress"),
    ("not_adopted", "Te duur", "rejected", "answered", "not_followed"),
    ("", "", "open", "open", "not_started"),
)


def executor() -> Any:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def fill(apps: Any) -> None:
    organisation = apps.get_model("organisations", "Organisation").objects.create(
        name="Gemeente Waterveen", slug="waterveen", kind="municipality"
    )
    programme = apps.get_model("programmes", "Programme").objects.create(
        organisation=organisation, name="Op pad", slug="op-pad"
    )
    apps.get_model("programmes", "Goal").objects.create(
        organisation=organisation, programme=programme, text="Minder uitval"
    )
    apps.get_model("finance", "Budget").objects.create(
        organisation=organisation, programme=programme, amount=100_000_000, kind="structural", from_year=2023
    )
    apps.get_model("risks", "Risk").objects.create(
        organisation=organisation, programme=programme, text="De planning schuift"
    )
    for number, (reaction, words, status, *_after) in enumerate(STATED):
        apps.get_model("decisions", "Recommendation").objects.create(
            organisation=organisation,
            text=f"Aanbeveling {number}",
            reaction=reaction,
            reaction_text=words,
            status=status,
        )


def check() -> None:
    from koers.decisions.models import Recommendation
    from koers.finance.models import Budget
    from koers.programmes.models import Goal
    from koers.risks.models import Risk

    why = "a test"
    found = list(Recommendation.objects.across_organisations(why).order_by("text"))
    for one, (reaction, words, status, stage, reported) in zip(found, STATED, strict=True):
        assert (one.reaction, one.status, one.stage, one.self_status) == (reaction, status, stage, reported)
        assert one.reaction_text == (words or ("Reden niet vastgelegd" if reaction == "partly" else ""))
    assert Risk.objects.across_organisations(why).get().is_open
    assert Goal.objects.across_organisations(why).get().verdict_evidence == ""
    assert Budget.objects.across_organisations(why).get().cover == ""
    append_only(Budget.objects.across_organisations(why).get())


def append_only(budget: Any) -> None:
    """The database itself refuses to change an entry of the ledger, or to lose one."""
    from django.db import DatabaseError, connection, transaction

    from koers.finance.models import LedgerEntry

    entry = LedgerEntry(
        organisation=budget.organisation,
        programme=budget.programme,
        stage="spent",
        kind="structural",
        year=2024,
        value_date=datetime(2024, 5, 1, tzinfo=UTC).date(),
        booked_at=datetime(2024, 5, 2, tzinfo=UTC),
        amount=1,
        description="Een boeking",
    )
    LedgerEntry.objects.bulk_create([entry])
    for statement in ("UPDATE finance_ledgerentry SET amount = 2", "DELETE FROM finance_ledgerentry"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            assert "never changed" in str(error), error
        else:
            raise AssertionError(f"the database let {statement} through")


def main() -> None:
    import django

    django.setup()
    first = executor()
    first.migrate(BEFORE)
    fill(first.loader.project_state(BEFORE).apps)
    last = executor()
    last.migrate(last.loader.graph.leaf_nodes())
    check()


if __name__ == "__main__":
    main()
