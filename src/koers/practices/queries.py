"""Reading practices: the list with its filters and their counts, and one practice by its address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from koers.practices.models import Practice, PracticeOrganisation, Theme
from koers.practices.searching import search_words

if TYPE_CHECKING:
    from koers.organisations.models import Visitor


@dataclass(frozen=True, slots=True)
class PracticeFilter:
    """What a list is narrowed to; empty values narrow nothing. `organisation` is a name as linked to
    practices.
    """

    text: str = ""
    theme: str = ""
    round: int | None = None
    year: int | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """Per filter its values with how many practices each gives, the other filters applied."""

    themes: list[FacetValue]
    rounds: list[FacetValue]
    years: list[FacetValue]
    organisations: list[FacetValue]


def practices(user: Visitor, chosen: PracticeFilter | None = None) -> QuerySet[Practice]:
    """Practices the user may see that match the filter, by title, with their organisations (2 queries)."""
    return (
        _matching(user, chosen or PracticeFilter()).prefetch_related("organisations").order_by("title", "pk")
    )


def practice_by_slug(user: Visitor, slug: str) -> Practice:
    """One practice with organisations, sections and attachments (4 queries). Contacts are not fetched
    on purpose.

    Raises Practice.DoesNotExist when there is none or the user may not see it.
    """
    found = Practice.objects.visible_to(user).select_related("organisation")
    return found.prefetch_related("organisations", "sections", "attachments").get(slug=slug)


def facets(user: Visitor, chosen: PracticeFilter | None = None) -> Facets:
    """Counts per theme, round, year and organisation (4 queries, however many practices there are)."""
    now = chosen or PracticeFilter()
    return Facets(
        themes=_themes(_matching(user, replace(now, theme="")), now.theme),
        rounds=_rounds(_matching(user, replace(now, round=None)), now.round),
        years=_years(_matching(user, replace(now, year=None)), now.year),
        organisations=_organisations(_matching(user, replace(now, organisation="")), now.organisation),
    )


def counts(user: Visitor) -> dict[str, int]:
    return {"practices": Practice.objects.visible_to(user).count()}


def _matching(user: Visitor, chosen: PracticeFilter) -> QuerySet[Practice]:
    found = Practice.objects.visible_to(user)
    if chosen.theme:
        found = found.filter(theme=chosen.theme)
    if chosen.round is not None:
        found = found.filter(round=chosen.round)
    if chosen.year is not None:
        found = found.filter(first_year__lte=chosen.year, last_year__gte=chosen.year)
    if chosen.organisation:
        found = found.filter(organisations__name=chosen.organisation)
    for word in search_words(chosen.text):
        found = found.filter(search_text__contains=word)
    return found


def _themes(found: QuerySet[Practice], chosen: str) -> list[FacetValue]:
    labels = dict(Theme.choices)
    rows = found.exclude(theme="").order_by().values_list("theme").annotate(count=Count("pk"))
    values = [FacetValue(theme, str(labels[theme]), count, theme == chosen) for theme, count in rows]
    return sorted(values, key=lambda value: (-value.count, value.label))


def _rounds(found: QuerySet[Practice], chosen: int | None) -> list[FacetValue]:
    rows = found.exclude(round=None).order_by("round").values_list("round").annotate(count=Count("pk"))
    return [FacetValue(str(number), str(number), count, number == chosen) for number, count in rows]


def _years(found: QuerySet[Practice], chosen: int | None) -> list[FacetValue]:
    """A practice counts in every year it touches, so the counts add up to more than the practices."""
    rows = found.exclude(first_year=None).order_by().values_list("first_year", "last_year")
    touched: Counter[int] = Counter()
    for first, last, count in rows.annotate(count=Count("pk")):
        touched.update(dict.fromkeys(range(first, last + 1), count))
    return [FacetValue(str(y), str(y), touched[y], y == chosen) for y in sorted(touched, reverse=True)]


def _organisations(found: QuerySet[Practice], chosen: str) -> list[FacetValue]:
    links = PracticeOrganisation.objects.across_organisations("narrowed to practices the user may see")
    rows = links.filter(practice__in=found.order_by().values("pk")).order_by("name")
    counted = rows.values_list("name").annotate(count=Count("practice", distinct=True))
    return [FacetValue(name, name, count, name == chosen) for name, count in counted]
