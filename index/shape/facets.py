"""Facets: how many of the articles that were found have which values of a field."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct
from index.vocabulary.results import Facet, FieldValue

if TYPE_CHECKING:
    from index.interfaces import Allowed, Holdings, Numbers


def facet_of(
    field: str, holdings: Holdings, found: Allowed, most: int, *, in_order: bool = False
) -> Facet:
    """Count the values that articles have of a field.

    Values that are compared as the same count once, and are written as most articles of the index
    do, found or not.

    Args:
        field: its name.
        holdings: which articles have which values of it.
        found: which articles are counted: (articles,).
        most: values that are told of, those that most articles have.
        in_order: whether those are told in the order in which `holdings` has them, as times are;
            else the most frequent come first.
    """
    having = np.zeros(len(found), np.bool_)
    having[holdings.articles] = True
    counts = counts_of(holdings, found)
    there = np.flatnonzero(counts)
    shown = _most_frequent(there, counts, holdings.values, most)
    if in_order:
        shown.sort()
    return Facet(
        field=field,
        values=tuple(FieldValue(spelling(holdings, kind), int(counts[kind])) for kind in shown),
        articles=int((found & having).sum()),
        without=int((found & ~having).sum()),
        distinct=len(there),
    )


def _most_frequent(
    there: Numbers, counts: Numbers, values: tuple[str, ...], most: int
) -> list[int]:
    """Return the most frequent of some values, those of one frequency by what is written."""
    frequencies = -counts[there]
    if most < len(there):
        there = there[frequencies <= np.partition(frequencies, most - 1)[most - 1]]
    return nsmallest(most, there.tolist(), key=lambda kind: (-counts[kind], values[kind]))


def counts_of(holdings: Holdings, found: Allowed) -> Numbers:
    """Return how many of some articles have each value: (values,).

    Those that are compared as the same count at the first of them, the others have 0.
    """
    asked = found[holdings.articles]
    articles, kinds = holdings.articles[asked], holdings.alike[holdings.places[asked]]
    count = len(holdings.values)
    counts = np.bincount(kinds, minlength=count)
    written = np.bincount(holdings.alike, minlength=count)
    if written.max(initial=0) > 1:  # an article may write a value in two ways, which is one
        several = np.flatnonzero((written > 1)[kinds])
        once = distinct(articles[several] * count + kinds[several])
        counts[written > 1] = np.bincount(once % count, minlength=count)[written > 1]
    return counts


def spelling(holdings: Holdings, kind: int) -> str:
    """Return a value, by the first of those compared as the same, as most articles write it."""
    same = np.flatnonzero(holdings.alike == kind).tolist()
    if len(same) == 1:
        return holdings.values[kind]
    written = {place: int((holdings.places == place).sum()) for place in same}
    return holdings.values[min(same, key=lambda place: (-written[place], holdings.values[place]))]
