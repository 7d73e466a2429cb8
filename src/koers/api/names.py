"""Names in JSON and in queries are lowerCamelCase, as the Dutch API Design Rules ask."""

from __future__ import annotations


def camel(name: str) -> str:
    """`target_date` → `targetDate`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def pascal(name: str) -> str:
    """`handover-points` → `HandoverPoints`."""
    return "".join(part.capitalize() for part in name.replace("_", "-").split("-"))


def kebab(name: str) -> str:
    return name.replace("_", "-")
