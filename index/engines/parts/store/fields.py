"""Which articles of a part have which values: what follows from what an engine looks up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import FieldValues
from index.query import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from index.interfaces import Allowed, Numbers


class FieldPart(ABC):
    """The values of the articles of a part."""

    articles: int
    """How many articles the part has."""
    having: Callable[[str, str, bool], Allowed]
    """Returns which articles have a value of a field, (articles,): one that is the same when
    compared, or one that is written so."""

    @property
    @abstractmethod
    def names(self) -> Sequence[str]:
        """The fields that some article has a value of."""

    @abstractmethod
    def holdings(self, field: str) -> dict[str, Numbers]:
        """Return the values of a field, as written, with the ordinals of those that have them."""

    def matching(self, named: Mapping[str, Collection[str]]) -> Allowed:
        """Return which articles have, of each field, one of some values: (articles,)."""
        passing = np.ones(self.articles, np.bool_)
        for field, values in named.items():
            there = [each for each in self.names if folded(each) == folded(field)]
            passing &= self._any((name, value, False) for name in there for value in values)
        return passing

    def from_sources(self, names: Collection[str]) -> Allowed:
        """Return which articles are from one of some sources, as written: (articles,)."""
        return self._any(("source", name, True) for name in names)

    def _any(self, asked: Iterable[tuple[str, str, bool]]) -> Allowed:
        having = np.zeros(self.articles, np.bool_)
        for each in asked:
            having |= self.having(*each)
        return having

    def values(self, field: str, alive: Allowed) -> FieldValues:
        """Return the values of a field, and how many of the articles still there have them.

        Args:
            field: its name, as written.
            alive: which articles are still in the index: (articles,).
        """
        counts: dict[str, int] = {}
        having = np.zeros(self.articles, np.bool_)
        for value, ordinals in self.holdings(field).items():
            living = ordinals[alive[ordinals]]
            having[living] = True
            counts[value] = len(living)
        there = {value: count for value, count in counts.items() if count}
        return FieldValues(int(having.sum()), there)
