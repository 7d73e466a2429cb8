"""Sections of a report by name: what a room can say about a subject, in blocks that any form can show. No
Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from koers.core.registries import Registry

# What a section yields: plain data (text, lists, tables, references to figures) that can be frozen as JSON.
type Blocks = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """`title` is Dutch, as it stands above the section; `compose` takes its subject as keywords."""

    name: str
    title: str
    compose: Callable[..., Blocks]


sections: Registry[Section] = Registry("section")


def section(name: str, title: str) -> Callable[[Callable[..., Blocks]], Callable[..., Blocks]]:
    """Decorator that registers the function as a section; a name already taken raises."""

    def register(function: Callable[..., Blocks]) -> Callable[..., Blocks]:
        sections.add(name, Section(name, title, function))
        return function

    return register
