"""The readable address of a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from koers.programmes.models import Programme


def free_slug(name: str, taken: set[str], length: int = 80) -> str:
    """A readable address from the name, numbered when another programme of the organisation has it."""
    base = slugify(name)[: length - 4].strip("-") or "programma"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def give_slug(programme: Programme) -> None:
    """Gives a new programme an address; it stays when the name changes, so that shared addresses keep working."""
    if programme.slug:
        return
    others = type(programme).objects.of(programme.organisation)
    programme.slug = free_slug(programme.name, set(others.values_list("slug", flat=True)))
