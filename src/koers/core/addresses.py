"""Addresses of pages by name, many on every page: `django.urls.reverse` with a memory.

Django looks through all patterns for each address. Here the address of a name is found once with stand-ins for its
arguments and filled in later. Only names and kinds of arguments are kept, never the arguments, so the memory is as
large as the list of pages. What cannot be filled in that simply is asked of Django. With `KOERS_VERIFY_PREPARED` (the
tests set it) both must give the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[a-z0-9_-]+", re.ASCII).fullmatch
"""Arguments that every kind of pattern for words takes, and that need no quoting."""
_WORDS = [f"stand-in_{number}-0z" for number in range(9)]
_KEYS = [UUID(int=0x7A7A_0000 + number) for number in range(9)]
MOST_KEPT = 2000

_kept: dict[tuple[Any, ...], tuple[str, ...] | None] = {}


def address(
    name: str,
    args: Sequence[Any] = (),
    kwargs: dict[str, Any] | None = None,
    current_app: str | None = None,
) -> str:
    """As `reverse`; raises NoReverseMatch as well."""
    values = list(kwargs.values()) if kwargs else args
    if not all(map(_simple, values)):
        return reverse(name, args=args or None, kwargs=kwargs, current_app=current_app)
    kinds = tuple(map(type, values))
    place = get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), current_app
    key = name, kinds, tuple(kwargs) if kwargs else None, place
    try:
        pieces = _kept[key]
    except KeyError:
        pieces = _pieces(name, kinds, list(kwargs) if kwargs else None, current_app)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = pieces
    if pieces is None:
        return reverse(name, args=args or None, kwargs=kwargs, current_app=current_app)
    found = _filled(pieces, values)
    if getattr(settings, "KOERS_VERIFY_PREPARED", False):
        usual = reverse(name, args=args or None, kwargs=kwargs, current_app=current_app)
        assert found == usual, (found, usual)
    return found


def _simple(value: object) -> bool:
    return type(value) is UUID or (type(value) is str and _PLAIN(value) is not None)


def _filled(pieces: Sequence[str], values: Sequence[Any]) -> str:
    if not values:
        return pieces[0]
    return pieces[0] + "".join(f"{value}{piece}" for value, piece in zip(values, pieces[1:], strict=True))


def _pieces(
    name: str, kinds: Sequence[type], names: list[str] | None, current_app: str | None
) -> tuple[str, ...] | None:
    """What stands around the arguments; None when they do not stand there one by one, as they were given."""
    stand_ins = [(_KEYS if kind is UUID else _WORDS)[place] for place, kind in enumerate(kinds)]
    if not stand_ins:
        return (reverse(name, current_app=current_app),)
    given: dict[str, Any] = (
        {"kwargs": dict(zip(names, stand_ins, strict=True))} if names else {"args": stand_ins}
    )
    try:
        rest = reverse(name, current_app=current_app, **given)
    except NoReverseMatch:
        return None
    pieces = []
    for stand_in in map(str, stand_ins):
        before, found, rest = rest.partition(stand_in)
        if not found or stand_in in rest:
            return None
        pieces.append(before)
    return (*pieces, rest)
