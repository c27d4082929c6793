"""By what the articles that were found can be counted, and how many have which values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query import folded, no_field
from index.search.counted.fields import OTHER_NAMES
from index.shape import UNITS_OF_TIME, facet_of, held_times
from index.vocabulary.arguments import check_whole_number
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import Facets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.interfaces import ArticleStore, Numbers

FACETS = ("source", "section", "author", "language", "year")
"""What is counted where nothing else is asked for."""

MOST = 10
"""Values of a field that are told of, unless asked for more."""


def facets(
    store: ArticleStore, articles: Numbers, fields: Iterable[str], most: int = MOST
) -> Facets:
    """Count articles by fields.

    Args:
        store: that has them.
        articles: which, ascending.
        fields: of `store.field_names`, in any case, or of `shape.UNITS_OF_TIME`.
        most: values told of each, those that most articles have.

    Raises:
        QuestionError: there is no such field, or `most` is below 1.
    """
    check_whole_number("most", most)
    if most < 1:
        raise QuestionError(f"most: {most} is below 1")
    names = dict.fromkeys(_name_of(each, store) for each in fields)
    found = np.zeros(store.articles, np.bool_)
    found[articles] = True
    counted = []
    for name in names:
        of_time = name in UNITS_OF_TIME
        if of_time:
            holdings = held_times(name, articles, store.wall_clock(articles))
        else:
            holdings = store.holdings(name)
        counted.append(facet_of(name, holdings, found, most, in_order=of_time))
    return Facets(counted)


def _name_of(asked: str, store: ArticleStore) -> str:
    """Return a field by its name as written.

    Raises:
        QuestionError: there is none, and which there are.
    """
    known = [*dict.fromkeys([*FACETS[:-1], *UNITS_OF_TIME, "path", *store.field_names()])]
    plain = folded(asked)
    plain = {"published": "day"}.get(plain, OTHER_NAMES.get(plain, plain))
    for name in known:
        if folded(name) == plain:
            return name
    raise QuestionError(no_field(asked, known))
