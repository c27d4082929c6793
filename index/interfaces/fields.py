"""What a corpus, or a shard of one, has of one field by which articles can be asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from index.query import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces.arrays import Numbers


@dataclass(frozen=True, slots=True)
class FieldValues:
    """Values of one field: shards add theirs up."""

    articles: int = 0
    """How many in the index have one."""
    values: Mapping[str, int] = field(default_factory=dict)
    """Each value as written, and how many articles in the index have it; days as ISO 8601."""

    def __add__(self, other: FieldValues) -> FieldValues:
        """Return the values of both shards together."""
        both = Counter(self.values) + Counter(other.values)
        return FieldValues(self.articles + other.articles, both)


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Which articles have which values of one field; an article may have several."""

    values: tuple[str, ...]
    """Each as written, once."""
    alike: Numbers
    """Of each value the first that is compared as the same, as a place in `values`: (values,)."""
    articles: Numbers
    """An article for each value that it has: (held,)."""
    places: Numbers
    """Which value that is, as a place in `values`: (held,)."""

    @classmethod
    def of(cls, having: Mapping[str, Numbers]) -> Holdings:
        """Take for each value, as written, the numbers of the articles that have it."""
        first: dict[str, int] = {}
        alike = [first.setdefault(folded(value), place) for place, value in enumerate(having)]
        counts = [len(articles) for articles in having.values()]
        return cls(
            tuple(having),
            np.array(alike, np.int64),
            np.concatenate([np.zeros(0, np.int64), *having.values()]),
            np.repeat(np.arange(len(counts)), counts),
        )
