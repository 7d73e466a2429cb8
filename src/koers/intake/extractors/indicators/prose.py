"""Indicators in running sentences ("21% ten opzichte van 16% van het personeelsbestand").

A figure in a sentence counts only when an indicator's name stands in the same sentence and the figure carries
the unit that the name asks for, in a sign or a word beside it. Words such as "bijna één vijfde" are no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from koers.documents.text import Text
from koers.intake.extractors.indicators.names import candidates, find_names, measure
from koers.intake.extractors.indicators.rows import new_item, put
from koers.intake.items import Found, Item, Span
from koers.intake.values.money import find_money
from koers.intake.values.numbers import Number, find_numbers
from koers.intake.vocabulary import indicators as words

_END = re.compile(
    r"(?<![\s(](?:ca|nr|pp|jl"
    r"|zg))(?<!\bgem)(?<!\bart)(?<!\bincl)(?<!\bexcl)[.!?](?=\s+[A-ZÀ-Þ‘'\"•(]|\s*$)|\n\s*\n"
    r"|[:;](?=\s*\n)"
)
_UNIT_BEHIND = re.compile(
    r"\s*(?:fte(?: per (?:1\.000|duizend) inwoners)?|euro(?: per inwoner)?|per inwoner|(?:kalender)?dagen"
    r"|jaar(?! (?:en|of|oud|geleden))|meldingen per \w+|medewerkers per (?:leidinggevende|manager))\b",
    re.IGNORECASE,
)
_PER_RESIDENT = re.compile(r"\s*(?:euro )?per inwoner\b", re.IGNORECASE)
_BASE = re.compile(
    r"(?:%|procent)\s+van\s+(?:de\s+|het\s+|ons\s+|onze\s+)?"
    r"(?P<base>(?:totale |gehele |begrote )?(?:personeelsbestand|personeel|medewerkers|bezetting"
    r"|formatie|organisatie|loonsom"
    r"|loonkosten|lasten|begroting|baten)(?:\s(?:\+|plus"
    r"|en)\s(?:de )?(?:totale )?(?:kosten )?(?:externe )?inhuur(?: externen)?)?)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"ten opzichte van|t\.o\.v\.|tegenover|vergeleken met|landelijk\w*|benchmark\w*"
    r"|gemiddelde? (?:van|bij|voor)"
    r"|bij (?:de |andere )?\S*\s?gemeenten|in (?:de )?vergelijkbare",
    re.IGNORECASE,
)
_BENCHMARK = re.compile(words.BENCHMARK, re.IGNORECASE)
_NO_STATE_BEFORE = re.compile(
    r"(?:\bmet|onder(?: de)?|boven(?: de)?|minder dan|meer dan|[x×*]|maximaal|minimaal|hoogstens"
    r"|streven naar|norm van|streefwaarde van"
    r"|doel van|ambitie van|ongeveer|bijna|circa|ca\.|ruim)\s+$",
    re.IGNORECASE,
)
_NO_STATE_BEHIND = re.compile(
    r"\s*\+|\s*(?:of meer )?(?:inwoners|gemeenten)\b"
    r"|\s*%?\s*(?:-?punt|procentpunt|hoger|lager|meer|minder|miljoen|mln|duizend|miljard|ton\b|[-–]\s?\d)",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:is|was|bedraagt|bedroeg|ligt|lag|kwam)\s+(?:dat|dit)\b|\b(?:dat|dit)\s+(?:\w+\s+){0,2}?(?:is|was)\b"
    r"|\blandelijke?\b|\bhet gemiddelde\b",
    re.IGNORECASE,
)
_SCALED = re.compile(r"\d\s*(?:duizend|miljoen|miljard|mln|mio|mld)", re.IGNORECASE)
_NEAR = 60
_AND = re.compile(r"\s*,?\s*(?:en|,|/|of)?\s*(?:de |het )?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[^;.()]{0,60}\(((?:19|20)\d\d)\)")
_PART = re.compile(
    r"bezuinig|bespar|tekort|overschrijding|onderschrijding|overschot|voordeel|nadeel|nadelig|voordelig|stijg"
    r"|steeg|daal|dalen|toename|afname|toegenomen|afgenomen|hoger|lager|extra|reserve|dekking|minder|meer dan",
    re.IGNORECASE,
)
"""Words beside an amount that make it a part or a change of what was spent on hiring."""
_GROUP = re.compile(r"(?:groep|groepen|aandeel|percentage|medewerkers)\s+$", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"[%\s(,]{0,4}(?:procent\s)?(?:[a-zé.]+\s){0,3}?(?:in|over|eind|ultimo|voor|van|begin"
    r"|jaar)?\s?\(?((?:19|20)\d\d)(?!\d|\s?[:=]|\s+(?:€\s?)?\d)"
)
_OPENS = re.compile(r"(?:in|over|eind|per|ultimo|begin)\s+(?:19|20)\d\d\b", re.IGNORECASE)
"""A sentence that opens with its year: the year of all its figures."""
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)\s?[:=]\s?$")
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_STAGES = (
    (re.compile(r"\b(?:begroot|begroting|geraamd)\b", re.IGNORECASE), "budget"),
    (re.compile(r"\bprognose\b|\bverwacht(?:ing|en)?\b", re.IGNORECASE), "forecast"),
    (
        re.compile(r"\bgerealiseerde?\b|\brealisatie\b|\bjaarrekening\b|\bwerkelijke?\b", re.IGNORECASE),
        "realised",
    ),
)


def sentences(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in a stretch of the masked text, trimmed."""
    position = start
    for match in _END.finditer(text.masked, start, end):
        yield from _trimmed(text.masked, position, match.end())
        position = match.end()
    yield from _trimmed(text.masked, position, end)


def _trimmed(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and masked[start].isspace():
        start += 1
    while end > start and masked[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def items_in(text: Text, start: int, end: int) -> list[Item]:
    """The indicator items of a stretch of prose."""
    items: list[Item] = []
    last: list[Item] = []
    for a, b in sentences(text, start, end):
        last = _sentence(text, a, b) or _carried(text, last, a, b)
        items += last
    return items


def _carried(text: Text, last: list[Item], start: int, end: int) -> list[Item]:
    """A sentence that carries on about the figure of the one before it ("In grote gemeenten is dat 16%.")."""
    if len({item.values["indicator"] for item in last}) != 1 or not _THAT.search(text.masked, start, end):
        return []
    if find_names(text.masked, start, end):
        return []
    figures = [n for n in _figures(text.masked, start, end) if _states(text.masked, n, start, end)]
    told = last[0]
    hired = str(told.values["indicator"]).startswith("external_hire")
    if len(figures) != 1 or figures[0].value.unit != "percent":
        return []
    if told.values["unit"] != "percent" and not hired:
        return []
    name = told.sources["name_raw"][0]
    item = _item(text, (start, end), (name.start, name.end), figures[0])
    if item is None:
        return []
    named = _BENCHMARK.search(text.masked, start, end)
    if named:
        item.values["benchmark"] = True
        item.sources["benchmark"] = [Span.of(text, named.start(), named.end())]
    _dates(text, item, (start, end), start, figures[0], end, alone=True)
    return [item]


def _figures(masked: str, start: int, end: int) -> list[Found[Number]]:
    """The numbers of a sentence; an amount in words of thousands or millions is one number of euros."""
    amounts = [m for m in find_money(masked, start, end) if _SCALED.search(masked, m.start, m.end)]
    numbers = [
        n for n in find_numbers(masked, start, end) if not any(m.start <= n.start < m.end for m in amounts)
    ]
    told = [Found(Number(_whole(m.value.amount), "eur"), m.start, m.end) for m in amounts]
    return sorted([*numbers, *told], key=lambda number: number.start)


def _whole(amount: Decimal) -> str:
    return f"{amount:f}" if amount != amount.to_integral_value() else f"{amount.to_integral_value():f}"


def _sentence(text: Text, start: int, end: int) -> list[Item]:
    if not _DIGIT.search(text.masked, start, end):
        return []
    names = find_names(text.masked, start, end)
    if not names:
        return []
    inside = [n for n in _figures(text.masked, start, end) if not any(a <= n.start < b for a, b in names)]
    figures = [number for number in inside if _states(text.masked, number, start, end)]
    items = []
    for position, number in enumerate(figures):
        before = figures[position - 1].end if position else start
        after = figures[position + 1].start if position + 1 < len(figures) else end
        name = _name_of(text.masked, names, figures, position)
        item = _item(text, (start, end), name, number) if name else None
        if item is not None:
            _compare(text, item, start, before, number, after, first=position == 0)
            _dates(text, item, (start, end), before, number, after, alone=len(figures) == 1)
            items.append(item)
    return items


def _name_of(
    masked: str, names: list[tuple[int, int]], figures: list[Found[Number]], position: int
) -> tuple[int, int] | None:
    """The name that a figure belongs to: in a row of figures each before its name the one behind it, else the
    last one before it, in the same clause if there is one.

    Names in a row before as many figures go in order; None when there are more or fewer ("in- en uitstroom: 9%").
    """
    number = figures[position]
    in_a_row = [name for name in names if name[0] < figures[0].start]
    if len(in_a_row) == len(names) > 1 and _adjoin(masked, names):
        return names[position] if len(names) == len(figures) else None
    clause = max(masked.rfind(";", 0, number.start), masked.rfind("\n", 0, number.start)) + 1
    behind = [name for name in names if name[0] >= number.start]
    before = [name for name in names if clause <= name[0] < number.start]
    if before and not (len(names) == len(figures) > 1 and figures[0].start < names[0][0]):
        return before[-1]
    if behind and ";" not in masked[number.end : behind[0][0]]:
        return behind[0]
    return max((name for name in names if name[0] <= number.start), default=names[0])


def _adjoin(masked: str, names: list[tuple[int, int]]) -> bool:
    return all(_AND.fullmatch(masked, a[1], b[0]) for a, b in pairwise(names))


def _states(masked: str, number: Found[Number], start: int, end: int) -> bool:
    """Whether a number is a figure as it is: no change, no bound, no target, no year or number of something else."""
    if _YEAR.fullmatch(masked, number.start, number.end) and number.value.unit is None:
        return False
    if _NO_STATE_BEFORE.search(masked[start : number.start].rstrip("€ ") + " "):
        return False
    return _NO_STATE_BEHIND.match(masked, number.end, end) is None


def _item(text: Text, sentence: tuple[int, int], name: tuple[int, int], number: Found[Number]) -> Item | None:
    """The item, None when the figure's unit does not fit the indicator that is named."""
    masked, end = text.masked, sentence[1]
    unit = _unit_words(masked, number, end)
    entries = candidates(masked[slice(*name)].lower())
    bare = number.value.unit is None and unit is None
    if bare and not (entries and entries[0].implied and "." in number.value.value):
        return None
    found = measure(masked, name, unit, number.value.unit, number.value.value)
    if found.indicator is None:
        return None
    near = masked[max(sentence[0], number.start - _NEAR) : min(end, number.end + _NEAR)]
    if found.indicator == "external_hire_amount" and _PART.search(near):
        return None
    group = _GROUP.search(masked, sentence[0], name[0])
    item = new_item(
        text, *sentence, (group.start(), name[1]) if group else name, found.indicator, found.unit, number
    )
    base = _BASE.search(masked, number.end, end) if number.value.unit == "percent" else None
    denominator = base.span("base") if base else found.denominator
    if denominator:
        put(text, item, "denominator_raw", *denominator)
    item.warnings += found.warnings
    return item


def _unit_words(masked: str, number: Found[Number], end: int) -> tuple[int, int] | None:
    """The words behind a figure that say its unit and what it is taken of."""
    if number.value.unit == "percent":
        base = _BASE.search(masked, number.end, end)
        return base.span() if base else None
    behind = _UNIT_BEHIND.match(masked, number.end, end)
    if behind is None:
        return None
    if number.value.unit == "eur" and _PER_RESIDENT.match(masked, number.end, end):
        return masked.rindex("€", 0, number.start) if "€" in masked[
            : number.start
        ] else number.start, behind.end()
    return behind.span()


def _compare(
    text: Text, item: Item, start: int, before: int, number: Found[Number], after: int, *, first: bool
) -> None:
    """A second figure behind "ten opzichte van" is the benchmark when the sentence speaks of one."""
    masked = text.masked
    near = (before, number.start) if not first else (number.end, number.end)
    compared = _COMPARED.search(masked, *near)
    named = _BENCHMARK.search(masked, start, number.start if first else after)
    if not first and compared and named and not _YEAR_BEHIND.match(masked, number.end, after):
        item.values["benchmark"] = True
        item.sources["benchmark"] = [Span.of(text, named.start(), named.end())]


def _dates(
    text: Text,
    item: Item,
    sentence: tuple[int, int],
    before: int,
    number: Found[Number],
    after: int,
    *,
    alone: bool,
) -> None:
    """The year that stands with the figure, else the only year of a sentence with one figure; the stage's word."""
    masked = text.masked
    behind = _YEAR_BEHIND.match(masked, number.end, sentence[1])
    all_years = list(_YEAR.finditer(masked, *sentence))
    directly = _YEAR_BEFORE.search(masked, before, number.start)
    if directly:
        _set_year(text, item, *directly.span(1))
    elif behind and behind.end() <= after:
        _set_year(text, item, *behind.span(1))
    elif (bracketed := _IN_BRACKETS.match(masked, number.end, after)) is not None:
        _set_year(text, item, *bracketed.span(1))
    elif alone and len(all_years) == 1:
        _set_year(text, item, *all_years[0].span())
    elif (
        (preceding := list(_YEAR.finditer(masked, before, number.start)))
        and len(preceding) == 1
        and not alone
        and masked[preceding[0].end() : preceding[0].end() + 1] != ")"
        and ";" not in masked[preceding[0].end() : number.start]
    ):
        _set_year(text, item, *preceding[0].span())
    elif len(all_years) == 1 and _OPENS.match(masked, sentence[0]) and not item.values["benchmark"]:
        _set_year(text, item, *all_years[0].span())
    for pattern, stage in _STAGES:
        match = pattern.search(masked, before, min(after, number.end + 40))
        if match:
            item.values["stage"] = stage
            item.sources["stage"] = [Span.of(text, *match.span())]
            break


def _set_year(text: Text, item: Item, start: int, end: int) -> None:
    item.values["year"] = int(text.masked[start:end])
    item.sources["year"] = [Span.of(text, start, end)]
