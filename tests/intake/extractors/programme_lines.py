"""Items as lines of text, so that a whole reading can be laid beside what a careful person reads."""

from __future__ import annotations

from typing import Any

from koers.intake.items import Item


def lines_of(items: list[Item]) -> list[str]:
    return [line(item) for item in items]


def line(item: Item) -> str:
    """ "goal | text=Minder regels | target_date=2025 | !approximate_period": what is null is left out."""
    parts = [f"{name}={_printed(value)}" for name, value in item.values.items() if value not in (None, [])]
    return " | ".join([item.type, *parts, *(f"!{code}" for code in item.warnings)])


def _printed(value: Any) -> str:
    if isinstance(value, dict) and "amount" in value:
        return f"{value['amount']}{' (ongeveer)' if value['approximate'] else ''}"
    if isinstance(value, dict) and "duration_months" in value:
        names = ("start", "end", "open_end", "approximate", "duration_months")
        return ", ".join(f"{name} {value[name]}" for name in names if value[name])
    if isinstance(value, list):
        return "; ".join(_adoption(part) if isinstance(part, dict) else str(part) for part in value)
    return str(value)


def _adoption(adoption: dict[str, str | None]) -> str:
    return " ".join(part for part in (adoption["body"], adoption["act"], adoption["date"]) if part)
