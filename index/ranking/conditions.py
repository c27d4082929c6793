"""Which passages meet the conditions of a question, over the interfaces."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from index.query.conditions import Condition, Either, Every, Field, Without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.interfaces.arrays import Allowed
    from index.interfaces.legs import KeywordLeg
    from index.interfaces.store import ArticleStore


def holding(
    condition: Condition, store: ArticleStore, keyword: Callable[[], KeywordLeg]
) -> Allowed:
    """Return by passage number whether a condition holds."""
    match condition:
        case Field(filters):
            allowed = store.allowed(filters)
            return np.ones(store.passages, np.bool_) if allowed is None else allowed
        case Without(inner):
            return ~holding(inner, store, keyword)
        case Every(conditions):
            return functools.reduce(np.logical_and, _each(conditions, store, keyword))
        case Either(conditions):
            return functools.reduce(np.logical_or, _each(conditions, store, keyword))
        case _:
            return keyword().holding(condition)


def _each(
    conditions: Iterable[Condition], store: ArticleStore, keyword: Callable[[], KeywordLeg]
) -> Iterator[Allowed]:
    return (holding(each, store, keyword) for each in conditions)
