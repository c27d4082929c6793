"""The highest of many scores, without all of them being put in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Numbers

_SAMPLED = 64
"""One score of so many is looked at to guess what the last of the highest is."""

_SPARE = 2
"""How many times as many as are wanted should be above what is guessed."""


def highest(scores: NDArray[np.floating[Any]], limit: int, more_than: float = -np.inf) -> Numbers:
    """Return the places of the highest scores, highest first, at most `limit`.

    Of equal ones the lower place comes first.

    Args:
        scores: (n,).
        limit: at most so many.
        more_than: each is to be more than this.
    """
    places = _among_the_highest(scores, limit, more_than)
    if limit < len(places):
        found = scores[places]
        last = len(found) - limit
        places = places[found >= np.partition(found, last)[last]] if limit else places[:0]
    return places[np.lexsort((places, -scores[places]))][:limit]


def _among_the_highest(scores: NDArray[np.floating[Any]], limit: int, more_than: float) -> Numbers:
    """Return places that have the highest scores among them, few where few are wanted."""
    sample = scores[::_SAMPLED]
    last = len(sample) - _SPARE * -(-limit // _SAMPLED)
    if 0 <= last < len(sample):
        guess = np.partition(sample, last)[last]
        if guess > more_than:
            above = np.flatnonzero(scores >= guess)
            if len(above) >= limit:
                return above
    return np.flatnonzero(scores > more_than)
