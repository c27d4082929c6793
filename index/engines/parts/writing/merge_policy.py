"""Which parts are better one: a log merge policy, after Lucene's and tantivy's."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.engines.parts.contents import PartEntry

TIER = 8
"""Parts of about the same size that are merged into one, and how much larger the next size is."""
SMALLEST = 64
"""Passages: parts below this count as being of one size."""


class Size(NamedTuple):
    """How large a part is."""

    passages: int
    """Removed ones included."""
    removed: int
    """Passages of removed articles."""


def parts_to_merge(sizes: Sequence[Size], largest: float = math.inf) -> list[int]:
    """Choose parts that are better one, by their places: none if all are well as they are.

    A part that is mostly removed is written anew by itself. Else `TIER` parts of about the same
    size, on a scale of logarithms, become one: so each article is written as often as the
    logarithm of their number.

    Args:
        sizes: of all parts.
        largest: passages; of parts that would be more together, the smallest become one, as far
            as they are not. So no change takes longer than that, however large the index is.
    """
    for place, size in enumerate(sizes):
        if 2 * size.removed > size.passages:
            return [place]
    tiers: dict[int, list[int]] = {}
    alive = [size.passages - size.removed for size in sizes]
    for place, passages in enumerate(alive):
        tier = int(math.log(max(passages, SMALLEST) / SMALLEST, TIER))
        tiers.setdefault(tier, []).append(place)
    for places in tiers.values():
        if len(places) < TIER:
            continue
        ascending = sorted(places, key=lambda place: alive[place])
        together = list(accumulate(alive[place] for place in ascending))
        fitting = bisect_right(together, largest)
        if fitting > 1:
            return sorted(ascending[:fitting])
    return []


class Mergeable(ABC):
    """Parts that are staged, and merged where some of them are better one."""

    largest: ClassVar[float] = math.inf
    """Passages of a part that others are merged into, unless all are."""

    @property
    @abstractmethod
    def _parts(self) -> Sequence[PartEntry]:
        """The parts as they are staged."""

    @abstractmethod
    def _merge(self, places: Sequence[int]) -> None:
        """Stage one part in place of some, or none if nothing of them is left."""

    def merge(self) -> None:
        """Merge parts as long as there are some that are better one."""
        while places := parts_to_merge(
            [Size(part.passages, part.removed_passages) for part in self._parts], self.largest
        ):
            self._merge(places)

    def merge_all(self) -> None:
        """Merge all parts into one, rid of what was removed, unless they are so already."""
        if len(self._parts) > 1 or any(part.removed_articles for part in self._parts):
            self._merge(range(len(self._parts)))
