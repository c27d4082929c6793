"""Which parts are better one: a log merge policy, after Lucene's and tantivy's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def parts_to_merge(sizes: Sequence[Size]) -> list[int]:
    """Choose parts that are better one, by their places: none if all are well as they are.

    A part that is mostly removed is written anew by itself. Else `TIER` parts of about the same
    size, on a scale of logarithms, become one: so each article is written as often as the
    logarithm of their number.
    """
    for place, size in enumerate(sizes):
        if 2 * size.removed > size.passages:
            return [place]
    tiers: dict[int, list[int]] = {}
    for place, size in enumerate(sizes):
        alive = max(size.passages - size.removed, SMALLEST)
        tiers.setdefault(int(math.log(alive / SMALLEST, TIER)), []).append(place)
    return next((places for places in tiers.values() if len(places) >= TIER), [])
