"""To what a role may be limited. This room knows no programmes: the room that does says which there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koers.core.models import Record
    from koers.organisations.models import Organisation

type Source = Callable[[Organisation], list[Record]]

_sources: list[Source] = []


def offer(source: Source) -> None:
    """From `AppConfig.ready`: the source gives an organisation's records a role may be limited to."""
    if source not in _sources:
        _sources.append(source)


def offered(organisation: Organisation) -> list[Record]:
    """Everything a role in this organisation may be limited to, in the order of the sources."""
    return [record for source in _sources for record in source(organisation)]
