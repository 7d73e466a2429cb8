"""What the preview of a file says: codes of `reading` in words. Each says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koers.finance.importing.headings import Column
from koers.ui.formats import dutch_date, euros

COLUMNS: dict[Column, str | Promise] = {
    Column.NOTHING: gettext_lazy("Do not read"),
    Column.DATE: gettext_lazy("Date of the booking"),
    Column.AMOUNT: gettext_lazy("Amount"),
    Column.DEBIT: gettext_lazy("Debit"),
    Column.CREDIT: gettext_lazy("Credit"),
    Column.DESCRIPTION: gettext_lazy("Description"),
    Column.REFERENCE: gettext_lazy("Number of the document"),
    Column.STAGE: gettext_lazy("Committed or spent"),
    Column.YEAR: gettext_lazy("Financial year"),
    Column.PROGRAMME: gettext_lazy("Programme"),
    Column.COST_CENTRE: gettext_lazy("Cost centre"),
    Column.LEDGER_ACCOUNT: gettext_lazy("Ledger account"),
    Column.TASK_FIELD: gettext_lazy("Task field (taakveld)"),
}

_PROBLEMS: dict[str, str | Promise] = {
    "amount_empty": gettext_lazy("there is no amount"),
    "amount_words": gettext_lazy("“%(shown)s” is not an amount"),
    "amount_two_signs": gettext_lazy("“%(shown)s” has two minus signs; leave one"),
    "amount_notation": gettext_lazy("“%(shown)s” is not written like the rest of the column"),
    "amount_cents": gettext_lazy("“%(shown)s” has parts of a cent"),
    "amount_absurd": gettext_lazy("“%(shown)s” is too large to be true"),
    "amount_zero": gettext_lazy("the amount is zero; there is nothing to book"),
    "debit_and_credit": gettext_lazy("debit and credit are both filled in; leave one"),
    "date_empty": gettext_lazy("there is no date"),
    "date_words": gettext_lazy("“%(shown)s” is not a date; write it as 31-12-2026"),
    "date_short_year": gettext_lazy("“%(shown)s” has a year of two digits; write four"),
    "date_impossible": gettext_lazy("“%(shown)s” does not exist"),
    "date_month_first": gettext_lazy(
        "“%(shown)s”: in this column the month comes first somewhere, so no date in it is certain"
    ),
    "date_other_year": gettext_lazy("%(shown)s lies in another year than the file is about"),
    "year_other": gettext_lazy("“%(shown)s” is another financial year than the file is about"),
    "stage_unknown": gettext_lazy("“%(shown)s” is not a commitment (verplichting) or spending (realisatie)"),
    "stage_empty": gettext_lazy("it does not say whether this is committed or spent"),
    "programme_unknown": gettext_lazy("the programme “%(shown)s” is not in the register"),
    "programme_empty": gettext_lazy("no programme is named, and none was chosen for the whole file"),
    "too_long": gettext_lazy("“%(shown)s…” is too long"),
    "unprintable": gettext_lazy("the text holds characters that cannot be printed"),
    "cell_without_value": gettext_lazy(
        "a formula without a stored outcome; open the file in the spreadsheet program and save it again"
    ),
    "cell_error": gettext_lazy("the cell holds an error, such as #N/A"),
    "merged": gettext_lazy("merged cells; it is unclear whether the value holds for each row. Split them"),
    "booked_before": gettext_lazy("booked before, with the same number, amount and date (%(shown)s)"),
}

_NOTICES: dict[str, str | Promise] = {
    "above_headings": gettext_lazy("Above the headings: row %(shown)s was not read."),
    "other_sheets": gettext_lazy("Only the first sheet was read. Not read: %(shown)s."),
    "hidden_columns": gettext_lazy(
        "These columns are hidden in the file and were read all the same: %(shown)s."
    ),
    "columns_unread": gettext_lazy("Columns that were not read: %(shown)s."),
    "hidden_left": gettext_lazy("hidden row, left out"),
    "hidden_taken": gettext_lazy("hidden row, taken along"),
    "total": gettext_lazy("a total, not booked"),
    "total_differs": gettext_lazy("this total does not add up: %(shown)s"),
    "negative": gettext_lazy("money that comes back"),
    "twice": gettext_lazy("the file holds this row more than once"),
}

_QUESTIONS: dict[str, str | Promise] = {
    "hidden_rows": gettext_lazy("The file has hidden rows (%(shown)s). Do they count?"),
    "notation_open": gettext_lazy(
        "How are amounts written in the column “%(column)s”? For example: %(shown)s"
    ),
    "notation_both": gettext_lazy(
        "The column “%(column)s” holds amounts in two notations: %(shown)s. Which one is right? The other rows are then "
        "wrong, and you mend them in the file."
    ),
    "sign_all": gettext_lazy("All amounts in “%(column)s” have a minus. What does it mean?"),
    "sign_mixed": gettext_lazy(
        "Amounts with and without a minus in “%(column)s” (%(shown)s). What does it mean?"
    ),
    "total_differs": gettext_lazy(
        "A total in the file is not the sum of the rows above it (row: total / sum %(shown)s). A row may be missing."
    ),
    "twice": gettext_lazy(
        "The file holds the same row more than once (rows %(shown)s). Are they all real bookings?"
    ),
}

_OPTIONS: dict[tuple[str, str], str | Promise] = {
    ("hidden_rows", "take"): gettext_lazy("Yes, take them along"),
    ("hidden_rows", "leave"): gettext_lazy("No, leave them out"),
    ("sign", "as_is"): gettext_lazy("A minus is money that comes back (a credit note)"),
    ("sign", "reversed"): gettext_lazy("A minus is money that was spent"),
    ("notation", "dutch"): pgettext_lazy("amount", "1.000,00 is a thousand"),
    ("notation", "english"): pgettext_lazy("amount", "1,000.00 is a thousand"),
    ("total_differs", "seen"): gettext_lazy("I looked at it; the rows are right"),
    ("twice", "seen"): gettext_lazy("I looked at it; they are all real"),
}


def _shown(text: str) -> str:
    """A stored amount as euros; anything else as it is."""
    try:
        return euros(Decimal(text))
    except (InvalidOperation, ValueError):
        return text


def _day(text: str) -> str:
    """A stored date as people write it; anything else as it is."""
    try:
        return dutch_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def problem(found: Mapping[str, Any]) -> str:
    """What is wrong with a row, with the heading of the column in front."""
    words = str(_PROBLEMS[found["code"]]) % {"shown": _day(found["shown"])}
    return f"{found['column']}: {words}" if found["column"] else words[:1].upper() + words[1:]


def notice(found: Mapping[str, Any]) -> str:
    shown = " / ".join(_shown(part) for part in str(found["shown"]).split(" / "))
    return str(_NOTICES[found["code"]]) % {"shown": shown}


def question(found: Mapping[str, Any]) -> str:
    return str(_QUESTIONS[found["code"]]) % {"column": found["column"], "shown": found["shown"]}


def options(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    name = (
        "notation"
        if found["code"].startswith("notation")
        else "sign"
        if found["name"] == "sign"
        else found["code"]
    )
    return [(option, str(_OPTIONS[name, option])) for option in found["options"]]


def outcome_words(good: int, wrong: int, passed: int) -> str:
    return _("Rows to book: %(good)s. Wrong: %(wrong)s. Passed by: %(passed)s.") % {
        "good": good,
        "wrong": wrong,
        "passed": passed,
    }
