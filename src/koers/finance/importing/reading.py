"""From cells to bookings, row by row: what is good, what is wrong and why, and what a person must say first.

Pure Python, no Django. Nothing is dropped in silence: every row with something in it comes back as good, wrong or
passed by (with the reason), and every doubt about a whole column is a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any

from koers.finance.importing import amounts, days
from koers.finance.importing.amounts import Notation
from koers.finance.importing.headings import MONEY, Column, text_of

CLOSING_MONTHS = 6
"""A booking for a year may be dated this long after it, when the file itself names the year."""
_TOTAL = re.compile(r"(?:sub|eind|groot)?[- ]?tota(?:al|len)\b|(?:begin|eind)?saldo\b", re.IGNORECASE)
_STAGES = {
    "verplichting": "committed", "verplichtingen": "committed", "verplicht": "committed", "v": "committed",
    "bestelling": "committed", "inkooporder": "committed",
    "realisatie": "spent", "gerealiseerd": "spent", "besteed": "spent", "besteding": "spent", "r": "spent",
    "factuur": "spent", "uitgave": "spent", "werkelijk": "spent",
}  # fmt: skip
_LENGTHS = {Column.DESCRIPTION: 300, Column.REFERENCE: 200}
_ACCOUNT_LENGTH = 40


class What(StrEnum):
    GOOD = "good"
    WRONG = "wrong"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Problem:
    """A code with the heading of its column and what stood there; `koers.finance.importing.wording` says it."""

    code: str
    column: str = ""
    shown: str = ""


@dataclass(slots=True)
class Row:
    line: int
    what: What = What.GOOD
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    def wrong(self, code: str, column: str = "", shown: str = "") -> None:
        self.what = What.WRONG
        self.problems.append(Problem(code, column, shown[:80]))

    def passed(self, code: str, shown: str = "") -> None:
        self.what = What.PASSED
        self.notices.append(Problem(code, "", shown[:80]))

    @property
    def amount(self) -> Decimal:
        return Decimal(self.values["amount"])

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two bookings the same one."""
        return (
            self.values["reference"],
            self.values["amount"],
            self.values["date"],
            self.values["stage"],
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt about the whole file; `name` is its field, `options` are codes, one of which must be chosen."""

    name: str
    code: str
    options: tuple[str, ...]
    column: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the person said about the file. `programmes` are the names that may stand in it, each with its id."""

    columns: Mapping[int, Column]
    year: int
    stage: str
    programme: str = ""
    programmes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    rows: list[Row] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def of(self, what: What) -> list[Row]:
        return [row for row in self.rows if row.what is what]

    @property
    def can_be_booked(self) -> bool:
        return not self.questions and not self.of(What.WRONG) and bool(self.of(What.GOOD))


def read(book: Mapping[str, Any], heading: int, given: Given, tell: Callable[[int], None] = print) -> Reading:
    """The whole file. `heading` is the place of the heading row; `tell` hears how many rows are done."""
    return _Reader(book, heading, given).read(tell)


class _Reader:
    def __init__(self, book: Mapping[str, Any], heading: int, given: Given) -> None:
        self.book, self.given = book, given
        self.first = heading + 1
        self.cells: Sequence[Sequence[Any]] = book["rows"]
        self.titles = [text_of(cell) for cell in self.cells[heading]]
        self.found = Reading()
        self.place: dict[Column, int] = {
            column: place for place, column in given.columns.items() if column is not Column.NOTHING
        }
        self.hidden = set(book.get("hidden_rows", []))
        self.bad_cells = {
            **{tuple(one): "cell_without_value" for one in book.get("without_value", [])},
            **{tuple(one): "cell_error" for one in book.get("errors", [])},
        }
        merged = _merged_cells(book.get("merged", []), self.first, len(self.cells), self.place.values())
        # Areas do not overlap: more cells than the sheet has is a file made to keep Koers busy.
        self.merged = set(islice(merged, len(self.cells) * max(len(self.place), 1)))
        self.notation: dict[Column, Notation | None] = {}

    def title(self, column: Column) -> str:
        place = self.place.get(column, -1)
        return self.titles[place] if 0 <= place < len(self.titles) else ""

    def cell(self, row: Sequence[Any], column: Column) -> Any:
        place = self.place.get(column, -1)
        return row[place] if 0 <= place < len(row) else ""

    def lines(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Rows below the headings that hold something, with their number in the file."""
        for line, row in enumerate(self.cells[self.first :], start=self.first + 1):
            if any(text_of(cell) for cell in row) or self.has_bad(line):
                yield line, row

    def has_bad(self, line: int) -> bool:
        return any((line, place + 1) in self.bad_cells for place in self.place.values())

    def read(self, tell: Callable[[int], None]) -> Reading:
        self.tell_of_the_file()
        self.decide_notations()
        self.month_first = days.month_comes_first(
            cell for _line, row in self.lines() if isinstance(cell := self.cell(row, Column.DATE), str)
        )
        for done, (line, row) in enumerate(self.lines(), start=1):
            self.found.rows.append(self.read_row(line, row))
            if done % 500 == 0:
                tell(done)
        self.ask_about_signs()
        self.check_totals()
        self.check_twice()
        return self.found

    def tell_of_the_file(self) -> None:
        above = [line for line, row in enumerate(self.cells[: self.first - 1], 1) if any(map(text_of, row))]
        if above:
            self.found.notices.append(Problem("above_headings", "", ", ".join(map(str, above))))
        others = self.book.get("other_sheets", [])
        if others:
            self.found.notices.append(Problem("other_sheets", "", ", ".join(others)[:200]))
        hidden = [
            self.titles[n - 1] for n in self.book.get("hidden_columns", []) if n - 1 in self.place.values()
        ]
        if hidden:
            self.found.notices.append(Problem("hidden_columns", "", ", ".join(hidden)[:200]))
        unread = [
            title
            for place, title in enumerate(self.titles)
            if title and self.given.columns.get(place, Column.NOTHING) is Column.NOTHING
        ]
        if unread:
            self.found.notices.append(Problem("columns_unread", "", ", ".join(unread)[:200]))
        lines = [line for line, _row in self.lines() if line in self.hidden]
        if lines and self.given.answers.get("hidden") not in ("take", "leave"):
            shown = ", ".join(map(str, lines[:20]))
            self.found.questions.append(Question("hidden", "hidden_rows", ("take", "leave"), shown=shown))

    def decide_notations(self) -> None:
        for column in MONEY:
            if column not in self.place:
                continue
            texts = [cell for _line, row in self.lines() if isinstance(cell := self.cell(row, column), str)]
            decision = amounts.decide(texts)
            name = f"notation_{column}"
            answer = self.given.answers.get(name, "")
            self.notation[column] = decision.notation or (
                Notation(answer) if answer in set(Notation) else None
            )
            if self.notation[column] is None:
                code = "notation_both" if len(decision.examples) > 1 else "notation_open"
                shown = " / ".join(example.strip() for example in decision.examples)
                options = tuple(one.value for one in Notation)
                self.found.questions.append(Question(name, code, options, self.title(column), shown))

    def read_row(self, line: int, row: Sequence[Any]) -> Row:
        found = Row(line)
        if line in self.hidden and self.given.answers.get("hidden") == "leave":
            found.passed("hidden_left")
            return found
        if self.is_total(row):
            self.read_amount(found, row)
            found.problems, found.what = [], What.GOOD
            found.passed("total", next((text_of(cell) for cell in row if _TOTAL.match(text_of(cell))), ""))
            return found
        if line in self.hidden and self.given.answers.get("hidden") == "take":
            found.notices.append(Problem("hidden_taken"))
        for place in sorted(self.place.values()):
            code = self.bad_cells.get((line, place + 1))
            if code:
                found.wrong(code, self.titles[place] if place < len(self.titles) else "")
            if (line, place + 1) in self.merged:
                found.wrong("merged", self.titles[place] if place < len(self.titles) else "")
        if not found.problems:
            self.read_values(found, row)
        return found

    def is_total(self, row: Sequence[Any]) -> bool:
        """A row that adds up others: it says so, and it is no booking with a date of its own."""
        if text_of(self.cell(row, Column.DATE)) and not _TOTAL.match(text_of(self.cell(row, Column.DATE))):
            return False
        return any(isinstance(cell, str) and _TOTAL.match(cell.strip()) for cell in row)

    def read_values(self, found: Row, row: Sequence[Any]) -> None:
        self.read_day(found, row)
        self.read_amount(found, row)
        self.read_stage(found, row)
        self.read_programme(found, row)
        for column in (
            Column.DESCRIPTION, Column.REFERENCE, Column.COST_CENTRE, Column.LEDGER_ACCOUNT, Column.TASK_FIELD
        ):  # fmt: skip
            text = " ".join(text_of(self.cell(row, column)).split())
            if not text.isprintable():
                found.wrong("unprintable", self.title(column))
            elif len(text) > _LENGTHS.get(column, _ACCOUNT_LENGTH):
                found.wrong("too_long", self.title(column), text)
            found.values[column.value] = text

    def read_day(self, found: Row, row: Sequence[Any]) -> None:
        cell, title = self.cell(row, Column.DATE), self.title(Column.DATE)
        try:
            if isinstance(cell, list | tuple) and cell[0] != "d" and len(text_of(cell)) != 8:
                raise days.NoDate(days.Trouble.WORDS)
            day = days.date_in(text_of(cell))
        except days.NoDate as error:
            found.wrong(error.trouble, title, text_of(cell))
            return
        if self.month_first and isinstance(cell, str) and not re.match(r"\d{4}", cell.strip()):
            found.wrong(days.Trouble.MONTH_FIRST, title, cell)
            return
        found.values["date"] = day.isoformat()
        self.check_year(found, row, day)

    def check_year(self, found: Row, row: Sequence[Any], day: date) -> None:
        year = self.given.year
        found.values["year"] = str(year)
        text = text_of(self.cell(row, Column.YEAR))
        if Column.YEAR not in self.place or not text:
            if day.year != year:
                found.wrong("date_other_year", self.title(Column.DATE), day.isoformat())
            return
        if text != str(year):
            found.wrong("year_other", self.title(Column.YEAR), text)
        elif day.year != year and not (day.year == year + 1 and day.month <= CLOSING_MONTHS):
            found.wrong("date_other_year", self.title(Column.DATE), day.isoformat())

    def read_amount(self, found: Row, row: Sequence[Any]) -> None:
        """Debit counts as spending, credit as money that comes back."""
        if Column.AMOUNT in self.place:
            amount = self.money(found, row, Column.AMOUNT, empty_is_wrong=True)
            if amount is not None and self.given.answers.get("sign") == "reversed":
                amount = 0 - amount
        else:
            debit = self.money(found, row, Column.DEBIT)
            credit = self.money(found, row, Column.CREDIT)
            if debit is None and credit is None:
                if not found.problems:
                    found.wrong("amount_empty", self.title(Column.DEBIT) or self.title(Column.CREDIT))
                return
            if debit and credit:
                found.wrong("debit_and_credit", self.title(Column.CREDIT))
                return
            amount = (debit or Decimal("0.00")) - (credit or Decimal("0.00"))
        if amount is None:
            return
        found.values["amount"] = str(amount)
        if not amount:
            found.wrong("amount_zero", self.title(Column.AMOUNT) or self.title(Column.DEBIT))
        elif amount < 0:
            found.notices.append(Problem("negative", "", str(amount)))

    def money(
        self, found: Row, row: Sequence[Any], column: Column, *, empty_is_wrong: bool = False
    ) -> Decimal | None:
        cell = self.cell(row, column)
        notation = self.notation.get(column)
        if not text_of(cell):
            if empty_is_wrong:
                found.wrong(amounts.Trouble.NONE, self.title(column))
            return None
        try:
            if isinstance(cell, list | tuple):
                if cell[0] != "n":
                    raise amounts.NoAmount(amounts.Trouble.WORDS)
                return amounts.amount_of_number(str(cell[1]))
            if notation is None:
                # Not asked yet: what both notations agree on is known, the rest waits for the answer.
                notation = next(iter(amounts.fitting(cell)), Notation.DUTCH)
            return amounts.amount_in(cell, notation)
        except amounts.NoAmount as error:
            found.wrong(error.trouble, self.title(column), text_of(cell))
            return None

    def read_stage(self, found: Row, row: Sequence[Any]) -> None:
        text = text_of(self.cell(row, Column.STAGE))
        stage = _STAGES.get(text.casefold()) if text else self.given.stage
        if stage not in ("committed", "spent"):
            found.wrong("stage_unknown" if text else "stage_empty", self.title(Column.STAGE), text)
            return
        found.values["stage"] = stage

    def read_programme(self, found: Row, row: Sequence[Any]) -> None:
        text = " ".join(text_of(self.cell(row, Column.PROGRAMME)).split())
        key = self.given.programmes.get(text.casefold(), "") if text else self.given.programme
        if not key:
            code = "programme_unknown" if text else "programme_empty"
            found.wrong(code, self.title(Column.PROGRAMME), text)
            return
        found.values["programme"] = key

    def ask_about_signs(self) -> None:
        """Whether a minus is money that comes back or the way this system writes spending."""
        if Column.AMOUNT not in self.place or self.given.answers.get("sign") in ("as_is", "reversed"):
            return
        negative = [row for row in self.found.rows if row.values.get("amount", "").startswith("-")]
        if not negative:
            return
        amounts_ = [row for row in self.found.rows if "amount" in row.values]
        code = "sign_all" if len(negative) == len(amounts_) else "sign_mixed"
        shown = f"{len(negative)} / {len(amounts_)}"
        options = ("as_is", "reversed")
        self.found.questions.append(Question("sign", code, options, self.title(Column.AMOUNT), shown))

    def check_totals(self) -> None:
        """A total in the file is compared with the rows above it: since the last total, and all together."""
        since, whole = Decimal(0), Decimal(0)
        wrong = []
        for row in self.found.rows:
            amount = Decimal(row.values.get("amount", "0"))
            if row.what is not What.PASSED:
                since, whole = since + amount, whole + amount
            elif row.notices[-1].code == "total" and "amount" in row.values:
                if amount not in (since, whole):
                    wrong.append(f"{row.line}: {amount} / {since if since else whole}")
                    row.notices.append(Problem("total_differs", "", f"{amount} / {whole}"))
                since = Decimal(0)
        if wrong and self.given.answers.get("totals") != "seen":
            question = Question("totals", "total_differs", ("seen",), shown="; ".join(wrong[:5]))
            self.found.questions.append(question)

    def check_twice(self) -> None:
        """Rows of the file that say exactly the same: two real bookings, or one that was exported twice."""
        good = [row for row in self.found.rows if row.what is What.GOOD]
        counts = Counter(tuple(sorted(row.values.items())) for row in good)
        twice = [row for row in good if counts[tuple(sorted(row.values.items()))] > 1]
        for row in twice:
            row.notices.append(Problem("twice"))
        if twice and self.given.answers.get("twice") != "seen":
            shown = ", ".join(str(row.line) for row in twice[:20])
            self.found.questions.append(Question("twice", "twice", ("seen",), shown=shown))


def _merged_cells(
    areas: Sequence[Sequence[int]], first: int, last: int, places: Any
) -> Iterator[tuple[int, int]]:
    """The cells of merged areas that touch rows below the headings, to the last, and columns that are read."""
    columns = {place + 1 for place in places}
    for top, left, bottom, right in areas:
        touched = [column for column in columns if left <= column <= right]
        for line in range(max(top, first + 1), min(bottom, last) + 1) if touched else ():
            yield from ((line, column) for column in touched)


def mark_booked(reading: Reading, booked: Mapping[tuple[str, str, str, str], str]) -> None:
    """Rows that are in the ledger already are wrong; `booked` says by key where they came from."""
    for row in reading.of(What.GOOD):
        if row.values["reference"] and row.key in booked:
            row.wrong("booked_before", "", booked[row.key])
