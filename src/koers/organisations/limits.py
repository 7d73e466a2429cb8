"""To what a role may be limited. This room knows no programmes: the room that does says which there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koers.core.models import Record
    from koers.organisations.models import Organisation

type Source = Callable[[Organisation], list[Record]]

_sources: list[Source] = []


def offer(source: Source) -> None:
    """From `AppConfig.ready`: the source gives an organisation's records a role may be limited to."""
    if source not in _sources:
        _sources.append(source)


_bodies: list[Source] = []


def offer_bodies(source: Source) -> None:
    """From `AppConfig.ready`: the source gives the bodies a role may be limited to, each with its `kind`."""
    if source not in _bodies:
        _bodies.append(source)


def offered_bodies(organisation: Organisation) -> list[Record]:
    """Bodies of kinds the organisation has several of: with one council there is nothing to choose."""
    found: list[Any] = [body for source in _bodies for body in source(organisation)]
    kinds = Counter(body.kind for body in found)
    return [body for body in found if kinds[body.kind] > 1]


def offered(organisation: Organisation) -> list[Record]:
    """Everything a role in this organisation may be limited to, in the order of the sources."""
    return [record for source in _sources for record in source(organisation)]
