"""Arrays over some passages or articles of a snapshot."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""Passage or article numbers, (n,)."""
Scores = NDArray[np.float32]
"""Scores, (n,), beside numbers of the same length."""
Allowed = NDArray[np.bool_]
"""Whether each of some passages or articles is meant, (n,)."""


_CLOSE = 32
"""Numbers lie close where there is one among so many, or more."""


def distinct(*numbers: Numbers) -> Numbers:
    """Return each of some numbers once, ascending.

    By sorting: `numpy.unique` makes a hash table since NumPy 2.3, which takes twelve times as
    long for a few thousand. Where they lie close, each is marked, and none is sorted.
    """
    some = [each for each in numbers if len(each)]
    most = max((int(each.max()) for each in some), default=-1)
    close = most <= _CLOSE * sum(map(len, some))
    if close and all(each.min() >= 0 for each in some):
        marked = np.zeros(most + 1, np.bool_)
        for each in some:
            marked[each] = True
        return np.flatnonzero(marked)
    ordered = np.sort(np.concatenate(numbers))
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    once: Numbers = ordered[first]
    return once


def among(numbers: Numbers, ascending: NDArray[np.integer[Any]]) -> Allowed:
    """Return which of some numbers, (n,), are among others that ascend: (n,).

    By looking each up: `numpy.isin` would sort or hash the others, of which there may be millions.
    """
    if not len(ascending):
        return np.zeros(len(numbers), np.bool_)
    places = np.searchsorted(ascending, numbers.astype(ascending.dtype))
    found: Allowed = ascending[np.minimum(places, len(ascending) - 1)] == numbers
    return found
