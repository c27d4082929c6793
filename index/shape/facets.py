"""Facets: how many of the articles that were found have which values of a field."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

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
    asked = found[holdings.articles]
    articles, places = holdings.articles[asked], holdings.places[asked]
    having = np.zeros(len(found), np.bool_)
    having[articles] = True
    written = np.bincount(holdings.places, minlength=len(holdings.values))
    counts = _each_once(articles, holdings.alike[places], len(holdings.values))
    there = np.flatnonzero(counts)
    shown = nsmallest(most, there.tolist(), key=lambda kind: (-counts[kind], holdings.values[kind]))
    if in_order:
        shown.sort()
    return Facet(
        field=field,
        values=tuple(
            FieldValue(_spelling(holdings, kind, written), int(counts[kind])) for kind in shown
        ),
        articles=int(having.sum()),
        without=int(found.sum() - having.sum()),
        distinct=len(there),
    )


def _each_once(articles: Numbers, kinds: Numbers, count: int) -> Numbers:
    """Return how many articles have each of so many kinds of value: (count,).

    An article may write a value in two ways, which is one kind.
    """
    pairs = np.unique(articles * count + kinds) if count else articles
    return np.bincount(pairs % max(1, count), minlength=count)


def _spelling(holdings: Holdings, kind: int, written: Numbers) -> str:
    """Return a value as most articles write it."""
    same = np.flatnonzero(holdings.alike == kind).tolist()
    return holdings.values[min(same, key=lambda place: (-written[place], holdings.values[place]))]
