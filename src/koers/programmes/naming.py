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


def prepare_new(programme: Programme) -> None:
    """Gives a new programme its first phase and an address, which stays when the name changes: an address that was
    shared keeps working.
    """
    programme.phase = programme.phase or programme.Phase.START
    if programme.slug:
        return
    others = type(programme).objects.of(programme.organisation)
    programme.slug = free_slug(programme.name, set(others.values_list("slug", flat=True)))
