"""Fields worth counting by, and the values of what was found, to click and to click away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.server.page.addresses import Address
    from index.vocabulary.results import Facet, FieldSummary, FieldValue

_OWN = ("section", "source", "author", "language")
_LAST = ("speaker",)
_NOT_COUNTED = frozenset({*_OWN, *_LAST, "published", "path", "date_from", "title_from", "zone"})
"""Beside those that have their place, fields that say how an article was read."""
_OTHERS = 3
"""Most fields of records, beside those that every article may have."""
_FEWEST_VALUES = 5
_FEWEST_ARTICLES = 5
"""Of a value, on average: below, a field names articles rather than groups them."""
_LEAST_SHARE = 0.02
"""Of all articles, that have a field."""

SHOWN = 7
"""Values of a field."""


def worth_counting(fields: Iterable[FieldSummary], articles: int) -> tuple[str, ...]:
    """Return the fields by which it is worth counting what a question finds.

    Those that every article may have, where they have more than one value; of those that records
    bring along, the ones that most articles have and that group them.
    """
    there = {each.name: each for each in fields}
    several = {name for name, each in there.items() if each.distinct > 1}
    grouping = [
        each
        for each in there.values()
        if each.name not in _NOT_COUNTED
        and each.distinct >= _FEWEST_VALUES
        and each.articles >= max(_FEWEST_ARTICLES * each.distinct, _LEAST_SHARE * articles)
    ]
    grouping.sort(key=lambda each: -each.articles)
    others = [each.name for each in grouping[:_OTHERS]]
    own = [name for name in _OWN if name in several]
    return (*own, *others, *(name for name in _LAST if name in several))


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, to click."""

    text: str
    articles: int
    chosen: bool
    address: Address
    """The search with this condition, or without it where it is in force."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A field with its values."""

    name: str
    values: tuple[Value, ...]
    more: int
    """Values that are not shown."""


def clickable(facets: Sequence[Facet], address: Address) -> list[Counted]:
    """Return facets with the searches that their values lead to; those that narrow nothing go."""
    counted = []
    for facet in facets:
        values = tuple(_value(facet.field, each, address) for each in facet.values)
        same_of_all = len(values) == 1 and not facet.without
        if values and (not same_of_all or values[0].chosen):
            counted.append(Counted(facet.field, values, facet.distinct - len(values)))
    return counted


def _value(field: str, each: FieldValue, address: Address) -> Value:
    value, articles = each.value, each.articles
    pair = condition(field, value)
    if pair is None:
        return Value(value, articles, chosen=False, address=address)
    chosen = address.has(*pair)
    leads_to = address.without(*pair) if chosen else address.adding(*pair)
    return Value(value, articles, chosen, leads_to)


def condition(field: str, value: str) -> tuple[str, str] | None:
    """Return the parameter that asks for a value of a field; None where there is none."""
    if field in _OWN:
        return field, value
    if field in {"year", "month", "day"}:
        return "on", value
    if field in {"week", "weekday"}:
        return None
    return "where", f"{field}={value}"
